"""Names and texts of strangers: what they hold reaches no terminal and spoils no document."""

import csv
import html.parser
import io
import json
import os
import random
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

import batch_kit
import python_test
from python_test import REAL, SOURCE, banxin

UNSEEN = ["\x1b", "\x7f", "\x80", "\x85", "\x9b", "\x9f", "\u200b", "\u200e", "\u200f", "\u061c", "\u2028", "\u2029",
          *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\ufeff", "\u3164", "\U000e0041"]


# Format characters that show: signs of Arabic, Syriac, Kaithi and Egyptian.
SHOWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}


def unseen_in(data):
    """What a terminal may not have; all of it when it is no UTF-8."""
    def is_unseen(c):
        hidden = unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") and ord(c) not in SHOWN
        return c not in "\n\t" and (hidden or c in "\u3164\u115f\u1160\uffa0\u034f" or ord(c) & 0xFFFE == 0xFFFE)

    return [f"U+{ord(c):04X}" for c in data.decode("utf-8") if is_unseen(c)]


def names():
    """File names of random bytes; always the same."""
    chance = random.Random(13)
    pieces = [*(c.encode() for c in UNSEEN), b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe5\xb1", b"\xef\xbf\xbe", b"\xef\xbf\xbf",
              b"<", b"&", b"\"", b"'", b"]]>", b"=", "＝".encode(), b",", b"\n", b"\t", b"\r", b"\x01", "局".encode()]
    for number in range(40):
        middle = b"".join(chance.choice(pieces) for _ in range(6))
        middle += bytes(chance.choice([b for b in range(1, 256) if b not in b"/"]) for _ in range(6))
        yield b"%s%02d.xml" % (middle, number)
    for sign in (b"=", "＋".encode(), "\u200e＝".encode(), b" @"):
        yield sign + b"cmd.xml"


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data


class Unseen(batch_kit.BatchCase):
    def record(self, name="record.xml", **changes):
        """A record with an unknown form of this name: a finding that quotes it."""
        text = REAL.read_text(encoding="utf-8")
        for old, new in changes.items():
            self.assertIn(old.replace("_", "-"), text)
            text = text.replace(old.replace("_", "-"), new, 1)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_findings_hold_nothing_unseen(self):
        for character in UNSEEN:
            if character == "\x1b" or ord(character) > 0xFFFF:
                continue  # XML has no place for the one; the other is above
            path = self.record(disclosure_2018=f"x{character}31mPWN")
            for arguments in (["validate", path], ["validate", path, "--format", "json"], ["validate", path, "--format", "svrl"],
                              ["render", path]):
                done = banxin(*arguments)
                self.assertEqual(done.returncode, 1, done.messages)
                self.assertEqual(unseen_in(done.stdout), [], f"{arguments} U+{ord(character):04X}")
                self.assertEqual(unseen_in(done.stderr), [], f"{arguments} U+{ord(character):04X}")

    def test_what_the_command_line_quotes_holds_nothing_unseen(self):
        evil = b"x\xff\x9b" + "".join(UNSEEN).encode()
        for arguments in ([b"explain", evil], [b"render", evil], [b"validate", evil], [b"nothing" + evil], [b"render", b"--no" + evil],
                          [b"new", b"--form", evil], [b"fonts", evil], [b"forms", b"--layouts", evil], [b"batch", evil, b"--archive", b"a"],
                          [b"archive", b"list", evil], [b"archive", b"verify", evil], [b"extract", evil], [b"summarize", evil],
                          [b"validate", evil, b"--format", b"json"], [b"render", b"x", b"--profile", evil], [b"validate", b"x", b"--format", evil]):
            for language in ("zh", "en"):
                done = subprocess.run([os.fsencode(python_test.PROGRAM), b"--lang", language.encode(), *arguments],
                                                  capture_output=True, cwd=self.folder, env=python_test.environment())
                self.assertNotEqual(done.returncode, 0, arguments)
                self.assertEqual(unseen_in(done.stderr) + unseen_in(done.stdout), [], arguments)
                if b"json" in arguments:
                    json.loads(done.stdout)

    def test_a_forms_own_texts_hold_nothing_unseen(self):
        forms = self.folder / "layouts"
        shutil.copytree(SOURCE / "layouts", forms)
        path = forms / "disclosure-2018/form.xml"
        path.write_text(path.read_text(encoding="utf-8").replace("政府信息", "\u202e政府\u009b信息", 1), encoding="utf-8")
        for command in (["forms"], ["explain"]):
            done = banxin(*command, "--layouts", self.folder / "layouts", "--lang", "zh")
            self.assertEqual(unseen_in(done.stdout + done.stderr), [], command)
            self.assertIn("\\u202e政府\\u009b信息", (done.stdout + done.stderr).decode())

    def test_names_of_any_bytes_leave_the_reports_well_formed(self):
        folder = os.path.join(os.fsencode(self.folder), b"in")
        os.mkdir(folder)
        written = list(names())
        for number, name in enumerate(written):
            text = REAL.read_text(encoding="utf-8") if number % 3 else "<record"
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text.replace("瑞安市商务局", f"瑞安市商务局{number}"))
        done = self.batch("in", status=1)
        self.assertEqual(unseen_in(done.stderr), [])
        report = self.folder / "archive/report"
        junit = ElementTree.fromstring((report / "junit.xml").read_bytes())
        self.assertEqual(len(junit.findall(".//testcase")), len(written))
        self.assertEqual(len({case.get("name") for case in junit.iter("testcase")}), len(written), "names stay apart")
        self.need("xmllint")
        self.run_tool("xmllint", "--noout", report / "junit.xml")
        page = Page()
        page.feed((report / "report.html").read_bytes().decode("utf-8"))
        self.assertEqual(unseen_in(page.text.replace("\r", "").encode()), [])
        table = (report / "report.csv").read_bytes()
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertEqual(len(rows), len(written) + 1)
        self.assertEqual(unseen_in(table[3:].replace(b"\r\n", b"\n")), [])
        for row in self.journal():
            self.assertTrue(row["input"].startswith("in/"))
        for path in (self.folder / "archive").rglob("*.json"):
            if "packages" not in path.parts:
                self.assertEqual(unseen_in(path.read_bytes()), [], path)

    def test_no_cell_of_a_table_is_a_formula(self):
        for sign in "=＝＋－＠":
            folder = self.folder / sign
            folder.mkdir()
            (folder / "a.xml").write_text(REAL.read_text(encoding="utf-8").replace(
                "<bureau>", f"<bureau>{sign}cmd|' /C calc'!A0", 1), encoding="utf-8")
        self.batch(*sorted(path.name for path in self.folder.iterdir()))
        self.assertEqual(banxin("merge", "--archive", self.folder / "archive").returncode, 0)
        tables = [(self.folder / "archive/report/report.csv").read_bytes()]
        for arguments in (["--format", "csv"], ["--cells"]):
            tables.append(banxin("archive", "list", self.folder / "archive", *arguments).stdout)
        for table in tables:
            for row in csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")):
                for cell in row:
                    self.assertNotIn(cell[:1], tuple("=+@＝＋－＠"), row)

    def test_svrl_is_well_formed_whatever_a_text_holds(self):
        self.need("xmllint")
        for block in range(0, 0x10000, 0x1000):
            text = "".join(chr(c) for c in range(block, block + 0x1000)
                           if c in (9, 10) or 0x20 <= c <= 0xD7FF or 0xE000 <= c <= 0xFFFD)
            if not text:
                continue
            safe = text.replace("&", "").replace("<", "").replace("]]>", "").replace('"', "")
            path = self.record(disclosure_2018=f"x{safe}")
            for extra in ([], ["--lang", "zh"]):
                done = banxin("validate", path, "--format", "svrl", *extra)
                ElementTree.fromstring(done.stdout)
                self.assertEqual(unseen_in(done.stdout), [])
                (self.folder / "out.svrl").write_bytes(done.stdout)
                self.run_tool("xmllint", "--noout", "--huge", self.folder / "out.svrl")


