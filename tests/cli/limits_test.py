"""The limits of time and memory around the work on one record, outside a batch."""

import os
import re
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import python_test
from python_test import PROGRAM, REAL, banxin, environment


def large_record(paragraphs):
    """A record of many paragraphs: some seconds of work."""
    text = REAL.read_text(encoding="utf-8")
    end = text.index("</p>") + len("</p>")
    begin = text.rindex("<p", 0, end)
    return text[:begin] + text[begin:end] * paragraphs + text[end:]


class Limits(python_test.Case):
    def setUp(self):
        super().setUp()
        (self.folder / "large.xml").write_text(large_record(15000), encoding="utf-8")

    def stopped(self, code, *arguments, language="en"):
        done = banxin("--lang", language, *arguments, cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.messages)
        self.assertIn(f"{'错误' if language == 'zh' else 'error'}[{code}]", done.messages)
        self.assertEqual(len(done.messages.splitlines()), 2, done.messages)
        self.assert_only("large.xml")
        return done

    def test_a_record_that_takes_too_long_is_named(self):
        for command in (["render", "large.xml"], ["render", "large.xml", "--dump", "text"], ["validate", "large.xml"],
                        ["validate", "large.xml", "--format", "json"], ["summarize", "large.xml", "-o", "sum.xml"],
                        ["fonts", "large.xml"]):
            done = self.stopped("record-too-slow", *command, "--time-limit", "0.001")
            self.assertTrue(done.messages.startswith("large.xml: "), done.messages)
            self.assertIn("limit of 0.001 s", done.messages)
            self.assertIn("--time-limit", done.messages)
        done = self.stopped("record-too-slow", "render", "large.xml", "--time-limit", "0.001", language="zh")
        self.assertIn("超过 0.001 秒的时限", done.messages)

    def test_a_record_that_takes_too_much_memory_is_named(self):
        for command in (["render", "large.xml"], ["validate", "large.xml"]):
            done = self.stopped("record-out-of-memory", *command, "--memory-limit", "5", "--time-limit", "0")
            self.assertIn("limit of 5 MiB", done.messages)
            self.assertIn("--memory-limit", done.messages)

    def test_where_no_record_is_at_fault_memory_that_is_used_up_is_the_programs_own_trouble(self):
        if os.environ.get("BANXIN_SANITIZED"):
            self.skipTest("a sanitizer needs all address space")
        with subprocess.Popen([PROGRAM, "extract", "-"], stdin=subprocess.PIPE, env=environment()) as waits:
            sizes = [0]
            while len(sizes) < 10 or sizes[-1] != sizes[-10]:
                time.sleep(0.02)
                sizes.append(int(re.search(r"VmSize:\s+(\d+) kB", Path(f"/proc/{waits.pid}/status").read_text())[1]))
            waits.kill()
        (self.folder / "report.pdf").write_bytes(b"%PDF-1.7\n" + bytes(60 << 20))
        room = (sizes[-1] << 10) + (40 << 20)
        with open(self.folder / "report.pdf", "rb") as report:
            done = subprocess.run([PROGRAM, "extract", "-", "-o", "record.xml"], cwd=self.folder, stdin=report, capture_output=True,
                                  env=environment(), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room)))
        self.assertEqual(done.returncode, 6)
        self.assertRegex(done.stderr.decode(), r"\Abanxin: error\[internal-error\]: The program failed: out of memory\.\n    \S.*\n\Z")
        self.assert_only("large.xml", "report.pdf")

    def test_what_was_said_of_the_records_before_stays(self):
        shutil.copy(REAL, self.folder / "a.xml")
        done = banxin("validate", "a.xml", "large.xml", "a.xml", "--memory-limit", "20", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("a.xml: valid", done.stdout.decode())
        self.assertIn("large.xml: error[record-out-of-memory]", done.messages)

    def test_each_record_has_the_whole_time(self):
        """Many records together may take longer than the limit of one."""
        shutil.copy(REAL, self.folder / "a.xml")
        done = banxin("validate", *["a.xml"] * 150, "--time-limit", "1", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)

    def test_0_is_no_limit(self):
        done = banxin("render", REAL, "-o", self.folder / "a.pdf", "--time-limit", "0", "--memory-limit", "0")
        self.assertEqual(done.returncode, 0, done.messages)

    def test_what_is_no_limit_is_a_usage_error(self):
        for option in ("--time-limit", "--memory-limit"):
            for value in ("-1", "many", "1e300"):
                done = banxin("render", REAL, "-o", self.folder / "a.pdf", f"{option}={value}")
                self.assertEqual(done.returncode, 2, done.messages)

    def test_a_crash_names_the_record(self):
        for crash in (signal.SIGSEGV, signal.SIGABRT):
            with subprocess.Popen([PROGRAM, "render", "large.xml"], cwd=self.folder, env=environment(),
                                  stderr=subprocess.PIPE) as program:
                self.wait_for_handler(program.pid, crash)
                os.kill(program.pid, crash)
                messages = program.stderr.read().decode()
            self.assertEqual(program.returncode, -crash)
            self.assertIn("large.xml: error[record-crashed]", messages)
            self.assert_only("large.xml")

    def wait_for_handler(self, pid, number):
        """Until the program has begun to work on the record."""
        for _ in range(1000):
            with open(f"/proc/{pid}/status", encoding="utf-8") as status:
                caught = next(int(line.split()[1], 16) for line in status if line.startswith("SigCgt"))
            if caught >> (number - 1) & 1:
                return
            time.sleep(0.005)
        self.fail("the program never began")


if __name__ == "__main__":
    python_test.main()
