"""bash, zsh and fish complete commands, options, what options take, codes and files, from the files that are installed."""

import os
import pty
import re
import select
import time

import python_test
from python_test import BUILD, FORMS, SOURCE, banxin, environment

# What is typed before the key for completion, and the words that the command then has, without the slash of a folder.
TYPED = [
    ("rend", ["render"]),
    ("archive ver", ["archive", "verify"]),
    ("render --prof", ["render", "--profile"]),
    ("new --form disclosure-2021", ["new", "--form", "disclosure-2021"]),
    ("validate --format sv", ["validate", "--format", "svrl"]),
    ("render --dump lay", ["render", "--dump", "layout"]),
    ("fonts --fonts fou", ["fonts", "--fonts", "founder"]),
    ("fonts --fonts=fou", ["fonts", "--fonts=founder"]),
    ("explain xml-malf", ["explain", "xml-malformed"]),
    ("explain A-19", ["explain", "A-19"]),
    ("render rec", ["render", "record.xml"]),
    ("render record.xml -o rep", ["render", "record.xml", "-o", "report.pdf"]),
    ("validate --layouts my-l", ["validate", "--layouts", "my-layouts"]),
]

# The shell shows the words of the command that it would run.
SHOW = "banxin() { if [ \"$1\" = complete ]; then command banxin \"$@\"; else printf '<%s>' \"$@\"; echo; fi; }\n"
BASH = "PS1='READY'\nbind 'set bell-style none'\n. /usr/share/bash-completion/bash_completion\n" + SHOW
ZSH = "PS1='READY'\nunsetopt zle_bracketed_paste PROMPT_SP\nfpath=($XDG_DATA_DIRS/zsh/vendor-completions $fpath)\n" \
      "autoload -Uz compinit\ncompinit -u -d dump\n" + SHOW


class Terminal:
    """A shell that reads keys."""

    def __init__(self, command, folder, env):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, env)
        self.text = ""

    def wait_for(self, pattern, seconds=60):
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.text)):
            if not select.select([self.terminal], [], [], end - time.monotonic())[0]:
                raise AssertionError(f"no {pattern} in {self.text!r}")
            self.text += os.read(self.terminal, 65536).decode("utf-8", "replace")
        self.text = self.text[found.end():]
        return found

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


class Completion(python_test.Case):
    def setUp(self):
        super().setUp()
        self.place, self.work = self.folder / "usr", self.folder / "work"
        self.run_tool("cmake", "--install", BUILD, "--prefix", self.place)
        (self.work / "my-layouts").mkdir(parents=True)
        for name in ("record.xml", "report.pdf"):
            (self.work / name).touch()
        self.env = environment(HOME=str(self.folder), PATH=f"{self.place}/bin:{os.environ['PATH']}", BANXIN_DATA=None,
                               XDG_DATA_DIRS=str(self.place / "share"), XDG_CONFIG_HOME=str(self.folder), TERM="dumb")

    def typed(self, command, start):
        """{what was typed: the words of the completed command}"""
        (self.work / "start").write_text(start)
        terminal = Terminal(command, self.work, self.env)
        self.addCleanup(terminal.close)
        terminal.press(". ./start\r")
        found = {}
        for typed, _ in TYPED:
            terminal.wait_for("READY")
            terminal.press(f"banxin {typed}\t\r")
            found[typed] = re.findall("<([^>]*?)/?>", terminal.wait_for(r"<[^\r\n]*>\r?\n")[0])
        terminal.press("exit\r")
        return found

    def test_bash(self):
        self.need("bash")
        if not os.path.exists("/usr/share/bash-completion/bash_completion"):
            self.skipTest("bash-completion is not installed (scripts/setup test)")
        self.assertEqual(self.typed(["bash", "--norc", "-i"], BASH), dict(TYPED))

    def test_zsh(self):
        self.need("zsh")
        self.assertEqual(self.typed(["zsh", "-f", "-i"], ZSH), dict(TYPED))

    def test_fish(self):
        self.need("fish")
        for typed, words in TYPED:
            said = self.run_tool("fish", "-c", "complete -C $argv[1]", f"banxin {typed}", cwd=self.work, env=self.env).decode()
            self.assertEqual([line.split("\t")[0].rstrip("/") for line in said.splitlines()], [words[-1]], typed)

    def test_what_is_offered_is_what_the_help_has(self):
        def offered(*words):
            return [line.split("\t")[0] for line in banxin("complete", *words, env=self.env).stdout.decode().splitlines()]
        commands = offered("")
        self.assertIn("render", commands)
        for command in [[one] for one in commands if one != "archive"] + [["archive", part] for part in offered("archive", "")]:
            text = banxin(*command, "--help", env=self.env).stdout.decode()
            named = {name for names in re.findall(r"(?m)^  (-\S+)", text) for name in names.split(",")}
            self.assertEqual(set(offered(*command, "-")), named, command)
            for names, values in re.findall(r"(?m)^  (-\S+) ([a-z|]+)(?: |$)", text):
                for name in names.split(","):
                    self.assertEqual(offered(*command, name, ""), values.split("|"), f"{command}: {name}")
        self.assertEqual(offered("new", "--form", ""), FORMS)
        self.assertEqual(offered("render", "--fonts", ""), sorted(path.stem for path in (SOURCE / "fonts").glob("*.profile")))
        codes = set(re.findall(r'(?m)^BANXIN_CODE\(\w+, "([^"]+)"', (SOURCE / "pipeline/base/codes.def").read_text(encoding="utf-8")))
        rules = set(offered("explain", "")) - codes
        self.assertEqual(set(offered("explain", "")) - rules, codes)
        self.assertLess({"A-1", "A-10", "C-1", "N-20"}, rules)
        for rule in rules:
            self.assertEqual(banxin("explain", rule, env=self.env).returncode, 0, rule)
        # Nothing that the program knows: the shell offers files.
        for words in (["render", ""], ["validate", "--previous", ""], ["batch", "--jobs", ""], ["render", "--fonts", "./"], ["render", "--draft=x"]):
            self.assertEqual(offered(*words), [], words)
        self.assertNotIn("complete", commands)


if __name__ == "__main__":
    python_test.main()
