"""Which report of a bureau and year counts, who has sent none, and runs that only look (D-13)."""

import csv
import io
import json
import re
import xml.etree.ElementTree

import python_test
from batch_kit import BatchCase, tree
from python_test import SOURCE, banxin

SAMPLE = (SOURCE / "samples/filled-2021.xml").read_text(encoding="utf-8")
BUREAU, OTHER = "云岭市自然资源局", "云岭市教育局"


def record(date, words="坚持", bureau=BUREAU):
    return SAMPLE.replace('date="2024-01-25"', f'date="{date}"').replace("坚持", words).replace(BUREAU, bureau)


class Versions(BatchCase):
    def send(self, name, date, **changes):
        (self.folder / "in").mkdir(exist_ok=True)
        (self.folder / "in" / name).write_text(record(date, **changes), encoding="utf-8")

    def versions(self, archive="archive"):
        """The newest outcome of each input, as it stands in the results."""
        data = (self.folder / archive / "report/report.csv").read_text(encoding="utf-8-sig")
        return {row["输入 input"]: row for row in csv.DictReader(io.StringIO(data))}

    def test_D_13_of_two_reports_the_later_dated_counts_whatever_their_names(self):
        self.send("a.xml", "2024-01-29", words="始终坚持")
        self.send("b.xml", "2024-01-25")
        done = self.batch("in")
        self.assertIn("in/a.xml: warning[batch-two-reports]", done.messages)
        self.assertIn("it has the latest date, 2024-01-29", done.messages)
        self.assertIn("in/b.xml: date 2024-01-25", done.messages)
        rows = self.versions()
        self.assertEqual({name: row["版本 version"] for name, row in rows.items()}, {"in/a.xml": "2", "in/b.xml": "1"})
        self.assertEqual(rows["in/a.xml"]["reason"], "Takes the place of version 1.")
        # It is told again, and nothing is made again.
        before = tree(self.folder / "archive/packages")
        again = self.batch("in")
        self.assertIn("batch-two-reports", again.messages)
        self.assertEqual(tree(self.folder / "archive/packages"), before)

    def test_D_13_where_no_date_is_later_the_last_of_the_inputs_counts_and_that_is_told(self):
        self.send("a.xml", "2024-01-25", words="始终坚持")
        self.send("b.xml", "2024-01-25")
        done = self.batch("in")
        self.assertIn("in/b.xml: warning[batch-two-reports]", done.messages)
        self.assertIn("none has a later date, and it comes last", done.messages)
        done = self.batch("in/a.xml", "--newest")
        self.assertEqual(self.versions()["in/a.xml"]["版本 version"], "3")

    def test_D_13_an_older_report_takes_the_place_of_a_newer_one_only_on_purpose(self):
        self.send("new.xml", "2024-01-25")
        self.batch("in")
        self.send("old.xml", "2024-01-20", words="始终坚持")
        done = self.batch("in", status=1)
        self.assertRegex(done.messages, r"in/old.xml: error\[batch-older\]: .*2024-01-20.*version 1.*2024-01-25")
        self.assertEqual(self.versions()["in/old.xml"]["status"], "failed")
        self.batch("in/old.xml", "--newest")
        self.assertEqual(self.versions()["in/old.xml"]["版本 version"], "2")
        # And the other way: what the archive has as an older version.
        self.assertEqual(self.versions()["in/old.xml"]["status"], "archived")
        self.batch("in/new.xml")
        self.assertEqual(self.versions()["in/new.xml"]["status"], "known")
        self.batch("in/new.xml", "--newest")
        self.assertEqual(self.versions()["in/new.xml"]["版本 version"], "3")
        self.batch("in/new.xml", "--newest")
        self.assertEqual(self.versions()["in/new.xml"]["status"], "known")
        self.assertEqual(banxin("merge", "--archive", "archive", cwd=self.folder).returncode, 0)
        self.assertEqual(banxin("archive", "verify", "archive", cwd=self.folder).returncode, 0)

    def test_a_correction_of_the_same_day_is_the_next_version(self):
        self.send("a.xml", "2024-01-25")
        self.batch("in")
        self.send("a.xml", "2024-01-25", words="始终坚持")
        done = self.batch("in")
        self.assertEqual(done.messages.count("warning"), 0)
        self.assertEqual(self.versions()["in/a.xml"]["版本 version"], "2")


