"""Documents that are issued as such (公文): head, addressee, annexes, signatures, imprint, measured by outside programs."""

import re
import xml.etree.ElementTree as ElementTree

import python_test
from page_reader import MM
from python_test import SAMPLES, SOURCE, banxin

JOINT, SINGLE = SAMPLES / "official-2021.xml", SAMPLES / "official-2018.xml"
LINE = 29.609 * MM  # of the grid
CELL = 15.785 * MM


class Word:
    def __init__(self, page, element):
        self.page, self.text = page, element.text
        self.left, self.top, self.right, self.bottom = (float(element.get(name)) * MM for name in ("xMin", "yMin", "xMax", "yMax"))
        self.centre = (self.left + self.right) / 2


class Official(python_test.Case):
    def words(self, pdf):
        """Words with their em boxes, as poppler has them, by pages."""
        tree = ElementTree.fromstring(self.run_tool("pdftotext", "-bbox", pdf, "-"))
        space = "{http://www.w3.org/1999/xhtml}"
        return [Word(number, word) for number, page in enumerate(tree.iter(f"{space}page"), 1) for word in page.iter(f"{space}word")]

    def word(self, words, text, page=None):
        found = [one for one in words if one.text.startswith(text) and page in (None, one.page)]
        self.assertTrue(found, text)
        return found[0]

    def rules(self, pdf):
        """Filled rectangles: page, colour, left, top, width and height in millimetres."""
        flat = self.folder / "flat.pdf"
        self.run_tool("qpdf", "--qdf", "--object-streams=disable", "--coalesce-contents", pdf, flat)
        found, streams = [], re.findall(rb"stream\n(.*?)endstream", flat.read_bytes(), re.S)
        for number, stream in enumerate((one for one in streams if b" re f" in one or b"BDC" in one), 1):
            colour = "0 g"
            for line in stream.decode("latin-1").split("\n"):
                if re.fullmatch(r"[\d. ]+ (g|rg|k)", line):
                    colour = line
                if box := re.fullmatch(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f", line):
                    x, y, width, height = (float(one) * MM for one in box.groups())
                    found.append((number, colour, x, 297 - y - height, width, height))
        return found

    def setUp(self):
        super().setUp()
        self.need("pdftotext", "qpdf")

    def test_GW_30_GW_31_GW_32_GW_33_GW_34_GW_36_GW_37_GW_38_GW_40_the_head(self):
        pdf = self.render(JOINT)
        words = [one for one in self.words(pdf) if one.page == 1]
        for line, text in enumerate(("000012", "秘密★1", "加急")):
            one = self.word(words, text)
            self.assertAlmostEqual(one.left, 28.0, delta=0.1)
            self.assertAlmostEqual(one.top, 37.0 + line * LINE, delta=0.1)
        mark = self.word(words, "云岭市自然资源局文件")
        self.assertAlmostEqual(mark.centre, 106.0, delta=0.1)
        self.assertLess(mark.right, 184.1)
        signers, number, last = (self.word(words, text) for text in ("签发人：周海平", "云自然资〔2024〕7", "陈晓东"))
        self.assertAlmostEqual(signers.top - mark.bottom, 2 * LINE, delta=0.1)
        self.assertAlmostEqual(number.left, 28 + 16 * MM, delta=0.1)
        self.assertAlmostEqual(number.top, last.top, delta=0.05)
        self.assertAlmostEqual(self.word(words, "林月").right, 184 - 16 * MM, delta=0.1)
        # A row under the first names: four characters behind where the label begins.
        self.assertAlmostEqual(last.left - signers.left, 4 * 16 * MM, delta=0.05)
        red = [rule for rule in self.rules(pdf) if rule[0] == 1]
        self.assertEqual([colour for _, colour, *_ in red], ["1 0.2 0.2 rg"])
        _, _, left, top, width, height = red[0]
        self.assertAlmostEqual(left, 28.0, delta=0.05)
        self.assertAlmostEqual(width, 156.0, delta=0.05)
        self.assertAlmostEqual(top - number.bottom, 4.0, delta=0.05)
        title = [one for one in words if one.text == "云岭市自然资源局"][0]
        self.assertAlmostEqual(title.top - (top + height), 2 * LINE, delta=0.1)
        addressee = self.word(words, "云岭市人民政府：")
        self.assertAlmostEqual(addressee.left, 28.0, delta=0.05)
        # The grid begins anew below the rule: text is on its lines.
        steps = (self.word(words, "本报告依据").top - title.top) / LINE
        self.assertAlmostEqual(steps, round(steps), delta=0.02)

    def test_GW_33_GW_34_the_marks_ink_is_red_and_begins_35_mm_below_the_areas_top(self):
        self.need("pdftoppm")
        for record in (JOINT, SINGLE):
            picture = self.run_tool("pdftoppm", "-r", "254", "-l", "1", self.render(record))
            head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", picture)
            width, pixels = int(head[1]), picture[head.end():]
            for row in range(len(pixels) // width // 3):
                line = pixels[row * width * 3:(row + 1) * width * 3]
                if any(line[i] > 200 and line[i + 1] < 120 for i in range(0, len(line), 3)):
                    break
            self.assertAlmostEqual(row / 10, 72.0, delta=0.2, msg=record.name)

    def test_PX_10_red_is_on_magenta_and_yellow_alone(self):
        self.need("gs", "mutool")
        press = self.folder / "press.pdf"
        self.assertEqual(banxin("render", SINGLE, "--profile", "print", "-o", press).returncode, 0)
        self.run_tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-sCompression=none", "-dLastPage=1", "-r36", "-o", self.folder / "p-%d.tif", press)
        plates = {}
        for name in ("Cyan", "Magenta", "Yellow", "Black"):
            grey = self.run_tool("mutool", "draw", "-q", "-F", "pgm", "-o", "-", self.folder / f"p-1({name}).tif")
            width, height = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)", grey).groups())
            pixels = grey[-width * height:]
            plates[name] = {row for row in range(height) if min(pixels[row * width:(row + 1) * width]) < 250}
        self.assertEqual(plates["Cyan"], set())
        self.assertTrue(plates["Magenta"])
        self.assertEqual(plates["Magenta"], plates["Yellow"])
        self.assertEqual(plates["Magenta"] & plates["Black"], set())

    def test_GW_43_GW_48_GW_55_the_addressee_and_the_annexes(self):
        words = self.words(self.render(JOINT))
        addressee, title = self.word(words, "云岭市人民政府："), self.word(words, "年政府信息公开工作年度报告")
        self.assertAlmostEqual(addressee.left, 28.0, delta=0.1)
        self.assertAlmostEqual(addressee.top - title.top, 2 * LINE, delta=0.1)
        listed = self.word(words, "附件：1.")
        self.assertAlmostEqual(listed.left, 28 + 2 * CELL, delta=0.1)
        above = max(one.bottom for one in words if one.page == listed.page and one.bottom < listed.top)
        self.assertAlmostEqual(listed.top - above, 2 * LINE - 16 * MM, delta=0.1)
        wrapped = self.word(words, "息目录及更新情况说明", listed.page)
        second = self.word(words, "2.政府信息公开申请办理流程图", listed.page)
        self.assertAlmostEqual(second.left, 28 + 5 * CELL, delta=0.1)
        # The name's first character, behind 附件：1.
        self.assertAlmostEqual(wrapped.left, second.right - 12 * CELL - 16 * MM, delta=0.3)
        label = [one for one in words if one.text == "附件" and one.page > listed.page][0]
        self.assertAlmostEqual(label.left, 28.0, delta=0.1)
        self.assertAlmostEqual(label.top, 37.0, delta=0.1)
        title = self.word(words, "云岭市自然资源局", label.page)
        self.assertAlmostEqual(title.top, 37.0 + 2 * LINE, delta=0.1)
        text = "".join(one.text for one in words)
        # An annex of a title alone is bound elsewhere; neither is called 《》, nor ends with a mark.
        self.assertEqual(text.count("流程图"), 1)
        self.assertNotIn("流程图。", text)

    def test_GW_49_seals_have_their_places_and_are_not_drawn(self):
        words = self.words(self.render(SINGLE))
        day = [one for one in words if one.text in ("2019",) and one.page == 4][-1]
        row = [one for one in words if one.page == 4 and abs(one.top - day.top) < 0.5]
        signed = self.word(words, "青屿县文化和广电旅游局", 4)
        self.assertAlmostEqual(max(one.right for one in row), 184 - 4 * CELL, delta=0.2)
        self.assertAlmostEqual(signed.centre, (day.left + max(one.right for one in row)) / 2, delta=0.1)
        self.assertAlmostEqual(day.top - signed.top, LINE, delta=0.1)
        above = max(one.bottom for one in words if one.page == 4 and one.bottom < signed.top)
        self.assertAlmostEqual(signed.top - above, 3 * LINE - 16 * MM, delta=0.1)
        words = self.words(self.render(JOINT))
        page = self.word(words, "（此件公开发布）").page
        centres = [self.word(words, text, page).centre - 28 for text in ("自然资源局", "林业和草原局", "登记服务中心")]
        self.assertAlmostEqual(centres[0], 21.6, delta=0.2)
        self.assertAlmostEqual(centres[1], 68.6, delta=0.2)
        for one, other in zip(centres, centres[1:]):
            self.assertGreater(other - one, 42)
        note, days = self.word(words, "（此件公开发布）"), self.word(words, "2024", page)
        self.assertAlmostEqual(note.top - days.top, LINE, delta=0.1)
        self.assertAlmostEqual(note.left, 28 + 2 * CELL, delta=0.2)

    def test_GW_60_GW_61_GW_62_GW_63_GW_64_the_imprint_at_the_foot_of_an_even_page(self):
        for record, weights in ((JOINT, (0.35, 0.25, 0.35)), (SINGLE, (0.35, 0.35))):
            pdf = self.render(record)
            words = self.words(pdf)
            last = max(one.page for one in words)
            self.assertEqual(last % 2, 0)
            rules = sorted((rule for rule in self.rules(pdf) if rule[0] == last), key=lambda rule: rule[3])
            self.assertEqual(len(rules), len(weights))
            for (_, colour, left, top, width, height), weight in zip(rules, weights):
                self.assertEqual((colour, round(left, 1), round(width, 1)), ("0 g", 28.0, 156.0))
                self.assertAlmostEqual(height, weight, delta=0.02)
            self.assertAlmostEqual(rules[-1][3] + rules[-1][5] / 2, 262.0, delta=0.05)
            issuer = [one for one in words if one.page == last and one.text.endswith("办公室")][-1]
            printed = self.word(words, "日印发", last)
            self.assertAlmostEqual(issuer.left, 28 + 14 * MM, delta=0.1)
            self.assertAlmostEqual(printed.right, 184 - 14 * MM, delta=0.1)
            self.assertAlmostEqual(printed.top, issuer.top, delta=0.05)
            self.assertAlmostEqual(issuer.bottom - issuer.top, 14 * MM, delta=0.1)
        copies = [one for one in self.words(self.render(JOINT)) if one.page == 8 and one.top < issuer.top - 1]
        first, second = copies[0], copies[-1]
        self.assertAlmostEqual(first.left, 28 + 14 * MM, delta=0.1)
        self.assertAlmostEqual(second.left, first.left + 3 * 14 * MM, delta=0.2)
        self.assertTrue(second.text.endswith("。"))

    def test_GW_68_a_blank_page_before_the_imprint_has_no_number_and_then_it_has_none(self):
        text = SINGLE.read_text(encoding="utf-8")
        text = re.sub(r"  <statistics.*?</statistics>\n", "", text, flags=re.S)
        # So many lines that the second page is full.
        for count in range(1, 60):
            more = "<p>另有事项一件。</p>" * count
            path = self.folder / "full.xml"
            path.write_text(text.replace("  <signature", f"  <chapter><heading>七、其他</heading>{more}</chapter>\n  <signature", 1), encoding="utf-8")
            dump = banxin("render", path, "--dump", "layout").stdout.decode()
            labels = re.findall(r'^page \d+ .* label "(\d*)"', dump, re.M)
            self.assertEqual(len(labels) % 2, 0, count)
            if "" in labels:
                break
        self.assertEqual(labels[-2:], ["", ""])
        self.assertEqual(labels[:-2], [str(n) for n in range(1, len(labels) - 1)])
        self.assertNotIn("text", dump.split("\npage ")[-2])

    def test_the_words_are_in_the_other_outputs_too(self):
        html = banxin("render", JOINT, "--as", "html", "-o", "-").stdout.decode()
        for words in ("秘密★1年", "云岭市自然资源局文件", "签发人：", "附件：1.", "2.政府信息公开申请办理流程图", "（此件公开发布）", "抄送：", "2024年1月26日印发"):
            self.assertIn(words, html)
        self.assertRegex(html, r"\.mark\{[^}]*color:var\(--red\)")
        self.assertRegex(html, r"\.head-number\{[^}]*border-bottom:0\.5mm solid var\(--red\)")
        docx = self.folder / "a.docx"
        self.assertEqual(banxin("render", JOINT, "--as", "docx", "-o", docx).returncode, 0)
        part = self.run_tool("unzip", "-p", docx, "word/document.xml").decode()
        self.assertIn("抄送：", part)
        self.assertEqual(part.count("<w:tabs>"), 2)
        self.assertIn('w:color w:val="FF0000"', self.run_tool("unzip", "-p", docx, "word/styles.xml").decode())


if __name__ == "__main__":
    python_test.main()
