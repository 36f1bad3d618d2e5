"""What the command line says of itself and of its mistakes: help, near names, both languages, quiet, encodings, closed pipes."""

import json
import os
import re
import signal
import subprocess
import time

import python_test
from python_test import PROGRAM, REAL, SAMPLES, SOURCE, banxin, environment

BAD = SAMPLES / "bad" / "A-1.xml"
SCHEMA = SOURCE / "pipeline/cli/commands.schema.json"


class Usage(python_test.Case):
    def said(self, *arguments, language="en"):
        """Message and hint of what is not written right."""
        done = banxin(*arguments, "--lang", language, cwd=self.folder)
        self.assertEqual(done.returncode, 2, done.messages)
        lines = done.messages.split("\n")
        return lines[0].removeprefix("banxin: error[cli-usage]: "), lines[1].strip()

    def test_help_is_a_command_too(self):
        self.assertEqual(banxin("help").stdout, banxin("--help").stdout)
        self.assertEqual(banxin("help", "render").stdout, banxin("render", "--help").stdout)
        self.assertEqual(banxin("help", "archive", "list", "--lang", "zh").stdout, banxin("archive", "list", "--help", "--lang", "zh").stdout)
        self.assertEqual(self.said("help", "rendr"), ("There is no command rendr.", "Did you mean render? `banxin --help` shows how it is written."))
        self.assertEqual(self.said("help", "archive", "lst")[0], "There is no command lst.")

    def test_near_names_of_commands_options_forms_and_profiles(self):
        for arguments, message, near in [
            (["valdate", "x"], "There is no command valdate.", "validate"), (["archive", "verfy", "x"], "There is no command verfy.", "verify"),
            (["render", "--profil", "archive", "x"], "There is no option --profil.", "--profile"), (["render", "x", "--strickt"], "There is no option --strickt.", "--strict"),
            (["new", "--form", "disclosure-2022"], "There is no form named disclosure-2022.", "disclosure-2021"),
            (["render", "x", "--profile", "archiv"], "There is no profile named archiv.", "archive"),
            (["validate", "x", "--format", "jsn"], "There is no format named jsn.", "json"),
            (["fonts", "--fonts", "fre"], "There is no font profile named fre.", "free")]:
            told, hint = self.said(*arguments)
            self.assertEqual(told, message)
            self.assertRegex(hint, rf"^Did you mean .*\b{near.lstrip('-')}\b.*\? ")
        for arguments in (["nothing"], ["render", "x", "--nothing"], ["new", "--form", "x"]):
            self.assertNotIn("Did you mean", self.said(*arguments)[1])

    def test_each_mistake_has_its_sentence_in_both_languages(self):
        for arguments, zh, en in [
            ([], "没有说要做什么。", "The command is missing."), (["render"], "缺少 RECORD.xml。", "RECORD.xml is missing."),
            (["batch", "x"], "缺少 --archive。", "--archive is missing."), (["render", "a", "b"], "参数 b 多余。", "The argument b is one too many."),
            (["batch", "x", "--archive"], "选项 --archive 后面缺少它的值。", "The option --archive lacks its value."),
            (["render", "a", "-o", "x", "-o", "y"], "选项 --output 给了不止一次。", "The option --output is given more than once."),
            (["new", "--form", "x", "--year", "soon"], "选项 --year 的值应是合适的数，不是“soon”。", 'The value of --year must be a number that it can have, not "soon".'),
            (["render", "x", "-o", ""], "--output 的名称是空的。", "--output has an empty name.")]:
            # --lang may not come last where a value is missing.
            for language, wanted in (("zh", zh), ("en", en)):
                done = banxin("--lang", language, *arguments)
                self.assertEqual(done.returncode, 2)
                line, hint = done.messages.split("\n")[:2]
                self.assertEqual(line, f"banxin: {'错误' if language == 'zh' else 'error'}[cli-usage]: {wanted}")
                if language == "zh":
                    self.assertFalse(re.search("[a-z]{3} [a-z]{2}", re.sub("banxin( [a-z]+)* --help", "", line + hint)), line + hint)

    def test_the_languages_of_the_environment(self):
        done = banxin("rendr", env=environment(LANG="zh_CN.UTF-8"))
        self.assertIn("没有命令 rendr。", done.messages)
        self.assertIn("是不是 render？", done.messages)

    def test_version_tells_of_libraries_fonts_and_build(self):
        text = banxin("--version").stdout.decode()
        self.assertRegex(text, r"^banxin \d+\.\d+\.\d+\n")
        for library in ("libxml2", "libxslt", "icu", "harfbuzz", "podofo", "lcms2", "libdeflate", "libgcrypt", "libpng", "libjpeg"):
            self.assertRegex(text, rf"(?m)^libraries: .*\b{library}=\d+\.\d+", library)
        self.assertRegex(text, r"(?m)^build: \S")
        self.assertRegex(text, r"(?m)^font: \S")
        self.assertRegex(banxin("--version", env=environment(BANXIN_DATA=str(self.folder))).stdout.decode(), r"^banxin \d")

    def test_a_closed_pipe_is_no_fault(self):
        for command in (["explain"], ["--version"], ["help"], ["validate", BAD, REAL], ["forms"], ["new", "--form", "disclosure-2018"], ["render", REAL, "-o", "-"]):
            reader, writer = os.pipe()
            os.close(reader)
            done = subprocess.run([PROGRAM, *map(str, command)], stdout=writer, stderr=subprocess.PIPE, env=environment())
            os.close(writer)
            said = re.sub(rb"(?m)^.*(warning|note)\[.*\n(    .*\n)*", b"", done.stderr)
            self.assertEqual((done.returncode, said), (141, b""), command)
        self.assertIn("status 141", banxin("explain", "output-closed").stdout.decode())

    def test_quiet_says_errors_alone(self):
        output = self.folder / "a.pdf"
        self.assertEqual(banxin("render", REAL, "-o", output).messages.count("\n") > 1, True)
        done = banxin("render", REAL, "-o", output, "--quiet")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        done = banxin("validate", REAL, BAD, "-q")
        self.assertEqual(done.returncode, 1)
        self.assertNotIn(REAL.name, done.stdout.decode())
        self.assertEqual(set(re.findall(r"(error|warning|note)\[", done.stdout.decode())), {"error"})
        self.assertEqual(banxin("-q", "validate", REAL, "--format", "json").stdout, banxin("validate", REAL, "--format", "json").stdout)
        self.assertIn("cli-usage", banxin("-q", "render").messages)
        done = banxin("render", self.folder / "none.xml", "-q")
        self.assertIn("error[input-missing]", done.messages)

    def test_a_GBK_terminal_reads_what_is_said(self):
        env = environment(LANG="zh_CN.GBK")
        for arguments in (["validate", BAD], ["forms"], ["explain", "A-1"], ["help"], ["rendr"], ["render", BAD]):
            utf8 = banxin(*arguments, env=environment(LANG="zh_CN.UTF-8"), cwd=self.folder)
            gbk = banxin(*arguments, env=env, cwd=self.folder)
            self.assertEqual(gbk.stdout.decode("gbk"), utf8.stdout.decode(), arguments)
            self.assertEqual(gbk.stderr.decode("gbk"), utf8.stderr.decode(), arguments)
            self.assertNotEqual(gbk.stdout + gbk.stderr, utf8.stdout + utf8.stderr)
        # Documents are UTF-8, whatever the terminal.
        for arguments in (["validate", BAD, "--format", "json"], ["validate", BAD, "--format", "svrl"], ["new", "--form", "disclosure-2021"], ["forms", "--format", "json"],
                          ["render", REAL, "--dump", "record"]):
            self.assertEqual(banxin(*arguments, env=env).stdout, banxin(*arguments).stdout, arguments)
        # What GBK lacks is written out; an argument was typed in GBK.
        self.assertIn(r"没有代码 \u2f00𠮷".replace("𠮷", r"\U00020bb7"), banxin("explain", "\u2f00𠮷", env=env).stderr.decode("gbk"))
        made = subprocess.run([PROGRAM, "new", "--form", "disclosure-2021", "--bureau", "东江市水利局".encode("gbk")], capture_output=True, env=env, check=True)
        self.assertIn("<bureau>东江市水利局</bureau>", made.stdout.decode())
        name = "东江市.xml".encode("gbk")
        with open(os.fsencode(self.folder) + b"/" + name, "wb") as file:
            file.write(REAL.read_bytes())
        for command in ("validate", "render"):
            done = subprocess.run([PROGRAM, command, name], capture_output=True, env=env, cwd=self.folder, check=True)
            self.assertIn("东江市.xml:39: 警告[N-20]", (done.stdout + done.stderr).decode("gbk"))
        self.assertIn("东江市.pdf：", done.stderr.decode("gbk"))
        self.assertEqual(banxin("forms", env=environment(LANG="zh_CN.nonsense")).stdout, banxin("forms", "--lang", "zh").stdout)

    def test_the_json_of_render_forms_and_fonts_keeps_its_schema(self):
        output = self.folder / "a.pdf"
        for command, status in [(["render", REAL, "-o", output], 0), (["render", BAD, "-o", self.folder / "b.pdf"], 1), (["render", self.folder / "none.xml"], 4), (["forms"], 0),
                                (["fonts", SAMPLES / "rare-characters-2018.xml"], 0)]:
            done = banxin(*command, "--format", "json")
            self.assertEqual(done.returncode, status, done.messages)
            good, said = self.judge_json(SCHEMA, done.stdout)
            self.assertTrue(good, said)
        done = json.loads(banxin("render", REAL, "-o", output, "--format", "json").stdout)
        self.assertEqual((done["made"], done["output"]["bytes"], done["output"]["claims"]), (True, output.stat().st_size, ["PDF/A-3a", "PDF/UA-1"]))
        self.assertEqual(banxin("render", REAL, "-o", output, "--format", "json").stderr, b"")
        failed = json.loads(banxin("render", BAD, "-o", self.folder / "b.pdf", "--format", "json").stdout)
        self.assertEqual((failed["made"], failed["errors"], "output" in failed), (False, 1, False))
        for spoil in (lambda d: d.update(made=1), lambda d: d["output"].pop("sha512"), lambda d: d.update(schema="urn:banxin:forms")):
            spoilt = json.loads(json.dumps(done))
            spoil(spoilt)
            self.assertFalse(self.judge_json(SCHEMA, json.dumps(spoilt).encode())[0])
        for wrong in (["render", REAL, "-o", "-"], ["render", REAL, "--dump", "record"], ["forms", "--format", "yaml"]):
            self.assertEqual(banxin(*wrong, *([] if "yaml" in wrong else ["--format", "json"])).returncode, 2, wrong)


