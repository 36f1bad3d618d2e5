"""D-12: spellings of a bureau's name that nobody can tell apart are one bureau, wherever the program asks whose a record is."""

import json
import re

import python_test
from python_test import SAMPLES, banxin

PLAIN = "云岭市林业局（本级）"
SPELLINGS = {"blank": "云岭市 林业局（本级）", "ideographic-space": "云岭市林业局　（本级）", "zero-width": "云岭市\u200b林业局（本级）",
             "brackets": "云岭市林业局(本级)", "lines": "云岭市\n    林业局（本级）"}


class Identity(python_test.Case):
    def record(self, name, bureau, sample="filled-2018.xml"):
        text = (SAMPLES / sample).read_text(encoding="utf-8")
        text = re.sub("<bureau>.*?</bureau>", f"<bureau>{bureau}</bureau>", text, flags=re.S)
        path = self.folder / f"{name}.xml"
        path.write_text(text, encoding="utf-8")
        return path

    def test_D_12_a_sum_takes_no_spelling_twice(self):
        plain = self.record("plain", PLAIN)
        for name, bureau in SPELLINGS.items():
            done = banxin("summarize", plain, self.record(name, bureau), "-o", self.folder / "sum.xml")
            self.assertEqual(done.returncode, 1, name)
            self.assertIn("error[summary-duplicate]", done.messages, name)
            self.assertFalse((self.folder / "sum.xml").exists())

    def test_D_12_a_list_of_bureaus_finds_every_spelling(self):
        names = self.folder / "names.txt"
        names.write_text(PLAIN + "\n" + SPELLINGS["brackets"] + "\n", encoding="utf-8")
        for name, bureau in SPELLINGS.items():
            done = banxin("summarize", self.record(name, bureau), "--expect", names, "-o", self.folder / f"{name}-sum.xml")
            self.assertEqual(done.returncode, 0, done.messages)
            self.assertNotIn("summary-missing", done.messages, name)
            self.assertNotIn("summary-unexpected", done.messages, name)

    def test_D_12_last_year_may_be_spelled_otherwise(self):
        last = self.record("last", SPELLINGS["blank"])
        last.write_text(last.read_text(encoding="utf-8").replace('year="2018"', 'year="2017"'), encoding="utf-8")
        done = banxin("validate", self.record("this", PLAIN), "--previous", last)
        self.assertIn("valid", done.stdout.decode())
        self.assertNotIn("previous-other", done.stdout.decode())

    def test_D_12_an_archive_has_versions_of_one_report(self):
        inputs = [self.record("plain", PLAIN), *(self.record(name, bureau) for name, bureau in SPELLINGS.items())]
        archive = self.folder / "archive"
        self.assertEqual(banxin("batch", *inputs, "--archive", archive, timeout=300).returncode, 0)
        self.assertEqual(banxin("merge", "--archive", archive).returncode, 0)
        listed = json.loads(banxin("archive", "list", archive, "--format", "json", "--all-versions").stdout)["packages"]
        self.assertEqual(sorted(one["version"] for one in listed), list(range(1, len(inputs) + 1)))
        for words in ("云岭市林业局", "云岭市 林业局（本级", "林业局(本级)"):
            listed = json.loads(banxin("archive", "list", archive, "--format", "json", "--bureau", words).stdout)["packages"]
            self.assertEqual(len(listed), 1, words)
        self.assertEqual(banxin("archive", "verify", archive, timeout=300).returncode, 0)

    def test_D_12_what_is_unseen_is_named_and_what_is_written_is_printed(self):
        done = banxin("validate", self.record("zero-width", SPELLINGS["zero-width"]))
        self.assertRegex(done.stdout.decode(), r"zero-width\.xml:\d+: warning\[record-invisible-character\].*U\+200B")
        done = banxin("validate", self.record("blank", SPELLINGS["blank"]))
        self.assertRegex(done.stdout.decode(), r"blank\.xml:\d+: note\[record-name-blank\].*U\+0020")
        composed = banxin("render", self.record("brackets", SPELLINGS["brackets"]), "--dump", "compose").stdout
        self.assertIn("林业局(本级)", composed.decode())


if __name__ == "__main__":
    python_test.main()
