"""Damaged records and the hostile ones (scripts/damage): 300; under sanitizers, where each takes ten times as long, 100."""

import subprocess

import python_test
from python_test import PROGRAM, SLOWNESS, SOURCE, environment


class Damage(python_test.Case):
    def test_damaged_records_and_the_hostile_ones(self):
        count = 300 if SLOWNESS == 1 else 100
        done = subprocess.run([SOURCE / "scripts/damage", "--program", PROGRAM, "--count", str(count), "--seconds", str(3 * SLOWNESS)],
                              capture_output=True, text=True, env=environment())
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(done.stdout.splitlines()[-1])

    def test_a_program_that_leaves_files_behind_is_found_out(self):
        """The check bites: a program that crashes, says nothing, or litters fails it."""
        for script in ("kill -SEGV $$", "exit 1", "echo a.xml:1: 'error[x]: y' >&2; touch litter; exit 1", "exit 0"):
            fake = self.folder / "fake"
            fake.write_text(f"#!/bin/sh\n{script}\n")
            fake.chmod(0o755)
            done = subprocess.run([SOURCE / "scripts/damage", "--program", fake, "--count", "3"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 1, script)


if __name__ == "__main__":
    python_test.main()
