"""What the person who collects the reports does on the board: takes files in, has a batch made, compares, adds up."""

import html
import os
import re
import signal
import time
import urllib.parse

import python_test
from batch_kit import generate
from desk_kit import Desk
from python_test import SAMPLES, SLOWNESS, banxin


def text_of(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


class Board(python_test.Case):
    def open(self, *options):
        self.archive = self.folder / "archive"
        self.desk = Desk(self, self.folder / "received", "--lang", "zh", "--archive", self.archive, "--feedback", self.folder / "sheets", *options).enter()

    def take(self, *names, **changes):
        """Samples, with texts of theirs replaced."""
        (self.folder / "received").mkdir(exist_ok=True)
        for name in names:
            text = (SAMPLES / name).read_text(encoding="utf-8")
            for old, new in changes.items():
                text = text.replace(old, new)
            (self.folder / "received" / name).write_text(text, encoding="utf-8")

    def finish(self, page="/board/work"):
        """Until what runs has ended; the page then."""
        for _ in range(int(300 * SLOWNESS)):
            page = self.desk.get("/board/work").text
            if 'data-running="1"' not in page:
                return page
            time.sleep(0.1)
        self.fail("it does not end")

    def batch(self):
        self.assertEqual(self.desk.post("/board/work", {"do": "batch"}).status, 303)
        return self.finish()

    def test_a_batch_is_started_and_its_findings_sheets_and_failures_are_shown(self):
        self.take("filled-2021.xml")
        broken = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8").replace("云岭市自然资源局", "云岭市水利局").replace(">15<", ">16<")
        (self.folder / "received/water.xml").write_text(broken, encoding="utf-8")
        self.open()
        self.assertIn("档案库里还没有报告", self.desk.get("/board").text)
        done = text_of(self.batch())
        self.assertIn("2 份记录：归档 1，有错误 1", done)
        self.assertIn("校验反馈单 1 份", done)
        board = self.desk.get("/board").text
        self.assertIn("1 份没有归档", board)
        # From the kind of finding to the files that have it.
        link = html.unescape(re.search(r'href="(/board/failures\?[^"]+)"', board).group(1))
        failures = text_of(self.desk.get(link).text)
        self.assertIn("云岭市水利局", failures)
        self.assertIn("water.xml", failures)
        self.assertNotIn("自然资源局", failures)
        sheets = self.desk.get("/board/sheets").text
        self.assertIn("云岭市水利局", sheets)
        for address in re.findall(r'href="(/board/sheets/[0-9a-f]{16})"', sheets):
            answer = self.desk.get(address)
            self.assertEqual(answer.status, 200)
            self.assertRegex(answer.headers["content-disposition"], r"attachment; filename=\"sheet-[0-9a-f]{16}\.(pdf|docx|csv)\"")
        self.assertEqual(self.desk.get("/board/sheets/..%2f..%2fetc%2fpasswd").status, 404)
        # Mended, only what is missing is done.
        self.take("filled-2021.xml")
        (self.folder / "received/water.xml").write_text(broken.replace(">16<", ">15<"), encoding="utf-8")
        self.assertIn("归档 1，早已归档 1", text_of(self.batch()))
        self.assertIn("✓ 没有", self.desk.get("/board/failures").text)
        self.assertEqual(banxin("archive", "verify", self.archive).returncode, 0)

    def test_a_batch_is_stopped_and_goes_on_where_it_was(self):
        (self.folder / "received").mkdir()
        generate(self.folder / "received", 24)
        self.open()
        self.desk.post("/board/work", {"do": "batch"})
        # A second one does not begin, and the desk answers meanwhile.
        self.desk.post("/board/work", {"do": "batch"})
        for _ in range(int(200 * SLOWNESS)):
            page = self.desk.get("/board/work", X_Banxin_Script="1").text
            if re.search(r"做报告</strong> [1-9]", page):
                break
            time.sleep(0.05)
        self.assertEqual(self.desk.get("/").status, 200)
        self.desk.post("/board/work", {"do": "stop"})
        stopped = text_of(self.finish())
        self.assertRegex(stopped, r"停下了：24 份记录：归档 \d+")
        first = int(re.search(r"归档 (\d+)", stopped).group(1))
        self.assertLess(first, 24)
        again = text_of(self.batch())
        self.assertIn(f"归档 {24 - first}", again)
        self.assertEqual(banxin("archive", "verify", self.archive).returncode, 0)

    def test_a_batch_ends_with_the_desk_that_is_killed(self):
        (self.folder / "received").mkdir()
        generate(self.folder / "received", 16)
        self.open()
        self.desk.post("/board/work", {"do": "batch"})
        time.sleep(0.5)
        group = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and self.is_ours(pid)]
        self.assertGreater(len(group), 1)
        self.desk.kill()
        for _ in range(100):
            if not any(self.is_ours(str(pid)) for pid in group):
                break
            time.sleep(0.05)
        self.assertFalse(any(self.is_ours(str(pid)) for pid in group))
        self.open()
        self.assertNotIn("做报告", self.desk.get("/board/work").text)
        self.assertIn("16 份记录", text_of(self.batch()))
        self.assertEqual(banxin("archive", "verify", self.archive).returncode, 0)

    def is_ours(self, pid):
        try:
            line = open(f"/proc/{pid}/cmdline", "rb").read()
            return str(self.folder).encode() in line and b" Z " not in open(f"/proc/{pid}/stat", "rb").read()
        except OSError:
            return False

    def test_D_06_figures_are_compared_and_a_blank_is_no_zero(self):
        self.take("filled-2021.xml")
        text = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")
        (self.folder / "received/last.xml").write_text(text.replace('year="2023"', 'year="2022"').replace("2023年", "2022年").replace('"2024-', '"2023-').replace("2024年", "2023年"), encoding="utf-8")
        self.open()
        self.batch()
        board = self.desk.get("/board?year=2023").text
        years = self.desk.get(re.search(r"/board/[0-9a-f]{24}/years", board).group(0)).text
        rows = [text_of(row) for row in re.findall(r"<tr>(.*?)</tr>", years, re.S)]
        self.assertGreater(len(rows), 40)
        self.assertRegex(rows[0], "2023 年度 2022 年度")
        # Of what is blank there is no difference, and of two figures there is.
        blank = [row for row in rows if "（空白）" in row]
        self.assertTrue(all(not re.search(r"[+-]\d", row) for row in blank))
        self.assertTrue(any(re.search(r" 0 $", row) for row in rows))
        figures = self.desk.get("/board/figures?form=disclosure-2021&year=2023&cell=received%2Ftotal")
        self.assertEqual(figures.status, 200)
        self.assertIn('<svg class="bar now"', figures.text)
        self.assertIn("云岭市自然资源局", figures.text)

    def test_the_sum_of_the_archive_becomes_a_draft_with_its_sources(self):
        self.take("filled-2021.xml")
        second = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8").replace("云岭市自然资源局", "云岭市水利局")
        (self.folder / "received/water.xml").write_text(second, encoding="utf-8")
        bureaus = self.folder / "bureaus.txt"
        bureaus.write_text("云岭市自然资源局\n云岭市水利局\n云岭市教育局\n", encoding="utf-8")
        self.open("--expect", bureaus)
        self.batch()
        page = self.desk.get("/board/sum").text
        self.assertIn("把这 2 份加起来", page)
        self.assertRegex(text_of(page), "没有加进去.*云岭市教育局.*加进去的报告.*云岭市水利局 第 1 版.*云岭市自然资源局")
        self.desk.post("/board/sum", {"form": "disclosure-2021", "year": "2023"})
        done = self.finish()
        self.assertIn("2 份报告加成了一份草稿", done)
        draft = re.search(r'href="(/draft/[0-9a-f]{16})"', done).group(1)
        self.assertEqual(self.desk.get(draft).status, 200)
        made = banxin("summarize", self.folder / "received/filled-2021.xml", self.folder / "received/water.xml")
        cells = lambda text: re.findall(r"<cell[^>]*>[^<]*</cell>|<cell[^>]*/>", text)
        kept = (self.folder / "received/sum.xml").read_text(encoding="utf-8")
        self.assertEqual(cells(kept), cells(made.stdout.decode()))
        self.assertIn("云岭市水利局", kept)
        # No other form or year is asked for by hand.
        self.assertEqual(self.desk.post("/board/sum", {"form": "../x", "year": "2023"}).status, 303)

    def test_files_that_are_dropped_are_checked_or_taken_in(self):
        (self.folder / "received").mkdir()
        self.open()
        good, bad = (SAMPLES / "filled-2021.xml").read_bytes(), b"<record"
        files = [("file", "a.xml", good), ("file", "b.xml", good.replace(b">15<", b">16<")), ("file", "<script>c.xml", bad)]
        checked = self.desk.send_files("/board/receive", [("do", "check")], files)
        self.assertEqual(checked.status, 200)
        self.assertIn("没有发现问题", checked.text)
        self.assertRegex(text_of(checked.text), r"b\.xml \d+ 处错误")
        self.assertIn("&lt;script&gt;c.xml", checked.text)
        self.assertEqual(list((self.folder / "received").iterdir()), [])
        kept = self.desk.send_files("/board/receive", [("do", "keep")], files)
        self.assertEqual(len(re.findall(r'href="/draft/', kept.text)), 2)
        self.assertEqual(len(list((self.folder / "received").glob("*.xml"))), 2)

    def test_search_filters_sort_and_versions(self):
        (self.folder / "received").mkdir()
        generate(self.folder / "received", 8)
        self.open()
        self.batch()
        rows = lambda query: re.findall(r'<tr><th scope="row">([^<]*)</th>', self.desk.get("/board" + query).text)
        everything = rows("")
        self.assertEqual(len(everything), 8)
        part = everything[4][3:6]
        found = rows("?q=" + urllib.parse.quote(part))
        self.assertTrue(found)
        self.assertTrue(all(part in name for name in found))
        self.assertEqual(rows("?sort=bureau&down=1"), sorted(everything, key=lambda name: name.encode(), reverse=True))
        self.assertEqual(len(rows("?kind=all")), 8)
        self.assertEqual(rows("?kind=correction"), [])
        self.assertEqual(rows("?year=1999"), [])
        # What is asked for is words, never SQL or markup.
        for attack in ("' OR 1=1 --", '"><script>alert(1)</script>', "%", "\\"):
            for name in ("q", "year", "form", "kind", "code", "sort", "page"):
                answer = self.desk.get(f"/board?{name}={urllib.parse.quote(attack)}")
                self.assertEqual(answer.status, 200)
                self.assertNotIn("<script>alert", answer.text)


if __name__ == "__main__":
    python_test.main()
