"""pipeline/RULES.md: what code, data and tests name by a rule's id has a row there, and what a row says is so."""

import re
from collections import defaultdict

import python_test
from python_test import SOURCE

LEDGER = "pipeline/RULES.md"
FAMILIES = ["GW", "CL", "PA", "PX", "FG", "AR", "A", "B", "C", "N", "L", "D"]
# CL-47, in names CL_47; several: CL-44/45, CL_44_45; all from one to another: CL-01 to CL-07, CL_01_to_07, AR-01…15.
# PDF/A-3a, UA-1, SHA-512 and bad/A-1.xml are no rules.
ID = re.compile(rf"(?<![A-Za-z0-9/.-])({'|'.join(FAMILIES)})[-_](\d+[a-z]?)((?:[_/]\d+)*)"
                r"(?:(?: to |_to_|…|–)(?:\1[-_])?(\d+))?(?![A-Za-z0-9])")
ROW = re.compile(rf"^\| ((?:{'|'.join(FAMILIES)})-\d+[a-z]?) \|")
CPP_TEST = re.compile(r"(?:^//[^\n]*\n)*^TEST(?:_[FP])?\((\w+), (\w+)\).*?^}", re.M | re.S)
PYTHON_TEST = re.compile(r"(?:^    #[^\n]*\n)*^    def (test_\w+)\(.*?(?=^ {0,4}\S|\Z)", re.M | re.S)


def ids_in(text):
    """The rules that a text names."""
    ids = set()
    for family, first, others, last in ID.findall(text):
        numbers = [first, *re.findall(r"\d+", others)]
        if last:
            width = len(first)
            numbers += [f"{number:0{width}}" for number in range(int(re.match(r"\d+", numbers[-1])[0]), int(last) + 1)]
        ids.update(f"{family}-{number}" for number in numbers)
    return ids


def order_of(rule):
    family, number, suffix = re.fullmatch(r"([A-Z]+)-(\d+)([a-z]?)", rule).groups()
    return FAMILIES.index(family), int(number), suffix


def texts(root):
    """Path and text of what may name a rule. This file plants ids of its own."""
    for folder in ("pipeline", "layouts", "scripts", "tests"):
        for path in sorted((root / folder).rglob("*")):
            name = str(path.relative_to(root))
            if path.is_file() and name not in (LEDGER, "tests/structure/rules_test.py") and "__pycache__" not in name:
                try:
                    yield name, path.read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    pass  # neither code nor data: a picture, an archive


def tests_of(files):
    """The rules that each test names in its name, in itself or in the comment above it."""
    tests = defaultdict(set)
    for name, text in files.items():
        if not name.startswith("tests/"):
            continue
        if name.endswith(".cpp"):
            for found in CPP_TEST.finditer(text):
                tests[f"{found[1]}.{found[2]}"] |= ids_in(found[0])
        elif name.endswith("_test.py"):
            for found in PYTHON_TEST.finditer(text):
                tests[f"{name.rsplit('/')[-1][:-3]}.{found[1]}"] |= ids_in(found[0])
    return tests


