"""An archive's folder that others can write to: whatever they leave there is named by `verify`, followed by nobody, and
takes nothing along."""

import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess

import process_tree
import python_test
from archive_kit import ArchiveCase, edit, seal
from batch_kit import without_engines
from python_test import PROGRAM, SAMPLES, SLOWNESS

MOST_MEMORY = 256 << 20


def tree(folder):
    """Every path below a folder, with what it is and holds; links are not followed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = ("link", os.readlink(path))
        elif path.is_file():
            found[name] = ("file", path.read_bytes() if path.stat().st_size < 1 << 24 else path.stat().st_size)
        else:
            found[name] = ("other", oct(path.stat().st_mode))
    return found


class Hostile(ArchiveCase):
    def setUp(self):
        super().setUp()
        self.outside = self.folder / "outside"
        self.lay_out()

    def lay_out(self):
        for folder in (self.outside, self.archive):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.origin / "archive", self.archive)
        (self.outside / "deep").mkdir(parents=True)
        (self.outside / "precious.txt").write_text("kept for ever\n")
        (self.outside / "deep/profile").write_text("export PATH\n")

    def each(self, group):
        """One case after another, each with an archive and an outside of its own."""
        cases = [name for name in dir(self) if name.startswith(group + "__")]
        self.assertGreater(len(cases), 5)
        for name in cases:
            with self.subTest(name):
                self.lay_out()
                getattr(self, name)()

    def test_work(self):
        self.each("work")

    def test_links(self):
        self.each("links")

    def test_packages(self):
        self.each("packages")

    def test_documents(self):
        self.each("documents")

    def run_program(self, *arguments):
        """Bounded as a service would bound it; what hangs is killed and has the status 124."""
        with open(self.folder / "output", "w+b") as output:
            done = process_tree.run(["timeout", "-s", "KILL", str(60 * SLOWNESS), PROGRAM, *arguments, "--lang", "en"],
                                    interval=0.03, stdin=subprocess.DEVNULL, stdout=output, cwd=self.folder,
                                    env=without_engines())
            output.seek(0)
            done.stdout = output.read()
        self.assertIn(done.status, (0, 1, 4, 5, 7, 75), done.messages[-2000:])
        if SLOWNESS == 1:
            self.assertLess(done.memory, MOST_MEMORY)
        return done

    def packages(self):
        return {name: what for name, what in tree(self.archive).items()
                if name.startswith("packages/") and name.count("/") > 2}

    def harmless(self, *named, packages_changed=False):
        """verify names each of the paths; merge and batch change nothing outside and lose no package."""
        outside, packages = tree(self.outside), self.packages()
        told = self.run_program("archive", "verify", "archive", "--format", "json")
        self.assertEqual(told.status, 7, told.messages)
        document = json.loads(told.stdout)
        self.assertIn("fail", [it["verdict"] for it in document["properties"]])
        places = [os.path.relpath(it["place"]["file"], "archive") for it in document["findings"]
                  if it["severity"] == "error"]
        for name in named:
            self.assertIn(name, places)
        # Of one cause there is one finding.
        safety = [os.path.relpath(it["place"]["file"], "archive") for it in document["findings"]
                  if it["code"] == "archive-safety"]
        self.assertEqual(len(safety), len(set(safety)), safety)
        messages = []
        for command in (("merge", "--archive", "archive"),
                        ("batch", SAMPLES / "zero-2018.xml", "--archive", "archive", "--jobs", "1"),
                        ("merge", "--archive", "archive")):
            messages.append(self.run_program(*command))
            self.assertEqual(tree(self.outside), outside, command)
            after = self.packages()
            for name, what in packages.items():
                self.assertEqual(after.get(name), what, f"{command}: {name}")
        return places, messages

    # work/

    def work__a_lock_whose_folder_would_be_the_archive_itself(self):
        for name in ("...lock", "..lock", ".lock", "....lock"):
            (self.archive / "work" / name).touch()
        self.harmless("work/...lock", "work/..lock", "work/.lock", "work/....lock")
        self.assertTrue((self.archive / "work/...lock").exists())

    def work__a_lock_with_a_name_that_no_writer_makes(self):
        (self.archive / "work/mine").mkdir()
        (self.archive / "work/mine/letter.txt").write_text("dear\n")
        (self.archive / "work/mine.lock").touch()
        self.harmless("work/mine", "work/mine.lock")
        self.assertEqual((self.archive / "work/mine/letter.txt").read_text(), "dear\n")

    def work__work_as_a_link(self):
        (self.outside / "12-0").mkdir()
        (self.outside / "12-0/file").touch()
        (self.outside / "12-0.lock").touch()
        shutil.rmtree(self.archive / "work")
        (self.archive / "work").symlink_to(self.outside)
        self.harmless("work")

    def work__a_writers_folder_as_a_link(self):
        (self.archive / "work/12-0").symlink_to(self.outside)
        (self.archive / "work/12-0.lock").touch()
        self.harmless("work/12-0")

    def work__a_lock_as_a_link(self):
        (self.archive / "work/12-0").mkdir()
        (self.archive / "work/12-0.lock").symlink_to(self.outside / "precious.txt")
        self.harmless("work/12-0.lock")

    def work__a_stray_that_holds_links(self):
        (self.archive / "work/12-0/packages").mkdir(parents=True)
        (self.archive / "work/12-0/packages/elsewhere").symlink_to(self.outside)
        (self.archive / "work/12-0.lock").touch()
        (self.archive / "work/other").touch()
        self.harmless("work/other")
        self.assertFalse((self.archive / "work/12-0").exists())

    def work__a_lock_as_a_pipe(self):
        os.mkfifo(self.archive / "work/12-0.lock")
        self.harmless("work/12-0.lock")

    # What batch and merge write

    def folder_as_a_link(self, name):
        shutil.rmtree(self.archive / name, ignore_errors=True)
        (self.archive / name).symlink_to(self.outside)
        return self.harmless(name)

    def links__journal_as_a_link(self):
        _, messages = self.folder_as_a_link("journal")
        self.assertIn("symbolic link", messages[1].messages)

    def links__findings_as_a_link(self):
        self.folder_as_a_link("findings")

    def links__report_as_a_link(self):
        self.folder_as_a_link("report")

    def links__quarantine_as_a_link(self):
        self.folder_as_a_link("quarantine")

    def links__a_journal_as_a_link(self):
        journal = self.archive / "journal/1-of-1.ndjson"
        journal.unlink()
        journal.symlink_to(self.outside / "deep/profile")
        self.harmless("journal/1-of-1.ndjson")

    def links__reports_as_links(self):
        for name in ("report.html", "report.csv", "junit.xml"):
            (self.archive / "report" / name).unlink()
            (self.archive / "report" / name).symlink_to(self.outside / "precious.txt")
        self.harmless("report/report.html", "report/report.csv", "report/junit.xml")

    def links__the_marker_as_a_link(self):
        (self.archive / "banxin-archive.txt").unlink()
        (self.outside / "marker").write_text("Banxin-Archive-Version: 1\n")
        (self.archive / "banxin-archive.txt").symlink_to(self.outside / "marker")
        self.harmless("banxin-archive.txt")

    def links__the_catalogue_as_a_link(self):
        shutil.move(self.archive / "catalogue.sqlite", self.outside / "catalogue.sqlite")
        (self.archive / "catalogue.sqlite").symlink_to(self.outside / "catalogue.sqlite")
        self.harmless("catalogue.sqlite")

    def links__the_seal_as_a_link(self):
        shutil.move(self.archive / "manifest-sha512.txt", self.outside / "seal")
        (self.archive / "manifest-sha512.txt").symlink_to(self.outside / "seal")
        self.harmless("manifest-sha512.txt")

    def links__folders_where_files_belong_and_files_where_folders_belong(self):
        for name in ("journal", "findings", "report", "work", "quarantine"):
            shutil.rmtree(self.archive / name, ignore_errors=True)
            (self.archive / name).write_text("no folder\n")
        for name in ("catalogue.sqlite", "manifest-sha512.txt"):
            (self.archive / name).unlink()
            (self.archive / name).mkdir()
        self.harmless("journal", "work", "catalogue.sqlite")

    def links__the_marker_as_a_folder(self):
        (self.archive / "banxin-archive.txt").unlink()
        (self.archive / "banxin-archive.txt").mkdir()
        self.harmless("banxin-archive.txt")

    def links__packages_as_a_file(self):
        shutil.move(self.archive / "packages", self.folder / f"elsewhere-{os.urandom(4).hex()}")
        (self.archive / "packages").write_text("no folder\n")
        self.harmless("packages")

    # packages/

    def packages__packages_as_a_link(self):
        shutil.move(self.archive / "packages", self.outside / "packages")
        (self.archive / "packages").symlink_to(self.outside / "packages")
        self.harmless("packages")

    def packages__a_shelf_and_a_package_as_links(self):
        shelf, package = self.others[0].parent, self.others[1]
        shutil.move(shelf, self.outside / "shelf")
        shelf.symlink_to(self.outside / "shelf")
        if package.exists() and package.parent != shelf:
            shutil.move(package, self.outside / "package")
            package.symlink_to(self.outside / "package")
        self.harmless(self.name(shelf), self.name(package))

    def packages__packages_gone_or_closed_is_no_pass(self):
        shutil.move(self.archive / "packages", self.folder / "elsewhere")
        places = self.findings()
        self.assertIn("integrity packages", places)

    def packages__a_version_beyond_counting(self):
        for version in ("99999999", "2147483647", "2147483648", "9" * 40):
            shutil.copytree(self.first, self.first.with_name(self.first.name[:-2] + version))
        self.harmless(*(self.name(self.first)[:-2] + version for version in ("99999999", "2147483647")))

    def packages__a_version_far_from_the_others(self):
        shutil.copytree(self.first, self.first.with_name(self.first.name[:-2] + "9000"))
        places, _ = self.harmless(self.name(self.first)[:-2] + "03")
        self.assertEqual(len([place for place in places if place.startswith(self.name(self.first)[:-2] + "03")]), 1)

    def packages__no_new_version_follows_a_gap(self):
        shutil.move(self.first, self.folder / "elsewhere")
        corrected = self.folder / "again.xml"
        corrected.write_text((self.origin / "corrected.xml").read_text(encoding="utf-8").replace("更正", "再更正"),
                             encoding="utf-8")
        done = self.run_program("batch", corrected, SAMPLES / "zero-2018.xml", "--archive", "archive")
        self.assertEqual(done.status, 7, done.messages)
        self.assertIn("archive-damaged", done.messages)
        self.assertFalse(self.second.with_name(self.second.name[:-2] + "03").exists())
        # The other one is archived all the same.
        self.assertEqual(len(list(self.archive.glob("packages/*/*"))), 4)

    def packages__special_files_in_a_package(self):
        os.mkfifo(self.first / "data/pipe")
        with socket.socket(socket.AF_UNIX) as listener:
            here = os.getcwd()
            os.chdir(self.second)
            try:
                listener.bind("socket")
            finally:
                os.chdir(here)
            self.harmless(self.name(self.first / "data/pipe"), self.name(self.second / "socket"))

    def packages__folders_without_end(self):
        path = self.first / "data"
        for _ in range(300):
            path = path / "d"
        path.mkdir(parents=True)
        (self.archive / "work/12-0" / "/".join("d" * 200)).mkdir(parents=True)
        (self.archive / "work/12-0.lock").touch()
        places, _ = self.harmless()
        self.assertTrue(any(place.startswith(self.name(self.first / "data/d")) for place in places), places)

    def packages__a_file_as_large_as_one_likes(self):
        with open(self.first / "data/source/large.xml", "wb") as file:
            file.truncate(1 << 40)
        self.harmless(self.name(self.first))

    # Documents of the archive

    def documents__nested_json(self):
        deep = '{"a":' * 30000 + "1" + "}" * 30000
        with open(self.archive / "journal/1-of-1.ndjson", "a", encoding="utf-8") as journal:
            journal.write(deep + "\n" + "[" * 100000 + "\n")
        evidence = self.second / "data/evidence/validation.json"
        evidence.write_text('{"findings": [{"message": ' + deep + "}]}")
        seal(self.second)
        self.harmless("journal/1-of-1.ndjson", self.name(evidence))

    def documents__journals_that_never_end(self):
        os.mkfifo(self.archive / "journal/pipe.ndjson")
        (self.archive / "journal/zero.ndjson").symlink_to("/dev/zero")
        with open(self.archive / "journal/sparse.ndjson", "wb") as file:
            file.truncate(1 << 40)
        with open(self.archive / "journal/long.ndjson", "wb") as file:
            file.write(b'{"input": "' + b"x" * (4 << 20) + b'"}\n')
        self.harmless("journal/pipe.ndjson", "journal/zero.ndjson", "journal/sparse.ndjson", "journal/long.ndjson")

    def catalogue(self, *statements):
        (self.archive / "catalogue.sqlite").unlink()
        database = sqlite3.connect(self.archive / "catalogue.sqlite")
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    def documents__an_endless_view_in_place_of_the_catalogues_table(self):
        self.catalogue("CREATE VIEW package AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
                       "SELECT x AS folder, x AS sha512 FROM n",
                       *(f"CREATE TABLE {name} (a)" for name in ("label", "cell", "own_cell", "finding")))
        self.harmless("catalogue.sqlite")
        self.assertEqual(self.run_program("archive", "list", "archive").status, 0)

    def documents__a_table_that_computes_without_end(self):
        self.catalogue("CREATE TABLE package (folder TEXT, s INTEGER, sha512 TEXT GENERATED ALWAYS AS "
                       "(hex(zeroblob(100000000))) VIRTUAL)",
                       "INSERT INTO package (folder) VALUES ('packages/00/x')",
                       *(f"CREATE TABLE {name} (a)" for name in ("label", "cell", "own_cell", "finding")))
        self.harmless("catalogue.sqlite")

    def documents__reading_leaves_no_files_beside_the_catalogue(self):
        database = sqlite3.connect(self.archive / "catalogue.sqlite")
        database.execute("PRAGMA journal_mode = WAL")
        database.close()
        before = set(os.listdir(self.archive))
        self.run_program("archive", "verify", "archive")
        self.run_program("archive", "list", "archive")
        self.assertEqual(set(os.listdir(self.archive)), before)

    def documents__a_seal_that_leads_out(self):
        with open(self.archive / "manifest-sha512.txt", "a", encoding="utf-8") as lines:
            lines.write("0" * 128 + "  ../outside/precious.txt\n" + "0" * 128 + "  /etc/passwd\n" +
                        "0" * 128 + "  report/../../outside/deep\n")
        places, _ = self.harmless("manifest-sha512.txt")
        self.assertFalse([place for place in places if place.startswith("..")])

    def documents__rules_that_double_their_variables(self):
        rules = next(self.second.glob("data/schema/disclosure-*/rules.sch"))
        lets = "".join(f'<sch:let name="d{n}" value="concat($d{n - 1}, $d{n - 1})"/>' for n in range(1, 60))
        edit(rules, "<sch:rule ", '<sch:rule id="doubling" context="/*"><sch:let name="d0" value="\'0123456789\'"/>'
             + lets + '<sch:assert id="Z-1" test="$d59 = 1">零 ‖ zero</sch:assert></sch:rule><sch:rule ')
        seal(self.second)
        self.harmless()

    def documents__a_foreign_marker_is_refused_by_all(self):
        edit(self.archive / "banxin-archive.txt", "1", "9")
        _, messages = self.harmless("banxin-archive.txt")
        for done in messages:
            self.assertEqual(done.status, 7, done.messages)

    def documents__odd_reasons_in_quarantine(self):
        record = SAMPLES / "zero-2018.xml"
        folder = self.archive / "quarantine" / hashlib.sha512(record.read_bytes()).hexdigest()[:32]
        for reason in ('{"reason": {"zh": 3, "en": []}, "id": 7, "bureau": null, "year": {}}', "[]", '{"reason": 1}',
                       '{"reason": {"zh": ' + "[" * 50000 + "]" * 50000 + "}}"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "reason.json").write_text(reason)
            done = self.run_program("batch", record, "--archive", "archive")
            self.assertIn(done.status, (0, 1), done.messages)

    # D-16: digests find what the catalogue of the last merge still knows.
    def test_D_16_a_merge_seals_no_package_that_the_last_one_did_not_know(self):
        source = next(self.others[0].glob("data/source/*.xml"))
        edit(source, "<cell", "<!-- --><cell")
        seal(self.others[0])
        before = tree(self.archive)
        done = self.run_program("merge", "--archive", "archive")
        self.assertEqual(done.status, 7)
        self.assertIn(f"archive/{self.name(self.others[0])}: error[archive-authenticity]", done.messages)
        self.assertEqual(tree(self.archive), before)

    def test_D_16_a_merge_does_not_forget_a_package_that_is_missing(self):
        shutil.move(self.others[0], self.folder / "elsewhere")
        before = tree(self.archive)
        done = self.run_program("merge", "--archive", "archive")
        self.assertEqual(done.status, 7)
        self.assertIn(f"archive/{self.name(self.others[0])}: error[archive-integrity]", done.messages)
        self.assertEqual(tree(self.archive), before)
        (self.archive / "catalogue.sqlite").rename(self.folder / "old.sqlite")
        done = self.run_program("merge", "--archive", "archive")
        self.assertEqual(done.status, 0, done.messages)


if __name__ == "__main__":
    python_test.main()
