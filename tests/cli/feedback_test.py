"""banxin validate --feedback, banxin batch --feedback: what goes back to the bureaus."""

import csv
import io
import re
import subprocess
import zipfile

import batch_kit
import python_test
from python_test import SAMPLES, SOURCE, banxin

BAD = SAMPLES / "bad"
FILLED = SAMPLES / "filled-2021.xml"


class Feedback(batch_kit.BatchCase):
    def record(self, name, bureau, base=FILLED, replace=()):
        text = base.read_text(encoding="utf-8")
        text = text.replace(re.search("<bureau>(.*?)</bureau>", text)[1], bureau)
        for old, new in replace:
            self.assertIn(old, text)
            text = text.replace(old, new)
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def validate(self, *arguments, status=1):
        done = banxin("validate", *arguments, cwd=self.folder)
        self.assertEqual(done.returncode, status, done.messages)
        return done

    def names(self, folder="out"):
        return sorted(path.name for path in (self.folder / folder).iterdir())

    def text(self, path):
        """The text of a sheet, without its line breaks."""
        self.need("pdftotext")
        return "".join(self.run_tool("pdftotext", "-raw", self.folder / path, "-").decode().split())

    def table(self, path="out/findings.csv"):
        data = (self.folder / path).read_bytes()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))

    def wrong(self, name="a.xml", bureau="东江市水利局", base="A-1.xml"):
        return self.record(name, bureau, base=BAD / base)

    def test_a_sheet_says_where_what_stands_there_and_what_to_do(self):
        self.validate(self.wrong(base="A-7.xml"), "--feedback", "out", "--lang", "zh", "--deadline", "2026-01-31", "--contact", "政务公开办 0577-12345678")
        (name,) = [name for name in self.names() if name.endswith(".pdf")]
        self.assertRegex(name, r"^20\d\d-东江市水利局\.pdf$")
        text = self.text(f"out/{name}")
        for words in ("校验反馈单", "东江市水利局：", "请于2026年1月31日前答复。", "政务公开办0577-12345678", "答复", "位置", "应当怎样", "文件：a.xml"):
            self.assertIn(words, text)
        self.assertNotIn("/record", text)
        rows = self.table()
        self.assertEqual(len({len(row) for row in rows}), 1)
        errors = [row for row in rows if row[4] == "错误"]
        self.assertTrue(errors)
        for row in errors:
            self.assertEqual(row[:4], ["a.xml", "东江市水利局", name[:4], errors[0][3]])
            self.assertRegex(row[6], "行|章|、")
            self.assertNotIn("/record", row[6])
            # The whole text of the sheet's cells is on the sheet.
            self.assertIn("".join(row[6].split()), text)
            self.assertIn("".join(row[9].split()), text)

    def test_english_by_lang(self):
        self.validate(self.wrong(), "--feedback", "out", "--lang", "en", "--deadline", "31 January")
        name = self.names()[1]
        text = self.text(f"out/{name}")
        for words in ("Feedbacksheet", "To:东江市水利局", "Pleasereplyby31January.", "Whattodo", "Errors,tobecorrected"):
            self.assertIn(words, text)

    def test_who_has_nothing_to_answer_gets_no_sheet_and_is_named(self):
        done = self.validate(self.wrong(), self.record("b.xml", "东江市教育局"), "--feedback", "out")
        self.assertIn("1 feedback sheet; all findings: out/findings.csv; nothing to say to 1: 东江市教育局", done.messages)
        self.assertEqual([name for name in self.names() if "教育局" in name], [])
        (clean,) = [row for row in self.table() if row[0] == "b.xml"]
        self.assertEqual(clean[4], "no findings")

    def test_a_bureau_gets_one_sheet_for_all_its_files_of_a_year(self):
        self.validate(self.wrong("a.xml"), self.wrong("b.xml", "东江市 水利局"), "--feedback", "out", "--lang", "zh")
        (name,) = [name for name in self.names() if name.endswith(".pdf")]
        text = self.text(f"out/{name}")
        self.assertIn("文件：a.xml", text)
        self.assertIn("文件：b.xml", text)

    def test_names_that_no_file_may_have(self):
        self.validate(self.wrong("a.xml", "甲/乙局"), self.wrong("b.xml", "甲:乙局"), self.wrong("c.xml", "../../局"), "--feedback", "out")
        pdfs = [name for name in self.names() if name.endswith(".pdf")]
        self.assertEqual(len(pdfs), 3)
        for name in pdfs:
            self.assertRegex(name, r"^\d{4}-[^/:]+~[0-9a-f]{8}\.pdf$")
        self.assertEqual(self.names(".").count("out"), 1)

    def test_what_cannot_be_read_has_a_sheet_under_the_name_of_its_file(self):
        (self.folder / "水利局.xml").write_text("<record><bureau>", encoding="utf-8")
        (self.folder / "教育局.xml").write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
        self.validate("水利局.xml", "教育局.xml", "--feedback", "out", "--lang", "zh", status=4)
        self.assertEqual(self.names(), ["findings.csv"] + sorted(f"{name}.{kind}" for name in ("水利局", "教育局") for kind in ("docx", "pdf")))
        self.assertIn("报送单位：", self.text("out/水利局.pdf"))

    def test_every_fault_that_a_record_can_have_can_be_put_on_a_sheet(self):
        self.record("glyph.xml", "无字局", replace=[("<p>", "<p>\U0001f600\U000323af")])  # that no face has
        self.record("script.xml", "希伯来局", replace=[("<p>", "<p>\u05d0")])
        done = self.validate(BAD, "glyph.xml", "script.xml", "--feedback", "out", "--lang", "zh")
        self.assertIn("校验反馈单", done.messages)
        codes = {row[5] for row in self.table()}
        self.assertLessEqual({"A-1", "text-missing-glyph", "record-character", "record-script", "xml-malformed"}, codes)

    def test_D_04_same_inputs_same_bytes_by_either_command(self):
        self.wrong("in/a.xml"), self.record("in/b.xml", "东江市教育局"), self.wrong("in/c.xml", "东江市农业局", base="A-2.xml")
        for folder, path in (("one", "in"), ("two", "in")):
            self.validate(path, "--feedback", folder)
        self.assertEqual(batch_kit.tree(self.folder / "one"), batch_kit.tree(self.folder / "two"))
        self.batch("in", "--feedback", "three", "--jobs", "1", status=1)
        self.batch("in", "--feedback", "four", "--jobs", "3", status=1)  # what is archived is looked at again
        self.assertEqual(batch_kit.tree(self.folder / "one"), batch_kit.tree(self.folder / "three"))
        self.assertEqual(batch_kit.tree(self.folder / "one"), batch_kit.tree(self.folder / "four"))
        self.assert_nothing_stray()

    def test_a_shard_has_its_own_table(self):
        self.wrong("in/a.xml"), self.wrong("in/b.xml", "东江市教育局"), self.wrong("in/c.xml", "东江市农业局")
        for shard in ("1/2", "2/2"):
            banxin("batch", "in", "--archive", "archive", "--feedback", "out", "--shard", shard, cwd=self.folder, env=batch_kit.without_engines())
        names = self.names()
        self.assertEqual([name for name in names if name.endswith(".csv")], ["findings-1-of-2.csv", "findings-2-of-2.csv"])
        self.assertEqual(len([name for name in names if name.endswith(".pdf")]), 3)
        self.assertEqual(sum(len(self.table(f"out/findings-{i}-of-2.csv")) - 1 for i in (1, 2)), len(self.validated("in")) - 1)

    def validated(self, folder):
        self.validate(folder, "--feedback", "whole")
        return self.table("whole/findings.csv")

    def test_options_that_do_not_go_together(self):
        self.wrong("in/a.xml")
        for arguments, words in ((["--deadline", "2026-01-31"], "they need --feedback"), (["--feedback", "in"], "Inputs lie in the folder of the feedback sheets")):
            self.assertIn(words, self.validate("in/a.xml", *arguments, status=2).messages)
            self.assertIn(words, self.batch("in", *arguments, status=2).messages)
        self.assertEqual(self.names("in"), ["a.xml"])

    def test_no_record_may_name_the_sheet(self):
        text = FILLED.read_text(encoding="utf-8").replace('form="disclosure-2021"', 'form="feedback-sheet"')
        (self.folder / "a.xml").write_text(text, encoding="utf-8")
        done = self.validate("a.xml")
        self.assertIn("record-form-unknown", done.stdout.decode())
        self.assertNotIn("feedback-sheet", banxin("forms").stdout.decode())
        self.assertEqual(banxin("new", "--form", "feedback-sheet").returncode, 2)

    def test_PA_65_sheets_keep_the_standards_of_reports(self):
        self.validate(*(BAD / f"{name}.xml" for name in ("A-1", "A-7", "xml-malformed--empty")), "--feedback", "zh", "--lang", "zh")
        self.validate(BAD / "A-1.xml", "--feedback", "en", "--lang", "en")
        sheets = sorted(self.folder.glob("*/*.pdf"))
        self.assertEqual(len(sheets), 3)
        done = subprocess.run([SOURCE / "scripts/verapdf", *sheets], capture_output=True, text=True)
        if done.returncode == 3:
            self.skipTest("the judge veraPDF is not installed (scripts/setup judges)")
        self.assertEqual(done.stdout.count("PASS"), 2 * len(sheets), done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout)
        for sheet in sorted(self.folder.glob("*/*.docx")):
            with zipfile.ZipFile(sheet) as package:
                self.assertIsNone(package.testzip())
                self.assertIn("答复" if sheet.parent.name == "zh" else "Reply", package.read("word/document.xml").decode())


if __name__ == "__main__":
    python_test.main()
