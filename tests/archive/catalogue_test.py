"""`banxin merge` and `banxin archive list`: the catalogue tells what the packages tell, and nothing else."""

import csv
import fcntl
import io
import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree

import python_test
from archive_kit import ArchiveCase, make_archive
from batch_kit import generate, without_engines
from python_test import SAMPLES, SOURCE, banxin

NAMESPACE = {"r": "urn:banxin:record:1"}


def root_of(record):
    """Of a record in whatever encoding it declares; Python's parser knows few."""
    data = record.read_bytes()
    declared = re.search(rb'encoding="([^"]+)"', data[:100])
    text = data.decode(declared.group(1).decode() if declared else "utf-8").lstrip("\ufeff")
    return xml.etree.ElementTree.fromstring(re.sub(r"^<\?xml.*?\?>", "", text, count=1))


def cells_of(record):
    """Row/column to text of every cell that a record writes."""
    cells = {}
    for row in root_of(record).iterfind(".//r:statistics/r:row", NAMESPACE):
        parts = row.findall("r:cell", NAMESPACE)
        if not parts:
            cells[row.get("id")] = (row.text or "").strip()
        for cell in parts:
            cells[f"{row.get('id')}/{cell.get('id')}"] = (cell.text or "").strip()
    return cells


class Catalogue(ArchiveCase):
    def query(self, sql, archive=None):
        database = sqlite3.connect(f"file:{archive or self.archive}/catalogue.sqlite?mode=ro", uri=True)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def list(self, *arguments, status=0):
        done = banxin("archive", "list", *arguments)
        self.assertEqual(done.returncode, status, done.messages)
        return done.stdout.decode("utf-8-sig")

    def test_it_is_a_sound_database_with_a_row_for_each_package(self):
        self.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.query("PRAGMA foreign_key_check"), [])
        self.assertEqual(self.query("SELECT folder FROM package ORDER BY number"),
                         [(self.name(path),) for path in sorted(self.archive.glob("packages/*/*"))])
        self.assertEqual(self.query("SELECT version, newest, kind FROM package WHERE bureau = '瑞安市商务局' ORDER BY version"),
                         [(1, 0, "first"), (2, 1, "correction")])

    def test_every_cell_has_the_value_that_its_record_writes(self):
        for form, sample in (("disclosure-2018", "ruian-commerce-bureau-2018"), ("disclosure-2019", "filled-2019"),
                             ("disclosure-2021", "filled-2021")):
            written = {cell: text for cell, text in cells_of(SAMPLES / f"{sample}.xml").items() if text}
            told = dict(self.query(f"SELECT cell, written FROM figures WHERE form = '{form}' AND written <> ''"))
            self.assertEqual(told, written)

    def test_D_06_blank_is_not_zero(self):
        self.assertEqual(self.query("SELECT kind, written, value FROM figures WHERE bureau = '瑞安市商务局' AND written = '' "
                                    "GROUP BY kind, value"), [("blank", "", None)])
        self.assertGreater(self.query("SELECT count(*) FROM figures WHERE value = 0")[0][0], 0)

    def test_warnings_are_those_of_the_report(self):
        self.assertEqual(self.query("SELECT code FROM warnings WHERE bureau = '瑞安市商务局'"), [("N-20",)])
        self.assertIn("= 392", self.query("SELECT zh FROM warnings WHERE code = 'N-20'")[0][0])

    def test_who_carried_over_more_than_ten_is_one_select(self):
        generate(self.folder / "in", 40, seed="carried")
        done = banxin("batch", "in", "--archive", "many", cwd=self.folder, env=without_engines())
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(banxin("merge", "--archive", "many", cwd=self.folder).returncode, 0)
        wanted = set()
        for record in sorted((self.folder / "in").glob("*.xml")):
            root = root_of(record)
            if int(cells_of(record).get("carried-over/total") or 0) > 10:
                wanted.add((root.find("r:bureau", NAMESPACE).text, int(root.get("year"))))
        self.assertTrue(wanted)
        told = self.query("SELECT bureau, year FROM figures WHERE cell = 'carried-over/total' AND value > 10",
                          self.folder / "many")
        self.assertEqual(set(told), wanted)
        self.assertEqual(len(told), len(wanted))

    def test_the_questions_of_the_documentation_have_answers(self):
        text = (SOURCE / "pipeline/archive/README.md").read_text(encoding="utf-8")
        questions = re.findall(r"```sql\n(.*?)```", text, re.S)
        self.assertTrue(questions)
        for question in questions:
            for one in filter(str.strip, question.split(";")):
                self.query(one)

    def test_the_database_says_itself_what_is_in_it(self):
        about = {name: (zh, en) for name, zh, en in self.query("SELECT * FROM about")}
        there = {name for name, in self.query("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name <> 'about'")}
        self.assertEqual(set(about), there)
        for words in about.values():
            self.assertTrue(all(words))

    def test_lists_by_kind_and_by_finding(self):
        def listed(*arguments):
            return sorted(row["folder"] for row in json.loads(self.list(self.archive, "--format", "json", *arguments))["packages"])
        for kind in ("first", "correction", "remake"):
            self.assertEqual(listed("--all-versions", "--kind", kind), sorted(
                folder for folder, in self.query(f"SELECT folder FROM package WHERE kind = '{kind}'")))
        self.assertEqual(len(listed("--all-versions", "--kind", "correction")), 1)
        self.assertEqual(len(listed("--code", "N-20")), len(self.query("SELECT DISTINCT folder FROM warnings WHERE code = 'N-20'")))
        self.assertEqual(listed("--code", "no-such-code"), [])

    def test_failures_are_what_no_run_archived(self):
        text = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        wrong, right = self.folder / "wrong.xml", self.folder / "right.xml"
        wrong.write_text(text.replace("<title>", "<titel>"), encoding="utf-8")
        right.write_text(text.replace("<title>", "<titel>"), encoding="utf-8")
        archive = self.folder / "failing"
        for _ in range(2):
            banxin("batch", wrong, right, "--archive", archive, env=without_engines())
            right.write_text(text, encoding="utf-8")
        self.assertEqual(banxin("merge", "--archive", archive).returncode, 0)
        (failure,) = self.query("SELECT input, status, code, findings FROM failures", archive)
        self.assertTrue(failure[0].endswith("wrong.xml"))
        self.assertEqual(failure[1:3], ("failed", "xml-malformed"))
        self.assertTrue((archive / failure[3]).is_file())

    def test_same_packages_same_bytes_whatever_the_runs(self):
        records = [SAMPLES / f"{name}.xml" for name in ("filled-2021", "ruian-commerce-bureau-2018", "filled-2019")]
        (self.folder / "other").mkdir()
        other = make_archive(self.folder / "other", *[[record] for record in records], [self.origin / "corrected.xml"])
        self.assertEqual((other / "catalogue.sqlite").read_bytes(), (self.archive / "catalogue.sqlite").read_bytes())
        (self.archive / "catalogue.sqlite").write_bytes(b"spoiled")
        make_archive(self.folder)
        self.assertEqual((other / "catalogue.sqlite").read_bytes(), (self.archive / "catalogue.sqlite").read_bytes())
        self.assertEqual(list((self.archive / "work").iterdir()), [])

    def test_a_damaged_package_is_named_and_left_out(self):
        spoiled = next(self.others[0].glob("data/source/*.xml"))
        spoiled.write_bytes(spoiled.read_bytes() + b" ")
        done = banxin("merge", "--archive", self.archive)
        self.assertEqual(done.returncode, 7)
        self.assertIn(f"{self.name(spoiled)}: error[archive-authenticity]", done.messages)
        self.assertEqual(self.query("SELECT count(*) FROM package"), [(3,)])

    def test_inputs_that_no_run_could_archive_are_gaps(self):
        bad = SAMPLES / "bad/A-1.xml"
        banxin("batch", bad, "--archive", self.archive, env=without_engines())
        done = banxin("merge", "--archive", self.archive)
        self.assertEqual(done.returncode, 0)
        self.assertIn("bad/A-1.xml: warning[archive-gap]: It was not archived (A-1): ", done.messages)
        self.assertIn("5 inputs, 1 of them not archived", done.messages)

    def test_while_a_batch_runs_there_is_no_merge(self):
        with open(next((self.archive / "journal").glob("*.ndjson")), "r+") as journal:
            fcntl.flock(journal, fcntl.LOCK_EX)
            before = (self.archive / "manifest-sha512.txt").read_bytes()
            done = banxin("merge", "--archive", self.archive)
        self.assertEqual(done.returncode, 75)
        self.assertIn("error[archive-busy]", done.messages)
        self.assertEqual((self.archive / "manifest-sha512.txt").read_bytes(), before)

    def test_list_filters(self):
        self.assertEqual(len(self.list(self.archive).splitlines()), 3)
        self.assertEqual(len(self.list(self.archive, "--all-versions").splitlines()), 4)
        self.assertIn("v02", self.list(self.archive, "--bureau", "商务局", "--year", "2018", "--form", "disclosure-2018"))
        self.assertEqual(self.list(self.archive, "--year", "1999"), "")
        self.assertEqual(self.list(self.archive, "--bureau", "' OR 1=1 --"), "")

    def test_list_as_csv_and_json(self):
        rows = list(csv.reader(io.StringIO(self.list(self.archive, "--format", "csv"))))
        self.assertEqual(rows[0][:4], ["单位 bureau", "年度 year", "表 form", "版本 version"])
        told = json.loads(self.list(self.archive, "--format", "json"))["packages"]
        self.assertEqual([row[0] for row in rows[1:]], [it["bureau"] for it in told])
        for it in told:
            self.assertTrue((self.archive / it["report"]).is_file())

    def test_every_cell_as_open_data(self):
        done = banxin("archive", "list", self.archive, "--cells", "--form", "disclosure-2021")
        self.assertTrue(done.stdout.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
        written = cells_of(SAMPLES / "filled-2021.xml")
        self.assertEqual({row["格 cell"]: row["填写 written"] for row in rows if row["种类 kind"] != "own"}, written)
        self.assertEqual([row["格 cell"] for row in rows if row["种类 kind"] != "own"], list(written))

    def test_what_a_list_needs(self):
        (self.archive / "catalogue.sqlite").unlink()
        done = banxin("archive", "list", self.archive)
        self.assertEqual(done.returncode, 4)
        self.assertIn("error[archive-no-catalogue]", done.messages)
        shutil.rmtree(self.archive)
        self.assertEqual(banxin("archive", "list", self.archive).returncode, 7)
        self.list(self.folder, "--format", "xlsx", status=2)


if __name__ == "__main__":
    python_test.main()
