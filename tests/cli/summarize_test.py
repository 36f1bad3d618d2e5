"""banxin summarize: sums are exact, a blank is never a zero, what is missing is named, a total is compared with its parts."""

import decimal
import hashlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import python_test
from python_test import SAMPLES, SOURCE, banxin

RECORD = "{urn:banxin:record:1}"
SUMMARY = "{urn:banxin:summary:1}"
FILLED = {year: SAMPLES / f"filled-{year}.xml" for year in (2018, 2019, 2021)}


def cells(path):
    """{ROW/COLUMN, or ROW: text} of a record's official rows."""
    out = {}
    data = path.read_bytes()
    encoding = "gb18030" if b"GB18030" in data[:60] else "utf-8"
    text = data.decode(encoding).partition("?>")[2]  # Python's parser knows no GB18030
    for row in ElementTree.fromstring(text).iter(RECORD + "row"):
        columns = row.findall(RECORD + "cell")
        for cell in columns:
            out[f"{row.get('id')}/{cell.get('id')}"] = cell.text or ""
        if not columns:
            out[row.get("id")] = row.text or ""
    return out


def added(texts):
    """What a cell of the sum must say: worked out here by another arithmetic."""
    figures = [text for text in texts if re.fullmatch(r"[+-]?[0-9.]+", text)]
    if not figures:
        return texts[0] if len(set(texts)) == 1 else ""
    return str(sum(map(decimal.Decimal, figures)))


