"""Runs killed at random moments. BANXIN_KILLS says how many, BANXIN_KILLS_SEED begins the same series again."""

import os
import random
import shutil
import signal
import subprocess
import time

import process_tree
import python_test
from batch_kit import BatchCase, generate, tree, without_engines
from python_test import banxin

KILLS = int(os.environ.get("BANXIN_KILLS", "6"))
SEED = os.environ.get("BANXIN_KILLS_SEED") or str(time.time_ns())
COUNT = 40


class Kills(BatchCase):
    def test_whoever_is_killed_whenever_the_next_run_has_everything_once(self):
        print(f"BANXIN_KILLS_SEED={SEED}", flush=True)
        chance = random.Random(SEED)
        generate(self.folder / "in", COUNT, broken=10)
        begin = time.monotonic()
        self.batch("in", "--jobs", "2", archive="undisturbed", status=1)
        length = time.monotonic() - begin
        self.assert_bags_valid("undisturbed")
        expected = {part: tree(self.folder / "undisturbed" / part) for part in ("packages", "findings")}
        struck = {"parent": 0, "worker": 0, "nobody": 0}
        unfinished = 0
        for number in range(KILLS):
            archive = f"archive-{number}"
            victim = self.kill_one(archive, chance.uniform(0, length), "parent" if number % 2 == 0 else "worker", chance)
            struck[victim] += 1
            # What is there already is whole.
            made = tree(self.folder / archive / "packages")
            unfinished += made != expected["packages"]
            self.assertEqual(made, {name: expected["packages"].get(name) for name in made}, victim)
            done = self.batch("in", "--jobs", "2", archive=archive, status=1)
            for part, files in expected.items():
                self.assertEqual(tree(self.folder / archive / part), files, f"{victim}: {done.messages}")
            self.assert_nothing_stray(archive)
            verified = banxin("archive", "verify", archive, cwd=self.folder)
            self.assertEqual(verified.returncode, 0, verified.messages)
            shutil.rmtree(self.folder / archive)
        print(f"{KILLS} kills: {struck['parent']} of the parent, {struck['worker']} of a worker, {struck['nobody']} too late; "
              f"{unfinished} left something to do", flush=True)
        self.assertLess(struck["nobody"], KILLS)

    def kill_one(self, archive, moment, victim, chance):
        """Who was struck: the run, or that process of it, may be over by then."""
        run = subprocess.Popen([python_test.PROGRAM, "batch", "in", "--archive", archive, "--jobs", "2"], cwd=self.folder,
                               env=without_engines(), stderr=subprocess.PIPE, text=True)
        try:
            time.sleep(moment)
            parent, *workers = process_tree.processes(run.pid)
            targets = workers if victim == "worker" and workers else [parent]
            victim = "worker" if targets is workers else "parent"
            if run.poll() is not None:
                return "nobody"
            os.kill(chance.choice(targets), signal.SIGKILL)
        except ProcessLookupError:
            return "nobody"
        finally:
            messages = run.communicate()[1]
        # A run whose worker dies goes on without it.
        self.assertIn(run.returncode, (1,) if victim == "worker" else (1, -signal.SIGKILL), messages)
        for pid in workers:
            self.wait_for_the_end_of(pid)
        return victim

    def wait_for_the_end_of(self, pid, seconds=30):
        end = time.monotonic() + seconds
        while process_tree.proportional_set_size(pid) > 0:
            self.assertLess(time.monotonic(), end, "a worker outlives its parent")
            time.sleep(0.01)


if __name__ == "__main__":
    python_test.main()
