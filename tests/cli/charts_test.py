"""Charts, from the figures of a record to bars: the lengths of bars are measured in the PDF."""

import json
import re
import subprocess
import zipfile

import python_test
from python_test import SAMPLES, SOURCE, banxin

SAMPLE = SAMPLES / "charts-2023"
RECORD = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
LAST = "<p>本年度没有其他需要报告的事项。</p>"
LINE = 0.2 * 72 / 25.4  # the frame of a bar

# Of each page: filled rectangles, the colours that fill, whether a picture is shown, the corners of paths. Argument: file.
PROBE = """
import json, sys, pikepdf
found = []
for page in pikepdf.open(sys.argv[1]).pages:
    rectangles, colours, others, corners = [], set(), set(), []
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator == "re": rectangles.append([float(x) for x in one.operands])
        elif operator in ("g", "rg", "k"): colours.add(operator + " " + " ".join(str(float(x)) for x in one.operands))
        elif operator in ("Do", "sh"): others.add(operator)
        elif operator in ("m", "l"): corners.append([float(x) for x in one.operands])
    found.append([rectangles, sorted(colours), sorted(others), corners])
print(json.dumps(found))
"""


def chart(kind="bars", series=(), entries=(), more=""):
    return (f'<chart kind="{kind}"{more}>' + "".join(f'<series label="{name}"/>' for name in series) +
            "".join(f'<entry label="{label}">' + "".join(f'<figure cell="{cell}"/>' for cell in cells) + "</entry>" for label, cells in entries) + "</chart>")


