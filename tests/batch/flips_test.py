"""Damage at random in an archive of all forms: every one is found. BANXIN_FLIPS says how many bits are flipped,
BANXIN_FLIPS_SEED begins the same series again."""

import collections
import itertools
import json
import os
import random
import re
import time

import python_test
from batch_kit import BatchCase, generate
from python_test import banxin

FLIPS = int(os.environ.get("BANXIN_FLIPS", "48"))
SEED = os.environ.get("BANXIN_FLIPS_SEED") or str(time.time_ns())
COUNT = 12
LISTS = ("tagmanifest-sha512.txt", "manifest-sha512.txt", "manifest-sm3.txt")


def kind(path):
    """Of all packages alike: what identifies the record and the form is left out."""
    return re.sub(r"disclosure-\d+", "FORM", re.sub(r"[0-9a-f]{24}", "ID", str(path)))


class Damage(BatchCase):
    def setUp(self):
        super().setUp()
        self.archive = self.folder / "archive"
        generate(self.folder / "in", COUNT, broken=20)
        self.batch("in", status=1)
        done = banxin("merge", "--archive", self.archive)
        self.assertEqual(done.returncode, 0, done.messages)
        self.packages = sorted(self.archive.glob("packages/*/*"))
        print(f"BANXIN_FLIPS_SEED={SEED}", flush=True)
        self.chance = random.Random(SEED)

    def named(self):
        """The files, relative to the archive's folder, that a verification finds fault with."""
        done = banxin("archive", "verify", self.archive, "--format", "json")
        self.assertIn(done.returncode, (0, 7), done.messages)
        told = json.loads(done.stdout)
        found = {os.path.relpath(it["place"]["file"], self.archive) for it in told["findings"] if it["severity"] == "error"}
        self.assertEqual((done.returncode == 0, told["valid"]), (not found, not found))
        return found

    def assert_found(self, path, found):
        name = str(path.relative_to(self.archive))
        # Of a list of digests it is the list or what it lists that is wrong: nobody can tell.
        if path.name in LISTS and path.parent != self.archive:
            self.assertTrue(any(it.startswith(str(path.parent.relative_to(self.archive))) for it in found), f"{name}: {found}")
        elif path.name in LISTS:
            self.assertTrue(found, name)
        else:
            self.assertIn(name, found)

    def flip(self, path):
        data = bytearray(path.read_bytes())
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        path.write_bytes(data)

    def files(self, package):
        return sorted(path for path in package.rglob("*") if path.is_file() and path.stat().st_size > 0)

    def test_one_bit_in_any_file_is_found_and_the_file_named(self):
        kinds = sorted({kind(path.relative_to(package)) for package in self.packages for path in self.files(package)})
        turn = itertools.cycle(kinds)
        flipped = collections.Counter()
        while flipped.total() < FLIPS:
            whole = {}
            for package in self.packages:  # one in each, so that each is found without the others' help
                wanted = next(turn)
                path = next((it for it in self.files(package) if kind(it.relative_to(package)) == wanted), None)
                if path is not None:
                    whole[path] = path.read_bytes()
                    self.flip(path)
                    flipped[wanted] += 1
            found = self.named()
            for path, data in whole.items():
                self.assert_found(path, found)
                path.write_bytes(data)
            # What stands beside the packages, one at a time: a damaged catalogue cannot accuse anybody.
            beside = [path for path in self.files(self.archive) if self.archive / "packages" not in path.parents]
            path = self.chance.choice(beside)
            data = path.read_bytes()
            self.flip(path)
            flipped[path.relative_to(self.archive).parts[0]] += 1
            self.assert_found(path, self.named())
            path.write_bytes(data)
        self.assertEqual(self.named(), set())
        print(f"{flipped.total()} bits flipped in {len(flipped)} kinds of files, all found", flush=True)

    def test_files_taken_away_added_and_exchanged_are_found(self):
        for package, other in zip(self.packages, self.packages[1:]):
            path = self.chance.choice(self.files(package))
            data = path.read_bytes()
            path.unlink()
            self.assert_found(path, self.named())
            path.write_bytes(data)
            stranger = path.with_name("stranger" + path.suffix)
            stranger.write_bytes(data)
            self.assertIn(str(stranger.relative_to(self.archive)), self.named())
            stranger.unlink()
            theirs = next((it for it in self.files(other) if kind(it.relative_to(other)) == kind(path.relative_to(package))), path)
            if theirs.read_bytes() != data:
                path.write_bytes(theirs.read_bytes())
                self.assert_found(path, self.named())
                path.write_bytes(data)
        self.assertEqual(self.named(), set())


if __name__ == "__main__":
    python_test.main()
