"""The command line as its users meet it: help, usage, languages, streams, exit statuses."""

import json
import os
import pty
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

import python_test
from python_test import PROGRAM, REAL, SAMPLES, SOURCE, banxin, environment

COMMANDS = ["render", "validate", "batch", "merge", "archive", "summarize", "forms", "new", "explain", "fonts", "extract", "help"]
WITH_PARTS = [[name] for name in COMMANDS] + [["archive", "verify"], ["archive", "list"]]
STAGES = ["record", "validate", "compose", "text", "layout", "pdf"]
BAD = SAMPLES / "bad" / "A-1.xml"


def width(line):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


class CommandLine(python_test.Case):
    def test_help_fits_a_screen_in_both_languages(self):
        for language in ("en", "zh"):
            for command in [[], *WITH_PARTS]:
                done = banxin("--lang", language, *command, "--help")
                self.assertEqual(done.returncode, 0, done.messages)
                lines = done.stdout.decode().rstrip("\n").split("\n")
                self.assertLessEqual(len(lines), 30, f"{command} {language}")
                self.assertLessEqual(max(map(width, lines)), 80, f"{command} {language}")
                self.assertEqual(done.messages, "")

    def test_help_names_every_command_and_option(self):
        text = banxin("--help").stdout.decode()
        for name in ["render", "validate", "forms", "new", "explain", "fonts", "extract", "--lang", "--version"]:
            self.assertIn(name, text)
        text = banxin("render", "--help").stdout.decode()
        for option in "-o --output --as --profile --draft --dump --strict --layouts --fonts --font-folder --lang".split():
            self.assertIn(option, text)
        for stage in STAGES:
            self.assertIn(stage, text)

    def test_version(self):
        done = banxin("--version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout.decode(), r"^banxin \d+\.\d+\.\d+\n")

    def test_usage_errors_end_with_2_and_a_hint(self):
        for arguments in [[], ["nothing"], ["render"], ["render", "--nothing", REAL], ["render", REAL, "x", "y"],
                          ["render", REAL, "--profile", "print"], ["render", REAL, "--profile", "screen"], ["render", REAL, "--as", "docx2"],
                          ["render", REAL, "--dump", "nothing"], ["render", "-"], ["render", REAL, "-o", REAL],
                          ["render", REAL, "-o"], ["render", REAL, "--layouts", "/nowhere"],
                          ["validate"], ["validate", REAL, "--format", "yaml"],
                          ["validate", REAL, BAD, "--format", "svrl"], ["new"], ["new", "--form", "nothing"],
                          ["explain", "nothing"], ["extract"], ["forms", "--lang", "fr"]]:
            done = banxin(*arguments, cwd=self.folder)
            self.assertEqual(done.returncode, 2, f"{arguments}: {done.messages}")
            lines = done.messages.split("\n")
            self.assertRegex(lines[0], r"^banxin: error\[cli-usage\]: \S", arguments)
            self.assertRegex(lines[1], r"^    \S", arguments)
            self.assertEqual(done.stdout, b"", arguments)
        self.assert_only()

    def test_outputs_are_those_of_the_table(self):
        for wrong in (["--as", "nothing"], ["--as", "nothing", "--profile", "archive"]):
            done = banxin("render", REAL, *wrong, cwd=self.folder)
            self.assertEqual(done.returncode, 2)
            self.assertIn("no output named nothing", done.messages)
            self.assertIn("There are: pdf, html, docx, svg.", done.messages)
        done = banxin("render", REAL, "--profile", "print", "--lang", "zh", cwd=self.folder)
        self.assertIn("没有名为 print 的输出规格", done.messages)
        self.assertIn("可用：archive。", done.messages)
        self.assertIn("There are: record, validate, compose, text, layout, pdf.", banxin("render", REAL, "--dump", "html").messages)
        files = [banxin("render", REAL, *named, "-o", "-").stdout for named in ([], ["--as", "pdf"], ["--as", "pdf", "--profile", "archive"])]
        self.assertTrue(files[0].startswith(b"%PDF-"))
        self.assertEqual(set(files), {files[0]})

    def test_language_follows_option_then_environment(self):
        def speaks_chinese(*arguments, **changes):
            return "没有代码" in banxin("explain", "nothing", *arguments, env=environment(**changes)).messages

        self.assertFalse(speaks_chinese(LANG=None))
        self.assertFalse(speaks_chinese(LANG="C.UTF-8"))
        self.assertTrue(speaks_chinese(LANG="zh_CN.UTF-8"))
        self.assertTrue(speaks_chinese(LANG="en_GB.UTF-8", LC_MESSAGES="zh_CN"))
        self.assertFalse(speaks_chinese(LC_ALL="C", LC_MESSAGES="zh_CN", LANG="zh_CN"))
        self.assertTrue(speaks_chinese(LC_ALL="", LANG="zh_TW.UTF-8"))
        self.assertTrue(speaks_chinese("--lang", "zh", LANG="en_GB.UTF-8"))
        self.assertFalse(speaks_chinese("--lang=en", LANG="zh_CN.UTF-8"))

    def on_a_terminal(self, *arguments, **changes):
        """What the program writes when both streams are a terminal."""
        try:
            leader, follower = pty.openpty()
        except OSError:
            self.skipTest("there are no pseudo terminals here: devpts is not mounted")
        env = environment(TERM="xterm", NO_COLOR=None)
        env.update(changes)
        child = subprocess.Popen([PROGRAM, *arguments], stdout=follower, stderr=follower, stdin=subprocess.DEVNULL, env=env)
        os.close(follower)
        said = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
        os.close(leader)
        child.wait()
        return said.decode()

    def test_colour_on_a_terminal_only_and_not_with_no_color(self):
        arguments = ["validate", str(BAD)]
        self.assertIn("\x1b[", self.on_a_terminal(*arguments))
        self.assertNotIn("\x1b", self.on_a_terminal(*arguments, NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_a_terminal(*arguments, TERM="dumb"))
        done = banxin(*arguments)
        self.assertNotIn(b"\x1b", done.stdout + done.stderr)

    def test_a_finding_is_one_line_then_its_hint(self):
        done = banxin("validate", BAD)
        self.assertEqual(done.returncode, 1)
        lines = done.stdout.decode().split("\n")
        errors = [number for number, line in enumerate(lines) if ": error[" in line]
        self.assertEqual(len(errors), 1)
        self.assertRegex(lines[errors[0]], rf"^{re.escape(str(BAD))}:\d+: error\[A-1\]: \S")
        self.assertRegex(lines[errors[0] + 1], r"^    \S")
        for line in lines[:-1]:
            self.assertRegex(line, r"^(    \S|\S.*:\d+: (error|warning|note)\[[\w-]+\]: \S|\S.*: not valid, )")
        self.assertRegex(lines[-2], rf"^{re.escape(str(BAD))}: not valid, 1 error")

    def test_control_characters_of_a_name_stay_on_one_line(self):
        name = self.folder / "a\nb\x1b[31m.xml"
        done = banxin("render", name)
        self.assertEqual(done.returncode, 4)
        self.assertIn("a\\nb\\x1b[31m.xml", done.messages.split("\n")[0])

    def test_render_ends_with_one_line_that_says_what_it_made(self):
        done = banxin("render", REAL, "-o", "报告.pdf", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        size = (self.folder / "报告.pdf").stat().st_size
        self.assertRegex(done.messages.rstrip("\n").split("\n")[-1],
                         rf"^报告\.pdf: \d+ pages, PDF/A-3a \+ PDF/UA-1, {size:,} bytes(, \d+ warnings?)?$")
        self.assertEqual(done.stdout, b"")
        self.assert_only("报告.pdf")

    def test_output_stands_beside_the_record_unless_named(self):
        record = self.folder / "a.b.xml"
        record.write_bytes(REAL.read_bytes())
        self.assertEqual(banxin("render", record).returncode, 0)
        self.assert_only("a.b.xml", "a.b.pdf")

    def test_standard_input_and_output(self):
        done = banxin("render", "-", "-o", "-", stdin=REAL.read_bytes(), cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(done.stdout, self.render().read_bytes())
        done = banxin("validate", "-", stdin=b"<a>")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout.decode(), r"^-:1: error\[xml-malformed\]")

    def test_dump_prints_each_stage_one_line_per_thing(self):
        for stage in STAGES:
            done = banxin("render", REAL, "--dump", stage, cwd=self.folder)
            self.assertEqual(done.returncode, 0, f"{stage}: {done.messages}")
            lines = done.stdout.decode("utf-8").split("\n")
            self.assertGreater(len(lines), 3, stage)
            self.assertEqual(lines[-1], "", stage)
        self.assert_only()

    def test_strict_makes_a_warning_an_error_and_writes_nothing(self):
        output = self.folder / "a.pdf"
        self.assertEqual(banxin("render", REAL, "-o", output).returncode, 0)
        output.unlink()
        done = banxin("render", REAL, "-o", output, "--strict")
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[cli-strict]", done.messages)
        self.assert_only()
        self.assertEqual(banxin("validate", REAL).returncode, 0)
        self.assertEqual(banxin("validate", REAL, "--strict").returncode, 1)
        self.assertEqual(banxin("validate", SAMPLES / "filled-2018.xml", "--strict").returncode, 0)

    def test_D_05_an_invalid_record_gives_no_pdf_unless_a_draft_is_asked_for(self):
        output = self.folder / "a.pdf"
        done = banxin("render", BAD, "-o", output)
        self.assertEqual(done.returncode, 1)
        self.assert_only()
        done = banxin("render", BAD, "-o", output, "--draft")
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertIn("error[A-1]", done.messages)
        self.assertRegex(done.messages, r"a\.pdf: \d+ pages?, draft, ")
        self.assertNotIn(b"pdfaid", self.run_tool("qpdf", "--qdf", output, "-"))

    def test_validate_takes_several_records_and_tells_of_the_gravest(self):
        missing = self.folder / "missing.xml"
        done = banxin("validate", REAL, BAD, cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{REAL.name}: valid, ", done.stdout.decode())
        self.assertIn(f"{BAD.name}: not valid, ", done.stdout.decode())
        done = banxin("validate", REAL, missing, BAD)
        self.assertEqual(done.returncode, 4)
        self.assertIn("error[input-missing]", done.stdout.decode())
        self.assertIn(f"{BAD.name}: not valid, ", done.stdout.decode())

    def test_every_bad_sample_is_told_by_the_code_in_its_name(self):
        for sample in sorted((SAMPLES / "bad").glob("*.xml")):
            code = sample.stem.split("--")[0]
            done = banxin("render", sample, "-o", self.folder / "a.pdf", "--strict")
            self.assertEqual(done.returncode, 1, f"{sample.name}: {done.messages}")
            # A narrative's code is its phrase's own.
            pattern = r"\[N-\w+\]" if code == "narrative" else rf"\[{re.escape(code)}\]"
            self.assertRegex(done.messages, pattern, sample.name)
            self.assertRegex(done.messages, rf"{re.escape(sample.name)}:\d+: ", sample.name)
            self.assert_only()

    def test_forms_lists_id_years_and_name(self):
        lines = banxin("forms").stdout.decode().splitlines()
        folders = [path.parent.name for path in sorted((SOURCE / "layouts").glob("*/form.xml"))]
        self.assertEqual([line.split()[0] for line in lines], folders)
        years = [tuple(line.split()[:2]) for line in lines]
        self.assertEqual(years, [("disclosure-2018", "2014-2018"), ("disclosure-2019", "2019-2020"), ("disclosure-2021", "2021-")])
        self.assertRegex(lines[0], r"^disclosure-2018 +2014-2018 +Annual report on government information disclosure")
        self.assertIn("政府信息公开工作年度报告", banxin("forms", "--lang", "zh").stdout.decode())

    def test_new_gives_a_record_of_every_form_that_is_not_taken_for_a_report(self):
        for folder in sorted((SOURCE / "layouts").glob("*/form.xml")):
            form = folder.parent.name
            output = self.folder / f"{form}.xml"
            done = banxin("new", "--form", form, "-o", output)
            self.assertEqual(done.returncode, 0, done.messages)
            done = banxin("validate", output)
            self.assertEqual(done.returncode, 1)
            # Every placeholder at its line, and nothing else is an error.
            text = output.read_text(encoding="utf-8")
            lines = re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.S).split("\n")
            expected = [number for number, line in enumerate(lines, 1) if "（单位全称" in line or "（报告标题" in line or "（本" in line]
            found = re.findall(r":(\d+): error\[([a-z-]+)\]", done.stdout.decode())
            self.assertEqual(found, [(str(number), "record-template") for number in expected])
            pdf = self.folder / f"{form}.pdf"
            self.assertEqual(banxin("render", output, "-o", pdf).returncode, 1)
            self.assertFalse(pdf.exists())
            self.assertEqual(banxin("render", output, "-o", pdf, "--draft").returncode, 0)
            self.assertEqual(banxin("new", "--form", form).stdout, output.read_bytes())

    def test_new_gives_a_record_that_validates_once_filled_its_optional_parts_included(self):
        for form, year in (("disclosure-2018", 2018), ("disclosure-2019", 2020), ("disclosure-2021", 2021)):
            text = banxin("new", "--form", form).stdout.decode()
            text = re.sub(r"(<(?:cell|row) [^>]*>)(</(?:cell|row)>)", r"\g<1>0\2", text)
            text, parts = re.subn(r"<!-- [^<>]*\n(  <(?:introduction|signature)>.*)\n  -->", r"\1", text)
            text = text.replace(f'year="{year}"', f'year="{year}" date="{year + 1}-01-31"')
            text = re.sub(r"（单位全称）", "东江市水利局", text)
            text = re.sub(r"（报告标题[^）]*）", f"东江市水利局{year}年政府信息公开工作年度报告", text)
            text = re.sub(r"（(?:本章正文|本节正文|编制[^）]*)）", "本年度各项工作按期完成。", text)
            text = text.replace("（本章标题）", "概述").replace("（本节标题）", "组织领导")
            output = self.folder / f"{form}.xml"
            output.write_text(text, encoding="utf-8")
            done = banxin("validate", "--strict", output)
            self.assertEqual((done.returncode, parts), (0, 2), done.stdout.decode())
            self.assertEqual(re.findall(r"(?:error|warning)\[.*", done.stdout.decode()), [])

    def test_new_knows_year_bureau_and_a_bureau_that_had_nothing(self):
        output = self.folder / "r.xml"
        done = banxin("new", "--form", "disclosure-2021", "--year", "2025", "--bureau", "东江市水利局", "--zero", "-o", output)
        self.assertEqual(done.returncode, 0, done.messages)
        text = output.read_text(encoding="utf-8")
        self.assertIn('year="2025"', text)
        self.assertIn("<bureau>东江市水利局</bureau>\n", text)
        self.assertIn("<title>东江市水利局2025年政府信息公开工作年度报告</title>", text)
        self.assertFalse(re.findall(r"<(?:cell|row) [^>]*></", text))
        # What is left to be said is the chapters' text.
        found = set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", banxin("validate", output).stdout.decode()))
        self.assertEqual(found, {"record-template"})
        output.write_text(text.replace("（本章正文）", "本年度没有发生。"), encoding="utf-8")
        self.assertEqual(banxin("validate", output).returncode, 0)
        done = banxin("new", "--form", "disclosure-2018", "--year", "2021")
        self.assertEqual(done.returncode, 2)
        self.assertIn("2014-2018", done.messages)

    def test_new_takes_over_from_last_years_record_or_its_report(self):
        last = SAMPLES / "filled-2021.xml"
        year = int(re.search(r'year="(\d+)"', last.read_text(encoding="utf-8"))[1])
        pdf = self.folder / "last.pdf"
        self.assertEqual(banxin("render", last, "-o", pdf).returncode, 0)
        made = [banxin("new", "--form", "disclosure-2021", "--previous", source).stdout.decode() for source in (last, pdf)]
        self.assertEqual(*made)
        bureau = re.search("<bureau>(.*?)</bureau>", last.read_text(encoding="utf-8"))[1]
        self.assertIn(f"<bureau>{bureau}</bureau>", made[0])
        self.assertIn(f'year="{year + 1}"', made[0])

        def row(text, name):
            return re.findall(r"<cell [^>]*>([^<]*)</cell>", re.search(rf'(?s)<row id="{name}".*?</row>', text)[0])
        self.assertEqual(row(made[0], "carried-in"), row(last.read_text(encoding="utf-8"), "carried-over"))
        self.assertEqual(set(row(made[0], "received")), {""})
        # Not of a record of another year.
        other = banxin("new", "--form", "disclosure-2021", "--previous", last, "--year", str(year + 3)).stdout.decode()
        self.assertEqual(set(row(other, "carried-in")), {""})

    def test_new_takes_over_the_headings_of_chapters_that_are_the_bureaus_own(self):
        text = banxin("new", "--form", "disclosure-2018", "--previous", REAL, "--year", "2018").stdout.decode()
        headings = re.findall(r"<heading>\s*(.*?)\s*</heading>", REAL.read_text(encoding="utf-8"), re.S)
        chapters = re.findall(r"(?m)^    <heading>(.*)</heading>", text)
        self.assertGreater(len(chapters), 2)
        self.assertTrue(set(chapters) <= {re.sub(r"\s+", "", heading) for heading in headings} | set(headings), chapters)
        self.assertIn("瑞安市商务局", text)
        # How to reach the bureau, in words of this year; there is one introduction.
        later = REAL.read_text(encoding="utf-8").replace('year="2018"', 'year="2017"').replace("2018年", "2017年")
        (self.folder / "last.xml").write_text(later, encoding="utf-8")
        text = banxin("new", "--form", "disclosure-2018", "--previous", self.folder / "last.xml").stdout.decode()
        self.assertIn('year="2018"', text)
        self.assertIn("电话：65837987", text)
        self.assertNotIn("2017", text)
        self.assertEqual(text.count("<introduction>"), 1)
        self.assertEqual(banxin("new", "--form", "disclosure-2018", "--previous", self.folder / "none.xml").returncode, 4)

    def test_new_has_every_row_of_the_form_with_label_unit_and_what_to_fill_in(self):
        text = banxin("new", "--form", "disclosure-2018").stdout.decode()
        self.assertEqual(text.count("<row id="), 58)
        self.assertIn('<row id="received.fax" label="2.传真申请数"></row> <!-- 件 -->', text)
        self.assertIn('<row id="received" label="（一）收到申请数"></row> <!-- 件；等于下面各项之和 -->', text)
        self.assertIn("<!-- 三、依申请公开情况 -->", text)
        for folder in (SOURCE / "layouts").glob("*/labels.xml"):
            labels = ElementTree.parse(folder)
            text = banxin("new", "--form", folder.parent.name).stdout.decode()
            comments = " ".join(re.findall(r"<!--(.*?)-->", text, re.S))
            for label in labels.iter():
                for part in (label.get("unit", ""), label.get("note", "")):
                    self.assertIn(part.replace("——", ""), comments)

    def test_the_examples_of_the_records_own_page_are_valid(self):
        page = (SOURCE / "layouts/record.md").read_text(encoding="utf-8")
        whole, parts = re.findall(r"```xml\n(.*?)```", page, re.S)
        new = banxin("new", "--form", "disclosure-2021").stdout.decode()
        for part in re.findall(r"<chapter id=.*?</chapter>", parts, re.S):
            begin = re.match(r"<chapter id=\"[\w-]+\">", part)[0]
            self.assertIn(begin, new)
            new = re.sub(re.escape(begin) + ".*?</chapter>", lambda _: part, new, flags=re.S)
        new = new.replace("（单位全称）", "东江市水利局").replace("（本章正文）", "无。")
        new = re.sub("（报告标题[^）]*）", "东江市水利局2021年政府信息公开工作年度报告", new)
        for name, text in (("whole.xml", whole), ("parts.xml", new)):
            (self.folder / name).write_text(text, encoding="utf-8")
            done = banxin("validate", self.folder / name)
            self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_explain_knows_every_code_of_the_program_and_of_the_forms(self):
        listed = banxin("explain").stdout.decode().splitlines()
        codes = [line.split()[0] for line in listed if re.match(r" *([ABCN]-\d+|[a-z]+(-[a-z0-9]+)+)( |$)", line)]
        self.assertIn("xml-malformed", codes)
        self.assertIn("cli-usage", codes)
        self.assertLessEqual({f"A-{number}" for number in [*range(1, 12), *range(15, 20)]}, set(codes))
        # Nobody may check these three (the form's brackets say otherwise).
        self.assertFalse({"A-12", "A-13", "A-14"} & set(codes))
        # Whatever a file of a form or the program's own list names can be raised.
        rules = r'<sch:(?:pattern|assert|report) id="([^"]+)"'
        named = set(re.findall(r'(?m)^BANXIN_CODE\(\w+, "([a-z0-9-]+)",', (SOURCE / "pipeline/base/codes.def").read_text(encoding="utf-8")))
        self.assertGreater(len(named), 60)
        for path in (SOURCE / "layouts").glob("*/rules.sch"):
            text = re.sub(r'(?s)<sch:pattern[^>]*(?:abstract="true"|n:rule=).*?</sch:pattern>', "", path.read_text(encoding="utf-8"))
            named |= set(re.findall(rules, text))
        for path in (SOURCE / "layouts").glob("*/narrative*.xml"):
            named |= set(re.findall(r'<(?:phrase|none|breakdown|share) id="([^"]+)"', path.read_text(encoding="utf-8")))
        self.assertLessEqual(named, set(codes))
        for language in ("zh", "en"):
            done = banxin("explain", *codes, "--lang", language)
            self.assertEqual(done.returncode, 0, done.messages)
            said = done.stdout.decode().splitlines()
            heads = [next(i for i, line in enumerate(said) if line.split()[:1] == [code]) for code in codes]
            self.assertEqual([code for code, at in zip(codes, heads) if len(said[at + 1].strip()) <= 5], [])

    def test_explain_knows_every_code_that_the_bad_samples_raise(self):
        records = sorted((SAMPLES / "bad").glob("*.xml"))
        found = json.loads(banxin("validate", "--format", "json", *records).stdout)
        codes = {finding["code"] for record in found["records"] for finding in record["findings"]}
        self.assertGreater(len(codes), 20)
        self.assertEqual(banxin("explain", *sorted(codes)).returncode, 0)

    def test_extract_reads_a_report_that_another_program_saved(self):
        report = self.render()
        ways = {"qpdf": [["--object-streams=disable"], ["--object-streams=generate"], ["--linearize"],
                         ["--stream-data=uncompress"], ["--qdf"]],
                "mutool": [["clean"], ["clean", "-gggg", "-z"]]}
        for program, options in ways.items():
            if not shutil.which(program):
                continue
            for way in options:
                saved = self.folder / "saved.pdf"
                command = [program, *way, report, saved]
                self.run_tool(*command)
                self.assertEqual(banxin("extract", saved).stdout, REAL.read_bytes(), way)

    def test_no_command_waits_for_a_pipe_that_nobody_writes_to(self):
        pipe = self.folder / "pipe.xml"
        os.mkfifo(pipe)
        silent = os.open(pipe, os.O_RDWR)
        self.addCleanup(os.close, silent)
        for command in (["validate", pipe], ["render", pipe], ["summarize", pipe], ["extract", pipe], ["fonts", pipe],
                        ["summarize", REAL, "--expect", pipe], ["summarize", REAL, "--check", pipe],
                        ["validate", REAL, "--previous", pipe], ["render", REAL, "--previous", pipe, "-o", "-"]):
            done = banxin(*command, timeout=20)
            self.assertEqual(done.returncode, 4, command)
            self.assertIn(b"a pipe (FIFO)", done.stdout + done.stderr, command)
            self.assertIn(b"pipe.xml: error[input-unreadable]", done.stdout + done.stderr, command)

    def test_a_report_whose_size_no_report_has_is_not_read(self):
        report = self.folder / "large.pdf"
        with open(report, "wb") as large:
            large.truncate((64 << 20) + 1)
        done = banxin("extract", report)
        self.assertEqual(done.returncode, 4)
        self.assertIn("error[input-too-large]", done.messages)

    def test_extract_gives_the_record_byte_for_byte(self):
        for sample in python_test.VALID_SAMPLES:
            report = self.render(sample)
            self.assertEqual(banxin("extract", report).stdout, sample.read_bytes(), sample.name)
        self.assertEqual(banxin("extract", report, "-o", self.folder / "r.xml").returncode, 0)
        self.assertEqual((self.folder / "r.xml").read_bytes(), sample.read_bytes())
        self.assertEqual(banxin("extract", REAL).returncode, 4)

    def test_fonts_shows_each_role_and_what_replaces_what(self):
        done = banxin("fonts", SAMPLES / "rare-characters-2018.xml")
        self.assertEqual(done.returncode, 0, done.messages)
        text = done.stdout.decode()
        for role in ("song", "fangsong", "hei", "kai", "xiaobiaosong", "latin", "rare"):
            self.assertRegex(text, rf"(?m)^{role}: \S")
        self.assertEqual(len(re.findall(r"SHA-256 [0-9a-f]{64}\n", text)), 7)
        self.assertRegex(text, r"standard characters 8105/8105, this record \d+/\d+")

    def test_a_profile_without_its_files_is_a_setup_error(self):
        done = banxin("render", REAL, "-o", self.folder / "a.pdf", "--fonts", "founder")
        self.assertEqual(done.returncode, 3, done.messages)
        self.assertIn("error[font-missing]", done.messages)
        self.assertEqual(banxin("fonts", "--fonts", "./nothing.profile").returncode, 3)
        self.assertEqual(banxin("fonts", "--fonts", "nothing").returncode, 2)

    def test_missing_data_is_a_setup_error(self):
        done = banxin("forms", env=environment(BANXIN_DATA=str(self.folder)))
        self.assertEqual(done.returncode, 3)
        self.assertIn("error[cli-data-missing]", done.messages)


if __name__ == "__main__":
    python_test.main()
