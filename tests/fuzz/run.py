#!/usr/bin/env python3
"""Runs the fuzz targets that the preset `fuzz` builds, as many at once as there are processors.

    tests/fuzz/run.py [--program build/dev/banxin] [--seconds N] [TARGET...]

Without --seconds each target makes a fixed number of runs from a fixed beginning: the same in every test. With it, each
runs for so long from a beginning of its own, with what earlier runs of this kind found (build/fuzz/corpus). The program makes
the archive whose files some seeds are. An input that ends a target is kept in build/fuzz/crashes;
`build/fuzz/fuzz_TARGET FILE` runs it again. Status 1 when there is one.
"""

import argparse
import concurrent.futures
import hashlib
import io
import os
import pathlib
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/fuzz"
SAMPLES, LAYOUTS = ROOT / "samples", ROOT / "layouts"
FORM = "disclosure-2021"

# How many runs each makes in a test: a few seconds of one processor. And the dictionary that its inputs are written in.
TARGETS = {
    "record": (400, "xml"),
    "form": (150, "xml"),
    "style": (8_000, "xml"),
    "document": (40_000, "xml"),
    "zip": (40_000, "zip"),
    "import": (300, "xml"),
    "pdf": (25_000, "pdf"),
    "font": (25_000, "font"),
    "cff": (100_000, "font"),
    "profile": (20_000, "profile"),
    "picture": (4_000, "picture"),
    "journal": (25_000, "json"),
    "catalogue": (5_000, "sql"),
    "package": (180, "json"),
    "request": (150, "xml"),
}


def record_seeds():
    for path in sorted([*SAMPLES.glob("*.xml"), *SAMPLES.glob("bad/**/*.xml")]):
        # Every kind of fault in small, and a whole record of each form.
        if path.stat().st_size < 3000 or re.match(r"zero|gb18030", path.name):
            yield path.name, path.read_bytes()


def form_seeds():
    files = ("form.xml", "labels.xml", "narrative.xml", "rules.sch", "document.xsl", "record.xsd")
    for number, name in enumerate(files):
        yield name, bytes([ord("0") // len(files) * len(files) + number]) + (LAYOUTS / FORM / name).read_bytes()


def style_seeds():
    yield "style.xml", (LAYOUTS / "gbt9704/style.xml").read_bytes()


def document_seeds():
    yield "all.xml", (ROOT / "tests/fuzz/document.xml").read_bytes()


def picture_seeds():
    plan = (SAMPLES / "pictures-2023/pictures/plan.png").read_bytes()
    yield "plan.png", plan

    def png(kind, bits, row, extra=b"", laced=0):
        def chunk(name, data):
            return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, bits, kind, 0, 0, laced))
        return plan[:8] + head + extra + chunk(b"IDAT", zlib.compress(b"\0" + row)) + chunk(b"IEND", b"")

    yield "grey.png", png(0, 8, b"ab")
    yield "alpha.png", png(6, 8, b"abcdefgh")
    yield "deep.png", png(2, 16, b"abcdefghijkl")
    # A grey square of 8 pixels: the smallest whole JPEG.
    tables = b"\xff\xdb\0C\0" + b"\1" * 64 + b"\xff\xc4\0\x14\0\1" + b"\0" * 15 + b"\0" + b"\xff\xc4\0\x14\x10\1" + b"\0" * 15 + b"\0"
    yield "square.jpg", (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + tables + b"\xff\xc0\0\x0b\x08\0\x08\0\x08\1\1\x11\0" +
                         b"\xff\xda\0\x08\1\1\0\0\x3f\0\x3f\xff\xd9")


def zip_seeds():
    record = (SAMPLES / "bad/record-year.xml").read_bytes()
    for name, packing in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED), ("bzip2", zipfile.ZIP_BZIP2)):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", packing) as file:
            file.comment = b"comment"
            for member in ("a.xml", "文件夹/记录.xml", "folder/"):
                file.writestr(zipfile.ZipInfo(member), b"" if member.endswith("/") else record)
            with file.open(zipfile.ZipInfo("large.xml"), "w", force_zip64=True) as member:
                member.write(record)
        yield name, made.getvalue()
        # The flag that says that names are UTF-8 is taken away: they are read as GB 18030.
        yield f"{name}-gbk", made.getvalue().replace("记录".encode(), "记录记".encode("gb18030"))


