"""Sentences whose figures are those of the table, one function for each form: a list of paragraphs by matter.

`f` are the figures that the text claims. With `parts` sentences also break a total down; a record that is meant to be
wrong in its table alone does without them, lest they be wrong too.
"""


def group(f, beginning):
    """Sum of the totals of these rows."""
    return sum(number for cell, number in f.items() if cell.startswith(beginning) and cell.endswith("/total"))


def disclosure_2018(f, year, self_name, chance, parts=True):
    said = {}
    when = f"{year}年，{self_name}"
    if f["disclosed"]:
        text = f"{when}主动公开政府信息{f['disclosed']}条"
        kinds = chance.some(["政务动态", "通知公告", "统计数据", "行政处罚信息", "政策文件", "人事信息", "资金信息", "规划计划"], 4)
        if parts and chance.true(60):
            numbers = chance.split(f["disclosed"], 4)
            lead = chance.one(["包括", "其中", "分别为"])
            text += f"（{lead}" + "，".join(f"{kind}{number}条" for kind, number in zip(kinds, numbers)) + "）"
        text += "。"
        channels = [("政府网站", "website"), ("微信公众号", "wechat"), ("微博", "weibo")]
        shown = [(name, f[f"channels.{row}"]) for name, row in channels if f[f"channels.{row}"]]
        if shown:
            text += "其中" if chance.true(30) else "通过"
            text += "，".join(f"{name}公开政府信息{number}条" for name, number in shown) + "。"
        if f["disclosed.normative"] and parts:
            text += f"主动公开规范性文件{f['disclosed.normative']}条，制发规范性文件{f['normative.issued']}件。"
    else:
        text = f"{when}没有主动公开政府信息。"
    said["disclosed"] = [text]

    text = f"{when}回应公众关注热点或重大舆情{f['responses']}次"
    if parts:
        press, principal = (f["response-channels.press-conference"], f["response-channels.press-conference.principal"])
        text += f"，参加或举办新闻发布会{press}次，其中主要负责同志参加{principal}次"
        text += f"；发布政策解读稿件{f['response-channels.interpretation']}篇"
    said["responses"] = [text + "。"]

    if f["received"]:
        text = f"{when}共收到政府信息公开申请{f['received']}件"
        if parts:
            ways = [("当面", "in-person"), ("传真", "fax"), ("网络", "network"), ("信函", "letter")]
            text += "，其中" + "，".join(f"{name}申请{f[f'received.{row}']}件" for name, row in ways)
            text += f"。办结{f['concluded']}件，其中按时办结{f['concluded.on-time']}件，延期办结{f['concluded.extended']}件"
        text += "。"
    else:
        text = chance.one([f"{when}未收到政府信息公开申请。", f"{when}没有收到政府信息公开申请。"])
    if float(f["fees"]):
        text += f"{year}年，政府信息公开收取费用{f['fees']}万元。"
    else:
        text += chance.one(["政府信息公开无收费事项。", "政府信息公开没有收取任何费用。"])
    said["received"] = [text]

    reviews = []
    for row, name in (("reconsideration", "行政复议"), ("litigation", "行政诉讼")):
        reviews.append(f"因政府信息公开引起的{name}{f[row]}件" if f[row] else f"未发生因政府信息公开引起的{name}")
    said["reviews"] = [f"{year}年，" + "，".join(reviews) + "。"]
    if not f["reconsideration"] and not f["litigation"] and chance.true(50):
        said["reviews"] = [f"{year}年，未发生因政府信息公开引起的行政复议和行政诉讼。"]
    if parts:
        said["organisation"] = [f"现有从事政府信息公开工作人员{f['staff']}人，其中专职人员{f['staff.full-time']}人，兼职人员{f['staff.part-time']}人；"
                                f"全年召开政府信息公开工作会议或专题会议{f['meetings']}次，举办培训班{f['courses']}次，接受培训{f['participants']}人次。"]
    return said


def disclosure_2021(form, f, year, self_name, chance, parts=True):
    """For the forms from 2019 on."""
    said = {}
    when = f"{year}年，{self_name}"
    received, carried = f["received/total"], f["carried-in/total"]
    if received:
        text = f"{when}新收政府信息公开申请{received}件"
        if parts:
            persons = f["received/natural-person"]
            text += f"，其中自然人{persons}件，法人或其他组织{received - persons}件"
    else:
        text = chance.one([f"{when}未收到政府信息公开申请", f"{when}没有收到政府信息公开申请"])
    text += f"，上年结转{carried}件。" if carried or chance.true(40) else "。"
    if f["outcome/total"] and parts:
        text += f"本年度办结{f['outcome/total']}件，其中" if chance.true(70) else f"全年共答复{f['outcome/total']}件，其中"
        groups = [("予以公开", f["granted/total"]), ("部分公开", f["partly-granted/total"]),
                  ("不予公开", group(f, "refused.")),
                  ("无法提供", group(f, "unavailable.")),
                  ("不予处理", group(f, "not-processed.")),
                  ("其他处理", group(f, "other-handling"))]
        text += "，".join(f"{name}{number}件" for name, number in groups if number or chance.true(20)) + "。"
    if f["carried-over/total"]:
        text += chance.one([f"结转下年度继续办理{f['carried-over/total']}件。", f"另有{f['carried-over/total']}件结转下年度办理。"])
    reviews = f["reconsideration/total"], f["litigation.direct/total"] + f["litigation.after-reconsideration/total"]
    text += f"{year}年，因政府信息公开引起的" + "，".join(f"{name}{number}件" for name, number in zip(("行政复议", "行政诉讼"), reviews)) + "。" \
        if any(reviews) else f"{year}年，未发生因政府信息公开引起的行政复议和行政诉讼。"
    said["requests"] = [text]

    if parts and form == "disclosure-2021":
        text = f"{when}制发行政规范性文件{f['normative/issued']}件，废止{f['normative/repealed']}件，现行有效{f['normative/in-force']}件。"
        text += f"作出行政许可决定{f['licences/decisions']}件，行政处罚决定{f['penalties/decisions']}件，行政强制决定{f['coercion/decisions']}件。"
        said["proactive"] = [text]
    elif parts:
        said["proactive"] = [f"{when}新制作规范性文件{f['normative/made']}件，新公开{f['normative/disclosed']}件；"
                             f"政府集中采购项目{f['procurement/projects']}个。"]
    return said
