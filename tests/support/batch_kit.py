"""What the tests of batches share: generated records, a run with what it says, what an archive then holds."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from python_test import JUDGES, SOURCE, Case, banxin, environment

ENGINES = ("SLURM_", "SGE_", "JOB_COMPLETION_", "PARALLEL_")


def generate(folder, count, broken=0, seed="batch"):
    """The paths of generated records, in order; those that are broken and by what."""
    subprocess.run([sys.executable, str(SOURCE / "scripts/generate-records"), str(count), str(folder), "--seed", seed,
                    "--broken", str(broken)], check=True)
    rows = [line.split("\t") for line in (folder / "manifest.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: row[4] for row in rows}


def without_engines(**changes):
    """A user's environment, even when the test itself runs in a job array."""
    away = {name: None for name in os.environ if name.startswith(ENGINES)}
    return environment(**{**away, **changes})


def tree(folder):
    """Every file below a folder: relative path and digest of its bytes."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def packages(archive):
    return sorted(path.name for path in (pathlib.Path(archive) / "packages").glob("*/*"))


def memory_folder():
    """A new folder, in memory where there is room: what is archived is synced, and disks of test machines are slow at that."""
    room = 1 << 29
    memory = pathlib.Path("/dev/shm")
    usable = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK) and shutil.disk_usage(memory).free >= room
    return pathlib.Path(tempfile.mkdtemp(prefix="banxin-test-", dir=memory if usable else None))


class BatchCase(Case):
    def setUp(self):
        self.folder = memory_folder()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def batch(self, *arguments, status=0, archive="archive", **options):
        options.setdefault("env", without_engines())
        done = banxin("batch", *arguments, "--archive", archive, cwd=self.folder, **options)
        self.assertEqual(done.returncode, status, done.messages)
        return done

    def journal(self, archive="archive", name="1-of-1"):
        lines = (self.folder / archive / "journal" / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def statuses(self, **options):
        return {row["input"]: row["status"] for row in self.journal(**options)}

    def assert_nothing_stray(self, archive="archive"):
        folder = self.folder / archive
        self.assertEqual(list((folder / "work").iterdir()), [])
        self.assertEqual([path for path in folder.rglob("*") if ".banxin-" in path.name or path.name.endswith(".tmp")], [])

    def assert_bags_valid(self, archive="archive"):
        """The judge of RFC 8493. It knows SHA-512; SM3 is for others."""
        bags = sorted((self.folder / archive / "packages").glob("*/*"))
        self.assertTrue(bags)
        done = self.judge_python("bagit", JUDGES / "bagit.py", "--validate", "--quiet", *bags)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
