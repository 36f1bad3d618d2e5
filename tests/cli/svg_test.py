"""The report as SVG: what it holds, and that a browser draws what poppler draws of the PDF."""

import json
import re
import xml.etree.ElementTree as ElementTree

import python_test
from python_test import REAL, SAMPLES, VALID_SAMPLES, banxin, environment

SVG = "{http://www.w3.org/2000/svg}"

# Each page of an SVG as a browser draws it, in PNG files of the given width in pixels. Arguments: SVG, width, folder.
BROWSER = """
import json, pathlib, sys
from selenium import webdriver
from selenium.webdriver.common.by import By
options = webdriver.ChromeOptions()
for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1"):
    options.add_argument(flag)
browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
drawing, width, folder = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
root = drawing.read_text(encoding="utf-8")
root = root[root.index("<svg"):]
page = folder / "view.html"
height = round(width * 297 / 210)
browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
page.write_text('<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0}</style>' + root, encoding="utf-8")
browser.get(page.as_uri())
count = len(browser.find_elements(By.CSS_SELECTOR, "svg[id]"))
for number in range(1, count + 1):
    browser.execute_script('''
        const all = document.querySelector("body > svg"), one = document.getElementById("page-" + arguments[0]);
        const box = ["x", "y", "width", "height"].map(name => one.getAttribute(name));
        all.setAttribute("viewBox", box.join(" "));
        all.setAttribute("width", arguments[1]);
        all.setAttribute("height", arguments[2]);''', number, width, height)
    browser.save_screenshot(str(folder / f"browser-{number}.png"))
hit = browser.execute_script('''
    const run = document.querySelector("#page-" + arguments[0] + " g[data-node]"), box = run.getBoundingClientRect();
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return found.closest("[data-origin]") === run;''', count)
browser.quit()
print(json.dumps({"pages": count, "hit": hit}))
"""


def flat(text):
    return re.sub(r"\s", "", text)


def grey(pgm):
    """Width, height and pixels of a PGM."""
    width, height, pixels = re.match(rb"P5\s+(?:#[^\n]*\n)?(\d+)\s+(\d+)\s+255\s(.*)", pgm, re.S).groups()
    return int(width), int(height), pixels


def cells(picture, side=4):
    """The ink of each square of so many pixels: one renderer sets glyphs on whole pixels, another between them."""
    width, height, pixels = picture
    found = []
    for top in range(0, height - side + 1, side):
        rows = [pixels[(top + row) * width:(top + row + 1) * width] for row in range(side)]
        sums = [sum(column) for column in zip(*rows)]
        found += [sum(sums[left:left + side]) / side ** 2 for left in range(0, width - side + 1, side)]
    return found


def difference(one, other):
    """Of two pictures of one size: the mean over all cells, of 255."""
    pairs = list(zip(cells(one), cells(other)))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