class Summarize(python_test.Case):
    def record(self, name, bureau, changes=None, base=2021, replace=()):
        """A sample under another bureau's name, with these cells instead."""
        text = FILLED[base].read_text(encoding="utf-8")
        text = re.sub("<bureau>.*?</bureau>", f"<bureau>{bureau}</bureau>", text)
        for cell, value in (changes or {}).items():
            row, _, column = cell.partition("/")
            pattern = rf'(<row id="{re.escape(row)}"[^>]*>' + (rf'(?:(?!</row>).)*?<cell id="{column}"[^>]*>' if column else "") + ")[^<]*"
            text, times = re.subn(pattern, lambda found: found.group(1) + value, text, count=1)
            self.assertEqual(times, 1, cell)
        for old, new in replace:
            self.assertIn(old, text)
            text = text.replace(old, new)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def summarize(self, *arguments, status=0):
        done = banxin("summarize", *arguments, timeout=300)
        self.assertEqual(done.returncode, status, done.messages)
        return done

    def codes(self, done):
        return re.findall(r"(?:error|warning|note)\[([a-z-]+)\]", done.messages)

    def two(self, first=None, second=None, **options):
        """The summary's cells of two records, and what was said."""
        out = self.folder / "sum.xml"
        done = self.summarize(self.record("a.xml", "甲局", first, **options), self.record("b.xml", "乙局", second, **options), "-o", out)
        return cells(out), done

    def test_decimals_are_added_exactly(self):
        cell = "charges/amount"
        for one, other, both in [("0.1", "0.2", "0.3"), ("218.50", "0.50", "219.00"), ("900719925474.000001", "0.000002", "900719925474.000003"),
                                 ("1.005", "2", "3.005"), ("999999999998", "1", "999999999999"), ("0", "0", "0")]:
            self.assertEqual(self.two({cell: one}, {cell: other})[0][cell], both)

    def test_a_sum_that_the_form_does_not_accept_is_not_written(self):
        cell = "charges/amount"
        records = [self.record("a.xml", "甲局", {cell: "999999999999"}), self.record("b.xml", "乙局", {cell: "1"})]
        done = self.summarize(*records, "-o", self.folder / "sum.xml", status=1)
        self.assertEqual(self.codes(done), ["schema-invalid"])
        self.assert_only("a.xml", "b.xml")

    def test_a_blank_is_no_zero_and_is_told(self):
        cell = "coercion/decisions"
        for one, other, both, told in [("", "3", "3", True), ("3", "", "3", True), ("", "", "", True), ("0", "", "0", True), ("0", "0", "0", False),
                                       ("/", "/", "/", False), ("不适用", "不适用", "不适用", False), ("/", "3", "3", False), ("/", "不适用", "", False),
                                       ("", "/", "", True), ("-", "3", "3", True)]:
            found, done = self.two({cell: one}, {cell: other})
            self.assertEqual((found[cell], "summary-blank" in self.codes(done)), (both, told), (one, other))
        self.two({cell: ""})
        sources = ElementTree.parse(self.folder / "sum.xml").getroot().iter(SUMMARY + "source")
        self.assertEqual({source.get("bureau"): source.get("blank") for source in sources}, {"甲局": cell, "乙局": None})

    def test_the_record_names_its_sources(self):
        self.two()
        sources = list(ElementTree.parse(self.folder / "sum.xml").getroot().iter(SUMMARY + "source"))
        self.assertEqual([(source.get("bureau"), source.get("year"), source.get("sha512")) for source in sources],
                         [(bureau, "2023", hashlib.sha512((self.folder / name).read_bytes()).hexdigest())
                          for bureau, name in [("甲局", "a.xml"), ("乙局", "b.xml")]])

    def test_missing_bureaus_are_named_in_the_record_and_as_findings(self):
        names = self.folder / "names.txt"
        names.write_text("# 应报单位\n甲局\n\n丙局\r\n", encoding="utf-8")
        out = self.folder / "sum.xml"
        done = self.summarize(self.record("a.xml", "甲局"), self.record("b.xml", "乙局"), "--expect", names, "-o", out)
        self.assertEqual([code for code in self.codes(done) if code in ("summary-missing", "summary-unexpected")], ["summary-missing", "summary-unexpected"])
        self.assertIn("丙局", done.messages)
        root = ElementTree.parse(out).getroot()
        self.assertEqual([one.get("bureau") for one in root.iter(SUMMARY + "missing")], ["丙局"])
        self.assertIn("丙局", "".join(root.find(RECORD + "chapter").itertext()))
        names.write_text("甲局\n乙局\n", encoding="utf-8")
        done = self.summarize(self.folder / "a.xml", self.folder / "b.xml", "--expect", names, "-o", out)
        self.assertEqual(self.codes(done), [])
        names.write_bytes(b"\xff\xff")
        self.assertEqual(self.codes(self.summarize(self.folder / "a.xml", "--expect", names, "-o", out, status=4)), ["summary-list"])

    def test_what_cannot_be_added_leaves_no_record(self):
        one = self.record("a.xml", "甲局")
        out = self.folder / "sum.xml"
        year = self.record("year.xml", "乙局", replace=[('year="2023"', 'year="2022"')])
        broken = self.record("broken.xml", "丙局", {"received/total": "61"})
        again = self.record("again.xml", "甲局", {"coercion/decisions": "9"})
        for others, code in [([again], "summary-duplicate"), ([year], "summary-mixed"), ([FILLED[2018]], "summary-mixed"), ([broken], "C-1")]:
            for order in ([one, *others], [*others, one]):
                done = banxin("summarize", *order, "-o", out)
                self.assertEqual(done.returncode, 1, done.messages)
                self.assertIn(f"error[{code}]", done.messages)
                self.assertFalse(out.exists(), code)
        self.assertEqual(self.codes(self.summarize(one, self.folder / "none.xml", "-o", out, status=4)), ["input-missing"])
        self.assertFalse(out.exists())
        out.write_text("before")
        self.summarize(one, again, "-o", out, status=1)
        self.assertEqual(out.read_text(), "before")

    def test_usage(self):
        one = self.record("a.xml", "甲局")
        before = one.read_bytes()
        for arguments in [[], [one, "-o", one], [one, "--check", one, "-o", self.folder / "b.xml"], [one, "--check", one, "--bureau", "x"]]:
            self.summarize(*arguments, status=2)
        self.assertEqual(one.read_bytes(), before)
        self.assert_only("a.xml")

    def test_C_12_a_total_is_compared_with_its_parts_cell_by_cell(self):
        parts = [self.record("a.xml", "甲局"), self.record("b.xml", "乙局")]
        right = self.folder / "sum.xml"
        self.summarize(*parts, "--bureau", "云岭市人民政府", "-o", right)
        self.assertEqual(self.codes(self.summarize(*parts, "--check", right)), [])
        wrong = self.folder / "wrong.xml"
        text = right.read_text(encoding="utf-8")
        self.assertIn('<cell id="decisions">94</cell>', text)
        wrong.write_text(text.replace('<cell id="decisions">94</cell>', '<cell id="decisions">95</cell>'), encoding="utf-8")
        done = self.summarize(*parts, "--check", wrong)
        self.assertEqual(self.codes(done), ["summary-differs"])
        line = next(number for number, line in enumerate(wrong.read_text(encoding="utf-8").splitlines(), 1) if ">95<" in line)
        for said in [f"wrong.xml:{line}: warning", "行政处罚", "95", "94", "甲局", "a.xml:"]:
            self.assertIn(said, done.messages)
        self.summarize(*parts, "--check", wrong, "--strict", status=1)

    def test_a_percentage_is_never_added_up(self):
        layouts = self.folder / "layouts"
        shutil.copytree(SOURCE / "layouts", layouts)
        labels = layouts / "disclosure-2021/labels.xml"
        labels.write_text(labels.read_text(encoding="utf-8").replace('unit="万元"', 'unit="%"'), encoding="utf-8")
        records = [self.record(f"{name}.xml", name, {"charges/amount": "40"}) for name in ("甲局", "乙局")]
        for options, amount, codes in ([], "80", []), (["--layouts", layouts], "", ["summary-units"]):
            done = self.summarize(*records, "--bureau", "丙市", "-o", self.folder / "sum.xml", *options)
            self.assertEqual(cells(self.folder / "sum.xml")["charges/amount"], amount)
            self.assertEqual([code for code in self.codes(done) if code == "summary-units"], codes)

    def test_C_12_without_all_parts_is_not_assessable(self):
        parts = [self.record("a.xml", "甲局"), self.record("b.xml", "乙局"), self.record("c.xml", "丙局", {"coercion/decisions": ""})]
        total = self.folder / "sum.xml"
        self.summarize(*parts[:2], "-o", total)
        names = self.folder / "names.txt"
        names.write_text("甲局\n乙局\n", encoding="utf-8")
        done = self.summarize(parts[0], "--check", total, "--expect", names)
        self.assertEqual(self.codes(done), ["summary-missing", "summary-not-assessable"])
        # Without the list nobody knows that one is missing: every cell that is not 0 differs.
        self.assertIn("summary-differs", self.codes(self.summarize(parts[0], "--check", total)))
        # A blank in one part: that cell is not compared, the others are.
        done = self.summarize(parts[0], parts[2], "--check", total)
        self.assertEqual(self.codes(done), ["summary-blank", "summary-not-assessable"])

    def test_rows_of_the_bureaus_own_are_not_added_but_told(self):
        row = '<own-row after="normative" label="其他文件" level="1"><cell id="issued">3</cell></own-row>'
        mark = '<row id="licences"'
        one = self.record("a.xml", "甲局", replace=[(mark, row + mark)])
        out = self.folder / "sum.xml"
        done = self.summarize(one, self.record("b.xml", "乙局"), "-o", out)
        self.assertEqual(self.codes(done), ["summary-own-rows"])
        self.assertIn("其他文件", done.messages)
        self.assertNotIn("own-row", out.read_text(encoding="utf-8"))

    def test_amounts_of_different_units_are_not_added(self):
        one = self.record("a.xml", "甲局", base=2019)
        text = one.read_text(encoding="utf-8")
        units = re.findall('<cell id="amount"( unit="[^"]*")?>', text)
        self.assertEqual(len(units), 1)
        other = self.record("b.xml", "乙局", base=2019, replace=[(f'<cell id="amount"{units[0]}>', '<cell id="amount" unit="亿元">')])
        out = self.folder / "sum.xml"
        done = self.summarize(one, other, "-o", out)
        self.assertIn("summary-units", self.codes(done))
        self.assertEqual(cells(out)["procurement/amount"], "")
        # What is 0 is so in every unit.
        none = self.record("none.xml", "丙局", {"procurement/projects": "0", "procurement/amount": "0"}, base=2019)
        self.assertEqual(self.codes(self.summarize(none, other, "-o", out)), [])
        self.assertIn('unit="亿元"', out.read_text(encoding="utf-8"))
        self.assertEqual(self.codes(self.summarize(none, other, "--check", out)), [])

    def test_a_row_that_stands_for_several_cannot_be_added_to_them(self):
        old = SAMPLES / "outdated-row-2021.xml"
        out = self.folder / "sum.xml"
        for others in ([self.record("a.xml", "甲局")], [self.record("a.xml", "甲局"), self.record("b.xml", "乙局")]):
            done = self.summarize(old, *others, "-o", out, status=1)
            self.assertIn("summary-rows", self.codes(done))
            self.assertIn("（六）其他处理", done.messages)
            self.assertFalse(out.exists())
        # By themselves they can be added.
        self.assertNotIn("summary-rows", self.codes(self.summarize(old, "-o", out)))

    def test_generated_records_of_all_forms(self):
        for form, year in [("disclosure-2018", 2016), ("disclosure-2019", 2020), ("disclosure-2021", 2023)]:
            folder = self.folder / form
            subprocess.run([SOURCE / "scripts/generate-records", "60", folder, "--form", form, "--year", str(year), "--seed", "sums"], check=True)
            records = sorted(folder.glob("0*.xml"))
            for record in records:  # some write the unit, some do not
                record.write_bytes(re.sub(rb'(<cell id="amount") unit="[^"]*"', rb"\1", record.read_bytes()))
            whole = folder / "sum.xml"
            self.summarize(*records, "--bureau", "云岭市人民政府", "-o", whole)
            found = cells(whole)
            parts = [cells(record) for record in records]
            for cell, text in found.items():
                self.assertEqual(text, added([part.get(cell, "") for part in parts]), cell)
            self.assertEqual(set(found), set().union(*parts))

            halves = [folder / "half-1.xml", folder / "half-2.xml"]
            for half, some in zip(halves, (records[:23], records[23:])):
                self.summarize(*some, "--bureau", f"{half.stem}局", "-o", half)
            self.summarize(*halves, "-o", folder / "of-sums.xml")
            self.assertEqual(cells(folder / "of-sums.xml"), found, form)
            self.assertEqual(self.summarize(*reversed(records), "--check", whole).returncode, 0)

            # The text is left to the upper level; with a word in each chapter all that may be said is that it says too little.
            whole.write_text(whole.read_text(encoding="utf-8").replace("（此章由汇总单位填写。）", "各单位工作正常。"), encoding="utf-8")
            done = banxin("validate", whole)
            self.assertEqual(done.returncode, 0)
            self.assertLessEqual(set(re.findall(r"warning\[([^]]+)\]", done.stdout.decode())), {"C-9"})
            self.render(whole, f"{form}.pdf")


if __name__ == "__main__":
    python_test.main()