class Watch(python_test.Case):
    def wait_for(self, condition, what):
        for _ in range(600 * python_test.SLOWNESS):
            if condition():
                return
            time.sleep(0.05)
        self.fail(f"waited in vain: {what}")

    def test_watch_renders_at_each_save_and_ends_on_ctrl_c(self):
        record, output, said = self.folder / "r.xml", self.folder / "r.pdf", self.folder / "said"
        good, bad = REAL.read_bytes(), BAD.read_bytes()
        record.write_bytes(good)
        with open(said, "wb") as messages:
            child = subprocess.Popen([PROGRAM, "render", "r.xml", "--watch"], stderr=messages, cwd=self.folder, env=environment())
        self.addCleanup(child.kill)

        def waits(times):
            self.wait_for(lambda: said.read_bytes().count(b"Waiting for r.xml") >= times, f"run {times}: {said.read_text()}")
        waits(1)
        first = output.read_bytes()
        # In place.
        record.write_bytes(good.replace("瑞安市商务局".encode(), "瑞安市水利局".encode()))
        waits(2)
        second = output.read_bytes()
        self.assertNotEqual(second, first)
        # By another file that takes its name, as editors do; with errors the report stays as it was.
        (self.folder / "r.xml~new").write_bytes(bad)
        os.replace(self.folder / "r.xml~new", record)
        waits(3)
        self.assertIn("error[A-1]", said.read_text())
        self.assertEqual(output.read_bytes(), second)
        (self.folder / "r.xml~new").write_bytes(good)
        os.replace(self.folder / "r.xml~new", record)
        waits(4)
        self.assertEqual(output.read_bytes(), first)
        # Another file of the folder is none of its business.
        (self.folder / "other.xml").write_bytes(good)
        time.sleep(0.5)
        self.assertEqual(said.read_bytes().count(b"Waiting for"), 4)
        child.send_signal(signal.SIGINT)
        self.assertEqual(child.wait(timeout=20), 0)
        self.assert_only("r.xml", "r.pdf", "said", "other.xml")

    def test_watch_needs_files(self):
        for wrong in (["render", "-", "--watch", "-o", "x.pdf"], ["render", REAL, "--watch", "-o", "-"]):
            done = banxin(*wrong, cwd=self.folder)
            self.assertEqual(done.returncode, 2, done.messages)


if __name__ == "__main__":
    python_test.main()
