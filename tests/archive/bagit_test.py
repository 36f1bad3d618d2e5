"""Packages before a judge: the Library of Congress's bagit tool accepts every one and refuses what was damaged; so do we."""

import subprocess

import python_test
from archive_kit import ArchiveCase, edit, seal, seal_tags
from python_test import SOURCE

BAGIT = SOURCE / "build/judges/venv/bin/bagit.py"


class Bagit(ArchiveCase):
    def setUp(self):
        super().setUp()
        if not BAGIT.exists():
            self.skipTest("the judge bagit is not installed (scripts/setup judges)")

    def judge(self, *packages):
        """bagit's own verdict on each package."""
        done = [subprocess.run([BAGIT, "--validate", "--quiet", package], capture_output=True) for package in packages]
        return [it.returncode == 0 for it in done]

    # AR-10, AR-11.
    def test_every_package_is_accepted(self):
        self.assertEqual(self.judge(self.first, self.second, *self.others), [True] * 4)

    def test_AR_04_sha512sum_accepts_every_manifest(self):
        for package in (self.first, self.second, *self.others):
            for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
                done = subprocess.run(["sha512sum", "--quiet", "--strict", "-c", manifest], cwd=package)
                self.assertEqual(done.returncode, 0)
        done = subprocess.run(["sha512sum", "--quiet", "--strict", "-c", "manifest-sha512.txt"], cwd=self.archive)
        self.assertEqual(done.returncode, 0)

    def refused(self, change, by_bagit=True):
        """What we find in a package after a change that the judge refuses too."""
        change(self.first)
        self.assertEqual(self.judge(self.first), [not by_bagit])
        findings = self.findings()
        self.assertTrue(any(self.name(self.first) in line for line in findings), findings)
        return [line.replace(self.name(self.first) + "/", "") for line in findings]

    def test_2_a_flipped_byte(self):
        file = next(self.first.glob("data/source/*.xml"))
        self.assertIn(f"authenticity {file.relative_to(self.first)}",
                      self.refused(lambda _: file.write_bytes(file.read_bytes().replace(b"2018", b"2019", 1))))

    def test_3_a_missing_payload_file(self):
        self.assertIn("integrity data/evidence/fonts.json",
                      self.refused(lambda package: (package / "data/evidence/fonts.json").unlink()))

    def test_4_an_extra_payload_file(self):
        self.assertIn("safety data/extra", self.refused(lambda package: (package / "data/extra").write_text("x")))

    # AR-05, AR-15.
    def test_5_a_file_in_one_of_two_manifests(self):
        def change(package):
            manifest = package / "manifest-sm3.txt"
            manifest.write_text("".join(line for line in manifest.read_text().splitlines(True) if "fonts" not in line))
            seal_tags(package)
        # bagit knows no SM3.
        self.assertIn("safety data/evidence/fonts.json", self.refused(change, by_bagit=False))

    # AR-13.
    def test_6_a_path_that_leads_out(self):
        def change(package):
            manifest = package / "manifest-sha512.txt"
            manifest.write_text(manifest.read_text() + "0" * 128 + "  data/../../x\n")
        self.assertIn("safety manifest-sha512.txt", " ".join(self.refused(change)).replace("authenticity", "safety"))

    # AR-02.
    def test_9_a_byte_order_mark_in_the_declaration(self):
        self.assertIn("authenticity bagit.txt",
                      self.refused(lambda package: (package / "bagit.txt").write_bytes(
                          b"\xef\xbb\xbf" + (package / "bagit.txt").read_bytes())))

    # AR-08.
    def test_10_a_wrong_Payload_Oxum(self):
        def change(package):
            edit(package / "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1")
            seal_tags(package)
        self.assertIn("integrity bag-info.txt", self.refused(change))

    def test_a_package_that_was_sealed_anew_is_for_the_judge_as_good_as_any(self):
        # What the judge cannot know: verify_test.py.
        file = next(self.first.glob("data/source/*.xml"))
        edit(file, "</record>", " </record>")
        seal(self.first)
        self.assertEqual(self.judge(self.first), [True])


if __name__ == "__main__":
    python_test.main()