def rows_of(ledger):
    """The cells of each row of a rule: id, rule, source, files, tests."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in ledger.splitlines() if ROW.match(line)]


def faults_of(root):
    """What is wrong with the ledger, a line each, and the rules without a test."""
    files = dict(texts(root))
    named = {name: ids_in(text) for name, text in files.items()}
    tests = tests_of(files)
    faults, untested, rules = [], [], []
    for row in rows_of((root / LEDGER).read_text(encoding="utf-8")):
        rule = row[0]
        if len(row) != 5 or not all(row):
            faults.append(f"{rule}: a row has five cells, none of them empty")
            continue
        if rules and order_of(rule) <= order_of(rules[-1]):
            faults.append(f"{rule}: stands after {rules[-1]}")
        rules.append(rule)
        kept_in, proven_by = (re.findall(r"`([^`]+)`", cell) for cell in row[3:])
        if not kept_in:
            faults.append(f"{rule}: no file keeps it")
        for file in kept_in:
            name = file if file.startswith(("layouts/", "scripts/")) else f"pipeline/{file}"
            if name not in files:
                faults.append(f"{rule}: there is no {name}")
            elif rule not in named[name]:
                faults.append(f"{rule}: {name} does not name it")
        for test in proven_by:
            if test not in tests:
                faults.append(f"{rule}: there is no test {test}")
            elif rule not in tests[test]:
                faults.append(f"{rule}: {test} does not name it")
        if not proven_by:
            untested.append(rule)
            if row[4] != "–":
                faults.append(f"{rule}: where there is no test the cell is –")
    for name, ids in named.items():
        faults += [f"{rule}: {name} names it, {LEDGER} does not" for rule in sorted(ids - set(rules), key=order_of)]
    return faults, untested, rules


class Rules(python_test.Case):
    def test_every_rule_has_a_row_and_every_row_is_true(self):
        faults, untested, rules = faults_of(SOURCE)
        self.assertEqual(faults, [])
        self.assertGreater(len(rules), 200)
        print(f"{len(untested)} of {len(rules)} rules have no test: {', '.join(untested)}")

    def test_what_names_a_rule_and_what_does_not(self):
        for text, ids in [
            ("half a cell (CL-47, CL-48)", "CL-47 CL-48"), ("CL-44/45", "CL-44 CL-45"), ("AR-61a.", "AR-61a"),
            ("TEST(Cells, CL_08_09_Dashes)", "CL-08 CL-09"), ("def test_PA_92_D_04_a_worker", "PA-92 D-04"),
            ("GW_08_a_full_page", "GW-08"), ('"A-9.interview"', "A-9"), ("N-24,N-44", "N-24 N-44"),
            ("CL-02 to CL-04", "CL-02 CL-03 CL-04"), ("GW_01_to_03_paper", "GW-01 GW-02 GW-03"), ("AR-09…11", "AR-09 AR-10 AR-11"),
            ("N_9_to_N_11_none", "N-9 N-10 N-11"), ("B_1_to_B_2_and_C_1", "B-1 B-2 C-1"),
            ("PDF/A-3a PDFA-3A PDF/UA-1 SHA-512 bad/A-1.xml U+E000-F8FF DB33/T 2345-2020 N-1a2 X-A-1 A-x D-", ""),
        ]:
            self.assertEqual(ids_in(text), set(ids.split()), text)

    # A small tree with a true ledger, then the same tree with one thing wrong.
    def test_a_false_ledger_is_found_out(self):
        good = {
            LEDGER: "| id | rule | source | kept in | test |\n|---|---|---|---|---|\n"
                    "| CL-01 | A rule. | CLREQ | `text/a.h` | `Lines.CL_01_to_02_kept`, `lines_test.test_CL_01` |\n"
                    "| CL-02 | A rule. | CLREQ | `text/a.h`, `layouts/a.xml` | `Lines.CL_01_to_02_kept` |\n"
                    "| A-1 | A rule. | the form | `layouts/a.xml` | – |\n",
            "pipeline/text/a.h": "int a;  // CL-01, CL-02\n",
            "layouts/a.xml": "<a id='A-1'/> <!-- CL-02 -->\n",
            "scripts/a": "",
            "tests/text/a_test.cpp": "TEST(Lines, CL_01_to_02_kept) {\n  f();\n}\n\nTEST(Lines, others) {\n}\n",
            "tests/cli/lines_test.py": "class A:\n    # CL-01\n    def test_CL_01(self):\n        f()\n\n"
                                       "    def test_b(self):\n        f()\n",
        }

        def said_of(**changes):
            root = self.folder / f"tree{len(list(self.folder.iterdir()))}"
            for name, text in good.items():
                for old, new in changes.get("replace", {}).get(name, []):
                    self.assertIn(old, text)
                    text = text.replace(old, new, 1)
                if name != changes.get("without"):
                    (root / name).parent.mkdir(parents=True, exist_ok=True)
                    (root / name).write_text(text)
            return faults_of(root)[:2]

        self.assertEqual(said_of(), ([], ["A-1"]))
        ledger, code, cpp, python = LEDGER, "pipeline/text/a.h", "tests/text/a_test.cpp", "tests/cli/lines_test.py"
        for name, old, new, fault in [
            (code, "int a;", "int a;  // CL-98", "CL-98: pipeline/text/a.h names it, pipeline/RULES.md does not"),
            ("layouts/a.xml", "<a", "<!-- B-98 --><a", "B-98: layouts/a.xml names it, pipeline/RULES.md does not"),
            ("scripts/a", "", "# N-98", "N-98: scripts/a names it, pipeline/RULES.md does not"),
            (python, "test_b", "test_PX_98_b", "PX-98: tests/cli/lines_test.py names it, pipeline/RULES.md does not"),
            (cpp, "others", "GW_98_others", "GW-98: tests/text/a_test.cpp names it, pipeline/RULES.md does not"),
            (code, "CL-01, ", "", "CL-01: pipeline/text/a.h does not name it"),
            (ledger, "`text/a.h` | `Lines", "`text/b.h` | `Lines", "CL-01: there is no pipeline/text/b.h"),
            (ledger, "`layouts/a.xml` | –", "– | –", "A-1: no file keeps it"),
            (ledger, "`lines_test.test_CL_01`", "`lines_test.test_b`", "CL-01: lines_test.test_b does not name it"),
            (ledger, "`Lines.CL_01_to_02_kept` |\n| A", "`Lines.others` |\n| A", "CL-02: Lines.others does not name it"),
            (cpp, "Lines, others", "Line, others", None),
            (python, "def test_CL_01", "def old_CL_01", "CL-01: there is no test lines_test.test_CL_01"),
            (ledger, "`layouts/a.xml` | –", "`layouts/a.xml` | none", "A-1: where there is no test the cell is –"),
            (ledger, "| the form |", "| |", "A-1: a row has five cells, none of them empty"),
            (ledger, "| A rule. | the form ", "| the form ", "A-1: a row has five cells, none of them empty"),
            (ledger, "| A-1 |", "| CL-02 |", "CL-02: stands after CL-02"),
        ]:
            faults, _ = said_of(replace={name: [(old, new)]})
            if fault is None:
                self.assertEqual(faults, [])
            else:
                self.assertIn(fault, faults, f"{name}: {new}")
        self.assertEqual(said_of(without="tests/text/a_test.cpp")[0],
                         ["CL-01: there is no test Lines.CL_01_to_02_kept", "CL-02: there is no test Lines.CL_01_to_02_kept"])


if __name__ == "__main__":
    python_test.main()