class Svg(python_test.Case):
    def made(self, record, name="out.svg", **changes):
        path = self.folder / name
        done = banxin("render", record, "--as", "svg", "-o", path, **changes)
        self.assertEqual(done.returncode, 0, done.messages)
        return path

    def test_every_sample_is_well_formed_and_holds_the_text_of_the_pages(self):
        for record in VALID_SAMPLES:
            root = ElementTree.parse(self.made(record)).getroot()
            self.assertEqual(root.tag, SVG + "svg")
            ids = [one.get("id") for one in root.iter() if one.get("id")]
            self.assertEqual(len(ids), len(set(ids)), record.name)
            used = {one.get("href")[1:] for one in root.iter(SVG + "use")}
            self.assertEqual(used, {one.get("id") for one in root.iter(SVG + "path")}, record.name)
            pages = [page for page in root.findall(SVG + "svg")]
            layout = banxin("render", record, "--dump", "layout").stdout.decode()
            expected = [flat("".join(re.findall(r'(?ms)^ +(?:turned )?text [^"\n]*"(.*?)" [a-z]', page))) for page in re.split(r"(?m)^page ", layout)[1:]]
            found = [flat("".join(run.get("aria-label") for run in page.iter(SVG + "g"))) for page in pages]
            self.assertEqual(found, expected, record.name)

    def test_every_line_of_content_says_where_it_comes_from(self):
        root = ElementTree.parse(self.made(REAL)).getroot()
        runs = list(root.iter(SVG + "g"))
        self.assertGreater(len(runs), 100)
        for run in runs:
            if run.get("aria-hidden"):
                self.assertIsNone(run.get("data-node"))
                self.assertIsNone(run.get("role"))
            else:
                self.assertEqual(run.get("role"), "img")
                self.assertGreater(int(run.get("data-origin")), 0)
                self.assertGreater(int(run.get("data-node")), 0)

    def test_nothing_outside_the_file_is_needed_and_no_style_or_script_is_in_it(self):
        text = self.made(SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        self.assertNotRegex(text, r"<(script|style|image|foreignObject|text|font)\b|\bstyle=|\bon[a-z]+=|href=\"[^#]")

    def test_a_browser_draws_what_poppler_draws_of_the_PDF(self):
        self.need("pdftoppm", "mutool", "chromedriver")
        for record in (REAL, SAMPLES / "filled-2021.xml"):
            drawing = self.made(record)
            done = self.judge_python("selenium", "-c", BROWSER, drawing, "794", self.folder)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            browser = json.loads(done.stdout)
            self.assertTrue(browser["hit"], "a click between the strokes does not reach the text")
            self.render(record, "out.pdf")
            self.run_tool("pdftoppm", "-gray", "-scale-to-x", "794", "-scale-to-y", "1123", self.folder / "out.pdf", self.folder / "poppler")
            expected = sorted(self.folder.glob("poppler-*.pgm"))
            self.assertEqual(browser["pages"], len(expected))
            for number, path in enumerate(expected, 1):
                other = grey(path.read_bytes())
                one = self.greyed(self.folder / f"browser-{number}.png", *other[:2])
                self.assert_alike(one, other, f"{record.name}, page {number}")
                path.unlink()
        # A page that is three pixels lower is another.
        cut = 3 * one[0]
        self.assertGreater(difference(one, (*one[:2], one[2][cut:] + one[2][:cut])), 6)

    def greyed(self, png, width, height):
        return grey(self.run_tool("mutool", "draw", "-q", "-F", "pgm", "-w", width, "-h", height, "-f", "-o", "-", png))

    def assert_alike(self, one, other, what):
        self.assertEqual(one[:2], other[:2], what)
        self.assertLess(min(other[2]), 100, what)
        self.assertLess(difference(one, other), 3, what)

    def test_D_04_the_same_record_gives_the_same_bytes(self):
        first = self.made(REAL).read_bytes()
        self.assertEqual(self.made(REAL, "b.svg", env=environment(TZ="Asia/Shanghai", LANG="de_DE.UTF-8")).read_bytes(), first)

    def test_a_draft_is_stamped_and_the_dump_counts(self):
        draft = self.folder / "draft.svg"
        done = banxin("render", SAMPLES / "bad/A-1.xml", "--as", "svg", "--draft", "-o", draft)
        self.assertEqual(done.returncode, 0, done.messages)
        root = ElementTree.parse(draft).getroot()
        self.assertTrue(root.findtext(SVG + "title").startswith("（草稿）"))
        for page in root.findall(SVG + "svg"):
            self.assertIn("草稿", [run.get("aria-label") for run in page.iter(SVG + "g")])
        dump = banxin("render", REAL, "--as", "svg", "--dump", "svg").stdout.decode()
        self.assertRegex(dump, r"^bytes \d+\nsha512 [0-9a-f]{128}\npages 6\noutlines \d+\nruns \d+\nglyphs \d+\n$")


if __name__ == "__main__":
    python_test.main()
