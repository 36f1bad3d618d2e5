"""D-04: the same record gives the same bytes, whoever renders it, when and where."""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time

import python_test
from python_test import PROGRAM, REAL, SAMPLES, banxin, environment


def sha512(path):
    return hashlib.sha512(path.read_bytes()).hexdigest()


class SameBytes(python_test.Case):
    def test_D_04_time_zone_locale_folder_and_file_name(self):
        first = sha512(self.render())
        for number, changes in enumerate([{"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.GB18030"},
                                          {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"},
                                          {"TZ": None, "LANG": None, "HOME": None, "USER": "nobody", "NO_COLOR": "1"}]):
            folder = self.folder / f"某 folder {number}"
            folder.mkdir()
            record = folder / f"记录-{number}.XML"
            shutil.copy(REAL, record)
            os.utime(record, (number * 10**8, number * 10**8))
            done = banxin("render", record.name, "-o", f"../{number}.pdf", cwd=folder, env=environment(**changes))
            self.assertEqual(done.returncode, 0, done.messages)
            self.assertEqual(sha512(self.folder / f"{number}.pdf"), first, changes)

    def test_D_04_another_second(self):
        first = sha512(self.render())
        time.sleep(1.1)
        self.assertEqual(sha512(self.render()), first)

    def test_D_04_standard_input(self):
        done = banxin("render", "-", "-o", "-", stdin=REAL.read_bytes())
        self.assertEqual(hashlib.sha512(done.stdout).hexdigest(), sha512(self.render()))

    def test_D_04_another_user(self):
        if os.geteuid() != 0:
            self.skipTest("only root can run the program as another user")
        nobody = pwd.getpwnam("nobody")
        self.folder.chmod(0o777)
        record = self.folder / "a.xml"
        record.write_bytes(REAL.read_bytes())
        try:
            done = subprocess.run([PROGRAM, "render", "a.xml", "-o", "b.pdf"], cwd=self.folder, user=nobody.pw_uid,
                                  group=nobody.pw_gid, extra_groups=[], capture_output=True, env=environment(HOME="/"))
        except PermissionError:
            self.skipTest("another user cannot reach the program in this folder")
        if done.returncode == 3 and b"cli-data-missing" in done.stderr:
            self.skipTest("another user cannot read the source tree in this folder")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(sha512(self.folder / "b.pdf"), sha512(self.render()))

    def test_D_04_every_sample_twice(self):
        for sample in python_test.VALID_SAMPLES:
            self.assertEqual(sha512(self.render(sample, "a.pdf")), sha512(self.render(sample, "b.pdf")), sample.name)

    def test_PA_92_D_04_a_worker_that_stays_gives_what_a_fresh_process_gives(self):
        generate = [sys.executable, python_test.SOURCE / "scripts/generate-records", "12", self.folder / "generated", "--seed", "7"]
        subprocess.run(generate, check=True, capture_output=True)
        records = [*python_test.VALID_SAMPLES, *sorted((self.folder / "generated").glob("*.xml"))]
        cold = {}
        for record in records:
            cold[sha512(record)] = sha512(self.render(record, "cold.pdf"))
        for number, inputs in enumerate((records, records[::-1])):
            archive = self.folder / f"archive-{number}"
            done = banxin("batch", *inputs, "--archive", archive, "--jobs", "1")
            self.assertEqual(done.returncode, 0, done.messages)
            warm = {sha512(next(package.glob("data/source/*.xml"))): sha512(next(package.rglob("*.pdf")))
                    for package in archive.glob("packages/*/*")}
            self.assertEqual(warm, cold, "in the order given" if number == 0 else "in the reverse order")

    def test_another_record_gives_other_bytes(self):
        self.assertNotEqual(sha512(self.render()), sha512(self.render(SAMPLES / "zero-2018.xml", "b.pdf")))


if __name__ == "__main__":
    python_test.main()
