"""The tables of each form, cell by cell: labels, spans and figures as the PDF's structure tree holds them.

What must be printed is written out here from the official notices, not read from the form's files. Every cell of the record
gets a number of its own, so that a figure in a wrong place is seen.
"""

import re

import page_reader
import python_test
from python_test import banxin
from structure_reader import Structure

# A line is a row, its cells parted by |. [r×c] before a label: the rows and columns that it takes; * stands for one figure.
REQUESTS_HEAD = """
[3×3]（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | [1×7]申请人情况
[2×1]自然人 | [1×5]法人或其他组织 | [2×1]总计
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
[1×3]一、本年新收政府信息公开申请数量 | * | * | * | * | * | * | *
[1×3]二、上年结转政府信息公开申请数量 | * | * | * | * | * | * | *
"""
REQUESTS_BODY = """
[1×2]（二）部分公开（区分处理的，只计这一情形，不计其他情形） | * | * | * | * | * | * | *
[8×1]（三）不予公开 | 1.属于国家秘密 | * | * | * | * | * | * | *
2.其他法律行政法规禁止公开 | * | * | * | * | * | * | *
3.危及“三安全一稳定” | * | * | * | * | * | * | *
4.保护第三方合法权益 | * | * | * | * | * | * | *
5.属于三类内部事务信息 | * | * | * | * | * | * | *
6.属于四类过程性信息 | * | * | * | * | * | * | *
7.属于行政执法案卷 | * | * | * | * | * | * | *
8.属于行政查询事项 | * | * | * | * | * | * | *
[3×1]（四）无法提供 | 1.本机关不掌握相关政府信息 | * | * | * | * | * | * | *
2.没有现成信息需要另行制作 | * | * | * | * | * | * | *
3.补正后申请内容仍不明确 | * | * | * | * | * | * | *
[5×1]（五）不予处理 | 1.信访举报投诉类申请 | * | * | * | * | * | * | *
2.重复申请 | * | * | * | * | * | * | *
3.要求提供公开出版物 | * | * | * | * | * | * | *
4.无正当理由大量反复申请 | * | * | * | * | * | * | *
5.要求行政机关确认或重新出具已获取信息 | * | * | * | * | * | * | *
"""
REQUESTS_END = """
[1×2]（七）总计 | * | * | * | * | * | * | *
[1×3]四、结转下年度继续办理 | * | * | * | * | * | * | *
"""
REVIEWS = """
[1×5]行政复议 | [1×10]行政诉讼
[2×1]结果维持 | [2×1]结果纠正 | [2×1]其他结果 | [2×1]尚未审结 | [2×1]总计 | [1×5]未经复议直接起诉 | [1×5]复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
* | * | * | * | * | * | * | * | * | * | * | * | * | * | *
"""
TABLES = {
    "disclosure-2018": ["""
统计指标 | 单位 | 统计数
一、主动公开情况 | —— |
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | *
其中：主动公开规范性文件数 | 条 | *
制发规范性文件总数 | 件 | *
（二）通过不同渠道和方式公开政府信息的情况 | —— |
1.政府公报公开政府信息数 | 条 | *
2.政府网站公开政府信息数 | 条 | *
3.政务微博公开政府信息数 | 条 | *
4.政务微信公开政府信息数 | 条 | *
5.其他方式公开政府信息数 | 条 | *
二、回应解读情况 | —— |
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） | 次 | *
（二）通过不同渠道和方式回应解读的情况 | —— |
1.参加或举办新闻发布会总次数 | 次 | *
其中：主要负责同志参加新闻发布会次数 | 次 | *
2.政府网站在线访谈次数 | 次 | *
其中：主要负责同志参加政府网站在线访谈次数 | 次 | *
3.政策解读稿件发布数 | 篇 | *
4.微博微信回应事件数 | 次 | *
5.其他方式回应事件数 | 次 | *
三、依申请公开情况 | —— |
（一）收到申请数 | 件 | *
1.当面申请数 | 件 | *
2.传真申请数 | 件 | *
3.网络申请数 | 件 | *
4.信函申请数 | 件 | *
（二）申请办结数 | 件 | *
1.按时办结数 | 件 | *
2.延期办结数 | 件 | *
（三）申请答复数 | 件 | *
1.属于已主动公开范围数 | 件 | *
2.同意公开答复数 | 件 | *
3.同意部分公开答复数 | 件 | *
4.不同意公开答复数 | 件 | *
其中：涉及国家秘密 | 件 | *
涉及商业秘密 | 件 | *
涉及个人隐私 | 件 | *
危及国家安全、公共安全、经济安全和社会稳定 | 件 | *
不是《条例》所指政府信息 | 件 | *
法律法规规定的其他情形 | 件 | *
5.不属于本行政机关公开数 | 件 | *
6.申请信息不存在数 | 件 | *
7.告知作出更改补充数 | 件 | *
8.告知通过其他途径办理数 | 件 | *
四、行政复议数量 | 件 | *
（一）维持具体行政行为数 | 件 | *
（二）被依法纠错数 | 件 | *
（三）其他情形数 | 件 | *
五、行政诉讼数量 | 件 | *
（一）维持具体行政行为或者驳回原告诉讼请求数 | 件 | *
（二）被依法纠错数 | 件 | *
（三）其他情形数 | 件 | *
六、举报投诉数量 | 件 | *
七、依申请公开信息收取的费用 | 万元 | *
八、机构建设和保障经费情况 | —— |
（一）政府信息公开工作专门机构数 | 个 | *
（二）设置政府信息公开查阅点数 | 个 | *
（三）从事政府信息公开工作人员数 | 人 | *
1.专职人员数（不包括政府公报及政府网站工作人员数） | 人 | *
2.兼职人员数 | 人 | *
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） | 万元 | *
九、政府信息公开会议和培训情况 | —— |
（一）召开政府信息公开工作会议或专题会议数 | 次 | *
（二）举办各类培训班数 | 次 | *
（三）接受培训人员数 | 人次 | *
"""],
    "disclosure-2019": [
        """
[1×5]第二十条第（一）项
信息内容 | 本年新制作数量 | [1×2]本年新公开数量 | 对外公开总数量
规章 | * | [1×2]* | *
规范性文件 | * | [1×2]* | *
[1×5]第二十条第（五）项
信息内容 | 上一年项目数量 | [1×2]本年增/减 | 处理决定数量
行政许可 | * | [1×2]* | *
其他对外管理服务事项 | * | [1×2]* | *
[1×5]第二十条第（六）项
信息内容 | 上一年项目数量 | [1×2]本年增/减 | 处理决定数量
行政处罚 | * | [1×2]* | *
行政强制 | * | [1×2]* | *
[1×5]第二十条第（八）项
信息内容 | [1×2]上一年项目数量 | [1×2]本年增/减
行政事业性收费 | [1×2]* | [1×2]*
[1×5]第二十条第（九）项
信息内容 | [1×2]采购项目数量 | [1×2]采购总金额
政府集中采购 | [1×2]* | [1×2]*
""",
        REQUESTS_HEAD + "[20×1]三、本年度办理结果 | [1×2]（一）予以公开 | * | * | * | * | * | * | *" + REQUESTS_BODY
        + "[1×2]（六）其他处理 | * | * | * | * | * | * | *" + REQUESTS_END,
        REVIEWS],
    "disclosure-2021": [
        """
[1×4]第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | * | * | *
行政规范性文件 | * | * | *
[1×4]第二十条第（五）项
信息内容 | [1×3]本年处理决定数量
行政许可 | [1×3]*
[1×4]第二十条第（六）项
信息内容 | [1×3]本年处理决定数量
行政处罚 | [1×3]*
行政强制 | [1×3]*
[1×4]第二十条第（八）项
信息内容 | [1×3]本年收费金额（单位：万元）
行政事业性收费 | [1×3]*
""",
        REQUESTS_HEAD + "[22×1]三、本年度办理结果 | [1×2]（一）予以公开 | * | * | * | * | * | * | *" + REQUESTS_BODY
        + """[3×1]（六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | * | * | * | * | * | * | *
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | * | * | * | * | * | * | *
3.其他 | * | * | * | * | * | * | *""" + REQUESTS_END,
        REVIEWS]}
