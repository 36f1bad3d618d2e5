"""What one record, a signal or the disk can do to a batch. The trouble is made by faults.cpp, loaded before the program."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

import python_test
from batch_kit import BatchCase, generate, packages, tree, without_engines

FAULTS = python_test.BUILD / "tests/batch/libbanxin_faults.so"
COUNT = 8


class Isolation(BatchCase):
    def setUp(self):
        super().setUp()
        if os.environ.get("BANXIN_SANITIZED"):
            self.skipTest("a sanitizer must be the first library that is loaded")
        generate(self.folder / "in", COUNT)
        (self.folder / "counts").mkdir()

    def environment(self, **changes):
        return without_engines(LD_PRELOAD=str(FAULTS), FAULTS_FOLDER=str(self.folder / "counts"), **changes)

    def faulty(self, kind, first, last, number=5):
        """Gives a record a name that makes trouble at its first to last opening. Opened to be told apart (1), to be made
        (2), again (3), to be kept (4)."""
        name = f"in/{number:06}-fault-{kind}-{first}-{last}.xml"
        (self.folder / f"in/{number:06}.xml").rename(self.folder / name)
        return name

    def run_with(self, *arguments, status, **changes):
        return self.batch("in", "--jobs", "2", *arguments, status=status, env=self.environment(**changes), timeout=120)

    def codes_of(self, name):
        """What the journal says of an input, run after run."""
        return [row["code"] for row in self.journal() if row["input"] == name]

    def assert_the_others_are_archived(self, *but):
        statuses = self.statuses()
        self.assertEqual(len(statuses), COUNT)
        self.assertEqual({name for name, status in statuses.items() if status != "archived"}, set(but))
        self.assertEqual(len(packages(self.folder / "archive")), COUNT - len(but))
        self.assert_nothing_stray()

    def assert_quarantined(self, name, code):
        row = next(row for row in self.journal() if row["input"] == name)
        self.assertEqual((row["status"], row["code"]), ("quarantined", code))
        place = self.folder / "archive" / row["findings"]
        self.assertEqual((place / "record.xml").read_bytes(), (self.folder / name).read_bytes())
        self.assertIn(code, (place / "reason.json").read_text(encoding="utf-8"))
        return place

    def test_what_crashes_once_is_done_by_the_next_worker(self):
        for number, kind in ((3, "crash"), (5, "kill"), (7, "storm")):
            self.faulty(kind, 2, 2, number)
        self.run_with(status=0)
        self.assert_the_others_are_archived()

    def test_what_crashes_twice_is_quarantined_and_passed_over_until_it_is_retried(self):
        name = self.faulty("crash", 2, 3)
        done = self.run_with(status=1)
        self.assertIn(f"{name}: error[batch-crashed]", done.messages)
        self.assert_the_others_are_archived(name)
        place = self.assert_quarantined(name, "batch-crashed")
        self.run_with(status=1)
        self.assertEqual([row["status"] for row in self.journal()][COUNT:], ["known"] * 4 + ["quarantined"] + ["known"] * (COUNT - 5))
        self.run_with("--retry", status=0)
        self.assertEqual(self.journal()[-COUNT + 4]["status"], "archived")
        self.assertFalse(place.exists())

    def test_a_record_that_cannot_be_looked_at_harms_no_other(self):
        name = self.faulty("crash", 1, 2)
        self.run_with(status=1)
        self.assert_the_others_are_archived(name)
        self.assert_quarantined(name, "batch-crashed")

    def test_a_record_that_crashes_whatever_is_done_with_it_is_told_of(self):
        name = self.faulty("crash", 1, 1000)
        self.run_with(status=1)
        self.assert_the_others_are_archived(name)

    def test_a_record_that_hangs_is_quarantined(self):
        name = self.faulty("hang", 2, 3)
        self.run_with("--time-limit", "1.5", status=1)
        self.assert_the_others_are_archived(name)
        self.assert_quarantined(name, "batch-too-slow")

    def test_a_record_that_hangs_while_it_is_identified_is_quarantined(self):
        name = self.faulty("hang", 1, 2)
        self.run_with("--time-limit", "1.5", status=1)
        self.assert_the_others_are_archived(name)
        self.assert_quarantined(name, "batch-too-slow")

    def test_a_record_that_takes_all_memory_is_quarantined(self):
        name = self.faulty("storm", 2, 3)
        self.run_with("--memory-limit", "200", status=1)
        self.assert_the_others_are_archived(name)
        self.assert_quarantined(name, "batch-out-of-memory")

    def test_a_worker_killed_from_outside_is_no_fault_of_the_record(self):
        name = self.faulty("kill", 2, 3)
        self.run_with(status=75)
        self.assert_the_others_are_archived(name)
        self.assertEqual(self.statuses()[name], "unfinished")
        self.assertEqual(self.codes_of(name), ["batch-worker-killed"])
        self.assertFalse((self.folder / "archive/quarantine").exists())
        self.run_with(status=0)
        self.assertEqual(self.statuses()[name], "archived")

    def test_an_input_that_the_device_does_not_give_fails_alone(self):
        name = self.faulty("eio", 1, 1)
        self.run_with(status=75)
        self.assert_the_others_are_archived(name)
        self.assertEqual(self.codes_of(name), ["io-error"])
        self.run_with(status=0)

    def test_an_input_that_changes_while_the_batch_runs_is_left_for_the_next_run(self):
        name = self.faulty("change", 2, 2)
        self.run_with(status=75)
        self.assert_the_others_are_archived(name)
        self.assertEqual(self.statuses()[name], "unfinished")
        self.assertEqual(self.codes_of(name), ["batch-input-changed"])
        self.run_with(status=0)
        self.assertEqual(self.statuses()[name], "archived")

    def test_without_another_process_nothing_is_done_and_it_is_said(self):
        done = self.run_with(status=75, FAULTS_FORK="EAGAIN")
        self.assertIn("error[batch-no-worker]", done.messages)
        self.assertEqual(packages(self.folder / "archive"), [])
        report = self.render()
        done = python_test.banxin("extract", report, env=self.environment(FAULTS_FORK="EAGAIN"))
        self.assertEqual((done.returncode, done.stdout), (75, b""))
        self.assertIn(f"{report}: error[pdf-no-process]", done.messages)
        done = python_test.banxin("render", python_test.SAMPLES / "pictures-2023/record.xml", "-o", self.folder / "out.pdf", env=self.environment(FAULTS_FORK="EAGAIN"))
        self.assertEqual(done.returncode, 75)
        self.assertIn("error[picture-no-process]", done.messages)

    def assert_stopped_and_resumed(self, code, **changes):
        done = self.run_with(status=75, FAULTS_BELOW=str(self.folder / "archive"), **changes)
        self.assertIn(f"error[{code}]", done.messages)
        self.assertLess(len(packages(self.folder / "archive")), COUNT)
        self.run_with(status=0)
        self.batch("in", archive="undisturbed")
        self.assertEqual(tree(self.folder / "archive/packages"), tree(self.folder / "undisturbed/packages"))
        self.assert_nothing_stray()

    def test_a_full_disk_stops_the_run(self):
        # Not the first package, nor all of them.
        self.assert_stopped_and_resumed("no-space", FAULTS_WRITE="ENOSPC:1000000")

    def test_a_disk_that_is_full_from_the_beginning(self):
        self.assert_stopped_and_resumed("no-space", FAULTS_WRITE="ENOSPC:100")

    def test_a_device_that_fails_stops_the_run(self):
        self.assert_stopped_and_resumed("io-error", FAULTS_SYNC="EIO")

    def started(self, *arguments):
        run = subprocess.Popen([python_test.PROGRAM, "batch", "in", "--archive", "archive", "--jobs", "2", *arguments],
                               cwd=self.folder, env=self.environment(), stderr=subprocess.PIPE, text=True)
        self.addCleanup(run.stderr.close)
        self.addCleanup(run.kill)
        return run

    def children(self, run):
        try:
            return [int(pid) for pid in pathlib.Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()]
        except OSError:
            return []

    def wait_until(self, what, seconds=60):
        end = time.monotonic() + seconds
        while not what():
            self.assertLess(time.monotonic(), end, "waited too long")
            time.sleep(0.02)

    def test_workers_die_with_their_parent_and_the_next_run_sweeps_up(self):
        self.faulty("hang", 2, 2)
        run = self.started()
        self.wait_until(lambda: (self.folder / "counts/fault-hang-2-2.xml").is_file() and
                        (self.folder / "counts/fault-hang-2-2.xml").stat().st_size >= 2)
        workers = self.children(run)
        self.assertTrue(workers)
        run.kill()
        run.wait()
        self.wait_until(lambda: not any(pathlib.Path(f"/proc/{pid}").exists() for pid in workers))
        self.run_with(status=0)
        self.assertEqual(len(packages(self.folder / "archive")), COUNT)
        self.assert_nothing_stray()

    def test_a_signal_lets_the_workers_finish_what_they_hold(self):
        for number in range(1, COUNT + 1):
            self.faulty("slow", 2, 2, number)
        for which in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            shutil.rmtree(self.folder / "archive", ignore_errors=True)
            for count in (self.folder / "counts").iterdir():
                count.unlink()
            run = self.started()
            # As soon as one is opened to be made.
            self.wait_until(lambda: sum(path.stat().st_size for path in (self.folder / "counts").iterdir()) > COUNT)
            run.send_signal(which)
            self.assertEqual(run.wait(timeout=60), 75, which)
            made = packages(self.folder / "archive")
            self.assertGreater(len(made), 0)
            self.assertLess(len(made), COUNT)
            self.assertIn("batch-interrupted", run.stderr.read())
            self.assert_nothing_stray()
            self.assertIn("unfinished", (self.folder / "archive/report/report.csv").read_text(encoding="utf-8"))
        self.run_with(status=0)
        self.assertEqual(len(packages(self.folder / "archive")), COUNT)

    def test_a_second_signal_ends_the_run_at_once(self):
        self.faulty("hang", 2, 2)
        run = self.started()
        self.wait_until(lambda: (self.folder / "counts/fault-hang-2-2.xml").is_file() and
                        (self.folder / "counts/fault-hang-2-2.xml").stat().st_size >= 2)
        run.terminate()
        time.sleep(0.5)
        self.assertIsNone(run.poll())
        run.terminate()
        self.assertEqual(run.wait(timeout=30), 75)
        self.assert_nothing_stray()


if __name__ == "__main__":
    python_test.main()
