"""A job array on a real Slurm, a node of which dies. BANXIN_SLURM_RECORDS says how many records. By default there are 60, and
Slurm is told that the node is down; with more it has to find out."""

import json
import os

import python_test
import slurm_kit
from batch_kit import BatchCase, generate, packages, tree

COUNT = int(os.environ.get("BANXIN_SLURM_RECORDS", "60"))
FULL = "BANXIN_SLURM_RECORDS" in os.environ
SHARDS = 4
FAULTS = python_test.BUILD / "tests/batch/libbanxin_faults.so"
SCRIPT = python_test.SOURCE / "scripts/cluster/banxin.sbatch"

# The first attempt on the node that is going to die is slow, so that it is in the middle of its work.
SLOW = """#!/bin/bash
if [ "$SLURMD_NODENAME" = n1 ] && [ "${{SLURM_RESTART_COUNT:-0}}" = 0 ]; then
  export LD_PRELOAD={faults} FAULTS_FOLDER={counts}
fi
exec {program} "$@"
"""


class Cluster(BatchCase):
    def setUp(self):
        super().setUp()
        reason = slurm_kit.missing()
        if reason is None and os.environ.get("BANXIN_SANITIZED"):
            reason = "a sanitizer must be the first library that is loaded"
        if reason is not None:
            self.skipTest(reason)
        self.slurm = slurm_kit.Slurm(self.folder / "slurm", patience=10 if FULL else 60)
        self.addCleanup(self.slurm.kill)
        if not self.slurm.start():
            print(self.slurm.log())
            self.skipTest("Slurm does not come up here (its logs are above)")

    def test_an_array_of_which_a_node_dies_stores_every_record_once_and_the_same_bytes(self):
        generate(self.folder / "in", COUNT, broken=20)
        for path in sorted((self.folder / "in").glob("*.xml")):
            # Slow whenever it is opened once more than to be told apart by the four.
            path.rename(path.with_name(f"{path.stem}-fault-slow-2-1000-{path.stem}.xml"))
        (self.folder / "counts").mkdir()
        program = self.folder / "banxin-on-a-node"
        program.write_text(SLOW.format(faults=FAULTS, counts=self.folder / "counts", program=python_test.PROGRAM))
        program.chmod(0o755)

        job = self.slurm.submit(f"--array=1-{SHARDS}", f"--output={self.folder}/%a.out", f"--chdir={self.folder}", SCRIPT,
                                "archive", "in", BANXIN=str(program), BANXIN_DATA=str(python_test.SOURCE))
        opened = lambda: sum(path.stat().st_size for path in (self.folder / "counts").iterdir())
        # All told apart, and some of them made.
        begun = COUNT + max(3, COUNT // 40)
        self.assertTrue(self.slurm.wait_until(lambda: opened() >= begun, 60 + COUNT // 10), self.slurm.log())
        self.slurm.kill("n1")
        victims = [task for task, values in self.slurm.jobs(job).items()
                   if values["JobState"] == "RUNNING" and values.get("NodeList") == "n1"]
        self.assertEqual(len(victims), 1, self.slurm.log())
        if not FULL:
            self.slurm.ask("scontrol", "update", "NodeName=n1", "State=DOWN", "Reason=died")

        def over():
            tasks = self.slurm.jobs(job)
            return len(tasks) == SHARDS and all(values["JobState"] == "COMPLETED" for values in tasks.values())
        self.assertTrue(self.slurm.wait_until(over, 120 + COUNT), f"{self.slurm.jobs(job)}\n{self.slurm.log()}")
        self.assertGreater(int(self.slurm.jobs(job)[victims[0]]["Restarts"]), 0)

        self.batch("in", archive="alone", status=1, timeout=60 + COUNT)
        self.assertEqual(tree(self.folder / "archive/packages"), tree(self.folder / "alone/packages"))
        self.assertEqual(tree(self.folder / "archive/findings"), tree(self.folder / "alone/findings"))
        told = [row["input"] for task in range(1, SHARDS + 1) for row in self.last_run(f"{task}-of-{SHARDS}")]
        self.assertEqual(sorted(told), sorted(f"in/{path.name}" for path in (self.folder / "in").glob("*.xml")))
        self.assertEqual(len(told), COUNT)
        self.assertEqual(sum(1 for name in packages(self.folder / "archive") if name.endswith("-v01")),
                         len(packages(self.folder / "archive")))
        self.batch("in", "--jobs", "1", status=1, timeout=60 + COUNT)  # which sweeps up what the dead left
        self.assert_nothing_stray()
        for command in (["merge", "--archive", "archive"], ["archive", "verify", "archive"]):
            done = python_test.banxin(*command, cwd=self.folder, timeout=60 + COUNT)
            self.assertEqual(done.returncode, 0, done.messages)
        listed = python_test.banxin("archive", "list", "archive", "--format", "json", cwd=self.folder)
        self.assertEqual(len(json.loads(listed.stdout)["packages"]), len(packages(self.folder / "archive")))

    def last_run(self, name):
        """The last line on each input: a task that ran twice told of some of them twice."""
        return {row["input"]: row for row in self.journal(name=name)}.values()


if __name__ == "__main__":
    python_test.main()
