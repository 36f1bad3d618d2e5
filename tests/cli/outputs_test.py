"""What a command reads is never what it writes over, and an empty name is no file."""

import os
import shutil
import stat

import python_test
from python_test import REAL, SOURCE, VALID_SAMPLES, banxin

ZERO = next(path for path in VALID_SAMPLES if path.name == "zero-2018.xml")
NEXT_YEAR = next(path for path in VALID_SAMPLES if path.name == "zero-2019.xml")


class Outputs(python_test.Case):
    def setUp(self):
        super().setUp()
        shutil.copy(REAL, self.folder / "record.xml")
        shutil.copy(ZERO, self.folder / "last.xml")

    def refused(self, *arguments, status=2, says="would overwrite the input"):
        """The command ends with a usage error and every file stays as it was."""
        before = {path: (path.read_bytes(), os.lstat(path).st_ino) for path in self.folder.rglob("*") if path.is_file()}
        done = banxin(*arguments, cwd=self.folder)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.messages}")
        self.assertIn(says, done.messages)
        after = {path: (path.read_bytes(), os.lstat(path).st_ino) for path in self.folder.rglob("*") if path.is_file()}
        self.assertEqual(before, after, arguments)

    def spellings(self, name):
        """Other names of a file: through folders, a symbolic and a hard link."""
        os.symlink(name, self.folder / "symbolic")
        os.link(self.folder / name, self.folder / "hard")
        os.symlink(".", self.folder / "round")
        for spelling in (name, f"./{name}", self.folder / name, f"round/round/{name}", "symbolic", "hard"):
            yield spelling
        for link in ("symbolic", "hard", "round"):
            os.unlink(self.folder / link)

    def test_render_leaves_the_record_and_last_years(self):
        for name in ("record.xml", "last.xml"):
            for spelling in self.spellings(name):
                self.refused("render", "record.xml", "--previous", "last.xml", "-o", spelling)
                self.refused("render", "record.xml", "--previous", "last.xml", "--dump", "record", "-o", spelling)

    def test_render_leaves_forms_and_fonts(self):
        shutil.copytree(SOURCE / "layouts", self.folder / "forms")
        shutil.copy(SOURCE / "fonts/free.profile", self.folder / "own.profile")
        text = (self.folder / "own.profile").read_text(encoding="utf-8").replace("folder  .", f"folder  {SOURCE}/fonts/.")
        (self.folder / "own.profile").write_text(text, encoding="utf-8")
        for output in ("forms/gbt9704/style.xml", "forms/disclosure-2018/record.xsd", "forms/disclosure-2018/new.pdf",
                       "own.profile"):
            new = not (self.folder / output).exists()
            arguments = ["render", "record.xml", "--layouts", "forms", "--fonts", "./own.profile", "-o", output]
            if not new:
                self.refused(*arguments)
        os.symlink("../../record.pdf", self.folder / "forms/gbt9704/link.xml")
        (self.folder / "record.pdf").write_text("a file of the form, kept elsewhere")
        self.refused("render", "record.xml", "--layouts", "forms", "-o", "record.pdf")

    def test_a_report_is_replaced_by_the_next(self):
        for _ in range(2):
            done = banxin("render", "record.xml", cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.messages)

    def test_summarize_leaves_records_lists_and_totals(self):
        shutil.copy(NEXT_YEAR, self.folder / "one.xml")
        (self.folder / "list.txt").write_text("某局\n", encoding="utf-8")
        for name in ("one.xml", "list.txt"):
            for spelling in self.spellings(name):
                self.refused("summarize", "one.xml", "--expect", "list.txt", "-o", spelling)

    def test_extract_leaves_the_report(self):
        self.render(name="report.pdf")
        for spelling in self.spellings("report.pdf"):
            self.refused("extract", "report.pdf", "-o", spelling)

    def test_the_results_of_a_batch_leave_its_inputs(self):
        for name in ("junit.xml", "report.csv", "report.html"):
            with self.subTest(name):
                folder = self.folder / f"in-{name}"
                folder.mkdir()
                shutil.copy(REAL, folder / name)
                self.refused("batch", folder / name, "--archive", "archive", "--report", folder)
                os.link(folder / name, self.folder / name)
                self.refused("batch", self.folder / name, "--archive", "archive", "--report", folder)
        self.assertFalse((self.folder / "archive").exists())

    def test_new_leaves_what_is_there(self):
        for spelling in self.spellings("record.xml"):
            self.refused("new", "--form", "disclosure-2018", "-o", spelling, says="is there already")
        done = banxin("new", "--form", "disclosure-2018", "-o", "record.xml", "--force", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertNotEqual((self.folder / "record.xml").read_bytes(), REAL.read_bytes())
        self.assertEqual(banxin("new", "--form", "disclosure-2018", "-o", "/dev/null").returncode, 0)

    def test_an_empty_name_is_a_usage_error(self):
        for arguments in (["render", REAL, "-o", ""], ["render", REAL, "--output", ""], ["render", REAL, "--previous", ""],
                          ["render", REAL, "--fonts", ""], ["render", REAL, "--layouts", ""],
                          ["render", REAL, "--font-folder", ""], ["validate", REAL, "--previous", ""],
                          ["new", "--form", "disclosure-2018", "-o", ""], ["extract", REAL, "-o", ""],
                          ["summarize", REAL, "-o", ""], ["summarize", REAL, "--expect", ""],
                          ["summarize", REAL, "--check", ""], ["batch", REAL, "--archive", ""],
                          ["batch", REAL, "--archive", "a", "--report", ""], ["merge", "--archive", ""],
                          ["archive", "verify", ""], ["archive", "list", ""]):
            for language, says in (("en", "has an empty name"), ("zh", "名称是空的")):
                self.refused("--lang", language, *arguments, says=says)

    def test_a_device_is_written_to(self):
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        done = banxin("render", "-", "-o", "/dev/null", stdin=REAL.read_bytes())
        self.assertEqual(done.returncode, 0, done.messages)


if __name__ == "__main__":
    python_test.main()
