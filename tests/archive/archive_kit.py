"""What the tests of archives share: one archive for a whole class, packages sealed anew, what a verification says."""

import hashlib
import json
import os
import pathlib
import shutil

from batch_kit import memory_folder, without_engines
from python_test import REAL, SAMPLES, Case, banxin


def make_archive(folder, *runs, merge=True):
    """An archive in folder/archive: a batch for each list of inputs, then a merge."""
    for inputs in runs:
        done = banxin("batch", *inputs, "--archive", "archive", cwd=folder, env=without_engines())
        assert done.returncode == 0, done.messages
    if merge:
        done = banxin("merge", "--archive", "archive", cwd=folder)
        assert done.returncode == 0, done.messages
    return pathlib.Path(folder) / "archive"


def lines_of(folder, paths, algorithm):
    return "".join(f"{hashlib.new(algorithm, (folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)


def seal(package):
    """Makes manifests and Payload-Oxum agree with what stands in the package: what a careful forger would do."""
    payload = sorted(str(path.relative_to(package)) for path in (package / "data").rglob("*") if path.is_file())
    octets = sum((package / path).stat().st_size for path in payload)
    info = [line for line in (package / "bag-info.txt").read_text().splitlines() if not line.startswith("Payload-Oxum")]
    (package / "bag-info.txt").write_text("\n".join([*info, f"Payload-Oxum: {octets}.{len(payload)}"]) + "\n")
    for algorithm in ("sha512", "sm3"):
        (package / f"manifest-{algorithm}.txt").write_text(lines_of(package, payload, algorithm))
    seal_tags(package)


def seal_tags(package):
    """Makes the tag manifest agree with the package's other files outside data/."""
    tags = sorted(str(path.relative_to(package)) for path in package.rglob("*")
                  if path.is_file() and package / "data" not in path.parents and not path.name.startswith("tagmanifest-"))
    (package / "tagmanifest-sha512.txt").write_text(lines_of(package, tags, "sha512"))


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class ArchiveCase(Case):
    """Each test has a copy of one archive: a report with a correction, and two of other bureaus; merged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.origin = memory_folder()
        cls.addClassCleanup(shutil.rmtree, cls.origin, ignore_errors=True)
        text = REAL.read_text(encoding="utf-8")
        corrected = cls.origin / "corrected.xml"
        corrected.write_text(text.replace("</record>", "<!-- 更正 --></record>"), encoding="utf-8")
        make_archive(cls.origin, [REAL, SAMPLES / "filled-2019.xml", SAMPLES / "filled-2021.xml", corrected])

    def setUp(self):
        super().setUp()
        self.archive = self.folder / "archive"
        shutil.copytree(self.origin / "archive", self.archive)
        names = sorted(self.archive.glob("packages/*/*"))
        self.second = next(path for path in names if path.name.endswith("-v02"))
        self.first = self.second.with_name(self.second.name[:-2] + "01")
        self.others = [path for path in names if path not in (self.first, self.second)]

    def verify(self, status):
        done = banxin("archive", "verify", self.archive, "--format", "json")
        self.assertEqual(done.returncode, status, done.messages + done.stdout.decode()[:3000])
        return json.loads(done.stdout)

    def findings(self, status=7):
        """What is found, as readable lines: the property, the file in the archive."""
        return [f"{it['code'].removeprefix('archive-')} {os.path.relpath(it['place']['file'], self.archive)}"
                for it in self.verify(status)["findings"]]

    def name(self, path):
        return str(path.relative_to(self.archive))
