"""Generated records → a file of each kind → import: what comes back, compared with what went out."""

import collections
import difflib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import import_kit as kit
from import_kit import RECORD
from python_test import SOURCE, banxin

OURS = ("docx", "html")      # written by the program
WRITTEN = ("xlsx", "txt")    # written here, from what the record says
OFFICE = {"docx": ("doc", "odt", "rtf"), "xlsx": ("xls",)}
RENAMED = {"doc": "wps", "xls": "et"}


def canonical(path):
    """Canonical XML of a record, an element a line, without what no page shows: labels and blank cells, which are the form's; the
    day of the record beside that of its signature; how deep a row of the bureau's own is; the language of words; extensions."""
    root = ET.parse(path).getroot()
    root.attrib.pop("date", None)
    for parent in list(root.iter()):
        if parent.tag in (RECORD + "row", RECORD + "cell"):
            parent.attrib.pop("label", None)
        if parent.tag == RECORD + "own-row":
            parent.attrib.pop("level", None)
        unwrap_spans(parent)
        for child in [one for one in parent if one.tag == RECORD + "extension" or is_blank_cell(one)]:
            parent.remove(child)
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag == RECORD + "row" and not len(one) and not (one.text or "").strip()]:
            parent.remove(child)
    text = ET.canonicalize(ET.tostring(root, encoding="unicode"), strip_text=True)
    return text.replace("<", "\n<").splitlines()


def in_utf8(path):
    """Some records are in GB 18030, which this parser does not read."""
    data = path.read_bytes()
    declared = re.match(rb'<\?xml[^>]*encoding="(GB[^"]*)"', data)
    if declared:
        text = data.decode("gb18030").replace(declared[1].decode(), "UTF-8", 1)
        path.write_text(text, encoding="utf-8")


def is_blank_cell(element):
    return element.tag == RECORD + "cell" and not (element.text or "").strip()


def unwrap_spans(parent):
    if any(child.tag == RECORD + "span" for child in parent):
        text = "".join(parent.itertext())
        for child in list(parent):
            parent.remove(child)
        parent.text = text


def words(path):
    """Figures and texts of a record, for kinds of files that say no more: without lists, captions and sections."""
    texts = [re.sub(r"\s+", "", text) for _, text in kit.texts_of(path)]
    return [f"{cell} {value}" for cell, value in sorted(kit.figures_of(path).items(), key=str)] + sorted(filter(None, texts))


class RoundTrips:
    def __init__(self, folder, count, seed="round"):
        self.folder = folder
        subprocess.run([sys.executable, str(SOURCE / "scripts/generate-records"), str(count), str(folder / "records"), "--seed", seed],
                       check=True)
        self.records = sorted((folder / "records").glob("*.xml"))
        for record in self.records:
            in_utf8(record)
        self.counts = collections.Counter()  # by kind: files, and those that came back equal
        self.differences = []                # (file, lines of a diff)

    def write(self, record, kind):
        path = self.folder / f"{record.stem}.{kind}"
        if kind in OURS:
            done = banxin("render", record, "--as", kind, "-o", path)
            assert done.returncode == 0, done.messages
        elif kind == "xlsx":
            kit.write_workbook(path, [("年报", kit.sheet_of(kit.blocks_of(record)), "")])
        else:
            path.write_text(kit.as_text(kit.blocks_of(record)), encoding="utf-8")
        return path

    def compare(self, record, path):
        """The difference that an import of the file makes; empty for none."""
        out = self.folder / "out.xml"
        done = banxin("import", path, "-o", out, "--force")
        assert done.returncode in (0, 1), done.messages
        look = words if path.suffix in (".xlsx", ".txt", ".xls", ".et") else canonical
        lines = [line for line in difflib.unified_diff(look(record), look(out), lineterm="", n=0)
                 if not line.startswith(("---", "+++", "@@"))]
        self.counts[path.suffix, "files"] += 1
        self.counts[path.suffix, "equal"] += not lines
        if lines:
            self.differences.append((path.name, lines))
        return lines

    def run(self, kinds=OURS + WRITTEN):
        for record in self.records:
            for kind in kinds:
                self.compare(record, self.write(record, kind))

    def run_office(self, convert):
        """The same through LibreOffice, all files of a kind in one call: convert(suffix, files)."""
        for kind, suffixes in OFFICE.items():
            files = [self.write(record, kind) for record in self.records]
            for suffix in suffixes:
                convert(suffix, files)
                for record in self.records:
                    path = self.folder / f"{record.stem}.{suffix}"
                    self.compare(record, path)
                    if suffix in RENAMED:
                        self.compare(record, path.rename(path.with_suffix("." + RENAMED[suffix])))