# What is printed of the 2018 form besides its table; its chapters are the bureau's own.
AROUND_2018 = ["政府信息公开情况统计表", "（2018年度）", "填报单位（盖章）：样表", "单位负责人：审核人：填报人：", "联系电话：填报日期："]
HEADINGS = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]


def structure(text):
    """The tree that pdfinfo prints, as (depth, kind, {attribute: value}, text)."""
    elements = []
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        line = line.strip()
        if attribute := re.fullmatch(r"/(\w+) (.*)", line):
            elements[-1][2][attribute[1]] = attribute[2]
        elif line.startswith('"'):
            elements[-1][3].append(line[1:-1])
        elif line:
            elements.append((depth, re.match(r"\w+", line)[0], {}, []))
    return elements


def tables(elements):
    """Each table as a list of rows in the notation of the expectations, with the figures in place of the stars."""
    found = []
    for _, kind, attributes, text in elements:
        if kind == "Table":
            found.append([])
        elif kind == "TR":
            found[-1].append([])
        elif kind in ("TH", "TD"):
            spans = attributes.get("RowSpan", "1"), attributes.get("ColSpan", "1")
            mark = "" if spans == ("1", "1") else f"[{spans[0]}×{spans[1]}]"
            found[-1][-1].append(mark + "".join(text))
    return [[" | ".join(row) for row in table] for table in found]


