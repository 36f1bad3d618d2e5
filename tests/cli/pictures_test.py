"""Pictures, from the file beside a record to every output: pikepdf, veraPDF and Ghostscript as judges, and files of strangers."""

import base64
import json
import re
import shutil
import struct
import subprocess
import zipfile
import zlib

import python_test
from python_test import SAMPLES, SLOWNESS, SOURCE, banxin

SAMPLE = SAMPLES / "pictures-2023"
HALL = (SAMPLE / "pictures/hall.jpg").read_bytes()
PLAN = (SAMPLE / "pictures/plan.png").read_bytes()
RECORD = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
LAST = "<p>本年度没有其他需要报告的事项。</p>"
SECRET = b"somebody's secret"

# Each picture of a PDF: what it is and where. Arguments: file, and `pixels` for the samples of each.
PROBE = """
import json, sys, hashlib, pikepdf
pdf = pikepdf.open(sys.argv[1])
found = []
for page in pdf.pages:
    for name in [str(one.operands[0]) for one in pikepdf.parse_content_stream(page) if str(one.operator) == "Do"]:
        image = page.Resources.XObject[name]
        space = image.ColorSpace
        found.append({"width": int(image.Width), "height": int(image.Height), "space": str(space if isinstance(space, pikepdf.Name) else space[0]),
                      "bits": int(image.BitsPerComponent), "filter": str(image.Filter), "mask": "/SMask" in image or "/Mask" in image,
                      "raw": hashlib.sha256(image.read_raw_bytes()).hexdigest(),
                      "first": "" if image.Filter == "/DCTDecode" else image.read_bytes()[:8].hex()})
figures, captions = [], []
def walk(element):
    if isinstance(element, pikepdf.Array):
        for one in element: walk(one)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        if element.S == "/Figure":
            figures.append({"alt": str(element.Alt), "box": [float(x) for x in element.A.BBox]})
        if element.S == "/Caption":
            captions.append([str(one.S) for one in element.P.K])
        if "/K" in element: walk(element.K)
if "/StructTreeRoot" in pdf.Root:
    walk(pdf.Root.StructTreeRoot.K)
print(json.dumps({"images": found, "figures": figures, "captions": captions}))
"""


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, kind, bits, rows, *extra, interlaced=0):
    """A PNG; `rows` are the bytes of its lines, or its whole data."""
    data = rows if isinstance(rows, bytes) else zlib.compress(b"".join(b"\0" + row for row in rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, interlaced)) + b"".join(extra) +
            chunk(b"IDAT", data) + chunk(b"IEND", b""))


def segment(marker, data):
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(orientation):
    return b"Exif\0\0II*\0\x08\0\0\0\1\0" + struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + b"\0\0\0\0" + SECRET


def picture(source="a.png", alternative="一张图", more="", content=""):
    source = "" if source is None else f' source="{source}"'
    alternative = "" if alternative is None else f' alternative="{alternative}"'
    return f"<picture{source}{alternative}{more}>{content}</picture>"


