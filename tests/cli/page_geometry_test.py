"""The real report's pages measured by outside programs against GB/T 9704-2012."""

import re
import xml.etree.ElementTree as ElementTree

import page_reader
import python_test
from page_reader import MM
from python_test import REAL, SOURCE

# CL-13, level basic. A dash or an ellipsis may begin a line.
NEVER_FIRST = "。，、；：？！）》”’」』〉】〕·％‰℃"
NEVER_LAST = "（《“‘「『〈【〔"
RECORD = "{urn:banxin:record:1}"


class PageGeometry(python_test.Case):
    def setUp(self):
        super().setUp()
        self.need("mutool", "pdftotext", "pdftoppm")
        self.pdf = self.render()
        self.pages = page_reader.pages(self.pdf)

    def body_lines(self):
        """Lines of running text, page by page: in type of 16 pt, without table, title and page number."""
        found = []
        for page in self.pages:
            lines = [line for line in page if not page_reader.is_page_number(line)]
            found.append([line for line in lines if abs(line.size - 16) < 0.01])
        return found

    def full_page(self):
        """A page that holds nothing but lines of text."""
        full = [lines for page, lines in zip(self.pages, self.body_lines()) if len(lines) == 22 and len(page) == 23]
        self.assertTrue(full, "no page is full of text")
        return full[0]

    def test_GW_01_paper_is_A4(self):
        info = self.run_tool("pdfinfo", "-f", "1", "-l", "99", self.pdf).decode()
        sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)
        self.assertEqual(len(sizes), len(self.pages))
        for width, height in sizes:
            self.assertAlmostEqual(float(width) * MM, 210, delta=0.1)
            self.assertAlmostEqual(float(height) * MM, 297, delta=0.1)

    def test_GW_02_GW_08_lines_29_609_points_apart_fill_the_page(self):
        lines = self.full_page()
        self.assertAlmostEqual(lines[0].em_box_top, 37.0, delta=0.1)
        self.assertAlmostEqual(lines[-1].em_box_top + 16 * MM, 262.0, delta=0.1)
        for one, next_one in zip(lines, lines[1:]):
            self.assertAlmostEqual((next_one.baseline - one.baseline) / MM, 29.609, delta=0.02)

    def test_GW_08_every_line_of_text_stands_on_the_grid(self):
        first = 37.0 + 0.88 * 16 * MM
        for lines in self.body_lines():
            for line in lines:
                steps = (line.baseline - first) / (29.609 * MM)
                self.assertAlmostEqual(steps, round(steps), delta=0.02, msg=line.text)

    def test_GW_03_GW_04_text_keeps_to_its_columns(self):
        lines = [line for page in self.body_lines() for line in page]
        self.assertAlmostEqual(min(line.left for line in lines), 28.0, delta=0.1)
        self.assertAlmostEqual(max(line.right for line in lines), 184.0, delta=0.1)
        for line in lines:
            self.assertGreater(line.left, 27.9, line.text)
            self.assertLess(line.right, 184.1, line.text)

    def test_GW_03_GW_04_the_same_by_popplers_boxes(self):
        boxes = self.run_tool("pdftotext", "-bbox-layout", self.pdf, "-").decode()
        words = [tuple(float(part) * MM for part in box) for box in re.findall(
            r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">', boxes)]
        self.assertAlmostEqual(min(word[0] for word in words), 28.0, delta=0.1)
        self.assertAlmostEqual(max(word[2] for word in words), 184.0, delta=0.1)

    def lines_of_paragraphs(self):
        """Each paragraph of the record as the lines that it was set in."""
        lines = [line for page in self.pages for line in page if not page_reader.is_page_number(line)]
        at, found = 0, []
        for paragraph in paragraphs(ElementTree.parse(REAL).getroot()):
            text, own = paragraph, []
            while text:
                self.assertLess(at, len(lines), f"not found on the pages: {paragraph}")
                piece = lines[at].text
                self.assertTrue(text.startswith(piece), f"{piece!r} is not how {text[:30]!r} goes on")
                own.append(lines[at])
                text = text[len(piece):]
                at += 1
            found.append(own)
        return found

    def lines_of_paragraphs_flat(self):
        return [line for lines in self.lines_of_paragraphs() for line in lines]

    def test_GW_08_lines_are_justified(self):
        """All lines but a paragraph's last reach the right edge: by their cell, or by the ink of a closing mark."""
        for lines in self.lines_of_paragraphs():
            for line in lines[:-1]:
                if abs(line.size - 16) > 0.01:
                    continue  # the title is centred
                half = 8 * MM if line.text[-1] in NEVER_FIRST else 0
                self.assertGreater(line.right, 184.0 - half - 0.1, line.text)

    def test_GW_20_GW_40_the_title_is_centred_in_22_points(self):
        lines = self.lines_of_paragraphs()[0]
        for line in lines:
            self.assertAlmostEqual(line.size, 22, delta=0.01)
            self.assertAlmostEqual((line.left + line.right) / 2, 106.0, delta=0.2, msg=line.text)
        widths = [line.right - line.left for line in lines]
        self.assertTrue(widths == sorted(widths) or widths == sorted(widths, reverse=True), "GW-41: no trapezium")

    def test_GW_44_GW_45_GW_47_paragraphs_and_headings_are_indented_by_two_cells(self):
        for lines in self.lines_of_paragraphs()[1:]:
            self.assertAlmostEqual(lines[0].left, 28.0 + 2 * 15.785 * MM, delta=0.2, msg=lines[0].text)
            for line in lines[1:]:
                self.assertLess(line.left, 28.2, line.text)
        self.assertTrue(self.body_lines()[0])

    def test_GW_21_GW_22_GW_23_faces_of_text_and_headings(self):
        def face(text):
            return next(one.font for line in self.lines_of_paragraphs_flat() for one in [line.characters[0]]
                        if line.text.startswith(text))

        self.assertIn("NotoSansCJK", face("一、政府信息公开工作的基本概况"))
        self.assertIn("WenKai", face("（一）强化组织领导。"))
        self.assertRegex(face("根据《中华人民共和国"), "Fangsong|FandolFang")

    def test_CL_13_no_mark_stands_at_the_wrong_end_of_a_line(self):
        lines = [line for page in self.pages for line in page if not page_reader.is_page_number(line)]
        self.assertGreater(len(lines), 100)
        for line in lines:
            self.assertNotIn(line.text[0], NEVER_FIRST, line.text)
            self.assertNotIn(line.text[-1], NEVER_LAST, line.text)

    def test_CL_77_no_paragraph_ends_with_a_line_of_one_character(self):
        several = 0
        for lines in self.lines_of_paragraphs():
            several += len(lines) > 1
            self.assertGreater(len(re.sub(r"[^\w]", "", lines[-1].text)), 1, lines[-1].text)
        self.assertGreater(several, 10)

    def test_GW_66_page_number_dash_stands_7_mm_below_the_area(self):
        dots = 600
        for number in range(1, len(self.pages) + 1):
            top, height = int(264 / 25.4 * dots), int(10 / 25.4 * dots)
            image = self.run_tool("pdftoppm", "-r", dots, "-gray", "-f", number, "-l", number, "-x", 0, "-y", top,
                                  "-W", int(210 / 25.4 * dots), "-H", height, self.pdf)
            self.assertAlmostEqual(dash_middle(image) / dots * 25.4 + 264, 269.0, delta=0.5, msg=f"page {number}")

    def test_GW_65_GW_67_page_numbers_stand_outside_and_count_from_1(self):
        for number, page in enumerate(self.pages, 1):
            lines = [line for line in page if page_reader.is_page_number(line)]
            self.assertEqual([line.text for line in lines], [f"—{number}—"])
            self.assertAlmostEqual(lines[0].size, 14, delta=0.01)
            # One character is left free at the outer edge: of the number's size or of the text's.
            free = 184.0 - lines[0].right if number % 2 == 1 else lines[0].left - 28.0
            self.assertGreater(free, 4.85)
            self.assertLess(free, 5.75)


def paragraphs(record):
    """The texts that a report of this record shows, in order, a paragraph each: up to its table."""
    yield text_of(record.find(RECORD + "title"))
    yield from (text_of(one).rstrip("：") + "：" for one in record.findall(RECORD + "addressee"))
    for part in [*record.findall(RECORD + "introduction"), *record.findall(RECORD + "chapter")]:
        texts = parts(part)
        if part.tag == RECORD + "chapter":
            next(texts)
            yield heading_of(record, part)
        yield from texts


def heading_of(record, chapter):
    """A chapter that the form prescribes has the form's heading, whatever the record calls it."""
    labels = ElementTree.parse(SOURCE / "layouts" / record.get("form") / "labels.xml").getroot()
    official = {one.get("id"): text_of(one) for one in labels.iter("{urn:banxin:labels:1}chapter")}
    return official.get(chapter.get("id")) or text_of(chapter.find(RECORD + "heading"))


def parts(element):
    run_in = ""
    for child in element:
        if child.tag == RECORD + "statistics":
            continue
        if child.tag in (RECORD + "section", RECORD + "list"):
            yield from parts(child)
        elif child.tag == RECORD + "own-table":
            yield from (text_of(one) for one in child.iter() if one.tag in (RECORD + "caption", RECORD + "th", RECORD + "td"))
        elif child.tag == RECORD + "heading" and element.tag == RECORD + "section" and text_of(child).endswith("。"):
            run_in = text_of(child)
        else:
            # A figure that the program fills in parts the text around it.
            pieces = [run_in + (child.text or "")]
            for inner in child:
                if inner.tag == RECORD + "figure" and not text_of(inner):
                    pieces.append("")
                pieces[-1] += "".join(inner.itertext()) + (inner.tail or "")
            yield from filter(None, (re.sub(r"\s+", "", piece) for piece in pieces))
            run_in = ""


def text_of(element):
    return re.sub(r"\s+", "", "".join(element.itertext()))


def dash_middle(image):
    """The height of the middle of the leftmost ink, in dots from the image's top. The image is a PGM."""
    magic, size, depth, pixels = image.split(b"\n", 3)
    assert (magic, depth) == (b"P5", b"255"), image[:20]
    width, height = map(int, size.split())
    inked = [any(pixels[x + y * width] < 128 for y in range(height)) for x in range(width)]
    first = inked.index(True)
    # A dash is ten times as wide as its stroke: half a millimetre inside it is clear of its ends.
    column = first + 12
    rows = [y for y in range(height) if pixels[column + y * width] < 128]
    assert rows and rows[-1] - rows[0] == len(rows) - 1, "the leftmost ink is no dash"
    return (rows[0] + rows[-1] + 1) / 2


if __name__ == "__main__":
    python_test.main()
