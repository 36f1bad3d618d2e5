"""Batches: inputs of all kinds, what is told and in which order, resumption, shards."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import time
import urllib.parse
import xml.etree.ElementTree
import zipfile

import python_test
from batch_kit import BatchCase, generate, packages, tree, without_engines

COUNT = 24


class Runs(BatchCase):
    def setUp(self):
        super().setUp()
        self.broken = {f"in/{name}": code for name, code in generate(self.folder / "in", COUNT, broken=20).items() if code}
        self.assertTrue(self.broken)

    def test_a_folder_becomes_an_archive_and_a_report_in_the_order_of_the_inputs(self):
        done = self.batch("in", "--jobs", "2", status=1)
        rows = self.journal()
        names = [f"in/{i + 1:06}.xml" for i in range(COUNT)]
        self.assertEqual([row["input"] for row in rows], names)
        failed = {row["input"]: row["code"] for row in rows if row["status"] == "failed"}
        errors = {name: code for name, code in self.broken.items() if name in failed}
        self.assertEqual(failed, errors)
        # Each is told of in one line, by place and code, and its findings are where the line says.
        told = [line for line in done.messages.splitlines() if ": error[" in line]
        self.assertEqual([line.split(":")[0] for line in told], sorted(failed))
        for row in rows:
            if row["status"] == "failed":
                report = json.loads((self.folder / "archive" / row["findings"]).read_text(encoding="utf-8"))
                self.assertEqual(report["records"][0]["file"], row["input"])
                self.assertIn(row["code"], [finding["code"] for finding in report["records"][0]["findings"]])
            else:
                self.assertTrue((self.folder / "archive" / row["report"]).read_bytes().startswith(b"%PDF-"))
        self.assertEqual(len(packages(self.folder / "archive")), COUNT - len(failed))
        self.assertIn(f"{COUNT} records: {COUNT - len(failed)} archived, {len(failed)} failed", done.messages)
        self.assert_nothing_stray()

    def test_lines_of_the_journal_keep_their_schema_and_bags_that_of_the_rfc(self):
        (self.folder / "in/again.xml").write_bytes((self.folder / "in/000001.xml").read_bytes())
        (self.folder / "in/gone.xml").symlink_to("nowhere")
        for _ in range(2):  # archived, then known
            self.batch("in", status=4)
        self.assertEqual({row["status"] for row in self.journal()}, {"archived", "known", "duplicate", "failed"})
        text = (self.folder / "archive/journal/1-of-1.ndjson").read_bytes()
        schema = python_test.SOURCE / "pipeline/archive/journal.schema.json"
        good, said = self.judge_json(schema, text, lines=True)
        self.assertTrue(good, said)
        for old, new in ((b'"archived"', b'"done"'), (b"outcome:1", b"outcome:2"), (b'"package":"packages/', b'"package":"/')):
            self.assertFalse(self.judge_json(schema, text.replace(old, new, 1), lines=True)[0], new)
        self.assert_bags_valid()

    def test_the_report_links_to_what_is_there(self):
        self.batch("in", status=1)
        page = self.folder / "archive/report/report.html"
        links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', page.read_text(encoding="utf-8"))
        self.assertGreaterEqual(len(links), COUNT)
        for target, words in links:
            self.assertTrue((page.parent / urllib.parse.unquote(target)).is_file(), target)
            self.assertTrue(words.strip(), target)

    def test_the_number_of_workers_changes_no_byte(self):
        self.batch("in", "--jobs", "1", status=1, archive="one")
        self.batch("in", "--jobs", "5", status=1, archive="five")
        self.assertEqual(tree(self.folder / "one"), tree(self.folder / "five"))

    def test_a_second_run_does_only_what_is_missing_whatever_the_names(self):
        first = ["in/" + path.name for path in sorted((self.folder / "in").glob("*.xml"))[:COUNT // 2]]
        self.batch(*first, status=1)
        before = tree(self.folder / "archive/packages")
        (self.folder / "in").rename(self.folder / "again")
        self.batch("again", status=1)
        rows = self.journal()[len(first):]
        known = {row["input"] for row in rows if row["status"] == "known"}
        made = {name for name, status in self.statuses().items() if status == "archived" and name.startswith("in/")}
        self.assertEqual(known, {name.replace("in/", "again/") for name in made})
        after = tree(self.folder / "archive/packages")
        self.assertEqual({name: after[name] for name in before}, before)
        self.batch("again", status=1)
        self.assertEqual(tree(self.folder / "archive/packages"), after)

    def test_two_runs_at_once_store_each_record_once(self):
        command = [str(python_test.PROGRAM), "batch", "in", "--archive", "archive"]
        runs = [subprocess.Popen(command, cwd=self.folder, env=without_engines(), stderr=subprocess.DEVNULL) for _ in range(2)]
        self.assertEqual([run.wait(timeout=120) for run in runs], [1, 1])
        self.batch("in", status=1, archive="alone")
        self.assertEqual(tree(self.folder / "archive/packages"), tree(self.folder / "alone/packages"))
        self.assert_nothing_stray()

    def test_shards_share_the_records_out_and_store_the_same_bytes(self):
        for shard in ("1/3", "2/3", "3/3"):
            self.batch("in", "--shard", shard, status=None)
        told = [row["input"] for i in (1, 2, 3) for row in self.journal(name=f"{i}-of-3")]
        self.assertEqual(sorted(told), [f"in/{i + 1:06}.xml" for i in range(COUNT)])
        self.batch("in", status=1, archive="whole")
        for part in ("packages", "findings"):
            self.assertEqual(tree(self.folder / "archive" / part), tree(self.folder / "whole" / part))

    def test_the_number_of_shards_may_change_between_attempts(self):
        for shard in ("2/3", "1/2", "2/2"):
            self.batch("in", "--shard", shard, status=None)
        self.batch("in", status=1, archive="whole")
        for part in ("packages", "findings"):
            self.assertEqual(tree(self.folder / "archive" / part), tree(self.folder / "whole" / part))

    def batch(self, *arguments, status=0, **options):
        if status is not None:
            return super().batch(*arguments, status=status, **options)
        done = python_test.banxin("batch", *arguments, "--archive", "archive", cwd=self.folder, env=without_engines())
        self.assertIn(done.returncode, (0, 1), done.messages)
        return done

    def test_the_page_calls_its_columns_by_words(self):
        self.batch("in", status=1)
        page = (self.folder / "archive/report/report.html").read_text(encoding="utf-8")
        heads = re.findall(r"<small>([^<]*)</small>", page.partition('<div class="rows')[2].partition("</thead>")[0])
        self.assertEqual(heads, ["No.", "Status", "Bureau", "Year", "Version", "Pages", "Errors", "Warnings", "Input", "Report, findings"])

    def test_the_page_says_what_failed_by_code_and_when_nothing_was_found(self):
        self.batch("in", status=1)
        page = (self.folder / "archive/report/report.html").read_text(encoding="utf-8")
        failed = [row["code"] for row in self.journal() if row["status"] == "failed"]
        self.assertIn(f"✗ {len(failed)} 份没有归档", page)
        counts = dict(re.findall(r'<button data-code="([^"]*)">.*?<td class="number">(\d+)</td>', page))
        self.assertEqual(counts, {code: str(failed.count(code)) for code in failed})
        # On paper there is what failed: every row says what became of it.
        self.assertEqual(page.count('<tr class="failed">'), len(failed))
        self.assertIn("@media print", page)
        self.assertNotRegex(page, r'(src|href)="(https?:)?//|@import|url\(')
        good = self.folder / "good"
        good.mkdir()
        (good / "a.xml").write_bytes((python_test.SAMPLES / "filled-2021.xml").read_bytes())
        self.batch("good", archive="other")
        page = (self.folder / "other/report/report.html").read_text(encoding="utf-8")
        self.assertIn("没有发现问题", page)
        self.assertNotIn("没有归档", page)

    def test_the_table_for_spreadsheets_and_the_one_for_build_servers(self):
        self.batch("in", status=1)
        data = (self.folder / "archive/report/report.csv").read_bytes()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(data[3:].decode("utf-8"), newline="")))
        self.assertEqual([row[0] for row in rows[1:]], [row["input"] for row in self.journal()])
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        suites = xml.etree.ElementTree.parse(self.folder / "archive/report/junit.xml").getroot()
        failures = {case.get("name") for case in suites.iter("testcase") if case.find("failure") is not None}
        self.assertEqual(suites.get("tests"), str(COUNT))
        self.assertEqual(failures, {row["input"] for row in self.journal() if row["status"] == "failed"})
        self.assertEqual(suites.get("failures"), str(len(failures)))


class Inputs(BatchCase):
    def setUp(self):
        super().setUp()
        generate(self.folder / "in", 4)

    def inputs(self, *arguments, **options):
        self.batch(*arguments, **options)
        return [row["input"] for row in self.journal(archive=options.get("archive", "archive"))]

    def test_folders_are_walked_and_archives_in_them_passed_over(self):
        (self.folder / "in/deep").mkdir()
        (self.folder / "in/000003.xml").rename(self.folder / "in/deep/third.XML")
        (self.folder / "in/notes.md").write_text("no record")
        expected = ["in/000001.xml", "in/000002.xml", "in/000004.xml", "in/deep/third.XML"]
        self.assertEqual(self.inputs("in", archive="in/archive"), expected)
        self.assertEqual(self.inputs("in", archive="in/other"), expected)

    def test_patterns_lists_and_names_that_come_twice(self):
        self.assertEqual(self.inputs("in/*[34].xml", "-", "in/000003.xml", stdin="in/000001.xml\r\n\nin/00000[12].xml\n".encode()),
                         ["in/000003.xml", "in/000004.xml", "in/000001.xml", "in/000002.xml"])

    def test_what_is_not_there_stops_the_run_but_in_a_list_fails_alone(self):
        done = self.batch("in", "nowhere.xml", status=4)
        self.assertIn("input-missing", done.messages)
        self.assertFalse((self.folder / "archive").exists())
        self.batch("-", status=4, stdin=b"in/000001.xml\nnowhere.xml\nnone-*.xml\n")
        self.assertEqual(self.statuses(), {"in/000001.xml": "archived", "nowhere.xml": "failed", "none-*.xml": "failed"})

    def test_a_zip_file_is_read_without_unpacking_anything(self):
        text = (self.folder / "in/000001.xml").read_bytes()
        with zipfile.ZipFile(self.folder / "sent.zip", "w", zipfile.ZIP_DEFLATED) as sent:
            sent.writestr("../../escape.xml", text)
            sent.write(self.folder / "in/000002.xml", "年报/二.xml")
            sent.writestr("readme.md", "no record")
            sent.writestr("bomb.xml", b"<a>" + b" " * (40 << 20))
        self.batch("sent.zip", status=4)
        self.assertEqual(self.statuses(), {"sent.zip/../../escape.xml": "archived", "sent.zip/bomb.xml": "failed",
                                           "sent.zip/年报/二.xml": "archived"})
        self.assertEqual({row["code"] for row in self.journal() if row["status"] == "failed"}, {"input-too-large"})
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["archive", "in", "sent.zip"])

    def test_what_macos_puts_into_a_zip_file_is_passed_over_and_a_zip_file_within_is_told_of(self):
        with zipfile.ZipFile(self.folder / "sent.zip", "w") as sent:
            sent.write(self.folder / "in/000001.xml", "a.xml")
            sent.writestr("__MACOSX/._a.xml", b"\0\5\x16\7")
            sent.writestr("more.zip", b"PK")
        done = self.batch("sent.zip")
        self.assertIn("sent.zip/more.zip: warning[batch-zip-in-zip]", done.messages)
        self.assertIn("sent.zip: note[batch-passed-over]: Files of macOS (._) passed over: 1. They have no content.", done.messages)
        self.assertEqual(self.statuses(), {"sent.zip/a.xml": "archived"})

    def test_nothing_in_a_folder_is_passed_over_in_silence(self):
        sent = self.folder / "sent"
        for name in ("教育局", "水利局/空", "农业局"):
            (sent / name).mkdir(parents=True)
        shutil.copy(self.folder / "in/000001.xml", sent / "教育局/a.xml")
        for name in ("教育局/~$a.xml", "教育局/.~lock.a.docx#", "教育局/._a.xml", "农业局/.DS_Store"):
            (sent / name).write_bytes(b"\0")
        done = self.batch("sent")
        self.assertEqual(self.statuses(), {"sent/教育局/a.xml": "archived"})
        told = [line.strip() for line in done.messages.splitlines()]
        for line in ("sent: warning[batch-passed-over]: Lock files passed over: 2. Somebody has these files open.",
                     "sent/教育局/.~lock.a.docx#: a lock file", "sent/教育局/~$a.xml: a lock file", "sent/教育局/._a.xml: of macOS",
                     "sent: warning[batch-empty-folder]: Empty folders: 2.", "sent/农业局: empty", "sent/水利局/空: empty"):
            self.assertIn(line, told)
        self.assertNotIn("sent/水利局: empty", told)
        # A pattern names the same files.
        self.assertIn("sent/*/*: warning[batch-passed-over]: Lock files passed over: 1.", self.batch("sent/*/*").messages)
        (self.folder / "none").mkdir()
        self.assertIn("none: warning[batch-empty-folder]: Empty folders: 1.", self.batch("none").messages)

    def test_a_list_has_remarks(self):
        (self.folder / "#.xml").write_bytes((self.folder / "in/000002.xml").read_bytes())
        self.assertEqual(self.inputs("-", stdin=b"# of June\nin/000001.xml\n#in/000003.xml\n./#.xml\n"), ["in/000001.xml", "./#.xml"])

    def test_names_that_are_not_utf_8_are_in_every_report_what_they_mean(self):
        name = os.fsdecode("教育局.xml".encode("gb18030"))
        odd = os.fsdecode(b"\xff\xff.xml")
        broken = (self.folder / "in/000001.xml").read_text(encoding="utf-8").replace("<title>", "<titel>")
        for one in (name, odd):
            (self.folder / one).write_text(broken, encoding="utf-8")
        done = self.batch(name, odd, status=1)
        self.assertEqual(sorted(self.statuses()), ["\\xff\\xff.xml", "教育局.xml"])
        self.assertIn("教育局.xml:", done.messages)
        for path in self.folder.glob("archive/**/*"):
            if path.is_file() and path.suffix in (".json", ".ndjson", ".csv", ".html"):
                self.assertNotIn("\ufffd", path.read_text(encoding="utf-8"), path)
        said = python_test.banxin("validate", "--format", "json", name, cwd=self.folder)
        self.assertEqual(json.loads(said.stdout)["records"][0]["file"], "教育局.xml")

    def test_names_in_a_zip_file_may_be_in_gbk(self):
        with zipfile.ZipFile(self.folder / "sent.zip", "w") as sent:
            sent.write(self.folder / "in/000001.xml", "12345678.xml")
        data = (self.folder / "sent.zip").read_bytes()
        (self.folder / "sent.zip").write_bytes(data.replace(b"12345678.xml", "教育局/1.xml".encode("gb18030").ljust(12, b"l")))
        self.assertEqual(self.inputs("sent.zip"), ["sent.zip/教育局/1.xml"])

    def test_a_damaged_zip_file_is_named(self):
        with zipfile.ZipFile(self.folder / "sent.zip", "w", zipfile.ZIP_DEFLATED) as sent:
            sent.write(self.folder / "in/000001.xml", "a.xml")
        data = bytearray((self.folder / "sent.zip").read_bytes())
        data[200] ^= 0x55
        (self.folder / "sent.zip").write_bytes(data)
        self.batch("sent.zip", status=4)
        self.assertEqual([(row["code"]) for row in self.journal()], ["input-unreadable"])
        (self.folder / "none.zip").write_bytes(b"PK no zip")
        self.assertIn("none.zip", self.batch("none.zip", status=4).messages)

    def test_a_zip_file_beyond_a_limit_is_told_of_once_and_nothing_of_it_is_read(self):
        with zipfile.ZipFile(self.folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as sent:
            for number in range(10):
                sent.writestr(f"{number}.xml", b" " * 8_000_000)
        with zipfile.ZipFile(self.folder / "overlap.zip", "w", zipfile.ZIP_DEFLATED) as sent:
            sent.writestr("a.xml", b" " * 1000)
            sent.filelist += [sent.filelist[0]] * 500
        for name, told in (("bomb.zip", "error[input-too-large]"), ("overlap.zip", "members overlap one another")):
            done = self.batch("in/000001.xml", name, status=4)
            self.assertEqual(done.messages.count("error["), 1)
            self.assertIn(f"{name}: error[", done.messages)
            self.assertIn(told, done.messages)
            self.assertFalse((self.folder / "archive").exists())

    def test_a_pipe_that_nobody_writes_to_fails_at_once_and_alone(self):
        os.mkfifo(self.folder / "in/pipe.xml")
        os.mkfifo(self.folder / "pipe.zip")
        silent = [os.open(self.folder / name, os.O_RDWR) for name in ("in/pipe.xml", "pipe.zip")]
        begin = time.monotonic()
        self.batch("-", status=4, stdin=b"in/000001.xml\nin/pipe.xml\n")
        self.assertEqual(self.statuses(), {"in/000001.xml": "archived", "in/pipe.xml": "failed"})
        self.assertIn("a pipe (FIFO)", self.journal()[1]["reason"]["en"])
        self.assertIn("pipe.zip: error[input-unreadable]", self.batch("pipe.zip", status=4).messages)
        self.assertLess(time.monotonic() - begin, 15 * python_test.SLOWNESS)
        for descriptor in silent:
            os.close(descriptor)

    def test_the_same_bytes_twice_make_one_package(self):
        (self.folder / "in/000009.xml").write_bytes((self.folder / "in/000002.xml").read_bytes())
        self.batch("in")
        self.assertEqual(self.statuses()["in/000009.xml"], "duplicate")
        self.assertEqual(len(packages(self.folder / "archive")), 4)

    def test_a_correction_in_the_same_run_is_the_next_version_whatever_the_workers_do(self):
        text = (self.folder / "in/000001.xml").read_bytes()
        for i in range(5):
            (self.folder / f"in/1-{i}.xml").write_bytes(text + b"<!-- %d -->" % i)
        self.batch("in", "--jobs", "4")
        versions = [row["version"] for row in self.journal() if row["input"] in ("in/000001.xml", *(f"in/1-{i}.xml" for i in range(5)))]
        self.assertEqual(versions, [1, 2, 3, 4, 5, 6])

    def test_usage(self):
        for arguments in (["in", "--shard", "3/2"], ["in", "--shard", "x"], ["in", "--jobs", "-1"], ["in", "--time-limit", "-1"]):
            self.batch(*arguments, status=2)
        done = self.batch("in", status=2, env=without_engines(SLURM_ARRAY_TASK_ID="3"))
        self.assertIn("SLURM_ARRAY_TASK_MIN", done.messages)
        self.assertFalse((self.folder / "archive").exists())
        (self.folder / "full").mkdir()
        (self.folder / "full/other.txt").write_text("mine")
        self.batch("in", status=7, archive="full")


if __name__ == "__main__":
    python_test.main()
