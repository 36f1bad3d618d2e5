"""A report is written on the desk: what is typed is in the record, nothing is lost, and what is found is said."""

import hashlib
import html
import os
import random
import re
import subprocess
import threading
import time
import xml.etree.ElementTree as ElementTree

import python_test
from desk_kit import Desk, fields_of
from python_test import SAMPLES, SLOWNESS, banxin

R = "{urn:banxin:record:1}"
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)> \'&amp; ${7*7} {{7*7}}'


def parts_of(desk, draft):
    return re.findall(rf'<a href="{draft}/([a-z0-9-]+)">', desk.get(draft).text.split('<ol class="tasks">')[1].split("</ol>")[0])


def flat(element):
    """Every element with its attributes and text, white space apart: what a record says."""
    out = []
    for node in element.iter():
        attributes = sorted((name, value) for name, value in node.attrib.items() if name != "label")
        out.append((node.tag.removeprefix(R), attributes, re.sub(r"\s+", "", node.text or ""), re.sub(r"\s+", "", node.tail or "")))
    return out


class Writing(python_test.Case):
    def start(self, *samples, options=()):
        for name in samples:
            (self.folder / name).write_bytes((SAMPLES / name).read_bytes())
        self.desk = Desk(self, self.folder, *options).enter()
        return self.desk

    def the_draft(self):
        return "/draft/" + re.search(r'href="/draft/([0-9a-f]{16})"', self.desk.get("/").text).group(1)

    def save(self, path, **changes):
        fields = self.desk.fields(path)
        unknown = changes.keys() - fields.keys() - {"do"}
        self.assertEqual(unknown, set())
        return self.desk.post(path, {**fields, "do": "save", **changes})

    def root(self, name):
        return ElementTree.parse(self.folder / name).getroot()

    def test_nothing_changes_when_nothing_is_typed(self):
        for sample in ("filled-2018.xml", "filled-2019.xml", "filled-2021.xml", "additions-2021.xml", "ruian-commerce-bureau-2018.xml"):
            before = (SAMPLES / sample).read_bytes()
            self.start(sample)
            draft = self.the_draft()
            for part in parts_of(self.desk, draft):
                self.assertEqual(self.save(f"{draft}/{part}").status, 303)
            self.assertEqual((self.folder / sample).read_bytes(), before, sample)
            self.desk.end()
            (self.folder / sample).unlink()

    def test_all_that_a_record_has_is_kept_when_one_text_changes(self):
        for sample, part in (("filled-2018.xml", "report"), ("filled-2021.xml", "report"), ("additions-2021.xml", "report"), ("rare-characters-2018.xml", "report")):
            self.start(sample)
            self.assertEqual(self.save(f"{self.the_draft()}/{part}", title="一个新的标题").status, 303)
            before, after = ElementTree.parse(SAMPLES / sample).getroot(), self.root(sample)
            before.find(R + "title").text = "一个新的标题"
            self.assertEqual(flat(after), flat(before), sample)
            self.desk.end()
            (self.folder / sample).unlink()

    def filled_in(self, form, year, sample):
        """A blank draft with what the sample has, typed field by field."""
        (self.folder / "drafts").mkdir(exist_ok=True)
        desk = Desk(self, self.folder / "drafts").enter()
        other = Desk(self, self.folder / sample.removesuffix(".xml")).enter()
        other.send_files("/import", [], [("file", sample, (SAMPLES / sample).read_bytes())])
        self.desk = other
        source = self.the_draft()
        self.desk = desk
        draft = desk.new(form, year)
        return desk, draft, other, source

    def test_each_form_is_filled_in_from_empty_to_what_a_record_written_by_hand_says(self):
        for form, sample in (("disclosure-2019", "filled-2019.xml"), ("disclosure-2021", "filled-2021.xml"), ("disclosure-2018", "filled-2018.xml")):
            wanted = ElementTree.parse(SAMPLES / sample).getroot()
            desk, draft, other, source = self.filled_in(form, wanted.get("year"), sample)
            for part in parts_of(desk, draft):
                self.fill_part(desk, draft, other, source, part)
            record = next((self.folder / "drafts").glob("*.xml"))
            got = ElementTree.parse(record).getroot()
            figures = lambda root: [(node.get("id"), (node.text or "").strip()) for node in root.iter() if node.tag in (R + "cell", R + "row")]
            self.assertEqual(figures(got), figures(wanted), sample)
            self.assertEqual(got.find(R + "bureau").text, wanted.find(R + "bureau").text)
            if form != "disclosure-2018":
                texts = lambda root: [re.sub(r"\s+", "", "".join(node.itertext())) for node in root.iter() if node.tag in (R + "p", R + "heading", R + "issuer", R + "date")]
                self.assertEqual(texts(got), texts(wanted), sample)
                self.assertEqual(banxin("validate", record).returncode, 0, banxin("validate", record).stdout.decode())
            desk.end()
            other.end()
            record.unlink()

    def fill_part(self, desk, draft, other, source, part):
        if part not in parts_of(other, source):
            return
        wanted = other.fields(f"{source}/{part}")
        for _ in range(12):
            have = desk.fields(f"{draft}/{part}")
            missing = sum(name.startswith("heading ") and "section" in name for name in wanted) - sum(name.startswith("heading ") and "section" in name for name in have)
            if missing <= 0:
                break
            chapter = re.search(r'value="section ([^"]+)"', desk.get(f"{draft}/{part}").text).group(1)
            self.assertEqual(desk.post(f"{draft}/{part}", {**have, "do": f"section {chapter}"}).status, 303)
        have = desk.fields(f"{draft}/{part}")
        # A place without a paragraph yet is named by its container.
        alias = lambda name: re.sub(r"^text (.*) \d+$", r"text \1", name) if not name.startswith("introduction") else name
        values = {alias(name): value for name, value in wanted.items()}
        if "introduction" in have:
            values["introduction"] = values.pop("text /record/introduction", "")
        filled = {name: values.get(alias(name), value) if name != "version" else value for name, value in have.items()}
        answer = desk.post(f"{draft}/{part}", {**filled, "do": "save"})
        self.assertEqual(answer.status, 303, answer.text)

    def test_other_organs_and_the_seal_stay_when_the_signature_changes(self):
        self.start("official-2021.xml")
        draft = self.the_draft()
        page = next(f"{draft}/{part}" for part in parts_of(self.desk, draft) if "signed" in self.desk.fields(f"{draft}/{part}"))
        have = self.desk.fields(page)
        self.assertEqual(self.desk.post(page, {**have, "issuer": "云岭市规划局", "signed": "2024-01-26", "do": "save"}).status, 303)
        root = self.root("official-2021.xml")
        signature = root.find(R + "signature")
        self.assertEqual(signature.get("seal"), "yes")
        self.assertEqual([one.text for one in signature.iter(R + "issuer")], ["云岭市规划局", "云岭市林业和草原局", "云岭市不动产登记服务中心"])
        self.assertEqual([signature.find(R + "date").text, root.find(R + "letterhead").find(R + "mark").text], ["2024-01-26", "云岭市自然资源局文件"])

    def test_what_is_no_figure_stays_and_is_told(self):
        self.start("filled-2021.xml")
        page = f"{self.the_draft()}/chapter-3"
        cell = "cell /record/chapter[3]/statistics received/enterprise"
        for typed in ("十二", "12件", "１２", "-", "约12", " 0012", "1e3", "\ue000", "\u202e21", "=1+1", EVIL):
            self.assertEqual(self.save(page, **{cell: typed}).status, 303)
            text = self.desk.get(page).text
            self.assertEqual(fields_of(text)[cell], typed.strip(), typed)
            if typed != "-":
                self.assertRegex(text, r"<title>(错误：|Error: )", typed)
                self.assertRegex(text, rf'<input id="f\d+" name="{re.escape(html.escape(cell))}"[^>]* aria-invalid="true"', typed)
        # A character that XML has no place for is replaced by the one that stands for it, and that is found.
        self.save(page, **{cell: "1\x012"})
        self.assertEqual(self.desk.fields(page)[cell], "1\ufffd2")

    def test_script_in_every_field_is_text(self):
        for form, year in (("disclosure-2018", 2017), ("disclosure-2019", 2020), ("disclosure-2021", 2024)):
            self.start()
            draft = self.desk.new(form, year, EVIL)
            for part in parts_of(self.desk, draft):
                fields = self.desk.fields(f"{draft}/{part}")
                typed = {name: (value if name in ("version", "@year") else EVIL) for name, value in fields.items()}
                self.assertEqual(self.desk.post(f"{draft}/{part}", {**typed, "do": "save"}).status, 303)
                answer = self.desk.get(f"{draft}/{part}")
                self.assertEqual(answer.status, 200)
                self.assertNotRegex(answer.text, r"<script>|<img|onerror=alert\(2\)>")
                again = fields_of(answer.text)
                self.assertEqual({value for name, value in again.items() if name not in ("version", "@year")}, {EVIL}, part)
            for page in ("", "/check", "/send"):
                self.assertNotRegex(self.desk.get(draft + page).text, r"<script>|<img")
            self.assertNotRegex(self.desk.get("/").text, r"<script>|<img")
            self.desk.end()
            for file in self.folder.iterdir():
                file.unlink()

    def test_two_windows_the_second_is_told_and_shown_both(self):
        self.start("filled-2021.xml")
        page = f"{self.the_draft()}/chapter-5"
        first, second = self.desk.fields(page), self.desk.fields(page)
        name = next(key for key in first if key.startswith("text "))
        self.assertEqual(self.desk.post(page, {**first, name: "第一个窗口写的。"}).status, 303)
        answer = self.desk.post(page, {**second, name: "第二个窗口写的。"})
        self.assertEqual(answer.status, 409)
        self.assertIn("第一个窗口写的。", answer.text)
        self.assertEqual(fields_of(answer.text)[name], "第二个窗口写的。")
        self.assertIn("第一个窗口写的。", (self.folder / "filled-2021.xml").read_text(encoding="utf-8"))
        # Saved from that page, it counts.
        self.assertEqual(self.desk.post(page, fields_of(answer.text)).status, 303)
        self.assertIn("第二个窗口写的。", (self.folder / "filled-2021.xml").read_text(encoding="utf-8"))
        # Two windows on two chapters do not disturb each other, nor does a save of what is there already.
        one, two = self.desk.fields(page), self.desk.fields(page.replace("-5", "-6"))
        other = next(key for key in two if key.startswith("text "))
        self.assertEqual(self.desk.post(page, {**one, name: "甲。"}).status, 303)
        self.assertEqual(self.desk.post(page.replace("-5", "-6"), {**two, other: "乙。"}).status, 303)
        self.assertEqual(self.desk.post(page, {**one, name: "甲。"}).status, 303)

    def test_a_file_that_another_program_changed_is_a_conflict_too(self):
        self.start("filled-2021.xml")
        page = f"{self.the_draft()}/report"
        fields = self.desk.fields(page)
        file = self.folder / "filled-2021.xml"
        file.write_text(file.read_text(encoding="utf-8").replace("<bureau>云岭市自然资源局", "<bureau>云岭市规划局"), encoding="utf-8")
        self.assertEqual(self.desk.post(page, {**fields, "title": "新的标题"}).status, 409)
        self.assertIn("云岭市规划局", file.read_text(encoding="utf-8"))
        # When the chapter is gone, what was typed is on the page still.
        text = file.read_text(encoding="utf-8")
        fields = self.desk.fields(page.replace("report", "chapter-6"))
        name = next(key for key in fields if key.startswith("text "))
        file.write_text(re.sub(r'(?s)<chapter id="other">.*?</chapter>', "", text), encoding="utf-8")
        answer = self.desk.post(page.replace("report", "chapter-6"), {**fields, name: "这段话不能丢。"})
        self.assertEqual(answer.status, 409)
        self.assertIn("这段话不能丢。", answer.text)

    def test_undo(self):
        self.start("filled-2021.xml")
        draft = self.the_draft()
        before = (self.folder / "filled-2021.xml").read_bytes()
        self.save(f"{draft}/report", title="甲")
        self.save(f"{draft}/report", title="乙")
        self.assertEqual(self.desk.post(f"{draft}/undo", {"part": "report"}).location, f"{draft}/report")
        self.assertEqual(self.desk.fields(f"{draft}/report")["title"], "甲")
        self.desk.post(f"{draft}/undo", {"part": "report"})
        self.assertEqual((self.folder / "filled-2021.xml").read_bytes(), before)
        self.desk.post(f"{draft}/undo", {"part": "report"})
        self.assertEqual((self.folder / "filled-2021.xml").read_bytes(), before)
        self.save(f"{draft}/report", title="丙")
        (self.folder / "filled-2021.xml").write_bytes(before + b"\n")
        self.assertEqual(self.desk.post(f"{draft}/undo", {}).status, 409)

    def test_marked_words_and_figures_of_the_table_stay_in_a_paragraph_that_is_written_anew(self):
        self.start("additions-2021.xml", "filled-2021.xml")
        drafts = ["/draft/" + one for one in re.findall(r'href="/draft/([0-9a-f]{16})"', self.desk.get("/").text)]
        for draft in drafts:
            fields = self.desk.fields(f"{draft}/chapter-1")
            for name, value in fields.items():
                if name.startswith("text ") and ("Land and Planning" in value or "{" in value):
                    self.assertEqual(self.desk.post(f"{draft}/chapter-1", {**fields, name: "改写：" + value}).status, 303)
                    fields = self.desk.fields(f"{draft}/chapter-1")
                    self.assertTrue(fields[name].startswith("改写："))
        self.assertIn('<span xml:lang="en">Land and Planning</span>', (self.folder / "filled-2021.xml").read_text(encoding="utf-8"))
        before = (SAMPLES / "additions-2021.xml").read_text(encoding="utf-8")
        after = (self.folder / "additions-2021.xml").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r"<figure ", after)), len(re.findall(r"<figure ", before)))

    def test_sections_chapters_and_rows_are_added_and_taken_away(self):
        self.start("filled-2021.xml")
        draft = self.the_draft()
        page = f"{draft}/chapter-1"
        self.desk.post(page, {**self.desk.fields(page), "do": "section /record/chapter[1]"})
        fields = self.desk.fields(page)
        self.assertEqual(fields["heading /record/chapter[1]/section[6]"], "")
        self.save(page, **{"heading /record/chapter[1]/section[6]": "（六）其他。", "text /record/chapter[1]/section[6] 1": "无。"})
        self.assertEqual(len(self.root("filled-2021.xml").findall(f"{R}chapter[1]/{R}section")), 6)
        self.desk.post(page, {**self.desk.fields(page), "do": "remove /record/chapter[1]/section[1]"})
        headings = [node.text for node in self.root("filled-2021.xml").findall(f"{R}chapter[1]/{R}section/{R}heading")]
        self.assertEqual(headings, ["（二）依申请公开。", "（三）政府信息管理。", "（四）政府信息公开平台建设。", "（五）监督保障。", "（六）其他。"])
        # What the form prescribes cannot be taken away.
        self.desk.post(page, {**self.desk.fields(page), "do": "remove /record/chapter[1]"})
        self.desk.post(page, {**self.desk.fields(page), "do": "remove /record/chapter[2]/statistics"})
        self.assertEqual(len(self.root("filled-2021.xml").findall(f"{R}chapter")), 6)
        added = self.desk.post(f"{draft}/chapter", {}).location
        self.assertEqual(added, f"{draft}/chapter-7")
        self.save(added, **{"heading /record/chapter[7]": "七、附则"})
        self.assertEqual(self.root("filled-2021.xml")[-2].find(R + "heading").text, "七、附则")
        self.desk.post(added, {**self.desk.fields(added), "do": "remove /record/chapter[7]"})
        self.assertEqual(len(self.root("filled-2021.xml").findall(f"{R}chapter")), 6)
        table = "/record/chapter[3]/statistics"
        page = f"{draft}/chapter-3"
        self.desk.post(page, {**self.desk.fields(page), f"own-label {table}": "其中：当场答复", f"own-after {table}": "granted", "do": f"row {table}"})
        self.assertIn("其中：当场答复</th>", self.desk.get(page).text)
        self.save(page, **{f"cell {table} +1/natural-person": "1"})
        row = self.root("filled-2021.xml").find(f"{R}chapter[3]/{R}statistics/{R}own-row")
        self.assertEqual((row.get("after"), row.find(R + "cell").text), ("granted", "1"))
        self.assertEqual(banxin("validate", self.folder / "filled-2021.xml").returncode, 0)

    def test_a_sum_is_taken_over_only_when_it_is_asked_for(self):
        self.start("filled-2021.xml")
        page = f"{self.the_draft()}/chapter-3"
        total, part = (f"cell /record/chapter[3]/statistics granted/{column}" for column in ("total", "natural-person"))
        self.save(page, **{part: "16"})
        self.assertEqual(self.desk.fields(page)[total], "23")
        self.assertRegex(self.desk.get(page).text, r'value="take cell [^"]* granted/total" data-for="f\d+">[^<]*<span>24</span>')
        # All cells of the equation that does not hold are marked, with the equation and both sides.
        marked = re.findall(r'name="([^"]*) granted/([a-z-]+)"[^>]* aria-invalid="true"', self.desk.get(page).text)
        self.assertEqual(len(marked), 7)
        self.assertRegex(self.desk.get(page).text, r"23 ≠ [^<]*16[^<]* = 24")
        self.desk.post(page, {**self.desk.fields(page), "do": f"take {total}"})
        self.assertEqual(self.desk.fields(page)[total], "24")

    def test_last_years_record_brings_what_it_brings_and_stands_beside(self):
        self.start("filled-2021.xml")
        last = self.the_draft().removeprefix("/draft/")
        draft = self.desk.new("disclosure-2021", 2024, "", last=last)
        fields = self.desk.fields(f"{draft}/chapter-3")
        self.assertEqual(fields["cell /record/chapter[3]/statistics carried-in/natural-person"], "2")
        self.assertEqual(self.desk.fields(f"{draft}/report")["bureau"], "云岭市自然资源局")
        self.assertRegex(self.desk.get(f"{draft}/chapter-3").text, r'(上年|last) 41</small>')
        # From a file: it is kept beside, and the PDF of a report will do.
        pdf = self.render(SAMPLES / "filled-2019.xml", "last.pdf").read_bytes()
        answer = self.desk.send_files("/new", [("form", "disclosure-2021"), ("year", "2021"), ("bureau", ""), ("last", "")], [("last-file", "a.pdf", pdf)])
        self.assertEqual(answer.status, 303, answer.text)
        self.assertEqual(sorted(path.name for path in self.folder.glob("20*.xml")), ["2020-disclosure-2019.xml", "2021-disclosure-2021.xml", "2024-disclosure-2021.xml"])
        broken = self.desk.send_files("/new", [("form", "disclosure-2021"), ("year", "2021")], [("last-file", "a.pdf", b"%PDF-1.7 nothing")])
        self.assertEqual(broken.status, 400)
        self.assertEqual(self.desk.send_files("/new", [("form", "disclosure-2021"), ("year", "1999")], []).status, 400)

    def test_an_office_file_is_imported_with_its_questions(self):
        self.start()
        source = self.folder / "report.docx"
        self.assertEqual(banxin("render", SAMPLES / "filled-2021.xml", "--as", "docx", "-o", source).returncode, 0)
        answer = self.desk.send_files("/import", [], [("file", "报告.docx", source.read_bytes())])
        self.assertEqual(answer.status, 303, answer.text)
        page = self.desk.get(answer.location).text
        self.assertIn("报告.docx", page)
        draft = re.search(r'href="(/draft/[0-9a-f]{16})"', page).group(1)
        self.assertEqual(self.desk.fields(f"{draft}/chapter-3")["cell /record/chapter[3]/statistics received/total"], "60")
        for name, data in (("x.docx", b"PK\x03\x04" + b"\0" * 100), ("x.pdf", b"%PDF-1.4"), ("x.xml", b"<record/>"), ("x.txt", b"nothing"), ("x.bin", os.urandom(1000))):
            refused = self.desk.send_files("/import", [], [("file", name, data)])
            self.assertEqual(refused.status, 400, name)
        self.assertEqual(self.desk.send_files("/import", [], [("file", "", b"")]).status, 400)

    def test_files_that_are_no_drafts_are_named_and_left_alone(self):
        (self.folder / "broken.xml").write_text("<record>")
        (self.folder / "page.xml").write_text("<html/>")
        (self.folder / "alien.xml").write_text('<record xmlns="urn:banxin:record:1" form="none" year="2024"/>')
        self.start("filled-2021.xml")
        text = self.desk.get("/").text
        for name in ("broken.xml", "page.xml", "alien.xml"):
            self.assertIn(name, text)
        self.assertEqual(len(re.findall(r'href="/draft/', text)), 1)
        self.assertEqual((self.folder / "broken.xml").read_text(), "<record>")
        for name, code in (("broken.xml", "xml-malformed"), ("page.xml", "desk-no-draft"), ("alien.xml", "desk-no-draft")):
            address = f"/draft/{hashlib.sha256(name.encode()).hexdigest()[:16]}"
            answer = self.desk.get(address)
            self.assertEqual(answer.status, 404)
            self.assertIn(f'data-code="{code}"', answer.text)

    def test_a_folder_that_cannot_be_written_is_told_with_what_was_typed(self):
        self.start("filled-2021.xml")
        page = f"{self.the_draft()}/report"
        fields = self.desk.fields(page)
        before = (self.folder / "filled-2021.xml").read_bytes()
        # No file of more than 100 bytes: permissions would say nothing to root.
        done = subprocess.run(["prlimit", "--pid", str(self.desk.process.pid), "--fsize=100"], capture_output=True)
        if done.returncode != 0:
            self.skipTest("prlimit is not there")
        answer = self.desk.post(page, {**fields, "title": "放不下的标题"})
        self.assertEqual(answer.status, 507)
        self.assertEqual(fields_of(answer.text)["title"], "放不下的标题")
        live = self.desk.post(page, {**fields, "title": "放不下的标题"}, X_Banxin_Script="1")
        self.assertEqual(live.status, 507)
        self.assertEqual((self.folder / "filled-2021.xml").read_bytes(), before)
        self.assert_only("filled-2021.xml")

    def test_killed_at_any_moment_the_desk_has_lost_nothing_that_it_said_it_saved(self):
        rounds = int(os.environ.get("BANXIN_KILLS", "12"))
        self.start("filled-2021.xml")
        chance = random.Random(20260)
        for number in range(rounds):
            page = f"{self.the_draft()}/report"
            done = []

            def typing():
                try:
                    for i in range(1000):
                        fields = self.desk.fields(page)
                        title = f"标题 {number}-{i}"
                        if self.desk.post(page, {**fields, "title": title}).status == 303:
                            done.append(title)
                except Exception:  # whatever a request meets when the desk is gone
                    pass

            thread = threading.Thread(target=typing)
            thread.start()
            time.sleep(chance.uniform(0.05, 0.6) * SLOWNESS)
            self.desk.kill()
            thread.join()
            title = self.root("filled-2021.xml").find(R + "title").text
            if done:
                last = int(done[-1].split("-")[1])
                self.assertIn(title, (f"标题 {number}-{last}", f"标题 {number}-{last + 1}"))
            leftovers = [path.name for path in self.folder.iterdir() if path.name != "filled-2021.xml"]
            self.assertLessEqual(len(leftovers), number + 1, leftovers)
            self.desk = Desk(self, self.folder).enter()
            self.assertEqual(self.desk.get("/").status, 200)

    def test_findings_for_the_script_are_those_of_the_page(self):
        self.start("filled-2021.xml")
        page = f"{self.the_draft()}/chapter-3"
        fields = self.desk.fields(page)
        answer = self.desk.post(page, {**fields, "cell /record/chapter[3]/statistics received/total": "61"}, X_Banxin_Script="1")
        self.assertEqual(answer.status, 200)
        findings = re.search(r'(?s)<section id="findings".*?</section>', answer.text).group(0)
        self.assertIn(findings, self.desk.get(page).text)
        self.assertEqual(self.desk.post(page, {**fields, "cell /record/chapter[3]/statistics received/total": "62"}, X_Banxin_Script="1").status, 409)
        checked = banxin("validate", self.folder / "filled-2021.xml", "--lang", "zh")
        self.assertEqual(checked.stdout.decode().count("错误["), findings.count('class="error"'))

    def test_a_correction_is_a_version_of_its_own_and_the_board_names_who_is_missing(self):
        bureaus = self.folder / "bureaus.txt"
        bureaus.write_text("云岭市自然资源局\n云岭市水利局\n", encoding="utf-8")
        archive = self.folder / "archive"
        self.start("filled-2021.xml", options=("--archive", archive, "--expect", bureaus, "--lang", "zh"))
        draft = self.the_draft()
        self.assertIn("档案库里还没有这份报告", self.desk.get(f"{draft}/send").text)
        self.assertIn("已放进档案库", self.desk.post(f"{draft}/archive", {}).text)
        self.assertIn("就是现在的草稿", self.desk.get(f"{draft}/send").text)
        self.save(f"{draft}/report", title="云岭市自然资源局2023年政府信息公开工作年度报告（更正）")
        self.assertIn("作为更正放进档案库", self.desk.get(f"{draft}/send").text)
        self.assertIn("已放进档案库", self.desk.post(f"{draft}/archive", {}).text)
        self.assertRegex(self.desk.get(f"{draft}/send").text, r'<th scope="row">2</th>.*更正')
        board = self.desk.get("/board").text
        self.assertIn("应报 2 个单位，缺报 1 个", board)
        self.assertEqual(board.count("<td><a href=\"/board/"), 1)
        self.assertEqual(self.desk.get("/board?q=%E6%B2%A1%E6%9C%89").text.count("<td><a href=\"/board/"), 0)
        report = self.desk.get(re.search(r"/board/[0-9a-f]{24}", board).group(0))
        self.assertEqual((report.headers["content-type"], report.bytes[:5]), ("application/pdf", b"%PDF-"))
        self.assertEqual(self.desk.get("/board/..%2fcatalogue.sqlite").status, 404)
        # What has errors is not archived, and its file says that it is a draft.
        self.save(f"{draft}/chapter-3", **{"cell /record/chapter[3]/statistics received/total": "61"})
        self.assertIn("没有归档", self.desk.post(f"{draft}/archive", {}).text)
        self.assertIn("<strong>草稿</strong>", self.desk.get(f"{draft}/output/html-page").text)
        self.assertEqual(banxin("archive", "verify", archive).returncode, 0)

    def test_the_pages_speak_the_language_that_the_browser_asks_for(self):
        self.start("filled-2021.xml")
        self.assertIn('<html lang="en">', self.desk.get("/", Accept_Language="en-GB,en;q=0.9,zh;q=0.5").text)
        self.assertIn('<html lang="zh-Hans">', self.desk.get("/", Accept_Language="zh-CN,zh;q=0.9,en;q=0.8").text)
        self.assertIn('<html lang="zh-Hans">', self.desk.get("/", Accept_Language="fr").text)


if __name__ == "__main__":
    python_test.main()