def import_seeds():
    sys.path.insert(0, str(ROOT / "tests/support"))
    import import_kit as kit

    blocks = [(kind, content) for kind, content in kit.blocks_of(SAMPLES / "additions-2021.xml")
              if kind != "table" or len(content) < 15]
    yield "text", b"t" + kit.as_text(blocks).encode()
    yield "page", b"h" + kit.as_html(blocks).encode()
    document, book = io.BytesIO(), io.BytesIO()
    kit.write_document(document, kit.body_of(blocks[:4] + [one for one in blocks if one[0] == "table"][:1]))
    kit.write_workbook(book, [("一", kit.sheet_of([one for one in blocks if one[0] == "table"]), "")])
    yield "document", b"d" + document.getvalue()
    yield "workbook", b"x" + book.getvalue()
    for name, kind, made in (("parts-of-a-document", b"D", document), ("parts-of-a-workbook", b"X", book)):
        with zipfile.ZipFile(made) as file:
            yield name, kind + b"\0".join(part.encode() + b"\n" + file.read(part) for part in file.namelist())


def pdf_file(*objects):
    """A file of these objects, the first of them the catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(made))


def pdf_stream(dictionary, content):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(content), content)


def pdf_seeds():
    record = b"<record/>"
    pages, specification = b"<</Type/Pages/Kids[]/Count 0>>", b"<</Type/Filespec/AFRelationship/Source/F(a.xml)/EF<</F 4 0 R/UF 4 0 R>>>>"
    attached = pdf_stream(b"/Type/EmbeddedFile/Filter/FlateDecode/Params<</Size %d/CheckSum<%s>>>" % (
        len(record), hashlib.md5(record).hexdigest().encode()), zlib.compress(record))
    yield "associated.pdf", pdf_file(b"<</Type/Catalog/Pages 2 0 R/AF[3 0 R]>>", pages, specification, attached)
    yield "named.pdf", pdf_file(b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 5 0 R>>>>", pages, specification, attached,
                                b"<</Kids[6 0 R 5 0 R]>>", b"<</Limits[(a)(b)]/Names[(a)3 0 R]>>")
    packed = zlib.compress(b"1 0 2 20 <</Type/Catalog/Pages 3 0 R>> [[[1]]] (a\\(b)")
    yield "packed.pdf", pdf_file(pdf_stream(b"/Type/ObjStm/N 2/First 8/Filter/FlateDecode", packed),
                                 pdf_stream(b"/Type/XRef/Size 4/W[1 2 1]/Filter[/FlateDecode/Fl]", zlib.compress(packed)))
    yield "nested.pdf", pdf_file(b"<</A[<</B[(x)<41>]>>]/C 1 0 R/D#20 /E>>%comment")


FACES = {"truetype": "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
         "cff": "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf",
         "cid-keyed": ROOT / "build/fonts/FandolFang-Regular.otf"}


def subset(name, *options):
    """A few glyphs of an installed face; nothing when it is not."""
    if not pathlib.Path(FACES[name]).exists():
        say(f"no seed of {FACES[name]}, which is absent; scripts/setup installs it")
        return None
    with tempfile.NamedTemporaryFile() as few:
        subprocess.run(["/usr/bin/python3", "-m", "fontTools.subset", FACES[name], "--text=中，（A1——“é", "--notdef-outline",
                        "--drop-tables+=FFTM", f"--output-file={few.name}", *options], check=True)
        return pathlib.Path(few.name).read_bytes()


def font_seeds():
    for name in FACES:
        if made := subset(name, "--layout-features=*"):
            yield name, made


def cff_seeds():
    if made := subset("cid-keyed", "--desubroutinize", "--no-hinting"):
        tables = {made[at:at + 4]: struct.unpack(">II", made[at + 8:at + 16]) for at in range(12, 12 + 16 * made[5], 16)}
        glyphs = int.from_bytes(made[tables[b"maxp"][0] + 4:][:2], "big")
        offset, length = tables[b"CFF "]
        yield "cid-keyed", bytes([glyphs - 1]) + made[offset:offset + length]


def profile_seeds():
    for path in (ROOT / "fonts").glob("*.profile"):
        yield path.name, path.read_bytes()


def journal_seeds():
    for path in (BUILD / "archive").glob("journal/*.ndjson"):
        yield path.name, path.read_bytes()
    yield "deep", b'{"input":"a.xml","status":"failed","reason":{"zh":"\\u5c40","en":"x"}}\n' + b"[" * 70 + b"\n{}"


def catalogue_seeds():
    # Of one in small: pages of 512 bytes, few rows.
    with tempfile.TemporaryDirectory() as folder:
        small = pathlib.Path(folder) / "small"
        shutil.copy(BUILD / "archive/catalogue.sqlite", small)
        database = sqlite3.connect(small, isolation_level=None)
        database.execute("DELETE FROM cell WHERE label > 3")
        database.execute("DELETE FROM label WHERE number > 3")
        database.execute("PRAGMA page_size = 512")
        database.execute("VACUUM")
        database.close()
        yield "small", small.read_bytes()


def package_seeds():
    for package in (BUILD / "archive").glob("packages/*/*"):
        for path in package.rglob("*"):
            name = path.relative_to(package).as_posix()
            if path.is_file() and not name.startswith(("data/schema/", "data/report/")):
                yield name.replace("/", "_"), f"{name}\n".encode() + path.read_bytes()


def request_seeds():
    """The part that a form is of, cookies, and fields, as browsers send them back from a desk."""
    cell = "cell /record/chapter[3]/statistics"
    yield "report", "report\nbanxin-80=0; a=b\nbureau\t云岭市水利局\n@year\t2023\ntitle\t标题\ndo\tsave\n".encode()
    yield "chapter", "chapter-1\n\ntext /record/chapter[1]\t第一段{received/total}。\v第二段<b>&amp;\nown-\t一\ndo\tsection /record/chapter[1]\n".encode()
    yield "table", f"chapter-3\n\n{cell} received/total\t四十一\n{cell} received/carried\t\nq\t教育\nsort\tyear\ndown\t1\npage\t9\n".encode()


def say(line):
    print(f"fuzz: {line}", file=sys.stderr, flush=True)


def lay_out_archive(program):
    """An archive of one record, with its catalogue."""
    archive = BUILD / "archive"
    shutil.rmtree(archive, ignore_errors=True)
    for arguments in (["batch", SAMPLES / "zero-2021.xml", "--archive", archive], ["merge", "--archive", archive]):
        done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{program} {arguments[0]}: {done.stdout}{done.stderr}")


def run(name, seconds):
    """Runs one target; gives what it made of it, and whether nothing was found."""
    runs, dictionary = TARGETS[name]
    seeds, corpus = BUILD / "seeds" / name, BUILD / "corpus" / name
    shutil.rmtree(seeds, ignore_errors=True)
    seeds.mkdir(parents=True)
    for file, content in globals()[f"{name}_seeds"]():
        (seeds / file).write_bytes(content)
    crashes = BUILD / "crashes"
    crashes.mkdir(exist_ok=True)
    seed = random.randrange(1, 1 << 31) if seconds else 1
    folder = pathlib.Path(tempfile.mkdtemp(prefix="banxin-fuzz-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    command = [BUILD / f"fuzz_{name}", f"-seed={seed}", "-timeout=60", "-rss_limit_mb=2048", f"-artifact_prefix={crashes}/{name}-",
               f"-dict={ROOT}/tests/fuzz/{dictionary}.dict", "-max_len=20000"]
    # What is new goes into the first folder.
    found = corpus if seconds else folder / "found"
    found.mkdir(parents=True, exist_ok=True)
    # What is compared with what is a hint for the next input, but among it are addresses, which no two processes have alike.
    command += [*([f"-max_total_time={seconds}"] if seconds else [f"-runs={runs}", "-use_cmp=0"]), found, seeds]
    # To remember of each piece of memory who asked for it takes a fifth of the time; whoever runs the input again learns it.
    environment = {**os.environ, "TMPDIR": str(folder), "ASAN_OPTIONS": "malloc_context_size=1"}
    begin = time.monotonic()
    try:
        done = subprocess.run(command, cwd=BUILD, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    output = done.stderr.decode(errors="replace")
    made = re.findall(r"^#(\d+)", output, re.MULTILINE)
    covered = re.findall(r" cov: (\d+)", output)
    line = f"{name}: {made[-1] if made else 0} runs from seed {seed}, {time.monotonic() - begin:.0f} s, {covered[-1] if covered else 0} edges"
    if done.returncode == 0:
        return line, True
    kept = re.findall(r"Test unit written to (.*)", output)
    return f"{output[-6000:]}\n{line}: FAILED with status {done.returncode}; the input is {kept[-1] if kept else 'not kept'}", False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/dev/banxin")
    parser.add_argument("--seconds", type=int)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    options = parser.parse_args()
    assert {path.stem for path in (ROOT / "tests/fuzz").glob("*.cpp")} == set(TARGETS), "a target that nobody runs"
    lay_out_archive(options.program.resolve())
    good = True
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for line, passed in pool.map(lambda name: run(name, options.seconds), options.targets or TARGETS):
            print(line, flush=True)
            good = good and passed
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
