"""Rules of the house that a machine can see."""

import re
import stat
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import python_test
from python_test import SOURCE

CPP = sorted([*(SOURCE / "pipeline").rglob("*.cpp"), *(SOURCE / "pipeline").rglob("*.h")])
TEST_CPP = sorted([*(SOURCE / "tests").rglob("*.cpp"), *(SOURCE / "tests").rglob("*.h")])


def tracked():
    done = subprocess.run(["git", "-C", SOURCE, "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
    return [SOURCE / name for name in done.stdout.splitlines()] if done.returncode == 0 else []


def without_comments(text):
    """Strings stay: what they hold is what the program says."""
    return re.sub(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', lambda found: found.group(1) or "", text, flags=re.S)


def room(path):
    return path.relative_to(SOURCE / "pipeline").parts[0]


class HouseRules(python_test.Case):
    def find(self, pattern, files, code_only=True):
        found = []
        for path in files:
            text = path.read_text(encoding="utf-8")
            for match in re.finditer(pattern, without_comments(text) if code_only else text):
                found.append(f"{path.relative_to(SOURCE)}: {match.group(0)}")
        return found

    def test_no_form_and_no_label_is_named_in_cpp(self):
        """Adding a form takes no C++, so C++ knows none."""
        forms, words = [], set()
        for form in (SOURCE / "layouts").glob("*/form.xml"):
            forms.append(form.parent.name)
            root = ElementTree.parse(form.parent / "labels.xml").getroot()
            for label in root.iter("{urn:banxin:labels:1}label"):
                words.add(re.sub(r"^(（.）|.、|\d\.|其中：)", "", label.text.strip()))
                if "." in label.get("id"):
                    words.add(label.get("id"))
        self.assertTrue(forms)
        self.assertGreater(len(words), 100)
        self.assertEqual(self.find("|".join(map(re.escape, forms)), CPP), [])
        long_words = sorted(word for word in words if len(word) >= 5)
        self.assertEqual(self.find("|".join(map(re.escape, long_words)), CPP), [])

    def test_only_cli_prints(self):
        files = [path for path in CPP if room(path) != "cli"]
        self.assertEqual(self.find(r"std::(cout|cerr|clog)\b|\b(f|v|vf)?printf\s*\(|\bputs\s*\(|\bperror\s*\(|fmt::print\b", files), [])

    def test_every_link_of_a_page_leads_somewhere(self):
        pages = [path for path in SOURCE.rglob("*.md") if "build" not in path.relative_to(SOURCE).parts[:1]]
        self.assertGreater(len(pages), 10)
        lost = [f"{page.relative_to(SOURCE)}: {target}" for page in pages
                for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
                if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists()]
        self.assertEqual(lost, [])

    def test_nothing_ambient(self):
        """D-04: no clock, locale or chance; the environment is read in cli alone. A stopwatch is for batch, desk and cli; an event of an archive says when (cli/actor.h), and so does the log of a desk on a network."""
        pattern = r"\bsetlocale\b|std::locale\b|std::chrono::(system|steady)_clock|\btime\s*\(\s*(nullptr|NULL|0)|\bgmtime|\blocaltime|random_device|\brand\s*\("
        self.assertEqual(self.find(pattern, CPP), ["pipeline/base/stopwatch.cpp: std::chrono::steady_clock", "pipeline/cli/actor.cpp: time(nullptr", "pipeline/cli/serve.cpp: time(nullptr"])
        rooms = {room(path) for path in CPP if "base/stopwatch.h" in path.read_text(encoding="utf-8")}
        self.assertLessEqual(rooms, {"base", "batch", "desk", "cli"})
        self.assertEqual(self.find(r"\bgetenv\b", [path for path in CPP if room(path) != "cli"]), [])

    def test_no_two_files_of_a_folder_have_the_same_name_for_themselves(self):
        """The asan preset compiles a folder as one file; and what two files define alike belongs into a header."""
        defined = re.compile(r"(?m)^(?:(?:struct|class|enum class) (\w+)(?: :[^\n]*)? \{$"
                             r"|(?:(?:inline|constexpr|const|static) )+[^(\n]*?\b(\w+)(?:\[\w*\])? ?[={]"
                             r"|\w[\w:<>*&, ]* [*&]?(\w+\((?:[^()]|\([^()]*\))*\))(?: noexcept)? \{)")
        declared = re.compile(r"(?m)^\w[\w:<>*&, ]* [*&]?(\w+)\(")
        clashes = []
        for folder in sorted({path.parent for path in [*CPP, *TEST_CPP]} - {SOURCE / "tests/bench"}):
            owners = {}
            # What a header declares would be hidden from the other files.
            shared = {name: path for path in folder.glob("*.h") for name in declared.findall(path.read_text(encoding="utf-8"))}
            for path in sorted(folder.glob("*.cpp")):
                for inside in re.findall(r"(?ms)^namespace \{\n(.*?)^\}  // namespace$", path.read_text(encoding="utf-8")):
                    for names in defined.findall(without_comments(inside)):
                        # Of a function the types of its parameters, which may differ.
                        name = re.sub(r"\s*\b\w+(?: = [^,)]*)?(?=[,)])", "", "".join(names))
                        other = shared.get(name.split("(")[0]) or owners.setdefault(name, path)
                        if other != path:
                            clashes.append(f"{path.relative_to(SOURCE)}: {name} is in {other.name} too")
        self.assertEqual(clashes, [])

    def test_layout_counts_in_integers(self):
        """Floating point in the layout room could make two machines disagree; dumps may print it."""
        files = [path for path in CPP if room(path) == "layout" and "dump" not in path.name]
        self.assertEqual(self.find(r"\b(float|double)\b", files), [])

    def test_files_are_of_a_readable_length(self):
        for path in [*CPP, *TEST_CPP]:
            self.assertLessEqual(path.read_text(encoding="utf-8").count("\n"), 600, path)

    def test_nothing_is_left_to_do_and_nothing_of_this_machine(self):
        files = [path for path in tracked() if path.is_file() and path.suffix not in (".png", ".ttf", ".otf", ".icc")
                 and path != SOURCE / "tests/structure/house_rules_test.py"]
        if not files:
            self.skipTest("not a git work tree")
        for path in files:
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # samples in other encodings
            for pattern in (r"\b(TODO|FIXME|HACK)\b", r"/(home|Users)/\w+", re.escape(str(SOURCE)) + r"\b"):
                self.assertIsNone(re.search(pattern, text), f"{path.relative_to(SOURCE)}: {pattern}")

    def test_every_header_has_its_guard(self):
        for path in [*CPP, *TEST_CPP]:
            if path.suffix == ".h":
                self.assertTrue(path.read_text().startswith("#pragma once\n"), path)

    def test_scripts_can_be_run(self):
        for path in [*filter(Path.is_file, (SOURCE / "scripts").rglob("*")), SOURCE / ".ci/run"]:
            first = path.read_bytes().split(b"\n")[0]
            if not first.startswith(b"#!"):
                self.assertIn(path.suffix, (".txt", ".py", ".md", ".yaml", ".in", ".bash", ".fish", ".zsh"), path)
                continue
            self.assertTrue(path.stat().st_mode & stat.S_IXUSR, path)
            if b"bash" in first or b"/sh" in first:
                shell = "bash" if b"bash" in first else "sh"
                done = subprocess.run([shell, "-n", path], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""), path)

    def test_every_package_that_a_font_profile_names_first_is_installed_by_setup(self):
        packages = set(re.findall(r"(?m)^[a-z0-9][a-z0-9.+-]*$", (SOURCE / "scripts/packages.txt").read_text()))
        lines = (SOURCE / "fonts/free.profile").read_text().splitlines()
        named, wanted = set(), set()
        for line in lines:
            key, _, value = line.partition(" ")
            if key == "role":
                named.clear()
            if key == "package" and not named:
                named.add(value.strip())
                wanted.add(value.strip())
        self.assertTrue(wanted)
        self.assertLessEqual(wanted, packages)


if __name__ == "__main__":
    python_test.main()
