"""The report of the years 2014 to 2018: chapters as each office likes them, one table of 58 figures."""

from .figures_said import disclosure_2018 as figures_said
from .report import chapter, element


def statistics(report, labels):
    chance, shown = report.chance, report.shown()
    attributes = {"leader": report.person(), "reviewer": report.person(), "preparer": report.person(),
                  "telephone": report.telephone, "date": f"{report.year + 1}-01-{chance.between(5, 31):02}"}
    if chance.true(30):
        attributes = {}
    head = "".join(f' {key}="{value}"' for key, value in attributes.items())
    absent = report.parts and chance.true(10)
    lines = [f"<statistics{head}>"]
    for row, (label, _, heading) in labels.items():
        if heading or (absent and not shown[row]):
            continue
        lines.append(element("row", shown[row], id=row, label=label))
        if row == "channels.other" and report.parts and chance.true(25):
            lines.append(element("own-row", str(chance.below(report.figures["disclosed"] + 1)), after=row,
                                 label=f"6.{chance.one(['政务客户端', '广播电视', '短视频平台'])}公开政府信息数", unit="条"))
        if row == "participants" and report.parts and chance.true(15):
            lines.append(element("own-row", chance.one(["/", "0", "260"]), after=row, label="（四）发放政府信息公开宣传资料数", unit="份", level="1"))
    return "\n".join([*lines, "</statistics>"])


def write(report, labels):
    chance, writer = report.chance, report.writer
    said = figures_said(report.claimed or report.figures, report.year, report.words["我"], chance, report.parts)
    table = statistics(report, labels)
    if chance.true(50):  # the matters of the law, in its order
        plan = [("概述", ["organisation", "management"], []), ("主动公开政府信息情况", ["proactive", "platform"], ["disclosed"]),
                ("政策解读和回应社会关切情况", ["interpretation"], ["responses"]), ("依申请公开政府信息情况", ["requests"], ["received"]),
                ("因政府信息公开申请行政复议、提起行政诉讼情况", [], ["reviews"]), ("机构建设和人员培训情况", ["supervision"], ["organisation"])]
    else:  # the parts of the table, in its order
        plan = [("基本情况", ["organisation", "supervision"], ["organisation"]), ("主动公开情况", ["proactive", "platform"], ["disclosed"]),
                ("回应解读情况", ["interpretation"], ["responses"]), ("依申请公开情况", ["requests", "management"], ["received"]),
                ("行政复议、行政诉讼和举报投诉情况", [], ["reviews"])]
    chapters = []
    for heading, topics, matters in plan:
        sentences = [sentence for matter in matters for sentence in said.get(matter, [])]
        if len(topics) > 1 and chance.true(75):
            blocks = report.sections([(writer.heading(topic), report.paragraphs(topic, sentences if not number else ()))
                                      for number, topic in enumerate(topics)])
        elif topics:
            blocks = report.paragraphs(topics[0], sentences)
        else:
            blocks = [report.text(sentence) for sentence in sentences]
        chapters.append(chapter(len(chapters), heading, blocks))
    chapters.append(chapter(len(chapters), "存在的主要问题及改进措施", [report.text(writer.problems(3)), report.text(writer.measures(4))]))
    if chance.true(50):
        return report.record(chapters, annex=table)
    chapters.append(chapter(len(chapters), "政府信息公开情况统计表", [table]))
    return report.record(chapters)
