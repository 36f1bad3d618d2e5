"""Outside judges of the finished files: every valid sample, and a draft."""

import subprocess

import python_test
from python_test import REAL, SOURCE, VALID_SAMPLES, banxin


class Conformance(python_test.Case):
    def verapdf(self, *files):
        done = subprocess.run([SOURCE / "scripts/verapdf", *files], capture_output=True, text=True)
        if done.returncode == 3 and "not installed" in done.stderr:
            self.skipTest("the judge veraPDF is not installed (scripts/setup judges)")
        return done

    def reports(self):
        return [self.render(sample, sample.stem + ".pdf") for sample in VALID_SAMPLES]

    def test_veraPDF_finds_no_failure_in_any_sample(self):
        files = self.reports()
        done = self.verapdf(*files)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        passes = [line.split()[-1] for line in done.stdout.splitlines() if line.startswith("PASS ")]
        self.assertEqual(sorted(passes), ["3a"] * len(files) + ["ua1"] * len(files))

    def test_veraPDF_refuses_a_draft(self):
        """The judge bites, and a draft claims nothing."""
        draft = self.folder / "draft.pdf"
        done = banxin("render", SOURCE / "samples/bad/A-1.xml", "-o", draft, "--draft")
        self.assertEqual(done.returncode, 0, done.messages)
        done = self.verapdf(draft)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual([line.split()[0] for line in done.stdout.splitlines() if line[:4] in ("PASS", "FAIL")], ["FAIL"] * 2)

    def test_qpdf_finds_no_fault(self):
        self.need("qpdf")
        for file in self.reports():
            done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_ghostscript_and_mupdf_draw_every_page_without_a_word(self):
        self.need("gs", "mutool")
        for file in self.reports():
            done = subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", file], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), file.name)
            done = subprocess.run(["mutool", "draw", "-q", "-N", "-r", "20", "-o", "/dev/null", "-F", "pgm", file],
                                  capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr.replace("warning: ICC support is not available\n", "")), (0, ""),
                             file.name)

    def test_ghostscript_finds_black_ink_alone(self):
        """One plate: everything on the pages is pure black, DeviceGray."""
        self.need("gs")
        self.run_tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r30", f"-sOutputFile={self.folder}/p%d.tif",
                      self.render(REAL))
        for plate in ("Cyan", "Magenta", "Yellow"):
            for path in self.folder.glob(f"p*({plate}).tif"):
                data = path.read_bytes()
                black = self.folder / path.name.replace(plate, "Black")
                self.assertLess(len(data), 0.5 * len(black.read_bytes()) + 2000, path.name)

    def test_the_record_is_attached_as_the_source(self):
        self.need("pdfdetach")
        report = self.render(REAL)
        listed = self.run_tool("pdfdetach", "-list", report).decode()
        self.assertTrue(listed.startswith("1 embedded files"), listed)
        self.run_tool("pdfdetach", "-save", "1", "-o", self.folder / "r.xml", report)
        self.assertEqual((self.folder / "r.xml").read_bytes(), REAL.read_bytes())

    def test_fonts_are_embedded_subsets_with_unicode(self):
        self.need("pdffonts")
        lines = self.run_tool("pdffonts", self.render(REAL)).decode().splitlines()[2:]
        self.assertGreaterEqual(len(lines), 4)
        for line in lines:
            self.assertRegex(line, r"^[A-Z]{6}\+\S+ .* yes yes yes ", line)


if __name__ == "__main__":
    python_test.main()
