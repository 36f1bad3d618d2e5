"""What is taken where a record is expected: the PDF of a report, a signature without a day, numbers of documents, tables of an
earlier form; and what is said of other files. `validate` says what `render` would."""

import re

import python_test
from python_test import SAMPLES, banxin

RIGHT = SAMPLES / "filled-2021.xml"


class Accepted(python_test.Case):
    def changed(self, name, *changes, sample=RIGHT):
        text = sample.read_text(encoding="utf-8")
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def said(self, *arguments, status=0, language="zh"):
        done = banxin(*arguments, "--lang", language)
        self.assertEqual(done.returncode, status, done.messages)
        return done.stdout.decode() + done.messages

    def test_a_reports_pdf_stands_for_its_record(self):
        report = self.render(RIGHT, "report.pdf")
        name = self.folder / "not-a-pdf-by-its-name.xml"
        name.write_bytes(report.read_bytes())
        for one in (report, name):
            self.assertIn("：通过", self.said("validate", one))
        self.assertEqual(self.render(report, "again.pdf").read_bytes(), report.read_bytes())
        self.assertIn("duplicate", self.said("summarize", RIGHT, report, "--bureau", "云岭市人民政府", status=1))
        archive = self.folder / "archive"
        self.said("batch", report, "--archive", archive)
        packages = sorted(path.name for path in (archive / "packages").rglob("*.xml"))
        self.said("batch", RIGHT, "--archive", archive)
        self.assertEqual(sorted(path.name for path in (archive / "packages").rglob("*.xml")), packages)

    def test_another_pdf_is_told_from_a_report(self):
        other = self.folder / "other.pdf"
        other.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
        self.assertRegex(self.said("validate", other, status=4), r"other\.pdf: 错误\[pdf-")

    def test_other_files_are_named_in_every_command(self):
        file = self.folder / "report.xml"
        file.write_bytes(b"PK\x03\x04" + b"\0" * 26 + b"ppt/presentation.xml")
        for arguments in (["validate", file], ["render", file], ["summarize", file], ["batch", file, "--archive", self.folder / "archive"]):
            said = self.said(*arguments, status=1)
            self.assertIn("[record-file-kind]: 这是 演示文稿（.pptx），不是记录。", said)

    def test_a_signature_without_a_day_is_printed_without_one(self):
        record = self.changed("record.xml", ("<date>2024-01-25</date>", ""), sample=SAMPLES / "zero-2021.xml")
        self.assertIn("：通过", self.said("validate", record))
        blocks = self.said("render", record, "--dump", "compose")
        self.assertIn("[signature]", blocks)
        self.assertNotIn("signature-date", blocks)

    def test_numbers_of_a_document_are_printed_above_its_title(self):
        for year in (2018, 2019, 2021):
            sample = SAMPLES / f"filled-{year}.xml"
            numbers = "</title><document-number>云文〔2024〕3号</document-number><index-number>MB0/2024-1</index-number>"
            record = self.changed("record.xml", ("</title>", numbers), sample=sample)
            self.assertIn("：通过", self.said("validate", record))
            blocks = self.said("render", record, "--dump", "compose")
            order = [blocks.index(text) for text in ("索引号：MB0/2024-1", "云文〔2024〕3号", "title")][:2]
            self.assertEqual(order, sorted(order))

    def test_a_report_in_the_tables_of_an_earlier_form_is_taken_as_what_it_is(self):
        wrong = self.changed("wrong.xml", ('form="disclosure-2019" year="2020"', 'form="disclosure-2021" year="2022"'), sample=SAMPLES / "filled-2019.xml")
        said = self.said("validate", wrong, status=1)
        self.assertEqual(re.findall(r"错误\[([\w-]+)\]", said), ["record-other-form"])
        self.assertIn("把属性 form 改作 disclosure-2019，年度不改", said)
        right = self.changed("right.xml", ('form="disclosure-2021"', 'form="disclosure-2019"'), sample=wrong)
        said = self.said("validate", right)
        self.assertIn("警告[record-year]", said)
        self.assertNotIn("错误[", said)
        self.said("batch", right, "--archive", self.folder / "archive")

    def test_D_03_validate_says_what_render_would(self):
        bad = SAMPLES / "bad/text-missing-glyph.xml"
        self.assertIn("error[text-missing-glyph]", self.said("validate", bad, status=1, language="en"))
        for sample in sorted(SAMPLES.glob("*.xml")):
            checked = banxin("validate", sample, "--lang", "en").stdout.decode()
            rendered = banxin("render", sample, "-o", self.folder / "a.pdf", "--lang", "en").messages
            found = [re.findall(r"(?m)^\S+ (?:error|warning|note)\[.*", text) for text in (checked, rendered)]
            self.assertEqual(found[0], found[1], sample)

    def test_errors_come_first_and_have_words_of_the_language(self):
        record = self.changed("record.xml", ("<title>", "<title>前"), ('<cell id="total">', '<cell id="total">x'))
        text = record.read_text(encoding="utf-8").replace("<p>", '<p strange="1">', 1)
        record.write_text(text, encoding="utf-8")
        for language, words in (("zh", ["错误", "警告", "提示"]), ("en", ["error", "warning", "note"])):
            said = self.said("validate", record, status=1, language=language)
            ranks = [words.index(word) for word in re.findall(r"(?m)^\S+ (\w+)\[", said)]
            self.assertEqual(ranks, sorted(ranks))
            self.assertIn(0, ranks)

    def test_what_a_summary_leaves_to_fill_in_is_no_report(self):
        total = self.folder / "total.xml"
        said = self.said("summarize", RIGHT, "-o", total)
        self.assertIn("留给汇总单位填写", said)
        self.assertIn("错误[record-template]", self.said("render", total, status=1))
        self.said("render", total, "--draft", "-o", self.folder / "draft.pdf")
        self.said("summarize", RIGHT, "--check", total)


if __name__ == "__main__":
    python_test.main()
