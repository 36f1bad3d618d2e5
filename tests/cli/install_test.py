"""`cmake --install` gives a program that works elsewhere, without the source tree."""

import os
import shutil
import subprocess

import python_test
from python_test import BUILD, REAL, SOURCE, banxin, environment


class Install(python_test.Case):
    def test_an_installed_program_renders_the_same_bytes_from_another_folder(self):
        place, work = self.folder / "usr", self.folder / "work"
        work.mkdir()
        self.run_tool("cmake", "--install", BUILD, "--prefix", place)
        program = place / "bin/banxin"
        self.assertTrue(os.access(program, os.X_OK))
        for name in ("share/banxin/layouts/disclosure-2018/form.xml", "share/banxin/layouts/gbt9704/style.xml",
                     "share/banxin/fonts/free.profile", "share/man/man1/banxin.1.gz"):
            self.assertTrue((place / name).is_file(), name)
        shutil.copy(REAL, work / "record.xml")
        # The environment names no data: the program must find what was installed with it.
        env = environment(BANXIN_DATA=None)
        done = banxin("render", "record.xml", program=program, cwd=work, env=env)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual((work / "record.pdf").read_bytes(), self.render().read_bytes())
        self.assertIn(b"disclosure-2018", banxin("forms", program=program, cwd=work, env=env).stdout)
        self.assertFalse(str(SOURCE).encode() in program.read_bytes(), "the program names the folder that it was built in")

    def test_it_can_be_moved_and_called_through_a_link(self):
        place = self.folder / "a"
        self.run_tool("cmake", "--install", BUILD, "--prefix", place)
        place.rename(self.folder / "b c")
        link = self.folder / "link"
        link.symlink_to(self.folder / "b c/bin/banxin")
        done = banxin("forms", program=link, cwd="/", env=environment(BANXIN_DATA=None))
        self.assertEqual(done.returncode, 0, done.messages)

    def test_the_manuals_are_without_faults(self):
        self.need("man")
        # groff does not come to an end where more words than a line holds stand without a blank among Chinese ones.
        for width in (60, 66, 72, 80, 100, 132):
            for name in ("banxin.1", "banxin.zh.1"):
                done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", SOURCE / "pipeline/cli" / name],
                                      capture_output=True, text=True, env=environment(LC_ALL="C.UTF-8", MANWIDTH=str(width)), timeout=30)
                self.assertEqual((done.returncode, done.stderr), (0, ""), f"{name} at {width}")


if __name__ == "__main__":
    python_test.main()
