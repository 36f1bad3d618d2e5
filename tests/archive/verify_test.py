"""`banxin archive verify`: whatever happens to a file of an archive is found and named."""

import os
import random
import shutil

import python_test
from archive_kit import ArchiveCase, edit, make_archive, seal
from python_test import SLOWNESS, banxin


def flip(path, chance):
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


class Verify(ArchiveCase):
    def notes(self):
        """What is said of an archive that passes."""
        return [(it["code"], it["severity"], os.path.relpath(it["place"]["file"], self.archive)) for it in self.verify(0)["findings"]]

    def test_a_sound_archive_passes_in_all_four_properties(self):
        told = self.verify(0)
        self.assertEqual([(it["code"], it["name"]["zh"], it["verdict"]) for it in told["properties"]],
                         [("archive-authenticity", "真实性", "pass"), ("archive-integrity", "完整性", "pass"),
                          ("archive-usability", "可用性", "pass"), ("archive-safety", "安全性", "pass")])
        self.assertTrue(told["valid"] and told["sealed"])
        self.assertEqual(told["findings"], [])
        self.assertEqual(len(told["packages"]), 4)
        files = [path for path in self.archive.glob("packages/**/*") if path.is_file()]
        self.assertEqual((told["files"], told["bytes"]), (len(files), sum(path.stat().st_size for path in files)))
        text = banxin("archive", "verify", self.archive, "--lang", "zh").stdout.decode()
        self.assertIn("真实性  通过\n完整性  通过\n可用性  通过\n安全性  通过\n4 个包", text)

    def test_it_changes_nothing(self):
        before = {path: path.stat().st_mtime_ns for path in self.archive.rglob("*")}
        self.verify(0)
        self.assertEqual({path: path.stat().st_mtime_ns for path in self.archive.rglob("*")}, before)

    def test_AR_83_one_bit_in_any_file_is_found_and_the_file_named(self):
        chance = random.Random(83)
        files = sorted(path for path in self.archive.rglob("*") if path.is_file())
        files = [path for path in files if self.others[0] not in path.parents and self.others[1] not in path.parents]
        self.assertGreater(len(files), 50)
        for path in files[::SLOWNESS]:
            whole = path.read_bytes()
            flip(path, chance)
            findings = self.findings()
            # Of a list of digests it is the list or what it lists that is wrong: nobody can tell.
            listing = path.name in ("tagmanifest-sha512.txt", "manifest-sha512.txt", "manifest-sm3.txt")
            wanted = self.name(path.parent) if listing and path.parent != self.archive else self.name(path)
            if path == self.archive / "manifest-sha512.txt":
                self.assertTrue(findings)
            else:
                self.assertTrue(any(wanted in finding for finding in findings), f"{self.name(path)}: {findings}")
            path.write_bytes(whole)
        self.verify(0)

    def test_AR_05_a_missing_file_is_named(self):
        for path in (self.second / "data/evidence/fonts.json", self.second / "bagit.txt",
                     next(self.first.glob("data/report/*.pdf"))):
            path.unlink()
        self.assertEqual(sorted(self.findings()),
                         sorted(f"integrity {self.name(path)}" for path in
                                (self.second / "data/evidence/fonts.json", self.second / "bagit.txt",
                                 self.first / f"data/report/{self.first.name}.pdf")))

    # AR-12: tag files too.
    def test_AR_38_a_file_too_many_is_named(self):
        for path in (self.first / "data/note.txt", self.first / "note.txt", self.archive / "work/note.txt",
                     self.archive / "packages/note.txt", self.archive / "note.txt"):
            path.write_text("left here\n")
        (self.second / "data/link").symlink_to("/etc/passwd")
        self.assertEqual(sorted(self.findings()),
                         sorted(f"safety {name}" for name in
                                (self.name(self.first / "data/note.txt"), self.name(self.first / "note.txt"), "work/note.txt",
                                 "packages/note.txt", "note.txt", self.name(self.second / "data/link"))))

    def test_AR_09_a_package_that_is_to_be_fetched_from_elsewhere_is_refused(self):
        (self.second / "fetch.txt").write_text("https://example.org/report.pdf - data/report/report.pdf\n")
        self.assertIn(f"integrity {self.name(self.second / 'fetch.txt')}", self.findings())

    def test_AR_86_87_a_swapped_PDF_is_found_though_all_manifests_agree(self):
        other = next(self.others[0].glob("data/report/*.pdf"))
        report = next(self.second.glob("data/report/*.pdf"))
        shutil.copy(other, report)
        seal(self.second)
        (self.archive / "manifest-sha512.txt").unlink()  # as if a batch had run since
        (self.archive / "catalogue.sqlite").unlink()
        name = self.name(self.second)
        self.assertEqual(self.findings(), [f"authenticity {name}/data/report/{report.name}",
                                           f"authenticity {name}/data/evidence/fonts.json",
                                           f"authenticity {name}/data/evidence/geometry.json",
                                           f"authenticity {name}/data/provenance/build.json",
                                           f"authenticity {name}/data/metadata/record.xml",
                                           "not-sealed ."])

    def test_a_changed_figure_is_found_though_all_manifests_agree(self):
        package = self.others[0]
        source = next(package.glob("data/source/*.xml"))
        edit(source, "<cell", "<!-- --><cell")
        seal(package)
        name = self.name(package)
        self.assertEqual({line for line in self.findings() if not line.endswith(name)},
                         {f"authenticity {name}/{file}" for file in
                          ("bag-info.txt", f"data/report/{package.name}.pdf", "data/evidence/validation.json",
                           "data/provenance/build.json", "data/provenance/versions.json", "data/metadata/record.xml")})

    def test_AR_94_the_record_is_checked_again_with_the_rules_of_its_package(self):
        package = self.others[0]
        rules = next(package.glob("data/schema/disclosure-*/record.xsd"))
        form = rules.parent.name
        edit(rules, f'value="{form}"', 'value="another-form"')
        seal(package)
        source = next(package.glob("data/source/*.xml"))
        self.assertIn(f"usability {self.name(source)}", self.findings())

    def test_a_package_moved_away_is_missed_by_the_catalogue(self):
        shutil.move(self.others[0], self.folder / "elsewhere")
        self.assertEqual(self.findings(), [f"integrity {self.name(self.others[0])}"])

    def test_a_package_moved_away_is_missed_by_the_journals_without_a_catalogue(self):
        (self.archive / "catalogue.sqlite").unlink()
        (self.archive / "manifest-sha512.txt").unlink()
        shutil.move(self.others[0], self.folder / "elsewhere")
        self.assertEqual(self.findings(), ["not-sealed .", f"integrity {self.name(self.others[0])}"])

    def test_a_package_under_another_name_or_in_another_place_is_found(self):
        name = self.others[0].name
        renamed = self.others[0].with_name(name[:2] + "0" * 22 + "-v01")
        self.others[0].rename(renamed)
        (self.archive / "packages/zz").mkdir()
        moved = self.archive / "packages/zz" / self.others[1].name
        self.others[1].rename(moved)
        findings = self.findings()
        self.assertIn(f"integrity {self.name(self.others[0])}", findings)
        self.assertIn(f"integrity {self.name(self.others[1])}", findings)
        self.assertIn(f"safety {self.name(moved)}", findings)
        self.assertIn(f"authenticity {self.name(renamed)}/bag-info.txt", findings)

    def test_AR_84_a_broken_chain_of_versions_is_found(self):
        shutil.move(self.first, self.folder / "elsewhere")
        versions = f"{self.name(self.second)}/data/provenance/versions.json"
        self.assertEqual(set(self.findings()), {f"integrity {self.name(self.first)}", f"integrity {versions}"})
        # Another package in the place of the first version, whole in itself.
        (self.folder / "other").mkdir()
        other = make_archive(self.folder / "other", [self.origin / "corrected.xml"], merge=False)
        shutil.move(next(other.glob("packages/*/*")), self.first)
        self.assertEqual(set(self.findings()),
                         {f"authenticity {versions}", f"authenticity {self.name(self.first)}"})

    def test_a_seal_is_taken_off_by_the_next_batch_and_put_on_by_a_merge(self):
        make_archive(self.folder, [python_test.SAMPLES / "zero-2018.xml"], merge=False)
        self.assertEqual(self.notes(), [("archive-not-sealed", "note", ".")])
        make_archive(self.folder)
        self.assertEqual(self.findings(0), [])

    def test_what_a_killed_writer_left_is_told_and_is_no_fault(self):
        (self.archive / "work/1-0").mkdir()
        (self.archive / "work/1-0.lock").touch()
        self.assertEqual(self.notes(), [("archive-stray", "note", "work/1-0")])

    def test_a_folder_that_is_no_archive_is_refused(self):
        done = banxin("archive", "verify", self.folder)
        self.assertEqual(done.returncode, 7)
        self.assertIn("error[archive-unusable]", done.messages)

    def test_an_archive_of_another_kind_is_told(self):
        edit(self.archive / "banxin-archive.txt", "1", "9")
        self.assertEqual(self.findings(), ["authenticity banxin-archive.txt"] * 2)


if __name__ == "__main__":
    python_test.main()
