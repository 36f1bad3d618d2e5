"""The file for the press, PDF/X-4: read by pikepdf, drawn by poppler and MuPDF, taken apart into its plates by Ghostscript."""

import json
import re
import subprocess

import python_test
from python_test import REAL, SAMPLES, SOURCE, VALID_SAMPLES, banxin, environment

# What a second reader says of each PX rule that a file breaks. Arguments: files.
PROBE = """
import hashlib, json, pathlib, re, sys, pikepdf
def boxes(page):
    return {name: [float(x) for x in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox", "/ArtBox", "/CropBox") if name in page}
def inside(inner, outer):
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
def operators(page):
    return {str(one.operator) for one in pikepdf.parse_content_stream(page)}
said = {}
for path in sys.argv[1:]:
    faults = said.setdefault(pathlib.Path(path).name, [])
    def rule(name, kept):
        if not kept and name not in faults:
            faults.append(name)
    pdf = pikepdf.open(path)
    objects = [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
    fonts = [one for one in objects if one.get("/Type") == "/FontDescriptor"]
    rule("PX-01", pathlib.Path(path).read_bytes()[:8] == b"%PDF-1.6" and not pdf.is_encrypted and "/Version" not in pdf.Root)
    rule("PX-01", fonts and all("/FontFile2" in one or "/FontFile3" in one for one in fonts))
    intents = list(pdf.Root.get("/OutputIntents", []))
    rule("PX-02", len(intents) == 1 and intents[0].S == "/GTS_PDFX")
    for intent in intents:
        profile = intent.DestOutputProfile.read_bytes()
        rule("PX-02", profile[12:20] == b"prtrCMYK" and intent.DestOutputProfile.N == 4 and str(intent.get("/Info", "")) and str(intent.OutputConditionIdentifier))
    for page in pdf.pages:
        box = boxes(page)
        rule("PX-03", "/TrimBox" in box and "/ArtBox" not in box and "/BleedBox" in box and inside(box["/TrimBox"], box["/BleedBox"]) and inside(box["/BleedBox"], box["/MediaBox"]))
        trim = box.get("/TrimBox", [0] * 4)
        rule("PX-08", abs(trim[2] - trim[0] - 595.2756) < .001 and abs(trim[3] - trim[1] - 841.8898) < .001)
        bleed = box.get("/BleedBox", [0] * 4)
        rule("PX-08", all(abs(abs(a - b) - 3 * 72 / 25.4) < .001 for a, b in zip(trim, bleed)))
        rule("PX-05", "/Annots" not in page and "/AA" not in page)
        used = operators(page)
        rule("PX-06", not used & {"g", "G", "rg", "RG", "cs", "sc", "scn", "sh", "Do", "BI", "ri"} and "k" in used)
        rule("PX-06", "/Group" not in page)
        states = page.Resources.get("/ExtGState", {})
        rule("PX-07", all(not {"/TR", "/TR2", "/HT"} & set(state.keys()) for state in states.values()))
    rule("PX-05", not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/AF", "/StructTreeRoot"} & set(pdf.Root.keys()))
    rule("PX-05", not any(one.get("/Type") == "/EmbeddedFile" or "/JS" in one for one in objects))
    xmp = pdf.Root.Metadata.read_bytes().decode()
    rule("PX-04", '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>' in xmp and 'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"' in xmp)
    rule("PX-04", "pdfaid" not in xmp and "pdfuaid" not in xmp)
    rule("PX-04", all(f"<{name}>" in xmp for name in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title")))
    rule("PX-04", "<pdf:Trapped>False</pdf:Trapped>" in xmp and pdf.docinfo.get("/Trapped") == "/False" and "/Title" in pdf.docinfo and "/ID" in pdf.trailer)
    rule("PX-09", len(pdf.pages) % 2 == 0)
print(json.dumps(said))
"""
BROKEN_BY_THE_ARCHIVE = ["PX-01", "PX-02", "PX-03", "PX-04", "PX-05", "PX-06", "PX-08"]
# Four pixels a millimetre: boxes and the shift of even pages are whole pixels.
DPI, MM = 101.6, 4


