"""In ten years, without the program (AR-95): what an archive and each package say of themselves, and one package alone."""

import json
import re
import shutil
import subprocess

import python_test
from archive_kit import ArchiveCase, edit, seal
from python_test import SOURCE, banxin

HERE = SOURCE / "pipeline/archive"


class Guide(ArchiveCase):
    def packages(self):
        return (self.first, self.second, *self.others)

    def shell(self, command, folder):
        done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True)
        self.assertEqual(done.returncode, 0, f"{command}: {done.stdout.decode()}{done.stderr.decode()}")
        return done.stdout.decode()

    def test_AR_95_the_commands_of_a_packages_README_run_and_pass(self):
        package = self.folder / "copied out"
        shutil.copytree(self.others[0], package)
        text = (package / "README.txt").read_text(encoding="utf-8")
        commands = [re.split(r"   +", line.strip())[0] for line in text.splitlines() if line.startswith("  ")]
        commands = [it for it in commands if re.match(r"(sha512sum|xmllint|pdfdetach) ", it) and "." in it]
        self.assertEqual(len(commands), 2 * 5, text)
        for command in commands:
            self.shell(command, package)
        inside = [path for path in package.glob("*.xml")]
        self.assertEqual(len(inside), 1)
        self.assertEqual(inside[0].read_bytes(), next(package.glob("data/source/*.xml")).read_bytes())

    def test_AR_95_a_README_names_every_file_and_who_it_is_of(self):
        for package in self.packages():
            text = (package / "README.txt").read_text(encoding="utf-8")
            chinese, english = text.split("-" * 98)
            for path in (path for path in package.rglob("*") if path.is_file() and path.name != "README.txt"):
                name = str(path.relative_to(package))
                name = next((it for it in ("data/schema/", "schemas/") if name.startswith(it)), name)
                self.assertIn(f"  {name}\n", chinese)
                self.assertIn(f"  {name}\n", english)
            bureau = dict(line.split(": ", 1) for line in (package / "bag-info.txt").read_text().splitlines())
            self.assertIn(bureau["Source-Organization"], chinese)
            self.assertNotIn("{", text.replace("{}", ""))

    def test_AR_95_faces_are_named_with_their_licences(self):
        faces = json.loads((self.first / "data/evidence/fonts.json").read_text(encoding="utf-8"))["faces"]
        readme = (self.first / "README.txt").read_text(encoding="utf-8")
        for face in faces:
            self.assertIn(face["name"].split("+")[1], readme)
            self.assertTrue(face.get("licence") or face.get("licence-address"), face)
        self.assertIn("Open Font License", readme)

    def test_AR_95_evidence_and_metadata_keep_the_schemas_beside_them(self):
        for package in self.packages():
            self.shell("xmllint --noout --nonet --schema schemas/metadata.xsd data/metadata/record.xml", package)
            self.assertEqual((package / "schemas/evidence.schema.json").read_bytes(), (HERE / "evidence.schema.json").read_bytes())
            self.assertEqual((package / "schemas/record.md").read_bytes(), (SOURCE / "layouts/record.md").read_bytes())
        lines = b"".join(json.dumps(json.loads(path.read_bytes())).encode() + b"\n"
                         for path in sorted(self.first.glob("data/[ep]*/*.json")))
        self.assertEqual(lines.count(b"\n"), 5)
        schema = self.first / "schemas/evidence.schema.json"
        good, said = self.judge_json(schema, lines, lines=True)
        self.assertTrue(good, said)
        for old, new in ((b"evidence:fonts", b"evidence:faces"), (b'"pass-with-warnings"', b'"fine"'), (b'"number"', b'"no"')):
            self.assertFalse(self.judge_json(schema, lines.replace(old, new, 1), lines=True)[0], new)

    def test_AR_95_the_archives_README_and_schemas_are_there_and_sealed(self):
        text = (self.archive / "README.txt").read_text(encoding="utf-8")
        for path in self.archive.iterdir():
            name = path.name + "/" if path.is_dir() else path.name
            self.assertEqual(text.count(f"\n  {name} "), 2, name)
        sealed = (self.archive / "manifest-sha512.txt").read_text()
        for name in ("README.txt", "schemas/journal.schema.json", "schemas/findings.schema.json"):
            self.assertIn(f"  {name}\n", sealed)
        loop = next(line.strip() for line in text.splitlines() if line.strip().startswith("for p in"))
        self.assertEqual(self.shell(loop, self.archive), "")
        self.shell("sha512sum --quiet --strict -c manifest-sha512.txt", self.archive)

    def test_AR_95_an_archive_of_before_is_as_good_and_gets_its_README_with_the_next_batch(self):
        for path in (self.archive / "README.txt", *(self.archive / "schemas").iterdir()):
            path.unlink()
        (self.archive / "schemas").rmdir()
        for package in self.others:
            (package / "README.txt").unlink()
            shutil.rmtree(package / "schemas")
            seal(package)
        (self.archive / "catalogue.sqlite").unlink()
        self.assertEqual(banxin("merge", "--archive", self.archive).returncode, 0)
        self.verify(0)
        self.assertFalse((self.archive / "README.txt").exists())
        done = banxin("batch", python_test.SAMPLES / "additions-2021.xml", "--archive", self.archive)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertTrue((self.archive / "README.txt").exists())