class Pictures(python_test.Case):
    def record(self, pictures, files=()):
        """A record with these pictures, and the files beside it."""
        for name, data in dict(files).items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        path = self.folder / "record.xml"
        path.write_text(RECORD.replace(LAST, pictures + LAST), encoding="utf-8")
        return path

    def made(self, record, *options, name="out.pdf", told=()):
        output = self.folder / name
        done = banxin("render", record, "-o", output, *options)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(re.findall(r"\[(picture-[a-z-]+)\]", done.messages), list(told), done.messages)
        return output

    def probe(self, file):
        done = self.judge_python("pikepdf", "-c", PROBE, file)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def test_FG_01_02_what_cannot_be_a_picture_is_refused_at_its_place(self):
        bomb = png(4000, 4000, 2, 8, zlib.compress(bytes(4000 * 12001 - 7), 9))
        huge = png(100_000, 100_000, 0, 1, b"")
        wide = HALL.replace(struct.pack(">HH", 720, 1152), b"\xff\xff\xff\xff")
        scan = HALL.index(b"\xff\xda")
        profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(64 << 20)))
        hostile = {
            "picture-missing": [("none.png", None), (".", None), ("sub", None)],
            "picture-path": [("../record.xml", None), ("/etc/hostname", None), ("C:\\a.png", None), ("link.png", None), ("a/../../b.png", None)],
            "picture-kind": [("empty.png", b""), ("text.png", b"<svg/>"), ("page.png", b"%PDF-1.7"), ("gif.png", b"GIF89a" + bytes(50)), ("tiff.jpg", b"II*\0" + bytes(40))],
            "picture-too-large": [("huge.png", huge), ("wide.jpg", wide), ("scans.jpg", HALL[:-2] + HALL[scan:-2] * 60 + b"\xff\xd9"), ("bytes.png", PLAN + bytes(11 << 20))],
            "picture-broken": [("cut.png", PLAN[:300]), ("cut.jpg", HALL[:20_000]), ("flip.png", PLAN[:200] + bytes([PLAN[200] ^ 8]) + PLAN[201:]), ("header.png", PLAN[:20]),
                               ("short.png", bomb), ("zero.png", png(0, 9, 0, 8, b"")), ("soi.jpg", HALL[:4]), ("noise.jpg", HALL[:scan + 14] + bytes(range(1, 255)) * 40 + b"\xff\xd9"),
                               ("arithmetic.jpg", HALL.replace(b"\xff\xc0", b"\xff\xc9", 1)), ("frames.jpg", HALL[:2] + HALL[2:].replace(b"\xff\xc0", b"\xff\xc0\0\x11\x08\0\x08\0\x08\3\1\x11\0\2\x11\0\3\x11\0\xff\xc0", 1))],
        }
        (self.folder / "sub").mkdir()
        (self.folder / "link.png").symlink_to(SAMPLE / "pictures/plan.png")
        for code, files in hostile.items():
            for name, data in files:
                record = self.record(picture(name), {name: data} if data is not None else {})
                line = next(number for number, text in enumerate(record.read_text(encoding="utf-8").split("\n"), 1) if "<picture" in text)
                done = banxin("render", record, "-o", self.folder / "out.pdf", timeout=2)
                self.assertEqual(done.returncode, 1, f"{name}: {done.messages}")
                self.assertEqual(re.findall(r"record.xml:(\d+): (\w+)\[([a-z-]+)\]", done.messages), [(str(line), "error", code)], f"{name}: {done.messages}")
                self.assertFalse((self.folder / "out.pdf").exists())
        # A profile that becomes 64 MB is no profile.
        record = self.record(picture(), {"a.png": png(4, 4, 2, 8, [bytes(12)] * 4, profile)})
        self.made(record, told=["picture-colour"])

    def test_FG_02_a_bomb_takes_neither_time_nor_memory(self):
        # 25 million pixels of one colour in 25 KB are a picture; one more line is too large.
        side = 5000
        for height, code in ((side, 0), (side + 1, 1)):
            record = self.record(picture(), {"a.png": png(side, height, 0, 8, zlib.compress(bytes((side + 1) * height), 9))})
            watched = subprocess.run(["/usr/bin/env", "python3", "-c", "import resource, subprocess, sys\n"
                                      "done = subprocess.run(sys.argv[1:], capture_output=True)\n"
                                      "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)",
                                      python_test.PROGRAM, "validate", record], capture_output=True, text=True, timeout=4 * SLOWNESS,
                                     env=python_test.environment())
            status, memory = map(int, watched.stdout.split())
            self.assertEqual(status, code)
            if SLOWNESS == 1:
                self.assertLess(memory, 200)

    def test_the_words_of_the_form(self):
        for more, words in ((dict(alternative=None), "alternative"), (dict(alternative=""), "alternative"), (dict(more=' width="0"'), "width"),
                            (dict(more=' width="101"'), "width"), (dict(source=None), "picture-source"), (dict(content="<data>AAAA</data>"), "picture-source"),
                            (dict(source=None, content="<data>no base64!</data>"), "picture-broken")):
            record = self.record(picture(**more), {"a.png": PLAN})
            done = banxin("validate", record, "--lang", "zh")
            self.assertEqual(done.returncode, 1, more)
            self.assertIn(words, done.messages + done.stdout.decode())
        self.assertIn("picture（图片）没有写属性 alternative（图片的文字说明）。", banxin("validate", self.record(picture(alternative=None)), "--lang", "zh").stdout.decode())
        # From standard input there is nothing beside the record; within it there is.
        record = self.record(picture(), {"a.png": PLAN})
        self.assertIn("[picture-missing]", banxin("render", "-", "-o", self.folder / "out.pdf", stdin=record.read_bytes()).messages)
        record = self.record(picture(source=None, content=f"<data>\n{base64.b64encode(PLAN).decode()}\n</data>"))
        self.assertEqual(banxin("render", "-", "-o", self.folder / "out.pdf", stdin=record.read_bytes()).returncode, 0)
        # A draft shows what there is.
        record = self.record(picture("none.png", content="<caption>图1 查阅点</caption>"))
        done = banxin("render", record, "--draft", "-o", self.folder / "draft.pdf")
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertIn("[picture-missing]", done.messages)

    def test_FG_03_04_the_picture_and_nothing_else(self):
        dressed = HALL[:2] + segment(0xE1, exif(1)) + segment(0xFE, b"<script>alert(1)</script>" + SECRET) + segment(0xED, SECRET) + HALL[2:] + HALL + SECRET
        text = chunk(b"tEXt", b"Author\0" + SECRET) + chunk(b"eXIf", SECRET)
        record = self.record(picture("a.jpg") + picture("b.png"), {"a.jpg": dressed, "b.png": PLAN.replace(b"\0\0\0\x0cPLTE", text + b"\0\0\0\x0cPLTE", 1) + SECRET})
        images = self.probe(self.made(record))["images"]
        # The JPEG's picture data are those that came, byte for byte.
        plain = self.made(self.record(picture("a.jpg") + picture("b.png"), {"a.jpg": HALL, "b.png": PLAN}), name="plain.pdf")
        self.assertEqual(images, self.probe(plain)["images"])
        self.assertEqual([one["filter"] for one in images], ["/DCTDecode", "/FlateDecode"])
        self.assertEqual((images[1]["space"], images[1]["bits"]), ("/Indexed", 2))
        self.record(picture("a.jpg") + picture("b.png"), {"a.jpg": dressed})
        for suffix in (".pdf", ".html", ".docx", ".svg"):
            out = self.made(record, *([] if suffix == ".pdf" else ["--as", suffix[1:]]), name="out" + suffix).read_bytes()
            if suffix == ".docx":
                with zipfile.ZipFile(self.folder / "out.docx") as package:
                    out = b"".join(package.read(name) for name in package.namelist())
            found = out + b"".join(base64.b64decode(one) for one in re.findall(rb"base64,([A-Za-z0-9+/=]+)", out))
            for secret in (SECRET, b"alert(1)", b"Exif"):
                self.assertNotIn(secret, found, suffix)

    def test_FG_04_transparency_depth_interlacing_turning_and_inks(self):
        rgba = png(2, 1, 6, 8, [bytes([255, 0, 0, 255, 0, 0, 0, 0])])
        grey_alpha = png(2, 1, 4, 8, [bytes([0, 128, 255, 255])])
        key = png(2, 1, 3, 8, [bytes([0, 1])], chunk(b"PLTE", bytes([0, 0, 255, 9, 9, 9])), chunk(b"tRNS", bytes([255, 0])))
        deep = png(2, 1, 0, 16, [bytes([0x80, 0, 0xFF, 0xFF])])
        laced = png(1, 1, 2, 8, [bytes([1, 2, 3])], interlaced=1)
        bit = png(8, 1, 0, 1, [b"\xAA"])
        files = {"1.png": rgba, "2.png": grey_alpha, "3.png": key, "4.png": deep, "5.png": laced, "6.png": bit}
        record = self.record("".join(picture(name, more=' width="1"') for name in files), files)
        images = self.probe(self.made(record))["images"]
        self.assertEqual([(one["space"], one["bits"], one["first"]) for one in images],
                         [("/DeviceRGB", 8, "ff0000ffffff"), ("/DeviceGray", 8, "7fff"), ("/DeviceRGB", 8, "0000ffffffff"), ("/DeviceGray", 8, "80ff"),
                          ("/DeviceRGB", 8, "010203"), ("/DeviceGray", 1, "aa")])
        self.assertFalse(any(one["mask"] for one in images))
        # A camera's word is followed: what lies on a side stands.
        lying = HALL[:2] + segment(0xE1, exif(6)) + HALL[2:]
        images = self.probe(self.made(self.record(picture("a.jpg"), {"a.jpg": lying})))["images"]
        self.assertEqual([(one["width"], one["height"]) for one in images], [(720, 1152)])

    def test_FG_04_CMYK_is_told_and_converted(self):
        self.need("gs")
        inks = self.folder / "inks.ps"
        inks.write_text("<< /PageSize [64 64] >> setpagedevice 0 1 1 0 setcmykcolor 0 0 64 64 rectfill showpage")
        # Ghostscript's jpegcmyk writes what is left of the white, with Adobe's mark.
        self.run_tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=jpegcmyk", "-o", self.folder / "inks.jpg", inks)
        file = self.made(self.record(picture("inks.jpg", more=' width="10"')), told=["picture-colour"])
        images = self.probe(file)["images"]
        self.assertEqual([(one["space"], one["filter"]) for one in images], [("/DeviceRGB", "/DCTDecode")])
        page = self.run_tool("pdftoppm", "-r", "36", "-f", "4", file)
        self.assertTrue(re.search(rb"[\xf0-\xff][\x00-\x20][\x00-\x20]", page), "no red on the page")

    def test_FG_05_PA_63_the_sample_in_the_archives_profile(self):
        file = self.made(SAMPLE / "record.xml")
        found = self.probe(file)
        self.assertEqual([one["alt"][:4] for one in found["figures"]], ["办事大厅", "一层平面", "政府信息"])
        self.assertEqual(found["captions"], [["/Figure", "/Caption"]] * 2)
        millimetre, left, right = 72 / 25.4, 28, 184
        for figure, share in zip(found["figures"], (60, 45, 12)):
            west, south, east, north = (side / millimetre for side in figure["box"])
            self.assertAlmostEqual(east - west, 156 * share / 100, delta=.01)
            self.assertAlmostEqual(west - left, right - east, delta=.01)
            self.assertTrue(35 <= south < north <= 260.01)
        hall = found["figures"][0]["box"]
        self.assertAlmostEqual((hall[2] - hall[0]) / (hall[3] - hall[1]), 1152 / 720, delta=.001)
        self.need("qpdf")
        self.run_tool("qpdf", "--check", file)
        done = subprocess.run([SOURCE / "scripts/verapdf", file], capture_output=True, text=True)
        if done.returncode == 3 and "not installed" in done.stderr:
            self.skipTest("the judge veraPDF is not installed (scripts/setup judges)")
        self.assertEqual([line.split()[0] for line in done.stdout.splitlines() if line[:4] in ("PASS", "FAIL")], ["PASS"] * 2, done.stdout)
        self.assertEqual(file.read_bytes(), self.made(SAMPLE / "record.xml", name="again.pdf").read_bytes())

    def test_FG_05_PX_06_the_sample_for_the_press(self):
        file = self.made(SAMPLE / "record.xml", "--profile", "print", name="press.pdf")
        self.assertEqual([one["space"] for one in self.probe(file)["images"]], ["/DeviceCMYK", "/DeviceCMYK", "/DeviceGray"])
        self.need("gs")
        # Of the grey picture nothing is on the coloured plates: page 4 has it, and the others.
        coarse = self.record(picture("a.jpg"), {"a.jpg": HALL})
        done = banxin("render", coarse, "--profile", "print", "-o", self.folder / "coarse.pdf")
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertIn("warning[picture-resolution]: The picture is printed at 187 pixels an inch, fewer than 300", done.messages)
        self.assertIn("at least 1843 pixels across (this has 1152)", done.messages)

    def test_FG_06_a_picture_stays_with_its_caption(self):
        tall = png(10, 40, 0, 8, [bytes(10)] * 40)
        for lines in range(12, 30, 3):
            text = "".join(f"<p>第{number}段。</p>" for number in range(lines))
            record = self.record(text + picture("a.png", more=' width="20"', content="<caption>图1 高塔</caption>"), {"a.png": tall})
            dump = banxin("render", record, "--dump", "layout").stdout.decode()
            pages = dump.split("\npage ")
            [with_picture] = [page for page in pages if "  image " in page]
            self.assertIn("图1", with_picture)
            left, top, width, height = map(float, re.search(r"  image ([\d.]+) ([\d.]+) ([\d.]+) x ([\d.]+)", with_picture).groups())
            self.assertTrue(37 <= top and top + height <= 262 and abs(width - 31.2) < .01, (top, height, width))
        # One that is higher than a page is made smaller, in its shape.
        record = self.record(picture("a.png", content="<caption>图1 高塔</caption>"), {"a.png": tall})
        [found] = re.findall(r"  image [\d.]+ ([\d.]+) ([\d.]+) x ([\d.]+)", banxin("render", record, "--dump", "layout").stdout.decode())
        top, width, height = map(float, found)
        self.assertAlmostEqual(height / width, 4, delta=.001)
        self.assertTrue(200 < height <= 225 and top == 37, found)

    def test_FG_07_the_archive_has_what_came_and_verifies_it(self):
        folder = self.folder / "in"
        shutil.copytree(SAMPLE, folder)
        archive = self.folder / "archive"
        self.assertEqual(banxin("batch", folder / "record.xml", "--archive", archive).returncode, 0)
        [package] = [path.parent for path in archive.glob("packages/*/*/bagit.txt")]
        kept = sorted(path.read_bytes() for path in package.glob("data/source/pictures/*"))
        self.assertEqual(kept, sorted([HALL, PLAN]))
        evidence = json.loads((package / "data/evidence/pictures.json").read_text())
        self.assertEqual([one["source"] for one in evidence["pictures"]], ["pictures/hall.jpg", "pictures/plan.png"])
        self.assertEqual(banxin("merge", "--archive", archive).returncode, 0)
        self.assertEqual(banxin("archive", "verify", archive).returncode, 0)
        # The same again adds nothing; another picture is another version.
        for data, versions in ((PLAN, 1), (png(8, 8, 0, 8, [bytes(8)] * 8), 2)):
            (folder / "pictures/plan.png").write_bytes(data)
            self.assertEqual(banxin("batch", folder / "record.xml", "--archive", archive).returncode, 0)
            self.assertEqual(len(list(archive.glob("packages/*/*/bagit.txt"))), versions)
        # Evidence without its picture is a fault, even where no manifest lists it.
        next(package.glob("data/source/pictures/*.png")).unlink()
        done = banxin("archive", "verify", archive)
        self.assertEqual(done.returncode, 7)
        self.assertIn("archive-integrity", done.messages + done.stdout.decode())

    def test_FG_08_web_page_word_document_and_screen(self):
        page = self.made(SAMPLE / "record.xml", "--as", "html", name="out.html").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r'<img src="data:image/(?:png|jpeg);base64,[^"]+" alt="[^"]+"', page)), 3)
        self.assertEqual(re.findall(r"<figcaption[^>]*>([^<]*)</figcaption>", page), ["图1　办事大厅外观", "图2　一层平面图"])
        screen = self.made(SAMPLE / "record.xml", "--as", "svg", name="out.svg").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r'<image [^>]*role="img" aria-label="[^"]+"[^>]* href="data:image', screen)), 3)
        word = self.made(SAMPLE / "record.xml", "--as", "docx", name="out.docx")
        done = self.judge_python("python-docx", "-c", "import sys, docx\nfile = docx.Document(sys.argv[1])\n"
                                 "for one in file.inline_shapes:\n    print(round(one.width.mm, 1), one._inline.docPr.get('descr')[:4], one._inline.graphic.graphicData.pic.blipFill.blip.embed in file.part.rels)", word)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(done.stdout.decode().split("\n")[:3], ["93.6 办事大厅 True", "70.2 一层平面 True", "18.7 政府信息 True"])


if __name__ == "__main__":
    python_test.main()
