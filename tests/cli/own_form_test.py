"""A form of one's own: layouts/README.md followed to the letter, forms --check, columns of text, a form that is broken among others."""

import re
import shutil

import python_test
from python_test import REAL, SOURCE, banxin

README = SOURCE / "layouts/README.md"
FORM = "archives-2024"


def files_of_the_readme():
    """{name: text} of the whole form that the page shows."""
    section = re.search(r"(?s)\n## A whole form\n(.*?)\n## ", README.read_text(encoding="utf-8"))[1]
    return dict(re.findall(r"(?s)`([\w.]+)`:\n\n```xml\n(.*?)```", section))


class OwnForm(python_test.Case):
    def setUp(self):
        super().setUp()
        self.layouts = self.folder / "layouts"
        self.place = self.layouts / FORM
        self.place.mkdir(parents=True)
        for name, text in files_of_the_readme().items():
            (self.place / name).write_text(text, encoding="utf-8")
        self.record = self.folder / "record.xml"

    def banxin(self, *arguments, status=0, **options):
        done = banxin(*arguments, "--layouts", self.layouts, cwd=self.folder, **options)
        self.assertEqual(done.returncode, status, done.stdout.decode("utf-8", "replace") + done.messages)
        return done

    def new(self):
        """The new record, filled in as the page says."""
        self.banxin("new", "--form", FORM, "--bureau", "东江市水利局", "-o", self.record)
        text = self.record.read_text(encoding="utf-8")
        text = text.replace("（本章正文）", "2024年，各项工作按期完成。")
        figures = {"documents": (120, 1286), "accounts": (30, 214), "total": (150, 1500)}
        for row, (received, kept) in figures.items():
            for column, figure in (("received", received), ("kept", kept)):
                text, times = re.subn(rf'(?s)(<row id="{row}".*?<cell id="{column}"[^>]*>)<', rf"\g<1>{figure}<", text, count=1)
                self.assertEqual(times, 1)
            text, times = re.subn(rf'(?s)(<row id="{row}".*?<text id="measures"[^>]*>)<', r"\g<1>已按要求整理，3月底前归档。<", text, count=1)
            self.assertEqual(times, 1)
        self.record.write_text(text, encoding="utf-8")
        return text

    def change(self, old, new, name=None):
        path = self.place / name if name else self.record
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_the_page_followed_to_the_letter_gives_a_report(self):
        self.assertEqual(set(files_of_the_readme()), {"form.xml", "labels.xml", "record.xsd", "rules.sch", "document.xsl"})
        self.assertEqual(self.banxin("forms", "--check").messages, "")
        self.new()
        self.assertNotIn("error[", self.banxin("validate", self.record).stdout.decode())
        self.banxin("render", self.record)
        self.need("pdftotext")
        text = "".join(self.run_tool("pdftotext", "-raw", self.folder / "record.pdf", "-").decode().split())
        for piece in ("东江市水利局2024年档案工作年度报告", "项目本年接收年末保存落实情况", "文书档案1201286已按要求整理，3月底前归档。"):
            self.assertIn(piece, text)
        self.assertIn("2024年度档案工作年度报告", self.banxin("render", self.record, "--dump", "compose").stdout.decode())
        self.change(">1500<", ">1501<")
        done = self.banxin("validate", self.record, status=1)
        self.assertIn("error[L-1]: The total kept, 1501, is not 1286 + 214 = 1500.", done.stdout.decode())

    def test_a_form_without_common_beside_it_is_archived_whole(self):
        self.new()
        self.banxin("batch", self.record, "--archive", self.folder / "archive")
        banxin("merge", "--archive", self.folder / "archive")
        done = banxin("archive", "verify", self.folder / "archive")
        self.assertEqual(done.returncode, 0, done.stdout.decode() + done.messages)

    def test_a_column_of_text_is_printed_and_never_calculated_with(self):
        text = self.new()
        self.assertRegex(text, r'<text id="measures" label="落实情况">')
        # Blank, a word or a number: all the same to checks and sums.
        for words in ("", "无", "12", "1,286件，另见附表"):
            self.record.write_text(text.replace("已按要求整理，3月底前归档。", words), encoding="utf-8")
            self.assertNotIn("error[", self.banxin("validate", self.record).stdout.decode())
        self.record.write_text(text.replace("已按要求整理，3月底前归档。", "12"), encoding="utf-8")
        other = self.folder / "other.xml"
        other.write_text(self.record.read_text(encoding="utf-8").replace("东江市水利局", "东江市民政局"), encoding="utf-8")
        self.banxin("summarize", self.record, other, "-o", self.folder / "sum.xml")
        total = (self.folder / "sum.xml").read_text(encoding="utf-8")
        self.assertIn(">3000<", total)
        self.assertNotIn(">24<", total)
        # In the wrong element: a sentence that says which is the right one.
        self.record.write_text(text, encoding="utf-8")
        self.change('<text id="measures" label="落实情况">已按要求整理，3月底前归档。</text>', '<cell id="measures">已整理</cell>')
        self.assertIn('Write <text id="measures">.', self.banxin("validate", self.record, status=1).stdout.decode())
        self.record.write_text(text, encoding="utf-8")
        self.change('<text id="measures" label="落实情况">已按要求整理，3月底前归档。</text>', '<cell id="measures">12</cell>')
        self.assertIn("error[record-row]: The column “落实情况” (measures) holds text.", self.banxin("validate", self.record, status=1).stdout.decode())
        self.record.write_text(re.sub(r'<cell id="kept"([^>]*)>214</cell>', r'<text id="kept"\1>214</text>', text), encoding="utf-8")
        self.assertIn("error[record-row]: The column “年末保存” (kept) holds figures.", self.banxin("validate", self.record, status=1).stdout.decode())
        # A rule that would calculate with it is refused, and so is a wrong word.
        self.change("n:cells('total/kept')", "n:cells('total/measures')", "rules.sch")
        self.assertIn("total/measures", self.banxin("forms", "--check", status=3).messages)
        self.change("n:cells('total/measures')", "n:cells('total/kept')", "rules.sch")
        self.change('holds="text"', 'holds="words"', "labels.xml")
        self.assertRegex(self.banxin("forms", "--check", status=3).messages, r"labels\.xml:9: error\[form-unusable\]: The attribute holds")

    def test_headings_rows_of_ones_own_and_a_form_without_chapters_of_text(self):
        # With headings after all: they take a row of the table.
        self.change('<label id="documents"', '<label id="paper" level="0" heading="yes">一、纸质档案</label>\n    <label id="documents"', "labels.xml")
        self.change('<xs:restriction base="RowId"/>', '<xs:restriction base="xs:string"><xs:enumeration value="paper"/></xs:restriction>', "record.xsd")
        self.new()
        self.change("</statistics>", '<own-row after="paper" label="照片档案"><cell id="kept">7</cell><text id="measures">待整理</text></own-row></statistics>')
        self.assertNotIn("error[", self.banxin("validate", self.record).stdout.decode())
        self.banxin("render", self.record, "-o", self.folder / "a.pdf")
        dump = self.banxin("render", self.record, "--dump", "compose").stdout.decode()
        self.assertIn("一、纸质档案", dump)
        self.assertLess(dump.index("合计"), dump.index("照片档案"))

    def test_a_broken_form_is_named_and_does_not_affect_the_others(self):
        self.new()
        good = (self.place / "form.xml").read_text(encoding="utf-8")
        (self.place / "form.xml").write_text("<form", encoding="utf-8")
        done = self.banxin("forms", status=3)
        self.assertIn("disclosure-2021", done.stdout.decode())
        self.assertNotIn(FORM, done.stdout.decode())
        self.assertRegex(done.messages, rf"{FORM}/form\.xml:1: error\[form-unusable\]")
        # Records of other forms are checked, rendered, summed up and archived, and nothing is said.
        self.assertNotIn("form-unusable", self.banxin("validate", REAL).stdout.decode())
        self.assertNotIn("form-unusable", self.banxin("render", REAL, "-o", self.folder / "a.pdf").messages)
        self.assertNotIn("form-unusable", self.banxin("summarize", REAL, "-o", self.folder / "sum.xml").messages)
        self.assertNotIn("form-unusable", self.banxin("batch", REAL, "--archive", self.folder / "archive").messages)
        self.banxin("new", "--form", "disclosure-2021", "-o", self.folder / "n.xml")
        self.assertTrue(self.banxin("explain", "C-1").stdout.startswith(b"C-1"))
        # Those that name it are told what is wrong with it; a form that is not there is another matter.
        self.assertRegex(self.banxin("validate", self.record, status=3).stdout.decode(), r"form\.xml:1: error\[form-unusable\]")
        self.banxin("new", "--form", FORM, status=3)
        self.record.write_text(self.record.read_text(encoding="utf-8").replace(FORM, "archives-1999"), encoding="utf-8")
        done = self.banxin("validate", self.record, status=1).stdout.decode()
        self.assertIn("record-form-unknown", done)
        self.assertNotIn(FORM, done)
        # Broken further in: the others' rules are explained all the same.
        (self.place / "form.xml").write_text(good, encoding="utf-8")
        self.change("n:compare(", "n:compare((", "rules.sch")
        done = self.banxin("explain", status=3)
        self.assertIn("  C-1 [error]", done.stdout.decode())
        self.assertIn("rules.sch", done.messages)
        self.banxin("validate", REAL)

    def test_check_names_file_and_line_of_each_kind_of_fault(self):
        for name, old, new, line in [("form.xml", 'first-year="2024"', 'first-year="soon"', 1), ("labels.xml", 'cells="received kept measures"', 'cells="received gone"', 10),
                                     ("record.xsd", 'base="RowId"', 'base="RowIds"', 18), ("rules.sch", "n:compare(", "n:compares(", 6),
                                     ("document.xsl", "<xsl:template", "<xsl:tmplate", None), ("document.xsl", "../common/chapters.xsl", "../common/chapter.xsl", None)]:
            whole = (self.place / name).read_text(encoding="utf-8")
            self.change(old, new, name)
            said = self.banxin("forms", "--check", status=3).messages
            self.assertRegex(said, rf"{FORM}/{name}{f':{line}' if line else r'(:[0-9]+)?'}: error\[form-unusable\]: \S", name)
            (self.place / name).write_text(whole, encoding="utf-8")
        (self.place / "narrative.xml").write_text('<narrative xmlns="urn:banxin:narrative:1">\n  <phrase/>\n</narrative>\n', encoding="utf-8")
        self.assertRegex(self.banxin("forms", "--check", status=3).messages, r"narrative\.xml:2: error\[form-unusable\]")
        (self.place / "narrative.xml").unlink()
        self.change("gbt9704", "gbt9999", "form.xml")
        self.assertRegex(self.banxin("forms", "--check", status=3).messages, r"gbt9999/style\.xml: error\[form-unusable\]")

    def test_check_names_what_is_wrong_with_the_words_of_importers_once(self):
        common = self.place.parent / "common"
        shutil.copytree(SOURCE / "layouts/common", common)
        hints = common / "recognise.xml"
        text = hints.read_text(encoding="utf-8")
        self.assertIn("<date>", text)
        hints.write_text(text.replace("<date>", "<date>(", 1), encoding="utf-8")
        said = self.banxin("forms", "--check", status=3).messages
        self.assertRegex(said, r"common/recognise\.xml:\d+: error\[form-unusable\]: The expression is wrong")
        self.assertEqual(said.count("recognise.xml"), 1, said)

    def test_the_installed_forms_are_sound(self):
        done = banxin("forms", "--check")
        self.assertEqual((done.returncode, done.messages), (0, ""))

    def test_the_page_names_every_function_of_rules_and_no_other(self):
        documented = set(re.findall(r"`n:([\w-]+)\(", re.search(r"(?s)\n\| function of .*?\n\n", README.read_text(encoding="utf-8"))[0]))
        code = "".join((SOURCE / f"pipeline/validate/rules/{name}.cpp").read_text(encoding="utf-8") for name in ("rule_functions", "rule_text_functions"))
        there = set(re.findall(r'add\("([\w-]+)", &', code)) | set(re.findall(r'rules_namespace, "([\w-]+)"', code))
        self.assertGreater(len(there), 20)
        self.assertEqual(documented, there)


if __name__ == "__main__":
    python_test.main()