class OnePackage(ArchiveCase):
    """`banxin archive verify BAG`: a folder that was copied out of an archive."""

    def setUp(self):
        super().setUp()
        self.bag = self.folder / self.second.name
        shutil.copytree(self.second, self.bag)

    def check(self, status, *options, bag=None):
        done = banxin("archive", "verify", bag or self.bag, *options)
        self.assertEqual(done.returncode, status, done.messages)
        return done.messages

    def test_a_sound_one_passes_and_it_is_told_what_was_not_compared(self):
        said = self.check(0)
        self.assertIn("note[archive-alone]: A package by itself: the version before it", said)
        self.assertRegex(said, r"whether it is the package that was archived, a list that is kept elsewhere tells: [0-9a-f]{128}")
        self.bag = self.bag.rename(self.folder / "another name")
        self.check(0)

    def test_it_has_the_findings_that_it_has_in_its_archive(self):
        def change_figure(package):
            edit(next(package.glob("data/source/*.xml")), "2018", "2017")
        def add_file(package):
            (package / "data/note.txt").write_text("?")
        def remake(package):
            edit(package / "data/evidence/geometry.json", '"judged"', '"judge"')
            seal(package)
        for change in (change_figure, add_file, remake):
            for package in (self.bag, self.second):
                shutil.rmtree(package)
                shutil.copytree(self.origin / "archive" / self.name(self.second), package)
                change(package)
            inside = [line for line in banxin("archive", "verify", self.archive).messages.splitlines() if self.second.name + "/" in line]
            alone = [line for line in self.check(7).splitlines() if "error[" in line]
            self.assertTrue(alone)
            self.assertEqual([line.replace(str(self.bag), str(self.second)) for line in alone], inside)

    def test_AR_83_it_is_compared_with_a_list(self):
        kept = self.folder / "kept.csv"
        kept.write_bytes(banxin("archive", "list", self.archive, "--all-versions", "--format", "csv").stdout)
        self.assertNotIn("a list that is kept elsewhere", self.check(0, "--against", kept))
        edit(self.bag / "README.txt", "BagIt", "Bagit")
        seal(self.bag)
        self.check(0)
        self.assertIn("It is not the package that the list", self.check(7, "--against", kept))
        kept.write_bytes(b"".join(line for line in kept.read_bytes().splitlines(True) if self.second.name.encode() not in line))
        self.assertIn("does not name this package", self.check(7, "--against", kept))

    def test_its_seals_are_in_the_archive(self):
        certificate = self.folder / "any.crt"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", self.folder / "any.key", "-out",
                        certificate, "-subj", "/CN=any"], check=True, capture_output=True)
        self.assertIn("This is a package by itself: seals are in the archive", self.check(7, "--trust", certificate))

    def test_what_is_no_package_is_said_to_be_none(self):
        (self.bag / "bagit.txt").unlink()
        self.assertIn("error[archive-unusable]", self.check(7))


if __name__ == "__main__":
    python_test.main()
