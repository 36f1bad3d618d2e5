"""Batches over what offices have: imported, archived only when no question is open, with the received file beside the record."""

import hashlib
import json
import shutil
import zipfile

import python_test
from archive_kit import edit, seal
from batch_kit import BatchCase, packages
from python_test import SAMPLES, banxin

# A title and nothing else: every table is a question.
OPEN = "云岭市教育局2023年政府信息公开工作年度报告\n一、总体情况\n好。\n"


def sha512(bytes_):
    return hashlib.sha512(bytes_).hexdigest()


class Submissions(BatchCase):
    def made(self, name, sample="filled-2021", output="docx"):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        done = banxin("render", SAMPLES / f"{sample}.xml", "--as", output, "-o", path)
        self.assertEqual(done.returncode, 0, done.messages)
        return path

    def package(self, number=0):
        return sorted((self.folder / "archive/packages").glob("*/*"))[number]

    def verified(self, status=0):
        done = banxin("archive", "verify", self.folder / "archive", "--format", "json")
        self.assertEqual(done.returncode, status, done.messages + done.stdout.decode()[:2000])
        return [f"{it['code']} {it['place']['file'].split('/data/')[-1]}" for it in json.loads(done.stdout)["findings"]]

    def test_D_14_AR_70_what_was_received_is_archived_beside_the_record(self):
        sent = self.made("in/report.docx")
        self.batch("in")
        row, = self.journal()
        self.assertEqual((row["input"], row["status"], row["sha512"]), ("in/report.docx", "archived", sha512(sent.read_bytes())))
        package = self.package()
        name = package.name.removesuffix("-v01")
        source = package / "data/source"
        self.assertEqual((source / f"{name}.docx").read_bytes(), sent.read_bytes())
        record = (source / f"{name}.xml").read_bytes()
        evidence = json.loads((package / "data/evidence/import.json").read_text(encoding="utf-8"))
        self.assertEqual(evidence["judged"], {"received": sha512(sent.read_bytes()), "record": sha512(record)})
        self.assertLessEqual({value["sure"] for value in evidence["values"]}, {"exact", "variant"})
        build = json.loads((package / "data/provenance/build.json").read_text(encoding="utf-8"))
        self.assertEqual({one["path"]: one["sha512"] for one in build["inputs"]},
                         {f"data/source/{name}.docx": sha512(sent.read_bytes()), f"data/source/{name}.xml": sha512(record)})
        metadata = (package / "data/metadata/record.xml").read_text(encoding="utf-8")
        self.assertIn(f"<计算机文件名>data/source/{name}.docx</计算机文件名>", metadata)
        self.assertIn("<格式名称>DOCX</格式名称>", metadata)
        # The name that it had at the sender stands in no package (AR-91).
        self.assertFalse(any(b"report.docx" in path.read_bytes() for path in package.rglob("*") if path.is_file()))
        self.assert_bags_valid()

    def test_merge_verify_list_and_a_second_run_take_such_packages(self):
        self.made("in/a.docx")
        self.made("in/b.html", "filled-2019", "html")
        self.batch("in")
        self.batch("in")
        self.assertEqual([row["status"] for row in self.journal()], ["archived", "archived", "known", "known"])
        self.assertEqual(banxin("merge", "--archive", self.folder / "archive").returncode, 0)
        self.assertEqual(self.verified(), [])
        done = banxin("archive", "list", self.folder / "archive", "--format", "csv")
        self.assertEqual(len(done.stdout.decode().strip().splitlines()), 3)
        # The record of a package is an input like any other, and so is the file that was received.
        self.assertEqual(banxin("validate", self.folder / "archive").returncode, 0)
        received = next(self.package().glob("data/source/*.*ml"))
        self.assertEqual(banxin("validate", received).returncode, 0)

    def test_D_14_nothing_is_archived_while_a_question_is_open(self):
        (self.folder / "open.txt").write_text(OPEN, encoding="utf-8")
        done = self.batch("open.txt", status=1)
        self.assertIn("import-open", done.messages)
        row, = self.journal()
        self.assertEqual((row["status"], row["code"], row["bureau"], row["year"]), ("failed", "import-open", "云岭市教育局", "2023"))
        report, = json.loads((self.folder / "archive" / row["findings"]).read_text(encoding="utf-8"))["records"]
        self.assertEqual(report["sha512"], sha512(OPEN.encode()))
        codes = {finding["code"] for finding in report["findings"]}
        self.assertLessEqual({"import-open", "import-table-missing"}, codes)
        # The record is in no file: its lines say nothing.
        self.assertEqual([one for one in report["findings"] if one["place"]["file"] == "open.txt" and "line" in one["place"]
                          and not one["code"].startswith("import-")], [])
        self.assertEqual(packages(self.folder / "archive"), [])

    def test_of_a_folder_and_a_zip_file_nothing_is_passed_over_in_silence(self):
        self.made("in/a.docx")
        self.made("in/deep.htm", "filled-2019", "html")
        shutil.copy(SAMPLES / "zero-2021.xml", self.folder / "in/c.xml")
        self.made("in/c.docx", "zero-2021")
        for name in ("~$c.docx", "a.import.html", "._a.docx"):
            (self.folder / "in" / name).write_text("x")
        (self.folder / "in/readme.txt").write_text("说明", encoding="utf-8")
        with zipfile.ZipFile(self.folder / "sent.zip", "w") as sent:
            for path in (self.folder / "in").iterdir():
                sent.write(path, path.name)
        for given in ("in", "sent.zip"):
            with self.subTest(given):
                done = self.batch(given, archive=f"{given}-archive", status=4)
                self.assertRegex(done.messages, rf"{given}: note\[batch-beside-record\]: 1 file was not read.*c\.docx")
                self.assertEqual(self.statuses(archive=f"{given}-archive"),
                                 {f"{given}/a.docx": "archived", f"{given}/c.xml": "archived", f"{given}/deep.htm": "archived",
                                  f"{given}/readme.txt": "failed"})
        self.assertEqual({row["code"] for row in self.journal(archive="in-archive") if row["status"] == "failed"}, {"import-no-report"})

    def test_AR_84_a_record_received_anew_as_a_document_is_the_next_version(self):
        sent = self.made("report.docx")
        self.assertEqual(banxin("import", sent, "-o", self.folder / "report.xml").returncode, 0)
        self.batch("report.xml")
        self.batch("report.docx")
        first, second = sorted((self.folder / "archive/packages").glob("*/*"))
        self.assertEqual((first.name[-4:], second.name[-4:]), ("-v01", "-v02"))
        name = first.name[:-4]
        self.assertEqual((first / f"data/source/{name}.xml").read_bytes(), (second / f"data/source/{name}.xml").read_bytes())
        self.assertEqual(json.loads((second / "data/provenance/versions.json").read_text())["kind"], "remake")
        self.batch("report.docx", "report.xml")
        self.assertEqual(len(packages(self.folder / "archive")), 2)

    def test_a_forged_source_or_evidence_is_found(self):
        self.made("report.docx")
        self.batch("report.docx")
        package = self.package()
        name = package.name.removesuffix("-v01")
        received, evidence = package / f"data/source/{name}.docx", package / "data/evidence/import.json"
        good = {path: path.read_bytes() for path in (received, evidence)}
        for path, forge, expected in (
                (received, lambda: received.write_bytes(good[received] + b"\0"), "archive-authenticity evidence/import.json"),
                (received, received.unlink, f"archive-integrity source/{name}.docx"),
                (evidence, evidence.unlink, "archive-integrity evidence/import.json"),
                (evidence, lambda: edit(evidence, sha512(good[received]), "0" * 128), "archive-authenticity evidence/import.json")):
            forge()
            seal(package)
            with self.subTest(expected):
                self.assertIn(expected, self.verified(status=7))
            path.write_bytes(good[path])
        seal(package)
        self.assertEqual([finding for finding in self.verified() if not finding.startswith("archive-not-sealed")], [])

    def test_D_09_what_only_LibreOffice_reads_is_archived_too(self):
        self.need("soffice")
        self.made("report.docx")
        self.run_tool("soffice", "--headless", f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--convert-to", "doc",
                      "--outdir", self.folder, self.folder / "report.docx")
        (self.folder / "report.doc").rename(self.folder / "report.wps")
        self.batch("report.wps")
        self.assertEqual([path.suffix for path in sorted((self.package() / "data/source").glob("*.*"))], [".doc", ".xml"])
        self.batch("report.wps")
        self.assertEqual([row["status"] for row in self.journal()], ["archived", "known"])


if __name__ == "__main__":
    python_test.main()