class Charts(python_test.Case):
    def record(self, charts):
        path = self.folder / "record.xml"
        path.write_text(RECORD.replace(LAST, charts + LAST), encoding="utf-8")
        return path

    def sample(self, name="out.pdf", *options):
        output = self.folder / name
        done = banxin("render", SAMPLE / "record.xml", "--previous", SAMPLE / "last-year.xml", "-o", output, *options)
        self.assertEqual(done.returncode, 0, done.messages)
        return output

    def probe(self, file):
        done = self.judge_python("pikepdf", "-c", PROBE, file)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def bars(self, file):
        """Width of each bar, by its lower edge: bars one above another, then from the left. Samples of a legend, of 7 mm, are left out."""
        widths = []
        for rectangles, *_ in self.probe(file):
            edges = [(bottom, left, width) for left, bottom, width, height in rectangles if abs(height - LINE) < .002 and width > LINE]
            uprights = [(left, bottom) for left, bottom, width, height in rectangles if abs(width - LINE) < .002 and abs(height - 5 * 72 / 25.4) < .01]
            lower = [edge for edge in edges if any(abs(edge[0] - bottom) < .01 and abs(edge[1] - left) < .01 for left, bottom in uprights)]
            widths += [width for _, _, width in sorted(lower, key=lambda edge: (-edge[0], edge[1]))]
        return widths

    def test_FG_10_bars_measured_in_the_file_are_as_long_as_the_figures(self):
        bars = self.bars(self.sample())
        figures = [[46, 60, 43, 59, 4, 5], [1286, 47, 3], [4, 1, 1, 1, 1, 1, 2, 1], [23, 6, 10, 12, 3, 5]]
        self.assertEqual(len(bars), sum(map(len, figures)))
        for group in figures:
            longest = bars[:len(group)]
            unit = max(longest) / max(group)
            for bar, figure in zip(longest, group):
                self.assertAlmostEqual(bar, figure * unit, delta=.002, msg=f"{figure} of {group}")
            del bars[:len(group)]

    def test_FG_10_what_cannot_be_drawn_is_refused_at_its_place(self):
        blank = RECORD.replace('<cell id="decisions">47</cell>', '<cell id="decisions"/>').replace(LAST, chart(entries=[("行政处罚", ["penalties/decisions"])]) + LAST)
        cases = [(blank, "reference-blank"),
                 (chart(entries=[("新收", ["last-year:received/total"])]), "reference-no-previous"),
                 (chart(entries=[("新收", ["received"])]), "reference-unknown"),
                 (chart(series=["甲", "乙"], entries=[("新收", ["received/total"])]), "record-chart"),
                 (chart(entries=[("新收", ["received/total", "outcome/total"])]), "record-chart"),
                 (chart("shares", ["甲", "乙"], [("规章", ["rules/issued", "rules/repealed"])]), "record-chart"),
                 (chart(entries=[("新收", ["received/total"])]).replace("/></entry>", ' as="share" of="outcome/total"/></entry>'), "record-chart"),
                 (chart("pie", entries=[("新收", ["received/total"])]), "schema-invalid"),
                 (chart(series=list("甲乙丙丁戊己庚辛"), entries=[(f"第{n}项", ["received/total"] * 8) for n in range(20)]), "layout-figure-overflow")]
        for text, code in cases:
            record = self.record(text)
            if text is blank:
                record.write_text(blank, encoding="utf-8")
            done = banxin("render", record, "-o", self.folder / "out.pdf")
            self.assertEqual(done.returncode, 1, done.messages)
            self.assertEqual(set(re.findall(r"error\[([a-z-]+)\]", done.messages)), {code}, done.messages)
            self.assertRegex(done.messages, r"record\.xml:\d+: error")
        # A draft shows the entry, and no bar: a blank is no zero.
        record = self.record("")
        record.write_text(blank.replace('<entry label="行政处罚">', '<entry label="行政许可"><figure cell="licences/decisions"/></entry><entry label="行政处罚">'), encoding="utf-8")
        done = banxin("render", record, "--draft", "-o", self.folder / "draft.pdf")
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(len(self.bars(self.folder / "draft.pdf")), 1)
        self.assertIn("？", banxin("render", record, "--draft", "--dump", "layout").stdout.decode())

    def test_FG_11_hatching_needs_no_colour(self):
        archive, press = self.probe(self.sample()), self.probe(self.sample("press.pdf", "--profile", "print"))
        # Every line of a hatching is within a bar, or a sample of one.
        corners = 0
        for rectangles, _, _, lines in archive:
            frames = [(left, bottom, left + width, bottom + height) for left, bottom, width, height in rectangles if 10 < height < 15]
            edges = [(left, bottom, width) for left, bottom, width, height in rectangles if abs(height - LINE) < .002]
            bars = [(left, bottom, left + width, bottom + 15) for bottom, left, width in ((b, l, w) for l, b, w in edges)
                    if any(abs(frame[0] - left) < .01 and abs(frame[1] - bottom) < .01 for frame in frames)]
            for x, y in lines:
                corners += 1
                self.assertTrue(any(left - .01 <= x <= right + .01 and bottom - .01 <= y <= top for left, bottom, right, top in bars), (x, y))
        self.assertGreater(corners, 400)
        self.assertEqual({colour for page in archive for colour in page[1]}, {"g 0.0", "g 0.85"})
        self.assertEqual({colour for page in press for colour in page[1]}, {"k 0.0 0.0 0.0 1.0", "k 0.0 0.0 0.0 0.15"})
        self.assertFalse(any({"Do", "sh"} & set(page[2]) for page in archive + press))

    def test_FG_12_PA_63_the_sample_says_its_figures(self):
        file = self.sample()
        done = self.judge_python("pikepdf", "-c", "import sys, pikepdf\npdf = pikepdf.open(sys.argv[1])\n"
                                 "for one in pdf.objects:\n    if isinstance(one, pikepdf.Dictionary) and one.get('/S') == '/Figure':\n        print(one.Alt, [float(x) for x in one.A.BBox][0] > 70)", file)
        said = sorted(done.stdout.decode().strip().split("\n"))
        self.assertEqual(len(said), 4)
        self.assertIn("条形图，图1　两年的申请和办理情况。新收申请：2022年46件，2023年60件；办结：2022年43件，2023年59件；结转下年度：2022年4件，2023年5件。 True", said)
        self.assertIn("占比图，图4　本年度办理结果的比重。本年度办理：予以公开23件（39.0%），部分公开6件（10.2%），不予公开10件（16.9%），无法提供12件（20.3%），不予处理3件（5.1%），其他处理5件（8.5%）。 True", said)
        text = self.run_tool("pdftotext", file, "-").decode()
        for word in ("39.0%", "新收申请", "单位：件", "1286"):
            self.assertIn(word, text)
        done = subprocess.run([SOURCE / "scripts/verapdf", file], capture_output=True, text=True)
        if done.returncode == 3 and "not installed" in done.stderr:
            self.skipTest("the judge veraPDF is not installed (scripts/setup judges)")
        self.assertEqual([line.split()[0] for line in done.stdout.splitlines() if line[:4] in ("PASS", "FAIL")], ["PASS"] * 2, done.stdout)
        self.assertEqual(file.read_bytes(), self.sample("again.pdf").read_bytes())

    def test_FG_12_the_figures_as_a_table_where_there_are_no_pages(self):
        page = self.sample("out.html", "--as", "html").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r'<svg viewBox="[^"]+" role="img" aria-label="[^"]+"', page)), 4)
        self.assertIn('<th scope="row">新收申请</th><td>46</td><td>60</td>', page)
        self.assertIn("<td>23（39.0%）</td>", page)
        widths = [float(one) for one in re.findall(r'<rect x="[\d.]+" y="\d+" width="([\d.]+)" height="20"', page.split("<svg")[1]) if one != "28.00"]
        for width, figure in zip(widths, [46, 60, 43, 59, 4, 5]):
            self.assertAlmostEqual(width / widths[1], figure / 60, delta=.001)
        portal = self.sample("piece.html", "--as", "html", "--profile", "fragment").read_text(encoding="utf-8")
        self.assertNotIn("<svg", portal)
        self.assertIn(">新收申请</th>", portal)
        with zipfile.ZipFile(self.sample("out.docx", "--as", "docx")) as word:
            self.assertEqual(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", word.read("word/document.xml").decode().split("图1　")[1])[:5], ["单位：件", "2022年", "2023年", "新收申请", "46"])
        screen = self.sample("out.svg", "--as", "svg").read_text(encoding="utf-8")
        self.assertIn('<path d="M', screen)


if __name__ == "__main__":
    python_test.main()
