"""What validate and summarize take: files, folders, patterns, zip files, archives, lists; and one sum for each form and year."""

import hashlib
import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile

import python_test
from python_test import SAMPLES, banxin

RECORD = "{urn:banxin:record:1}"
FILLED = {year: SAMPLES / f"filled-{year}.xml" for year in (2018, 2019, 2021)}


class Inputs(python_test.Case):
    def record(self, name, bureau, base=2021, replace=()):
        text = re.sub("<bureau>.*?</bureau>", f"<bureau>{bureau}</bureau>", FILLED[base].read_text(encoding="utf-8"))
        for old, new in replace:
            self.assertIn(old, text)
            text = text.replace(old, new)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def names(self, *arguments, status=0, **options):
        done = banxin("validate", "--format", "json", *arguments, cwd=self.folder, **options)
        self.assertEqual(done.returncode, status, done.messages)
        return [record["file"] for record in json.loads(done.stdout)["records"]]

    def test_validate_takes_what_a_batch_takes(self):
        self.record("in/b.xml", "乙局")
        self.record("in/deep/a.xml", "甲局")
        (self.folder / "in/._b.xml").write_bytes(b"\0")
        (self.folder / "in/notes.pdf").write_text("x")
        with zipfile.ZipFile(self.folder / "all.zip", "w") as file:
            file.write(self.folder / "in/b.xml", "c.xml")
        self.assertEqual(self.names("in"), ["in/b.xml", "in/deep/a.xml"])
        self.assertEqual(self.names("in/*.xml"), ["in/b.xml"])
        self.assertEqual(self.names("all.zip"), ["all.zip/c.xml"])
        self.assertEqual(self.names("in", "all.zip", "in/b.xml"), ["in/b.xml", "in/deep/a.xml", "all.zip/c.xml"])
        # What is not there fails by itself, and hides nothing.
        self.assertEqual(self.names("none.xml", "in/b.xml", "no*.xml", status=4), ["none.xml", "in/b.xml", "no*.xml"])

    def test_standard_input_is_a_record_or_a_list(self):
        record = self.record("in/b.xml", "乙局").read_bytes()
        self.record("in/a.xml", "甲局")
        for bytes_ in (record, b"\xef\xbb\xbf" + record, record.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16")):
            self.assertEqual(self.names("-", stdin=bytes_), ["-"])
        self.assertEqual(self.names("-", stdin=b"in/a.xml\nin/b.xml\n"), ["in/a.xml", "in/b.xml"])
        self.assertEqual(self.names("-", stdin=b"in\r\n"), ["in/a.xml", "in/b.xml"])
        self.assertEqual(self.names("-", stdin=b"", status=1), ["-"])
        self.assertEqual(self.names("-", stdin=b"\n" + record, status=1), ["-"])
        self.assertEqual(self.names("-", stdin=b"gone.xml\n", status=4), ["gone.xml"])

    def as_file(self, name, record, output):
        done = banxin("render", record, "--as", output, "-o", self.folder / name)
        self.assertEqual(done.returncode, 0, done.messages)

    def test_D_14_what_an_office_has_is_imported_wherever_a_record_is_read(self):
        record = self.record("a.xml", "甲局")
        self.as_file("a.docx", record, "docx")
        self.as_file("b.html", self.record("b.xml", "乙局", replace=[("云岭市自然资源局", "乙局")]), "html")
        self.assertEqual(self.names("a.docx", "b.html"), ["a.docx", "b.html"])
        self.assertEqual(self.names("-", stdin=(self.folder / "a.docx").read_bytes()), ["-"])
        sums = []
        for names in (["a.docx", "b.html"], ["a.xml", "b.xml"]):
            done = banxin("summarize", *names, "-o", "sum.xml", cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.messages)
            sums.append([cell.text for cell in ElementTree.parse(self.folder / "sum.xml").iter(RECORD + "cell")])
        self.assertEqual(*sums)
        self.assertEqual(banxin("render", "a.docx", cwd=self.folder).returncode, 0)
        self.assertTrue((self.folder / "a.pdf").read_bytes().startswith(b"%PDF-"))

    def test_D_14_what_is_open_about_a_file_is_an_error_everywhere(self):
        (self.folder / "open.txt").write_text("甲局2023年政府信息公开工作年度报告\n一、总体情况\n好。\n", encoding="utf-8")
        record = self.record("a.xml", "甲局", replace=[('year="2023"', 'year="2024"')])
        for arguments in (["validate", "open.txt"], ["summarize", "open.txt"], ["render", "open.txt"], ["validate", record, "--previous", "open.txt"]):
            done = banxin(*arguments, cwd=self.folder)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertIn("open.txt: error[import-open]: The record that this file gives has", done.messages + done.stdout.decode())
        self.assertFalse((self.folder / "open.pdf").exists())
        done = banxin("validate", "open.txt", cwd=self.folder)
        self.assertIn("open.txt: warning[import-table-missing]", done.stdout.decode())
        # Not even a draft: the page would show figures as if the bureau had given them.
        self.assertEqual(banxin("render", "open.txt", "--draft", cwd=self.folder).returncode, 1)

    def test_D_13_last_years_may_be_what_an_office_has(self):
        this, last = (SAMPLES / f"bad/previous/C-5{end}.xml" for end in ("", "--last-year"))
        (self.folder / "last").mkdir()
        self.as_file("last/year.docx", last, "docx")
        for previous in ("last/year.docx", "last"):
            self.assertEqual(list(self.compared(previous, this).values()), [["C-5"]], previous)

    def test_no_record_at_all_is_said(self):
        (self.folder / "empty").mkdir()
        for command in ("validate", "summarize"):
            done = banxin(command, "empty", cwd=self.folder)
            self.assertEqual(done.returncode, 4)
            self.assertIn("empty: error[input-missing]: There is no record (*.xml) here, and nothing that can be imported.", done.messages)

    def test_one_record_where_one_is_wanted(self):
        self.record("in/b.xml", "乙局")
        self.assertEqual(banxin("validate", "in", "--format", "svrl", cwd=self.folder).returncode, 0)
        self.record("in/a.xml", "甲局")
        for option in (["--format", "svrl"], ["--previous", "in/a.xml"]):
            self.assertEqual(banxin("validate", "in", *option, cwd=self.folder).returncode, 2)

    def test_an_archive_gives_the_newest_record_of_each_report(self):
        archive = self.folder / "archive"
        for records in ([self.record("a.xml", "甲局"), self.record("b.xml", "乙局")], [self.record("a.xml", "甲局", replace=[('date="2024-01-25"', 'date="2024-01-26"')])]):
            done = banxin("batch", *records, "--archive", archive)
            self.assertEqual(done.returncode, 0, done.messages)
        done = banxin("validate", archive)
        self.assertEqual(done.returncode, 4, done.messages)
        self.assertIn("error[archive-no-catalogue]", done.messages)
        banxin("merge", "--archive", archive)
        named = self.names(archive)
        self.assertEqual(len(named), 2)
        out = self.folder / "sum.xml"
        done = banxin("summarize", archive, "-o", out)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(len(list(ElementTree.parse(out).getroot().iter("{urn:banxin:summary:1}source"))), 2)
        out.unlink()  # which has chapters left to fill in
        # Below a folder that is given it is passed over, as it always was.
        self.assertEqual(self.names("."), ["./a.xml", "./b.xml"])

    def compared(self, previous, *records):
        """Of each record what is said of last year: a code, or the note that there is nothing to compare with."""
        done = banxin("validate", "--format", "json", *records, "--previous", previous, cwd=self.folder)
        told = {record["file"]: record["findings"] for record in json.loads(done.stdout)["records"]}
        return {name: [one["message"]["en"] if one["code"] == "previous-not-found" else one["code"] for one in findings
                       if one["code"] in ("C-5", "previous-not-found", "previous-other-bureau")] for name, findings in told.items()}

    def test_D_13_each_record_finds_last_years_in_a_folder_a_zip_file_or_an_archive(self):
        this, last = (SAMPLES / f"bad/previous/C-5{end}.xml" for end in ("", "--last-year"))
        bureau = re.search("<bureau>(.*?)</bureau>", this.read_text(encoding="utf-8"))[1]

        def written(name, source, bureau_now, replace=()):
            text = source.read_text(encoding="utf-8").replace(bureau, bureau_now)
            for old, new in replace:
                self.assertIn(old, text)
                text = text.replace(old, new)
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")

        for name in ("甲局", "乙局", "丙局"):
            written(f"now/{name}.xml", this, name)
        # 乙 has 4 in a later correction, under a name that is spelt another way (D-12, D-13).
        written("last/1.xml", last, "甲局")
        written("last/2.xml", last, "乙局")
        written("last/3.xml", last, "乙\u200b局", [(">6</cell>", ">4</cell>"), ('year="2020"', 'year="2020" date="2021-02-25"')])
        expected = {"now/甲局.xml": ["C-5"], "now/乙局.xml": [],
                    "now/丙局.xml": ["{} has no record of 丙局 for 2020, so nothing was compared with last year."]}

        def check(previous):
            told = self.compared(previous, *expected)
            self.assertEqual(told, {name: [one.format(previous) for one in what] for name, what in expected.items()}, previous)

        check("last")
        with zipfile.ZipFile(self.folder / "last.zip", "w") as file:
            for path in sorted((self.folder / "last").iterdir()):
                file.write(path, path.name)
        check("last.zip")
        self.assertEqual(banxin("batch", "last", "--archive", "archive", cwd=self.folder).returncode, 0)
        self.assertEqual(banxin("merge", "--archive", "archive", cwd=self.folder).returncode, 0)
        check("archive")
        # A batch into the archive that has last year's: the evidence names the record that was compared.
        done = banxin("batch", "now", "--archive", "archive", "--previous", "archive", "--jobs", "2", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        evidence = [json.loads(path.read_text()) for path in (self.folder / "archive").glob("packages/*/*/data/evidence/validation.json")]
        told = sorted((it.get("compared-with", {}).get("record", ""), [one["code"] for one in it["findings"] if one["code"] in ("C-5", "previous-not-found")])
                      for it in evidence)
        digest = {name: hashlib.sha512((self.folder / f"last/{name}.xml").read_bytes()).hexdigest() for name in "13"}
        self.assertEqual(told, sorted([("", []), ("", []), ("", []), ("", ["previous-not-found"]), (digest["1"], ["C-5"]), (digest["3"], [])]))
        self.assertEqual(banxin("merge", "--archive", "archive", cwd=self.folder).returncode, 0)
        self.assertEqual(banxin("archive", "verify", "archive", cwd=self.folder).returncode, 0)
        self.assertEqual(banxin("batch", "now", "--archive", "archive", "--previous", "last/2.xml", cwd=self.folder).returncode, 2)
        # Two of one date: nobody can say which counts.
        written("last/4.xml", last, "甲局")
        self.assertIn("two records of 甲局 for 2020", self.compared("last", "now/甲局.xml")["now/甲局.xml"][0])
        # A single one is of whoever it is.
        self.assertEqual(self.compared("last/2.xml", "now/甲局.xml"), {"now/甲局.xml": ["previous-other-bureau"]})
        new = banxin("new", "--form", "disclosure-2021", "--previous", "archive", "--bureau", "甲局", "--year", "2021", cwd=self.folder)
        self.assertIn('>6</cell>', re.search('(?s)<row id="carried-in".*?</row>', new.stdout.decode())[0])
        self.assertEqual(banxin("new", "--form", "disclosure-2021", "--previous", "archive", cwd=self.folder).returncode, 2)

    def test_each_form_and_year_is_summed_up_by_itself(self):
        self.record("in/1.xml", "甲局")
        self.record("in/2.xml", "乙局")
        self.record("in/3.xml", "甲局", base=2018)
        self.record("in/4.xml", "甲局", replace=[('year="2023"', 'year="2022"'), ("2023", "2022")])
        out = self.folder / "out"
        for output in (["-o", self.folder / "sum.xml"], []):
            done = banxin("summarize", "in", *output, cwd=self.folder)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(done.stdout, b"")
            self.assertEqual(done.messages.count("error[summary-mixed]"), 1)
            for name in ("disclosure-2018-2018", "disclosure-2021-2022", "disclosure-2021-2023", "-o"):
                self.assertIn(name, done.messages)
        out.mkdir()
        done = banxin("summarize", "in", "-o", out, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(sorted(path.name for path in out.iterdir()), ["disclosure-2018-2018.xml", "disclosure-2021-2022.xml", "disclosure-2021-2023.xml"])
        alone = self.folder / "alone.xml"
        banxin("summarize", "in/1.xml", "in/2.xml", "-o", alone, cwd=self.folder)
        self.assertEqual((out / "disclosure-2021-2023.xml").read_bytes(), alone.read_bytes())
        # A title is for one report; of one group alone a folder is as good as a file.
        self.assertEqual(banxin("summarize", "in", "-o", out, "--title", "x", cwd=self.folder).returncode, 1)
        shutil.rmtree(out)
        out.mkdir()
        self.assertEqual(banxin("summarize", "in/1.xml", "in/2.xml", "-o", out, cwd=self.folder).returncode, 0)
        self.assertEqual((out / "disclosure-2021-2023.xml").read_bytes(), alone.read_bytes())
        # An error in one leaves all unwritten: nobody knows which sum lacks the record.
        self.record("in/5.xml", "丙局", replace=[('<cell id="total">60</cell>', '<cell id="total">61</cell>')])
        shutil.rmtree(out)
        out.mkdir()
        self.assertEqual(banxin("summarize", "in", "-o", out, cwd=self.folder).returncode, 1)
        self.assertEqual(list(out.iterdir()), [])

    def test_a_total_is_compared_with_its_own_form_and_year(self):
        self.record("in/1.xml", "甲局")
        self.record("in/2.xml", "甲局", base=2018)
        total = self.folder / "total.xml"
        banxin("summarize", "in/1.xml", "-o", total, "--bureau", "某市", cwd=self.folder)
        text = total.read_text(encoding="utf-8").replace("（本章正文）", "无。")
        total.write_text(text, encoding="utf-8")
        done = banxin("summarize", "in", "--check", total, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertNotIn("summary-differs", done.messages)
        total.write_text(text.replace('<cell id="decisions">1286</cell>', '<cell id="decisions">1287</cell>'), encoding="utf-8")
        self.assertIn("warning[summary-differs]", banxin("summarize", "in", "--check", total, cwd=self.folder).messages)
        done = banxin("summarize", "in/2.xml", "--check", total, cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[summary-mixed]: The total is of disclosure-2021, 2023; none of the records is.", done.messages)


if __name__ == "__main__":
    python_test.main()
