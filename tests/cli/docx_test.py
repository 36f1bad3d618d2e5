"""The report as DOCX, read by python-docx and by LibreOffice."""

import json
import re
import zipfile

import python_test
from python_test import SAMPLES, VALID_SAMPLES, banxin, environment

# What a second reader finds in each file: paragraphs with style and text, cells of the tables, runs without a Chinese face.
READER = """
import json, sys, docx
from docx.oxml.ns import qn
found = []
for path in sys.argv[1:]:
    document = docx.Document(path)
    body = [[p.style.name, p.text] for p in document.paragraphs if p.text.strip()]
    cells = []
    for table in document.tables:
        for cell in table._tbl.iter(qn('w:tc')):
            merge = cell.find(qn('w:tcPr')).find(qn('w:vMerge'))
            if merge is None or merge.get(qn('w:val')) == 'restart':
                cells.append(''.join(text.text or '' for text in cell.iter(qn('w:t'))))
    faceless = [run.text for p in document.element.body.iter(qn('w:r')) for run in [p]
                if run.find(qn('w:rPr')) is None or not run.find(qn('w:rPr')).find(qn('w:rFonts')).get(qn('w:eastAsia'))]
    section = document.sections[0]
    found.append({'paragraphs': body, 'cells': cells, 'faceless': faceless, 'author': document.core_properties.author,
                  'page': [round(x.mm) for x in (section.page_width, section.page_height, section.top_margin, section.left_margin)],
                  'repeated': [len(table._tbl.findall('.//' + qn('w:tblHeader'))) for table in document.tables]})
print(json.dumps(found))
"""


class Docx(python_test.Case):
    def made(self, record, *options, name="out.docx", **changes):
        path = self.folder / name
        done = banxin("render", record, "--as", "docx", "-o", path, *options, **changes)
        self.assertEqual(done.returncode, 0, done.messages)
        return path

    def read(self, *paths):
        done = self.judge_python("python-docx", "-c", READER, *paths)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def test_a_second_reader_finds_every_cell_and_paragraph(self):
        paths = [self.made(record, name=f"{record.stem}.docx") for record in VALID_SAMPLES]
        for record, found in zip(VALID_SAMPLES, self.read(*paths)):
            document = banxin("render", record, "--dump", "compose").stdout.decode()
            cells = re.findall(r'(?m)^ +\d+ (?:header|data)-cell .*? "(.*)"$', document)
            inlines = re.findall(r'(?m)^ +\d+ (?!header-cell|data-cell)[a-z0-9-]+ zh-Hans(?: [a-z]+)? "([^"]*)"$|^ +\d+ span en "(.*)"$', document)
            self.assertEqual([flat(cell) for cell in found["cells"]], [flat(cell) for cell in cells], record.name)
            self.assertEqual(flat("".join(text for _, text in found["paragraphs"])), flat("".join(a + b for a, b in inlines)), record.name)
            self.assertEqual(found["faceless"], [], record.name)
            self.assertEqual(found["page"], [210, 297, 37, 28])

    def test_headings_are_headings_and_heads_are_repeated(self):
        found, = self.read(self.made(SAMPLES / "filled-2018.xml"))
        styles = dict(reversed(pair) for pair in found["paragraphs"])
        self.assertEqual(styles["一、概述"], "Heading 1")
        self.assertEqual(styles["（一）加强组织领导"], "Heading 2")
        self.assertEqual(styles["青屿县文化和广电旅游局2018年政府信息公开工作年度报告"], "Title")
        self.assertEqual(found["author"], "青屿县文化和广电旅游局")
        self.assertEqual(found["repeated"], [1])

    def test_LibreOffice_sets_as_many_pages_as_the_PDF_has_or_one_more_or_less(self):
        self.need("soffice", "pdfinfo")
        records = [SAMPLES / f"filled-{year}.xml" for year in (2018, 2019, 2021)] + [SAMPLES / "additions-2021.xml"]
        paths = [self.made(record, name=f"{record.stem}.docx") for record in records]
        self.run_tool("soffice", "--headless", f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--convert-to", "pdf",
                      "--outdir", self.folder / "theirs", *paths)
        for record in records:
            counts = [int(re.search(r"Pages: +(\d+)", self.run_tool("pdfinfo", pdf).decode())[1])
                      for pdf in (self.render(record, name="ours.pdf"), self.folder / f"theirs/{record.stem}.pdf")]
            self.assertLessEqual(abs(counts[0] - counts[1]), 1, record.name)

    def test_D_04_the_same_bytes_in_any_time_zone_and_the_record_in_it(self):
        record = SAMPLES / "filled-2021.xml"
        paths = [self.made(record, name=f"{zone[:4]}.docx", env=environment(TZ=zone)) for zone in ("Asia/Shanghai", "America/Los_Angeles")]
        self.assertEqual(paths[0].read_bytes(), paths[1].read_bytes())
        with zipfile.ZipFile(paths[0]) as file:
            self.assertEqual(file.read("customXml/item1.xml"), record.read_bytes())
            self.assertEqual({info.date_time for info in file.infolist()}, {(1980, 1, 1, 0, 0, 0)})
            self.assertIsNone(file.testzip())
        # A part has to be UTF-8: a record in another encoding is not in it.
        with zipfile.ZipFile(self.made(SAMPLES / "gb18030-2018.xml")) as file:
            self.assertNotIn("customXml/item1.xml", file.namelist())

    def test_a_draft_says_so_on_every_page(self):
        with zipfile.ZipFile(self.made(SAMPLES / "bad/A-3.xml", "--draft")) as file:
            self.assertIn("草稿", file.read("word/header1.xml").decode())
        with zipfile.ZipFile(self.made(SAMPLES / "filled-2018.xml")) as file:
            self.assertNotIn("草稿", file.read("word/header1.xml").decode())


def flat(text):
    return re.sub(r"\s+", "", text)


if __name__ == "__main__":
    python_test.main()
