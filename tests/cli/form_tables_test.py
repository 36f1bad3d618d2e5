"""The tables of each form, cell by cell: labels, spans and figures as the PDF's structure tree holds them.

What must be printed is written out here from the official notices, not read from the form's files. Every cell of the record
gets a number of its own, so that a figure in a wrong place is seen.
"""

import re

import python_test
from python_test import banxin

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

    def test_every_cell_of_the_forms_that_have_tables_of_cells(self):
        for form, expected in TABLES.items():
            record, count = self.numbered(form)
            # Numbers that add up to nothing are a draft; what stands where is the same.
            elements = self.structure_of(record, "--draft")
            numbers = iter(range(1, count + 1))
            wanted = [[re.sub(r"\*", lambda _: str(next(numbers)), line.strip()) for line in table.strip().splitlines()]
                      for table in expected]
            self.assertEqual(tables(elements), wanted, form)
            self.assertIsNone(next(numbers, None), f"{form}: a figure of the record stands nowhere")
            headings = ["".join(text) for _, kind, _, text in elements if kind == "H2"]
            self.assertEqual(headings, HEADINGS, form)

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
        self.assertTrue(any(row.startswith("[20×1]三、本年度办理结果 | ") for row in rows))

    def test_additions_stand_where_the_record_has_them(self):
        elements = self.structure_of(python_test.SAMPLES / "additions-2021.xml")
        first, _, _, own = tables(elements)
        self.assertEqual(first[first.index("行政规范性文件 | 5 | 2 | 31") + 1], "其他主动公开文件 | 12 | 1 | 86")
        self.assertEqual(own, ["[2×1]领域 | [1×2]公开数量", "上年 | 本年", "市容管理 | 96 | 118", "生活垃圾分类 | 41 | 57", "违法建筑处置 | 28 | 33"])
        headings = ["".join(text) for _, kind, _, text in elements if kind == "H2"]
        self.assertEqual(headings, HEADINGS[:5] + ["附、重点领域信息公开情况"] + HEADINGS[5:])

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

    def test_a_record_of_another_era_is_told_its_form(self):
        text = (python_test.SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        for year, form in [("2020", "disclosure-2019"), ("2018", "disclosure-2018")]:
            record = self.folder / "record.xml"
            record.write_text(text.replace('year="2023"', f'year="{year}"'), encoding="utf-8")
            done = banxin("validate", record)
            self.assertEqual(done.returncode, 1)
            found = done.stdout.decode()
            self.assertRegex(found, r"record\.xml:3: error\[record-year\]: ")
            self.assertIn(f'form="{form}"', found)


if __name__ == "__main__":
    python_test.main()
