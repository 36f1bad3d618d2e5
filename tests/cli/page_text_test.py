"""What readers get out of the PDF: every character of the record, in order, by two programs."""

import re
import xml.etree.ElementTree as ElementTree

import python_test
from page_geometry_test import RECORD, heading_of, paragraphs, text_of
from python_test import SOURCE, VALID_SAMPLES
from structure_reader import Structure

STANDARD_OF_2005 = {0xE816: 0x20087, 0xE81E: 0x9FB4, 0xE864: 0x9FBB}
LABEL = "{urn:banxin:labels:1}label"


def labels(form):
    return ElementTree.parse(SOURCE / "layouts" / form / "labels.xml").getroot().iter(LABEL)


def without_artifacts(text):
    """The page numbers stand between the pages' texts; they are not the record's."""
    pages = []
    for page in text.split("\f"):
        lines = [line for line in page.split("\n") if not re.fullmatch(r"\s*—\s*\d+\s*—\s*", line)]
        pages.append("".join(re.sub(r"\s+", "", line) for line in lines))
    return "".join(pages)


class PageText(python_test.Case):
    def extracted(self, pdf):
        """The text by each program that reads it in the order of the content."""
        yield "poppler", without_artifacts(self.run_tool("pdftotext", "-raw", pdf, "-").decode())
        yield "MuPDF", without_artifacts(self.run_tool("mutool", "draw", "-q", "-F", "txt", "-o", "-", pdf).decode())

    def assert_in_order(self, pieces, text, what):
        at = 0
        for piece in pieces:
            found = text.find(piece, at)
            self.assertGreaterEqual(found, 0, f"{what}: {piece!r} does not follow behind {text[max(0, at - 40):at + 40]!r}")
            at = found + len(piece)

    def test_every_character_of_the_record_in_order(self):
        self.need("pdftotext", "mutool")
        for sample in VALID_SAMPLES:
            record = read(sample)
            pdf = self.render(sample)
            for program, text in self.extracted(pdf):
                what = f"{sample.name} by {program}"
                self.assert_in_order(list(paragraphs(record)), text, what)
                # Up to the table nothing at all stands between them, where the program fills in no figures.
                first = record.find(f".//{RECORD}statistics/..")
                before = list(paragraphs(record))
                if record.find(f".//{RECORD}figure") is not None:
                    continue
                if first is not None and first.tag == RECORD + "chapter":
                    before = before[:before.index(heading_of(record, first)) + 1]
                self.assertIn("".join(before), text, what)

    def test_every_row_of_the_table_in_order(self):
        self.need("pdftotext")
        for sample in VALID_SAMPLES:
            record = read(sample)
            statistics = next(record.iter(RECORD + "statistics"), None)
            # Tables of several cells a row are read cell by cell in form_tables_test.py.
            if statistics is None or next(statistics.iter(RECORD + "cell"), None) is not None:
                continue
            figures = {row.get("id"): text_of(row) for row in statistics.iter(RECORD + "row")}
            pieces = []
            for label in labels(record.get("form")):
                pieces += [text_of(label), label.get("unit"), figures.get(label.get("id"), "")]
            self.assertGreater(len(pieces), 100)
            program, text = next(self.extracted(self.render(sample)))
            # The head of the table is repeated on each page; its words are no row's.
            text = re.sub(r"续表统计指标单位统计数", "", text)
            self.assert_in_order([piece for piece in pieces if piece], text, f"{sample.name} by {program}")

    def test_poppler_in_reading_order(self):
        """pdftotext without options looks at the page as a person does."""
        self.need("pdftotext")
        for sample in VALID_SAMPLES:
            record = read(sample)
            text = without_artifacts(self.run_tool("pdftotext", self.render(sample), "-").decode())
            self.assert_in_order(list(paragraphs(record)), text, sample.name)

    def with_paragraphs(self, *paragraphs):
        """The smallest record, with these paragraphs in its chapter."""
        record = self.folder / "record.xml"
        inside = "\n".join(f"<p>{text}</p>" for text in paragraphs)
        record.write_text('<record xmlns="urn:banxin:record:1" form="disclosure-2018" year="2018" date="2019-03-15"><bureau>云岭市林业局</bureau>'
                          f"<title>云岭市林业局2018年政府信息公开工作年度报告</title><chapter><heading>一、概述</heading>\n{inside}"
                          "</chapter></record>", encoding="utf-8")
        return record

    def test_D_05_a_phrase_is_found_across_what_a_clipboard_left_in_it(self):
        """One record for all of them: validate names each by its code point, and the page has the phrase without it."""
        self.need("pdftotext")
        pasted = [*"\u00a0\u00ad\u034f\u061c\u180e\u2007\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u2060\u2064\u206a\ufeff\ufffc",
                  "\U000e0001", "\U000e0041", "\U000e007f"]
        record = self.with_paragraphs(*(f"第{number}句主动{one}公开{one}，{one}政府信息" for number, one in enumerate(pasted)))
        told = python_test.banxin("validate", record, "--lang", "en").stdout.decode()
        lines = re.findall(r":(\d+): warning\[record-invisible-character\].*?invisible character U\+([0-9A-F]+)", told)
        self.assertEqual({int(code, 16): int(line) for line, code in lines}, {ord(one): 2 + number for number, one in enumerate(pasted)})
        text = without_artifacts(self.run_tool("pdftotext", self.render(record), "-").decode())
        for number in range(len(pasted)):
            self.assertIn(f"第{number}句主动公开，政府信息", text)

    def test_a_paragraph_without_text_leaves_nothing_on_the_page_nor_in_the_structure(self):
        self.need("pdftotext", "qpdf")
        empty = self.with_paragraphs("第一段。", "", "\u00a0", "　　", '<span xml:lang="en"> </span>', "　　第二段。")
        pdf = self.render(empty)
        plain = self.render(self.with_paragraphs("第一段。", "第二段。"), "plain.pdf")
        self.assertEqual(*(self.run_tool("pdftotext", "-bbox", one, "-") for one in (pdf, plain)))
        self.assertEqual(*([one.kind for one in Structure(path).root.walk()] for path in (pdf, plain)))

    def test_GW_40_CL_83_line_breaks_of_titles_and_cells_are_kept(self):
        """Those of paragraphs mean nothing; the title of the file and of the bookmark is on one line."""
        self.need("pdftotext", "pdfinfo")
        record = self.with_paragraphs("第一段\n没有完")
        text = record.read_text(encoding="utf-8")
        text = text.replace("<title>云岭市林业局2018年", "<title>\n  云岭市林业局\n  2018年\n")
        text = text.replace("</p>", "</p><own-table><body><tr><th>甲</th><td>第一行\n  第二行，长一些</td></tr></body></own-table>")
        record.write_text(text, encoding="utf-8")
        pdf = self.render(record)
        lines = [re.sub(r"\s", "", line) for line in self.run_tool("pdftotext", "-raw", pdf, "-").decode().splitlines()]
        self.assertEqual(lines[:3], ["云岭市林业局", "2018年", "政府信息公开工作年度报告"])
        self.assertIn("第一段没有完", lines)
        self.assertIn("第二行，长一些", lines)
        title = "云岭市林业局2018年政府信息公开工作年度报告"
        self.assertRegex(self.run_tool("pdfinfo", "-enc", "UTF-8", pdf).decode(), rf"(?m)^Title: +{title}$")
        layout = python_test.banxin("render", record, "--dump", "layout").stdout.decode()
        self.assertIn(f'bookmark 1 page 1 y 37.000 "{title}"\n', layout)
        page = self.folder / "page.html"
        self.assertEqual(python_test.banxin("render", record, "--as", "html", "-o", page).returncode, 0)
        html = page.read_text(encoding="utf-8")
        for piece in (f"<title>{title}</title>", "云岭市林业局<br>2018年<br>政府信息", "第一行<br>第二行", "第一段没有完"):
            self.assertIn(piece, html)

    def test_no_character_that_is_not_the_records_own(self):
        """Glyphs that two characters share must come back as the one that was written (no radicals, no compatibility)."""
        self.need("pdftotext")
        for sample in VALID_SAMPLES:
            text = self.run_tool("pdftotext", self.render(sample), "-").decode()
            strange = [one for one in text if "\u2e80" <= one <= "\u2fdf" or "\uf900" <= one <= "\ufaff"
                       or "\U0002f800" <= one <= "\U0002fa1f" or "\ue000" <= one <= "\uf8ff" or one == "\ufffd"]
            own = "".join(read(sample).itertext())
            self.assertEqual([one for one in strange if one not in own], [], sample.name)


def read(sample):
    data = sample.read_bytes()
    declaration, _, rest = data.partition(b"?>")
    if b"GB18030" in declaration:
        # Python's XML parser does not know the encoding, and its codec is that of 2005, with characters in private use.
        data = rest.decode("gb18030").translate(STANDARD_OF_2005).strip().encode()
    return ElementTree.fromstring(data)


if __name__ == "__main__":
    python_test.main()
