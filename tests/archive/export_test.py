"""`banxin archive export`: copies of the newest reports, under names that every file system takes."""

import batch_kit
import python_test
from python_test import SAMPLES, banxin

FILLED = SAMPLES / "filled-2021.xml"
BUREAU = "云岭市自然资源局"


class Export(batch_kit.BatchCase):
    def setUp(self):
        super().setUp()
        self.text = FILLED.read_text(encoding="utf-8")
        for name, bureau in (("a", "东江市水利局"), ("b", "甲/乙局")):
            (self.folder / f"{name}.xml").write_text(self.text.replace(BUREAU, bureau), encoding="utf-8")
        self.batch("a.xml", "b.xml")
        self.run_merge()

    def run_merge(self):
        self.assertEqual(banxin("merge", "--archive", "archive", cwd=self.folder).returncode, 0)

    def export(self, *arguments, status=0):
        done = banxin("archive", "export", "archive", "-o", "out", *arguments, cwd=self.folder)
        self.assertEqual(done.returncode, status, done.messages)
        return done

    def names(self):
        return sorted(path.name for path in (self.folder / "out").iterdir())

    def test_the_newest_versions_are_copied_and_names_that_had_to_change_are_told(self):
        corrected = self.text.replace(BUREAU, "东江市水利局").replace("。</p>", "，特此更正。</p>", 1)
        (self.folder / "c.xml").write_text(corrected, encoding="utf-8")
        self.batch("c.xml")
        self.run_merge()
        done = self.export()
        strange, plain = self.names()[1], self.names()[0]
        if plain != "2023-东江市水利局.pdf":
            strange, plain = plain, strange
        self.assertEqual(plain, "2023-东江市水利局.pdf")
        self.assertRegex(strange, r"^2023-甲_乙局~[0-9a-f]{8}\.pdf$")
        self.assertIn(f"2023-甲/乙局.pdf became {strange}\nout: 2 reports", done.messages)
        newest = banxin("archive", "list", "archive", "--bureau", "水利", cwd=self.folder).stdout.decode().split()
        self.assertEqual(newest[2], "v02")
        self.assertEqual((self.folder / "out" / plain).read_bytes(), (self.folder / "archive" / newest[3]).read_bytes())

    def test_filters_and_patterns(self):
        self.export("--bureau", "水利", "--as", "{form}_{version}_{title}")
        self.assertEqual(self.names(), ["disclosure-2021_01_东江市水利局2023年政府信息公开工作年度报告.pdf"])
        self.assertIn("out: 0 reports", self.export("--year", "1999").messages)
        self.export("--as", "{year}")
        self.assertEqual(len([name for name in self.names() if name.startswith("2023")]), 2)

    def test_nothing_that_is_there_is_lost(self):
        self.export("--bureau", "水利")
        self.export("--bureau", "水利")  # the same bytes again
        (self.folder / "out/2023-东江市水利局.pdf").write_text("mine")
        self.assertIn("error[output-not-writable]", self.export("--bureau", "水利", status=5).messages)
        self.assertEqual((self.folder / "out/2023-东江市水利局.pdf").read_text(), "mine")
        self.export("--bureau", "水利", "--force")
        self.assertTrue((self.folder / "out/2023-东江市水利局.pdf").read_bytes().startswith(b"%PDF"))

    def test_what_is_not_sound_is_not_given_out_and_hinders_nothing_else(self):
        path = self.folder / "archive" / banxin("archive", "list", "archive", "--bureau", "甲", cwd=self.folder).stdout.decode().split()[3]
        path.write_bytes(path.read_bytes()[:-1] + b"x")
        self.assertIn("error[archive-", self.export(status=7).messages)
        self.assertEqual(self.names(), ["2023-东江市水利局.pdf"])

    def test_mistakes(self):
        for arguments, words in ((["--as", "{yaer}.pdf"], "{yaer} stands for nothing"), (["--as", "{year"], "{year stands for nothing"),
                                 (["--as", "../{year}"], "may not have a /")):
            self.assertIn(words, self.export(*arguments, status=2).messages)
        done = banxin("archive", "export", "archive", "-o", "archive/out", cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertFalse((self.folder / "archive/out").exists())


if __name__ == "__main__":
    python_test.main()