def pictures(run, *command):
    """The pages that a program writes as PGM to its output, one after another."""
    out, found = run(*command), []
    while out:
        width, height = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", out).groups())
        start = re.match(rb"P5\s+\d+\s+\d+\s+255\s", out).end()
        found.append((width, height, out[start:start + width * height]))
        out = out[start + width * height:]
    return found


def ink(picture, left, top, width, height):
    """Whether each pixel of a part is rather black than white."""
    full, _, pixels = picture
    return [bytes(one < 128 for one in pixels[(top + row) * full + left:(top + row) * full + left + width]) for row in range(height)]


class Press(python_test.Case):
    def press(self, record=REAL, name="press.pdf", *options, **changes):
        path = self.folder / name
        done = banxin("render", record, "--profile", "print", "-o", path, *options, **changes)
        self.assertEqual(done.returncode, 0, done.messages)
        return path

    def probe(self, *files):
        done = self.judge_python("pikepdf", "-c", PROBE, *files)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def test_PX_01_02_03_04_05_06_07_08_09_every_sample_keeps_the_rules(self):
        files = [self.press(record, f"{record.stem}{'-marks' * bool(marks)}.pdf", *marks) for record in VALID_SAMPLES for marks in ((), ("--marks",))]
        said = self.probe(*files, self.render(REAL, "archive.pdf"))
        # The judge bites: the archive's file breaks each of these.
        archive = said.pop("archive.pdf")
        self.assertEqual([rule for rule in BROKEN_BY_THE_ARCHIVE if rule not in archive], [])
        self.assertEqual({name: faults for name, faults in said.items() if faults}, {})
        self.assertEqual(len(said), 2 * len(VALID_SAMPLES))

    def test_qpdf_finds_no_fault_and_veraPDF_no_PDF_A(self):
        self.need("qpdf")
        file = self.press()
        self.run_tool("qpdf", "--check", file)
        done = subprocess.run([SOURCE / "scripts/verapdf", file], capture_output=True, text=True)
        if done.returncode == 3 and "not installed" in done.stderr:
            self.skipTest("the judge veraPDF is not installed (scripts/setup judges)")
        self.assertEqual([line.split()[0] for line in done.stdout.splitlines() if line[:4] in ("PASS", "FAIL")], ["FAIL"] * 2)

    def test_PX_10_text_is_on_the_black_plate_alone(self):
        self.need("gs")
        file = self.press(SAMPLES / "filled-2021.xml")
        self.run_tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-sCompression=none", "-r36", "-o", self.folder / "plate-%d.tif", file)
        plates = sorted(self.folder.glob("plate-*(*).tif"))
        self.assertEqual(len(plates) % 4, 0)
        for plate in plates:
            grey = self.run_tool("mutool", "draw", "-q", "-F", "pgm", "-o", "-", plate)
            # Ink is dark: white alone, or text too.
            self.assertEqual(set(grey[-1000:] + grey[100:]) == {255}, "(Black)" not in plate.name, plate.name)

    def test_GW_06_the_page_is_the_archives_at_its_place_in_two_renderers(self):
        self.need("pdftoppm", "mutool")
        press, archive = self.press(), self.render(REAL, "archive.pdf")
        for command in (["pdftoppm", "-gray", "-r", DPI], ["mutool", "draw", "-q", "-F", "pgm", "-r", DPI, "-o", "-"]):
            pairs = list(zip(pictures(self.run_tool, *command, press), pictures(self.run_tool, *command, archive)))
            self.assertEqual(len(pairs), 6)
            for number, (printed, kept) in enumerate(pairs, 1):
                shift = 0 if number % 2 else 2 * MM
                width, height = 200 * MM, 290 * MM
                left = 5 * MM
                one = ink(printed, left + 3 * MM - shift, 3 * MM, width, height)
                other = ink(kept, left, 0, width, height)
                differ = sum(a != b for row, twin in zip(one, other) for a, b in zip(row, twin))
                black = sum(map(sum, other))
                self.assertGreater(black, 5000)
                self.assertLess(differ, black / 50, f"{command[0]}, page {number}")

    def test_PX_09_an_odd_number_of_pages_ends_with_a_blank_one(self):
        odd = [record for record in VALID_SAMPLES if banxin("render", record, "--dump", "layout").stdout.decode().count("\npage ") % 2 == 0]
        self.assertTrue(odd)
        file = self.press(odd[0])
        text = self.run_tool("pdftotext", "-layout", file, "-").decode().split("\f")
        self.assertEqual(len(text[:-1]) % 2, 0)
        self.assertEqual(text[-2].strip(), "")
        self.assertNotEqual(text[-3].strip(), "")

    def test_the_printers_own_condition(self):
        usual = SOURCE / "layouts/print/FOGRA47L_uncoated.icc"
        own = self.folder / "own.icc"
        own.write_bytes(usual.read_bytes().replace(b"FOGRA47L Uncoated", b"Our own press 90g"))
        done = self.judge_python("pikepdf", "-c", "import sys, pikepdf; pdf = pikepdf.open(sys.argv[1]); one = pdf.Root.OutputIntents[0]; "
                                 "print(one.OutputConditionIdentifier, one.Info, '/RegistryName' in one)", self.press(REAL, "own.pdf", "--output-condition", own))
        self.assertEqual(done.stdout.decode().strip(), "Custom Our own press 90g False")

    def test_what_is_no_profile_of_a_press_is_refused(self):
        profile = (SOURCE / "layouts/print/FOGRA47L_uncoated.icc").read_bytes()
        for name, bytes_ in {"empty": b"", "text": b"FOGRA47", "cut": profile[:1000], "screen": profile[:12] + b"mntr" + profile[16:],
                             "grey": profile[:16] + b"GRAY" + profile[20:], "junk": bytes(range(256)) * 40}.items():
            path = self.folder / f"{name}.icc"
            path.write_bytes(bytes_)
            done = banxin("render", REAL, "--profile", "print", "--output-condition", path, "-o", self.folder / "no.pdf")
            self.assertEqual(done.returncode, 3, name)
            self.assertIn(f"{name}.icc: error[output-condition-unusable]: ", done.messages)
            path.unlink()
        missing = banxin("render", REAL, "--profile", "print", "--output-condition", "/nowhere.icc", "-o", self.folder / "no.pdf")
        self.assertEqual(missing.returncode, 4, missing.messages)
        self.assert_only()

    def test_what_is_for_the_press_is_for_no_other_output(self):
        for options in (["--marks"], ["--output-condition", SOURCE / "layouts/print/FOGRA47L_uncoated.icc"]):
            for other in ([], ["--as", "svg"]):
                self.assertEqual(banxin("render", REAL, *options, *other, "-o", self.folder / "no").returncode, 2)
        self.assert_only()

    def test_its_name_is_not_the_archives_and_its_bytes_stay_the_same(self):
        record = self.folder / "a.xml"
        record.write_bytes(REAL.read_bytes())
        for zone in ("Asia/Shanghai", "America/Los_Angeles"):
            self.assertEqual(banxin("render", record, "--profile", "print", env=environment(TZ=zone)).returncode, 0)
            self.assert_only("a.print.pdf", "a.xml")
            self.assertEqual((self.folder / "a.print.pdf").read_bytes(), self.press(name="b.pdf").read_bytes())
            (self.folder / "b.pdf").unlink()

    def test_a_draft_claims_nothing(self):
        draft = self.press(SAMPLES / "bad/A-1.xml", "draft.pdf", "--draft")
        self.assertIn("PX-04", self.probe(draft)["draft.pdf"])


if __name__ == "__main__":
    python_test.main()