class Looking(BatchCase):
    def setUp(self):
        super().setUp()
        (self.folder / "in").mkdir()
        (self.folder / "in/a.xml").write_text(record("2024-01-25"), encoding="utf-8")

    def warned(self):
        """A record with a warning (N-30): its title names another year."""
        text = record("2024-01-25", bureau=OTHER)
        (self.folder / "in/b.xml").write_text(text.replace("局2023年政府信息公开工作年度报告</title>", "局2022年政府信息公开工作年度报告</title>"), encoding="utf-8")
        found = banxin("validate", "in/b.xml", cwd=self.folder)
        self.assertEqual(found.returncode, 0)
        self.assertIn("warning", found.messages + found.stdout.decode())

    def test_a_dry_run_says_what_would_be_and_writes_nothing(self):
        (self.folder / "in/broken.xml").write_text(record("2024-01-25", bureau=OTHER).replace("</record>", ""), encoding="utf-8")
        before = tree(self.folder)
        done = self.batch("in", "--dry-run", status=1)
        self.assertIn("2 records: 0 archived, 1 can be archived, 1 failed", done.messages)
        self.assertEqual(tree(self.folder), before)
        self.assertFalse((self.folder / "archive").exists())
        self.batch("in", status=1)
        sealed = tree(self.folder / "archive")
        done = self.batch("in", "--dry-run", "--report", "seen", status=1)
        self.assertIn("2 records: 0 archived, 1 archived before, 1 failed", done.messages)
        self.assertEqual(tree(self.folder / "archive"), sealed)
        self.assertEqual(sorted(path.name for path in (self.folder / "seen").iterdir()), ["junit.xml", "report.csv", "report.html"])

    def test_strict_archives_no_record_with_a_warning(self):
        self.warned()
        done = self.batch("in", "--strict", status=1)
        self.assertIn("in/b.xml: error[cli-strict]", done.messages)
        self.assertEqual(self.statuses(), {"in/a.xml": "archived", "in/b.xml": "failed"})
        self.batch("in")
        self.assertEqual([row["status"] for row in self.journal()[2:]], ["known", "archived"])

    def test_a_second_run_keeps_the_warnings_of_what_is_known(self):
        self.warned()
        self.batch("in")
        first = (self.folder / "archive/report/report.csv").read_text(encoding="utf-8-sig")
        self.batch("in")
        second = (self.folder / "archive/report/report.csv").read_text(encoding="utf-8-sig")
        for text in (first, second):
            rows = {row["输入 input"]: row for row in csv.DictReader(io.StringIO(text))}
            self.assertEqual(rows["in/a.xml"]["警告 warnings"], "")
            self.assertEqual(rows["in/b.xml"]["警告 warnings"], "1")
            self.assertTrue(rows["in/b.xml"]["问题 findings"].endswith("validation.json"))

    def test_who_is_missing_is_in_every_result_and_in_the_exit_status(self):
        (self.folder / "list.txt").write_text(f"# 应报单位\n{BUREAU}\n云岭市 水利局\n{OTHER}\n", encoding="gb18030")
        done = self.batch("in", "--expect", "list.txt", status=1)
        self.assertIn("list.txt: error[batch-missing]: 2 bureaus of the list have no report for 2023: 云岭市 水利局, 云岭市教育局.", done.messages)
        self.assertIn("1 record: 1 archived, 2 missing", done.messages)
        report = self.folder / "archive/report"
        rows = list(csv.DictReader(io.StringIO((report / "report.csv").read_text(encoding="utf-8-sig"))))
        self.assertEqual([(row["结果"], row["status"], row["单位 bureau"], row["年度 year"]) for row in rows[1:]],
                         [("缺报", "missing", "云岭市 水利局", "2023"), ("缺报", "missing", OTHER, "2023")])
        page = (report / "report.html").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r"""<tr class="missing""", page)), 2)
        suites = xml.etree.ElementTree.parse(report / "junit.xml").getroot()
        self.assertEqual((suites.get("tests"), suites.get("failures")), ("3", "2"))
        self.assertEqual([row["status"] for row in self.journal()], ["archived"])
        # What came before is not missing, and who is on no list is named.
        (self.folder / "late.xml").write_text(record("2024-01-25", bureau=OTHER), encoding="utf-8")
        (self.folder / "list.txt").write_text(f"{BUREAU}\n云岭市 水利局\n", encoding="utf-8")
        done = self.batch("late.xml", "--expect", "list.txt", status=1)
        self.assertIn("One bureau of the list has no report for 2023: 云岭市 水利局.", done.messages)
        self.assertIn("note[batch-unexpected]: Bureaus that are not on the list: 云岭市教育局.", done.messages)
        (self.folder / "list.txt").write_text(f"{BUREAU}\n{OTHER}\n", encoding="utf-8")
        self.batch("in", "--expect", "list.txt")

    def test_the_result_for_programs_keeps_its_schema(self):
        (self.folder / "list.txt").write_text(f"{BUREAU}\n{OTHER}\n", encoding="utf-8")
        done = self.batch("in", "--expect", "list.txt", "--format", "json", "--quiet", status=1)
        good, said = self.judge_json(SOURCE / "pipeline/cli/commands.schema.json", done.stdout)
        self.assertTrue(good, said)
        found = json.loads(done.stdout)
        self.assertEqual([row["status"] for row in found["outcomes"]], ["archived", "missing"])
        self.assertEqual([finding["code"] for finding in found["findings"]], ["batch-missing"])
        self.assertFalse(self.judge_json(SOURCE / "pipeline/cli/commands.schema.json", done.stdout.replace(b"outcomes", b"results"))[0])


if __name__ == "__main__":
    python_test.main()
