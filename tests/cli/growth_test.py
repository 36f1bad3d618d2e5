"""Time, memory and messages grow with a record's size and no faster, whatever it is made of; limits are told with their place."""

import json
import os
import re
import resource
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import python_test
from python_test import PROGRAM, SLOWNESS, SOURCE, banxin, environment

sys.path.insert(0, str(SOURCE / "scripts"))
from records import growth  # noqa: E402

SIZE = 200_000  # bytes
MOST_SECONDS = 3  # of the processor; what grew with the square took 10 to 60
MOST_SAID = 1_000_000  # bytes of all messages
MEBIBYTE = 1 << 20


def limited():
    seconds = MOST_SECONDS * SLOWNESS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


class Growth(python_test.Case):
    def answer(self, kind, *command):
        """What the program says of a record of this kind, in time."""
        (self.folder / "r.xml").write_bytes(growth.made(kind, SIZE))
        done = subprocess.run([PROGRAM, *command], cwd=self.folder, capture_output=True, env=environment(), preexec_fn=limited)
        self.assertIn(done.returncode, (0, 1), f"{kind}: {done.stderr[-2000:]}")
        self.assertLess(len(done.stdout) + len(done.stderr), MOST_SAID, kind)

    def test_every_kind_of_content_is_checked_in_time(self):
        for kind in growth.KINDS:
            self.answer(kind, "validate", "r.xml")

    def test_every_kind_of_content_is_set_in_time(self):
        for kind in growth.KINDS:
            self.answer(kind, "render", "r.xml", "-o", "r.pdf")

    def usage(self, data, *command):
        (self.folder / "r.xml").write_bytes(data)
        child = subprocess.Popen([PROGRAM, *command], cwd=self.folder, env=environment(), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return usage, child.returncode

    def test_a_record_at_its_limit_takes_no_more_than_400_MB(self):
        parts = [growth.made(kind, 3_900_000).decode() for kind in ("text", "figures", "items", "cells")]
        bodies = "".join(re.search(r"<chapter>.*</chapter>", part, re.DOTALL)[0] for part in parts)
        data = growth.record(bodies).encode()
        self.assertGreater(len(data), 15_000_000)
        for command in (["validate", "r.xml"], ["render", "r.xml", "-o", "r.pdf"]):
            usage, _ = self.usage(data, *command)
            self.assertLess(usage.ru_utime + usage.ru_stime, 10 * SLOWNESS)
            if SLOWNESS == 1:
                self.assertLess(usage.ru_maxrss * 1024, 400_000_000)

    def refusal(self, data, *command, status=1):
        (self.folder / "r.xml").write_bytes(data)
        done = banxin(*command, cwd=self.folder)
        self.assertEqual(done.returncode, status, done.messages[:2000])
        return (done.stdout + done.stderr).decode()

    def test_a_record_of_more_than_16_MiB_is_refused(self):
        data = growth.record("<chapter><heading>一、甲</heading></chapter>").encode()
        said = self.refusal(data + b" " * (16 * MEBIBYTE - len(data) + 1), "validate", "r.xml", status=4)
        self.assertRegex(said, r"(?m)^r\.xml: error\[input-too-large\]: .*16777217.*16777216")

    def test_a_paragraph_of_more_than_1_MiB_is_refused_at_its_line(self):
        text = "<p>" + "局" * 200_000 + '<span xml:lang="en">' + "a" * 500_000 + "</span></p>"
        said = self.refusal(growth.chapter("<p>正文。</p>\n" + text).encode(), "validate", "r.xml")
        self.assertRegex(said, r"(?m)^r\.xml:5: error\[record-text-limit\]: .*1100000.*1048576")

    def test_more_than_64_marks_are_refused_and_no_draft_is_made(self):
        data = growth.chapter("<p>正文。</p>\n<p>a" + "\u0301" * 65 + "</p>").encode()
        said = self.refusal(data, "render", "r.xml", "-o", "r.pdf", "--draft")
        self.assertRegex(said, r"(?m)^r\.xml:5: error\[record-text-limit\]: .*64")
        self.assert_only("r.xml")

    def test_a_report_of_more_than_900000_characters_is_not_set(self):
        said = self.refusal(growth.chapter(f"<p>{'局' * 300_000}</p>" * 4).encode(), "render", "r.xml", "-o", "r.pdf")
        self.assertRegex(said, r"(?m)^r\.xml:\d+: error\[text-too-long\]: .*1200\d\d\d.*900000")
        self.assert_only("r.xml")

    def test_D_03_validation_says_so_too(self):
        said = self.refusal(growth.chapter(f"<p>{'局' * 300_000}</p>" * 4).encode(), "validate", "r.xml")
        self.assertRegex(said, r"(?m)^r\.xml:\d+: error\[text-too-long\]: .*1200\d\d\d.*900000")


class Findings(python_test.Case):
    """5,000 errors of the schema behind 3,000 warnings."""

    def setUp(self):
        super().setUp()
        headings = "".join(f"<section><heading>（九）标题{number}</heading></section>" for number in range(3000))
        faults = '<p strange="1"/>' * 5000
        (self.folder / "r.xml").write_text(growth.chapter(headings + faults), encoding="utf-8")

    def validate(self, *options):
        done = banxin("validate", "r.xml", *options, cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertLess(len(done.stdout), 300_000)
        return done.stdout

    def test_200_are_told_errors_first_and_all_are_counted(self):
        record = json.loads(self.validate("--format", "json"))["records"][0]
        *told, last = record["findings"]
        self.assertEqual((record["valid"], record["errors"], record["warnings"]), (False, 5000, 3000))
        self.assertEqual([one["severity"] for one in told], ["error"] * 200)
        self.assertEqual((last["code"], last["severity"]), ("findings-more", "note"))
        self.assertIn("schema-invalid 4800", last["message"]["en"])
        self.assertIn("narrative-numbering 3000", last["message"]["en"])

    def test_the_text_says_so_too(self):
        said = self.validate().decode()
        self.assertEqual(len(re.findall(r"(?m)^r\.xml:\d+: error\[", said)), 200)
        self.assertRegex(said, r"(?m)^r\.xml: note\[findings-more\]: ")
        self.assertRegex(said, r"(?m)^r\.xml: not valid, 5000 errors, 3000 warnings$")

    def test_svrl_holds_as_many(self):
        root = ElementTree.fromstring(self.validate("--format", "svrl"))
        failed = root.findall("{http://purl.oclc.org/dsdl/svrl}failed-assert")
        self.assertEqual(len(failed), 200)

    def test_the_findings_that_a_batch_keeps_are_as_few(self):
        done = banxin("batch", "r.xml", "--archive", "archive", cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.messages)
        [kept] = (self.folder / "archive/findings").rglob("*.json")
        record = json.loads(kept.read_text(encoding="utf-8"))["records"][0]
        self.assertEqual((len(record["findings"]), record["errors"]), (201, 5000))
        row = json.loads((self.folder / "archive/journal/1-of-1.ndjson").read_text(encoding="utf-8").splitlines()[0])
        self.assertEqual((row["errors"], row["warnings"]), (5000, 3000))

    def test_warnings_in_an_archive_are_as_few(self):
        headings = "".join(f"<section><heading>（九）标题{number}</heading></section>" for number in range(1000))
        (self.folder / "r.xml").write_text(growth.chapter(headings), encoding="utf-8")
        done = banxin("batch", "r.xml", "--archive", "archive", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        [evidence] = (self.folder / "archive/packages").rglob("validation.json")
        validation = json.loads(evidence.read_text(encoding="utf-8"))
        self.assertEqual(validation["verdict"], "pass-with-warnings")
        self.assertLessEqual(len(validation["findings"]), 201)
        self.assertEqual(validation["findings"][-1]["code"], "findings-more")

    def test_a_long_text_is_quoted_shortly(self):
        long = "很" * 50_000
        for body in (f"<chapter><heading>九、{long}</heading></chapter>", f'<chapter><heading>一、甲</heading><p><figure cell="{long}"/></p></chapter>',
                     f"<chapter><heading>一、甲</heading><{'很' * 10_000}/></chapter>"):
            (self.folder / "r.xml").write_text(growth.record(body), encoding="utf-8")
            done = banxin("validate", "r.xml", "--format", "json", cwd=self.folder)
            for finding in json.loads(done.stdout)["records"][0]["findings"]:
                for text in (*finding["message"].values(), finding["place"].get("xpath", "")):
                    self.assertLess(len(text), 700)


if __name__ == "__main__":
    python_test.main()
