"""The first hour of README.md, and of README.zh.md, goes as they say."""

import os
import re
import shutil
import subprocess

import python_test
from python_test import BUILD, REAL, SOURCE, banxin, environment

SECTION = {"README.md": "The first hour", "README.zh.md": "第一个小时"}


def commands(page):
    """The indented lines of the section, without the remarks on them."""
    text = (SOURCE / page).read_text(encoding="utf-8").partition(f"## {SECTION[page]}\n")[2].partition("\n## ")[0]
    lines = [re.sub(r"\s+# .*", "", line.strip()) for line in re.findall(r"(?m)^    (.+)$", text)]
    return [line for line in lines if not line.startswith("samples/")]


class FirstHour(python_test.Case):
    def go(self, page):
        env = environment(PATH=f"{BUILD}:{os.environ['PATH']}")
        done = []
        for line in commands(page):
            if line.startswith("banxin "):
                result = subprocess.run(["bash", "-c", line], cwd=self.folder, env=env, capture_output=True, text=True)
                self.assertEqual(result.returncode, 0, f"{line}: {result.stderr}")
            elif line.startswith("editor "):
                record = self.folder / line.split()[1]
                text = record.read_text(encoding="utf-8")
                self.assertIn("<p>（", text)
                record.write_text(re.sub("<p>（[^<]*）</p>", "<p>无。</p>", text), encoding="utf-8")
            else:
                self.assertRegex(line, r"^(scripts/package|apt install \./build/banxin_\*\.deb)$")
            done.append(line.split()[0])
        self.assertEqual(done, ["scripts/package", "apt", "banxin", "banxin", "editor"] + 7 * ["banxin"])
        self.assertTrue((self.folder / "2025.pdf").is_file())

    def test_in_english(self):
        self.go("README.md")

    def test_in_chinese(self):
        self.go("README.zh.md")
        self.assertEqual([line.replace("档案库", "archive") for line in commands("README.zh.md")], commands("README.md"))

    def test_the_real_record_gives_the_line_that_the_pages_have(self):
        folder = self.folder / "samples"
        folder.mkdir()
        shutil.copy(REAL, folder)
        for page, language in (("README.md", "en"), ("README.zh.md", "zh")):
            said = banxin("render", f"samples/{REAL.name}", "--lang", language, cwd=self.folder).messages.splitlines()[-1]
            # The size is that of the machine's faces, see fonts/README.md.
            line = re.sub(r"\d{3},\d{3}", "N", said)
            self.assertIn(line, re.sub(r"\d{3},\d{3}", "N", (SOURCE / page).read_text(encoding="utf-8")))


if __name__ == "__main__":
    python_test.main()
