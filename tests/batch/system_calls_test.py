"""One system call after another fails (strace): what a batch calls archived is whole, what verify passes is sound.

BANXIN_POSITIONS says how many are tried, BANXIN_POSITIONS_SEED begins the same series again.
"""

import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import time

import python_test
from batch_kit import BatchCase, generate, tree, without_engines
from python_test import PROGRAM, SLOWNESS

POSITIONS = int(os.environ.get("BANXIN_POSITIONS", "24"))
SEED = os.environ.get("BANXIN_POSITIONS_SEED") or str(time.time_ns())
# What each call may fail with; of those that a run makes.
FAULTS = {"openat": ("EIO", "EMFILE", "EACCES"), "read": ("EIO",), "pread64": ("EIO",), "getdents64": ("EIO",), "close": ("EIO",),
          "write": ("EIO", "ENOSPC"), "fsync": ("EIO",), "syncfs": ("EIO",), "rename": ("EIO",), "renameat": ("EIO", "ENOSPC"),
          "mkdir": ("EIO",), "mkdirat": ("ENOSPC",), "newfstatat": ("EIO",), "fstat": ("EIO",), "flock": ("EIO",), "lseek": ("EIO",),
          "unlinkat": ("EIO",), "statx": ("EIO",), "readlink": ("EIO",)}


class SystemCalls(BatchCase):
    def setUp(self):
        super().setUp()
        self.need("strace")
        if SLOWNESS > 1:
            self.skipTest("LeakSanitizer cannot work under strace")
        generate(self.folder / "in", 2, seed="calls")
        self.batch("in", "--jobs", "1", archive="whole")
        self.whole = tree(self.folder / "whole/packages")

    def traced(self, options, arguments):
        done = subprocess.run(["strace", "-f", "-qq", "-o", "trace", *options, PROGRAM, *arguments], cwd=self.folder,
                              stdin=subprocess.DEVNULL, capture_output=True, env=without_engines(), timeout=60, check=False)
        done.messages = done.stderr.decode("utf-8", "replace")
        return done

    def positions(self, arguments, chance, count):
        """Calls of a run without faults: which, the how-manieth, and what it shall fail with."""
        names = ",".join(FAULTS)
        self.traced(["-e", f"trace=?{names.replace(',', ',?')}"], arguments)
        calls = re.findall(r"^\d+ +(\w+)\(", (self.folder / "trace").read_text(errors="replace"), re.MULTILINE)
        numbers = {name: calls.count(name) for name in set(calls)}
        self.assertGreater(len(numbers), 5)
        found = []
        while len(found) < count:
            # Every kind of call in turn: those that are rare matter no less.
            for name in sorted(numbers):
                found.append((name, chance.randint(1, numbers[name]), chance.choice(FAULTS[name])))
        return found[:count]

    def fault(self, position):
        name, number, error = position
        return ["-e", f"trace={name}", "-e", f"inject={name}:error={error}:when={number}"]

    def test_what_is_called_archived_is_whole(self):
        print(f"BANXIN_POSITIONS_SEED={SEED}", flush=True)
        chance = random.Random(SEED)
        arguments = ("batch", "in", "--archive", "archive", "--jobs", "1")
        statuses = {}
        for position in self.positions(arguments, chance, POSITIONS):
            with self.subTest(position):
                shutil.rmtree(self.folder / "archive", ignore_errors=True)
                done = self.traced(self.fault(position), arguments)
                statuses[done.returncode] = statuses.get(done.returncode, 0) + 1
                self.assertNotIn(done.returncode, (-11, -6, 134, 139), done.messages)
                made = tree(self.folder / "archive/packages") if (self.folder / "archive/packages").exists() else {}
                self.assertEqual(made, {name: self.whole.get(name) for name in made}, done.messages)
                if done.returncode == 0:
                    self.assertEqual(made, self.whole, done.messages)
                for row in self.rows():
                    if row["status"] in ("archived", "known"):
                        inside = row["package"].removeprefix("packages/") + "/"
                        self.assertEqual({name for name in self.whole if name.startswith(inside)},
                                         {name for name in made if name.startswith(inside)}, row)
                again = self.batch("in", "--jobs", "1", "--retry")
                self.assertEqual(tree(self.folder / "archive/packages"), self.whole, again.messages)
        print(f"{POSITIONS} calls of a batch failed; status: {statuses}", flush=True)

    def rows(self):
        journal = self.folder / "archive/journal/1-of-1.ndjson"
        lines = journal.read_text(errors="replace").splitlines() if journal.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]

    def test_verify_never_says_more_than_is_there(self):
        print(f"BANXIN_POSITIONS_SEED={SEED}", flush=True)
        chance = random.Random(SEED)
        arguments = ("archive", "verify", "whole", "--format", "json")
        sound = json.loads(self.traced(["-e", "trace=none"], arguments).stdout)
        spoiled = sorted(path for path in pathlib.Path(self.folder / "whole/packages").rglob("*") if path.is_file())
        statuses = {}
        for position in self.positions(arguments, chance, POSITIONS):
            with self.subTest(position):
                done = self.traced(self.fault(position), arguments)
                statuses[done.returncode] = statuses.get(done.returncode, 0) + 1
                self.assertNotIn(done.returncode, (-11, -6, 134, 139), done.messages)
                if done.returncode == 0:
                    self.assertEqual(json.loads(done.stdout), sound)
                victim = chance.choice(spoiled)
                bytes_before = victim.read_bytes()
                victim.write_bytes(bytes_before[:-1] + bytes([bytes_before[-1] ^ 1]))
                self.assertNotEqual(self.traced(self.fault(position), arguments).returncode, 0, victim)
                victim.write_bytes(bytes_before)
        print(f"{POSITIONS} calls of a verification failed; status: {statuses}", flush=True)


if __name__ == "__main__":
    python_test.main()