class FormTables(python_test.Case):
    def numbered(self, form):
        """An empty record of the form with 1, 2, 3 ... in its cells."""
        record = banxin("new", "--form", form).stdout.decode()
        record = re.sub("（(?:单位全称|报告标题[^）]*|本.(?:标题|正文))）", "样表", record)
        count = 0

        def number(match):
            nonlocal count
            count += 1
            return f"{match[1]}{count}{match[2]}"

        record = re.sub(r"(<(?:cell|row) [^>]*>)(</(?:cell|row)>)", number, record)
        path = self.folder / f"{form}.xml"
        path.write_text(record, encoding="utf-8")
        return path, count

    def structure_of(self, record, *options):
        self.need("pdfinfo")
        pdf = self.folder / "out.pdf"
        done = banxin("render", record, "-o", pdf, *options)
        self.assertEqual(done.returncode, 0, done.messages)
        return structure(self.run_tool("pdfinfo", "-struct-text", pdf).decode())

    def test_every_cell_of_the_forms(self):
        for form, expected in TABLES.items():
            record, count = self.numbered(form)
            # Numbers that add up to nothing are a draft; what stands where is the same.
            elements = self.structure_of(record, "--draft")
            numbers = iter(range(1, count + 1))
            wanted = [[re.sub(r"\*", lambda _: str(next(numbers)), line.strip()) for line in table.strip().splitlines()]
                      for table in expected]
            found = [[line.rstrip() for line in table] for table in tables(elements)]
            self.assertEqual(found, wanted, form)
            self.assertIsNone(next(numbers, None), f"{form}: a figure of the record stands nowhere")
            texts = [re.sub(r"\s+", "", "".join(text)) for _, _, _, text in elements]
            around = AROUND_2018 if form == "disclosure-2018" else HEADINGS
            self.assertEqual([text for text in texts if text in around], around, form)

    def test_official_headings_are_printed_whatever_the_record_calls_them(self):
        record, _ = self.numbered("disclosure-2021")
        text = record.read_text(encoding="utf-8")
        text = text.replace("五、存在的主要问题及改进情况", "六、存在的主要问题及整改措施").replace('label="行政许可"', 'label="许可"')
        record.write_text(text, encoding="utf-8")
        elements = self.structure_of(record, "--draft")
        self.assertEqual(["".join(text) for _, kind, _, text in elements if kind == "H2"], HEADINGS)
        self.assertIn("行政许可 | [1×3]7", tables(elements)[0])

    def test_a_row_of_the_outdated_format_is_printed_as_one(self):
        sample = python_test.SAMPLES / "outdated-row-2021.xml"
        rows = tables(self.structure_of(sample))[1]
        self.assertIn("[1×2]（六）其他处理 | 4 | 1 | 0 | 0 | 0 | 0 | 5", rows)
        self.assertEqual(sum("三、本年度办理结果" in row for row in rows), 1)
        said = banxin("validate", sample, "--strict").stdout.decode()
        self.assertRegex(said, rf"(?m)^\S*{sample.name}:\d+: note\[record-outdated\]: “（六）其他处理” ")
        self.assertTrue(any(row.startswith("[20×1]三、本年度办理结果 | ") for row in rows))

    def test_additions_stand_where_the_record_has_them(self):
        elements = self.structure_of(python_test.SAMPLES / "additions-2021.xml")
        first, _, _, own = tables(elements)
        self.assertEqual(first[first.index("行政规范性文件 | 5 | 2 | 31") + 1], "其他主动公开文件 | 12 | 1 | 86")
        self.assertEqual(own, ["[2×1]领域 | [1×2]公开数量", "上年 | 本年", "市容管理 | 96 | 118", "生活垃圾分类 | 41 | 57", "违法建筑处置 | 28 | 33"])
        headings = ["".join(text) for _, kind, _, text in elements if kind == "H2"]
        self.assertEqual(headings, HEADINGS[:5] + ["附、重点领域信息公开情况"] + HEADINGS[5:])

    def test_an_own_table_whose_cells_do_not_cover_it_is_the_records_fault(self):
        right = (python_test.SAMPLES / "additions-2021.xml").read_text(encoding="utf-8")
        cases = [("<td>96</td>", "", "Row 3 of the table has no cell in column 3"),
                 ("<td>96</td>", "<td>96</td><td>1</td>", "A cell of row 3 of the table has no room"),
                 ('<th row-span="2">领域</th>', '<th row-span="3">领域</th>', "spans 3 rows; rows left: 2"),
                 ("<th>违法建筑处置</th>", '<th row-span="2">违法建筑处置</th>', "spans 2 rows; rows left: 1"),
                 ('<th column-span="2">公开数量</th>', '<th column-span="3">公开数量</th>', "A cell of row 1 of the table has no room"),
                 ('<column width="2"/>', "", "columns in all: 2"),
                 ("<caption>重点领域信息公开情况</caption>", '<body><tr><td column-span="999">宽</td></tr></body></own-table><own-table>',
                  "The table has 999 columns; 200 are the most")]
        record = self.folder / "record.xml"
        for old, new, message in cases:
            self.assertIn(old, right)
            record.write_text(right.replace(old, new, 1), encoding="utf-8")
            done = banxin("render", record, "-o", self.folder / "out.pdf")
            self.assertEqual(done.returncode, 1, done.messages)
            self.assertEqual(set(re.findall(r"error\[([\w-]+)\]", done.messages)), {"record-own-table"}, done.messages)
            self.assertIn(message, done.messages)

    def test_an_article_and_its_rows_are_never_parted_by_a_page(self):
        self.need("qpdf")
        for sample in ("filled-2019.xml", "additions-2021.xml"):
            text = (python_test.SAMPLES / sample).read_text(encoding="utf-8")
            for more in range(0, 16, 3):
                record = self.folder / "record.xml"
                record.write_text(text.replace("<p>", "<p>一段。</p>" * more + "<p>", 1), encoding="utf-8")
                table = Structure(self.render(record)).root.all("Table")[0]
                pages, starts = [], 0
                for row in table.all("TR"):
                    starts = starts if len(row.children) > 1 else len(pages)  # an article stands alone in its row
                    pages.append((starts, {page for cell in row.walk() for page in cell.pages}))
                blocks = {start: set().union(*[found for begin, found in pages if begin == start]) for start, _ in pages}
                self.assertEqual([len(found) for found in blocks.values()], [1] * len(blocks), f"{sample} with {more} more")

    def test_a_blank_prints_blank_and_a_placeholder_as_it_is(self):
        record, _ = self.numbered("disclosure-2021")
        text = re.sub(r"(<cell [^>]*>)\d+(</cell>)", r"\1\2", record.read_text(encoding="utf-8"))
        for number, figure in enumerate(["/", "不适用", "0"]):
            text = re.sub(r"(<cell [^>]*>)(</cell>)", rf"\g<1>{figure}\2", text, count=1)
        record.write_text(text, encoding="utf-8")
        first = tables(self.structure_of(record))[0]
        self.assertEqual(first[2:4], ["规章 | / | 不适用 | 0", "行政规范性文件 |  |  | "])

    def test_what_a_record_says_in_other_words_or_beyond_the_form(self):
        """Each edit of a right record raises just what is named here."""
        right = (python_test.SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        stray = "？五、存在的主要问题及改进情况"
        cases = [
            ("五、存在的主要问题及改进情况</heading>", stray + "</heading>", ["note record-wording"]),
            ('label="行政规范性文件"', 'label="规范性文件"', ["note record-wording"]),
            ('label="行政规范性文件"', 'label="行政处罚"', ["warning record-wording"]),
            ('<chapter id="other">', '<chapter>\n<heading>附、其他</heading>\n</chapter>\n<chapter id="other">', ["note record-additions"]),
            ('<statistics table="reviews">', '<statistics table="proactive">', ["error schema-invalid"]),
            ('<row id="rules" label="规章"><cell id="issued">', '<row id="rules" label="规章"><cell id="total">', ["error record-row"]),
        ]
        for old, new, expected in cases:
            self.assertIn(old, right)
            record = self.folder / "record.xml"
            record.write_text(right.replace(old, new, 1), encoding="utf-8")
            found = banxin("validate", record).stdout.decode()
            codes = [f"{severity} {code}" for severity, code in re.findall(r": (error|warning|note)\[([\w-]+)\]: ", found)
                     if code not in ("rules-not-assessable", "narrative-numbering")]
            self.assertEqual(codes, expected, found)

    def test_every_known_other_wording_is_accepted_with_a_note_and_printed_in_the_forms_words(self):
        common = [
            ("四、政府信息公开行政复议、行政诉讼情况</heading>", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况</heading>"),
            ("五、存在的主要问题及改进情况</heading>", "五、存在的主要问题及整改措施</heading>"),
            ("五、存在的主要问题及改进情况</heading>", "五、存在问题及改进情况</heading>"),
            ("五、存在的主要问题及改进情况</heading>", "五、政府信息公开工作存在的主要问题及改进情况</heading>"),
            # Numbers shifted by one, numbers in other marks, a stray character before the number.
            ("二、主动公开政府信息情况</heading>", "三、主动公开政府信息情况</heading>"),
            ("三、收到和处理政府信息公开申请情况</heading>", "3.收到和处理政府信息公开申请情况</heading>"),
            ("六、其他需要报告的事项</heading>", "—六、其他需要报告的事项</heading>"),
            ('label="3.危及“三安全一稳定”"', 'label="3．危及&quot;三安全一稳定&quot;"'),
            ('label="（二）部分公开（区分处理的，只计这一情形，不计其他情形）"', 'label="(二)部分公开(区分处理的,只计这一情形,不计其他情形)"'),
        ]
        cases = {
            "filled-2019.xml": common + [('label="规范性文件"', 'label="行政规范性文件"'), ('<cell id="amount"', '<cell label="采购总金额（万元）" id="amount"'),
                                         ('<cell id="amount"', '<cell label="采购总金额（元）" id="amount"')],
            "filled-2021.xml": common + [('label="行政规范性文件"', 'label="规范性文件"'), ('<cell id="amount"', '<cell label="本年收费金额" id="amount"')],
        }
        record = self.folder / "record.xml"
        for sample, changes in cases.items():
            right = (python_test.SAMPLES / sample).read_text(encoding="utf-8")
            record.write_text(right, encoding="utf-8")
            printed = tables(self.structure_of(record))
            for old, new in changes:
                self.assertIn(old, right)
                record.write_text(right.replace(old, new, 1), encoding="utf-8")
                found = banxin("validate", record).stdout.decode()
                codes = re.findall(r": (error|warning|note)\[(record-[\w-]+)\]: ", found)
                self.assertEqual(codes, [("note", "record-wording")], f"{sample}: {new}: {found}")
            for old, new in changes:
                if f"{old}" in right:
                    right = right.replace(old, new, 1)
            record.write_text(right, encoding="utf-8")
            elements = self.structure_of(record)
            self.assertEqual(["".join(text) for _, kind, _, text in elements if kind == "H2"], HEADINGS)
            self.assertEqual(tables(elements), printed)

    def test_the_units_own_words_are_never_taken_for_the_forms(self):
        right = (python_test.SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        record = self.folder / "record.xml"
        for old, new in [("五、存在的主要问题及改进情况</heading>", "五、下一年工作计划</heading>"), ('label="行政处罚"', 'label="行政强制"'),
                         ('label="1.信访举报投诉类申请"', 'label="2.重复申请"')]:
            record.write_text(right.replace(old, new, 1), encoding="utf-8")
            found = banxin("validate", record).stdout.decode()
            self.assertEqual(re.findall(r": (\w+)\[record-wording\]: ", found), ["warning"], new)

    def test_GW_46_chapters_are_numbered_on_from_the_bureaus_own(self):
        """What the record writes before the form's last chapter, what it calls that one, what the page has, what is said."""
        right = (python_test.SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        record = self.folder / "record.xml"
        cases = [
            (["六、专项工作"], "七、其他需要报告的事项", ["六、专项工作", "七、其他需要报告的事项"], []),
            (["六、专项工作"], "六、其他需要报告的事项", ["六、专项工作", "七、其他需要报告的事项"], ["note record-wording"]),
            (["六、甲", "七、乙"], "八、其他需要报告的事项", ["六、甲", "七、乙", "八、其他需要报告的事项"], []),
            (["专项工作"], "六、其他需要报告的事项", ["专项工作", "六、其他需要报告的事项"], []),
            (["（一）专项工作"], "六、其他需要报告的事项", ["（一）专项工作", "六、其他需要报告的事项"], []),
            (["五、专项工作"], "六、其他需要报告的事项", ["五、专项工作", "六、其他需要报告的事项"], ["warning narrative-numbering"]),
        ]
        for own, last, printed, expected in cases:
            chapters = "".join(f"<chapter><heading>{heading}</heading><p>无。</p></chapter>\n" for heading in own)
            text = right.replace('<chapter id="other">', chapters + '<chapter id="other">')
            record.write_text(text.replace("六、其他需要报告的事项", last), encoding="utf-8")
            found = banxin("validate", record).stdout.decode()
            said = [f"{severity} {code}" for severity, code in re.findall(r": (error|warning|note)\[([\w-]+)\]: ", found)
                    if code not in ("rules-not-assessable", "record-additions")]
            self.assertEqual(said, expected, found)
            headings = ["".join(text) for _, kind, _, text in self.structure_of(record) if kind == "H2"]
            self.assertEqual(headings[5:], printed)

    def test_the_level_of_an_own_row_is_that_of_the_forms_rows(self):
        """One level lower is a part of the row above: indented by an em, and added up by B-11; the same level is beside it."""
        bad = (python_test.SAMPLES / "bad/B-11.xml").read_text(encoding="utf-8")
        record = self.folder / "record.xml"
        for level, indent, broken in [(' level="2"', "1", True), (' level="1"', "0", False), ("", "0", False), (' level="0"', "0", False)]:
            record.write_text(bad.replace(' level="2"', level), encoding="utf-8")
            self.assertEqual("[B-11]" in banxin("validate", record).stdout.decode(), broken, level)
            dump = banxin("render", record, "--dump", "compose").stdout.decode()
            row = next(line for line in dump.splitlines() if "行政检查" in line)
            self.assertEqual(re.findall(r"indent (\d)", row), [indent], row)

    def test_CL_85_figures_stand_one_below_another(self):
        self.need("mutool")
        for form in ("2019", "2021"):
            rows = []
            for page in page_reader.pages(self.render(python_test.SAMPLES / f"filled-{form}.xml")):
                for line in page:
                    ends = [one.right for one, other in zip(line.characters, [*line.characters[1:], None])
                            if other is None or other.x - one.right > 2]
                    if line.text.isdigit() and len(ends) == 7:
                        rows.append(ends)
            self.assertGreater(len(rows), 20)
            for column in zip(*rows):
                self.assertLess(max(column) - min(column), 0.1, form)

    def test_a_record_of_another_era_is_told_its_form(self):
        eras = {"disclosure-2018": range(2014, 2019), "disclosure-2019": range(2019, 2021), "disclosure-2021": range(2021, 2025)}
        record = self.folder / "record.xml"
        for form in eras:
            sample = (python_test.SAMPLES / f"zero-{form[-4:]}.xml").read_text(encoding="utf-8")
            for year in range(2013, 2025):
                record.write_text(re.sub(r'((?:<record [^>]*year="|<title>\D+))\d+', rf"\g<1>{year}", sample), encoding="utf-8")
                done = banxin("validate", record)
                found = re.findall(r"(?:error|warning)\[((?!N-3)[\w-]+)\]: (.*)\n(.*)", done.stdout.decode())  # the text's years stay
                # An earlier form is taken as what it is; there is no report before a form.
                refused = year < min(eras[form])
                if year in eras[form]:
                    self.assertEqual((done.returncode, found), (0, []), f"{form} in {year}")
                    continue
                self.assertEqual(done.returncode, 1 if refused else 0, f"{form} in {year}")
                self.assertEqual(found[0][0], "record-year", f"{form} in {year}")
                right = [other for other, years in eras.items() if year in years]
                self.assertEqual(re.findall(r"disclosure-20\d\d", found[0][2])[:1], right[:1], f"{form} in {year}: {found}")


if __name__ == "__main__":
    python_test.main()