class RecordedNames(batch_kit.BatchCase):
    """No absolute path is sealed; the names that are tell inputs apart, and are the same in every run."""

    def setUp(self):
        super().setUp()
        self.inputs = {}
        for number, name in enumerate(("jan/a.xml", "jan/sub/b.xml", "feb/a.xml", "other/jan/a.xml")):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = REAL.read_text(encoding="utf-8").replace("瑞安市商务局", f"瑞安市商务局{number}")
            path.write_text(text if number != 1 else "<record", encoding="utf-8")

    def sealed(self, archive="archive"):
        """Every byte of the archive but the records as received."""
        for path in (self.folder / archive).rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()

    def test_no_absolute_path_is_sealed(self):
        (self.folder / "missing").symlink_to("nowhere")
        done = self.batch(self.folder / "jan", self.folder / "feb/a.xml", self.folder / "other/jan", f"{self.folder}/oth*/jan/a.xml", "-",
                          stdin=f"{self.folder}/gone.xml\n".encode(), status=4)
        for path, data in self.sealed():
            self.assertNotIn(str(self.folder).encode(), data, path)
            self.assertNotIn(str(SOURCE).encode() + b"/", data, path)
        self.assertIn(f"{self.folder}/jan/sub/b.xml:1: error[xml-malformed]", done.messages)
        self.assertIn(f"{self.folder}/gone.xml: error[input-missing]", done.messages)
        names = set(self.statuses())
        self.assertLessEqual({"jan/sub/b.xml", "feb/a.xml", f"{self.folder.name}/gone.xml"}, names)
        self.assertEqual(len(names), 5)
        self.assertEqual(sum(name.startswith("jan/a.xml~") for name in names), 2, names)

    def test_a_mended_input_closes_its_gap(self):
        self.batch(self.folder / "jan", status=1)
        (self.folder / "jan/sub/b.xml").write_bytes(REAL.read_bytes())
        self.batch(f"{self.folder}/./jan/", status=0)
        merged = banxin("merge", "--archive", "archive", cwd=self.folder)
        self.assertNotIn("archive-gap", merged.messages)
        self.assertEqual(merged.returncode, 0)

    def test_folders_of_one_shape_do_not_hide_each_others_gaps(self):
        """The same names in the folders of two months are two inputs."""
        (self.folder / "jan/a.xml").write_text("<record", encoding="utf-8")
        self.batch(self.folder / "jan", status=1)
        self.batch(self.folder / "feb", status=0)
        merged = banxin("merge", "--archive", "archive", cwd=self.folder)
        self.assertIn("jan/a.xml: warning[archive-gap]", merged.messages)


if __name__ == "__main__":
    python_test.main()
