"""The memory of all processes of a batch together does not depend on how many records there are."""

import os

import process_tree
import python_test
from batch_kit import BatchCase, generate, without_engines

FEW, MANY = 30, 150
# What caches of glyphs and the allocator may still take up; less than 120 reports and their records.
MOST_GROWTH = 48 << 20
MOST = 600 << 20


class Memory(BatchCase):
    def test_five_times_the_records_take_the_same_memory(self):
        if os.environ.get("BANXIN_SANITIZED"):
            self.skipTest("a sanitizer takes memory of its own")
        generate(self.folder / "in", MANY)
        names = sorted(str(path.relative_to(self.folder)) for path in (self.folder / "in").glob("*.xml"))
        taken = {}
        for count in (FEW, MANY):
            command = [python_test.PROGRAM, "batch", *names[:count], "--archive", f"archive-{count}", "--jobs", "2"]
            done = process_tree.run(command, cwd=self.folder, env=without_engines())
            self.assertEqual(done.status, 0, done.messages)
            taken[count] = done.memory
        print({count: f"{memory >> 20} MiB" for count, memory in taken.items()}, flush=True)
        self.assertLess(taken[MANY], MOST)
        self.assertLess(taken[MANY], taken[FEW] + MOST_GROWTH)


if __name__ == "__main__":
    python_test.main()
