"""The catalogue of codes (pipeline/base/codes.def): C++ names its constants alone, a test raises each, messages are of one style."""

import ast
import re

import python_test
from python_test import SOURCE

CATALOGUE = "pipeline/base/codes.def"
ENTRY = re.compile(r'^BANXIN_CODE\(\w+, "([a-z0-9-]+)", \w+,\n +"((?:\\.|[^"\\\n])*)",\n +"((?:\\.|[^"\\\n])*)"\)$', re.M)
COMMENT_OR_LITERAL = re.compile(r'//[^\n]*|/\*.*?\*/|\'(?:\\.|[^\'\\\n])\'|R"\((?P<raw>.*?)\)"|"(?P<plain>(?:\\.|[^"\\\n])*)"', re.S)
# These make findings up; the last one plants them.
NO_PROOF = ("tests/base/codes_test.cpp", "tests/base/findings_test.cpp", "tests/structure/codes_test.py")
# Words of other days.
QUAINT = re.compile(r"\b([Mm]end|told|behind|is none|tells? of|foresee)\b")


def catalogue(root):
    """{name: (Chinese, English)}"""
    return {name: (zh, en) for name, zh, en in ENTRY.findall((root / CATALOGUE).read_text(encoding="utf-8"))}


def literals(text):
    """What stands in a C++ file between quotation marks: begin, end, content; neighbours are one."""
    found = []
    for it in COMMENT_OR_LITERAL.finditer(text):
        content = it["raw"] if it["raw"] is not None else it["plain"]
        if content is None:
            continue
        if found and text[found[-1][1]:it.start()].strip() == "":
            found[-1] = (found[-1][0], it.end(), found[-1][2] + content)
        else:
            found.append((it.start(), it.end(), content))
    return found


def words_of(text):
    return set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))


def named_in_cpp(root, codes):
    """Where C++ writes a code's name out."""
    faults = []
    for path in sorted([*(root / "pipeline").rglob("*.cpp"), *(root / "pipeline").rglob("*.h")]):
        text = path.read_text(encoding="utf-8")
        for begin, _, content in literals(text):
            line = text.count("\n", 0, begin) + 1
            faults += [f"{path.relative_to(root)}:{line}: {name}" for name in sorted(words_of(content) & codes)]
    return faults


def expected_by_python(text):
    """The strings of a test, but for what documents it and what it says must not be found."""
    tree = ast.parse(text)
    no_proof = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            no_proof.add(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("assertNot"):
            no_proof.update(ast.walk(node))
    return [node.value for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in no_proof]


def expected_by_cpp(text):
    """The strings of a test, but for those of findings that it makes itself and what it says must not be found."""
    return [content for begin, _, content in literals(text)
            if not re.search(r"\.code = $|EXPECT_NE\([^;]*$", text[max(0, begin - 200):begin])]


def raised(root):
    """The codes that tests expect: in a test's strings, in a file of expectations, in a bad sample's name (CODE.xml, CODE--WHY.xml,
    which command_line_test and samples_test hold to it)."""
    found = set()
    for path in sorted((root / "tests").rglob("*")):
        if str(path.relative_to(root)) in NO_PROOF:
            continue
        if path.name.endswith("_test.py"):
            found |= words_of("\n".join(expected_by_python(path.read_text(encoding="utf-8"))))
        elif path.name.endswith("_test.cpp"):
            found |= words_of("\n".join(expected_by_cpp(path.read_text(encoding="utf-8"))))
        elif path.suffix in (".txt", ".svrl") and path.name != "CMakeLists.txt":
            found |= words_of(path.read_text(encoding="utf-8"))
    return found | {path.stem.split("--")[0] for path in (root / "samples/bad").rglob("*.xml")}


def style_faults(zh, en):
    """What is wrong with the style of a message's two texts."""
    faults = []
    if not zh.endswith("。"):
        faults.append(f"does not end with a full stop: {zh}")
    if not en.endswith("."):
        faults.append(f"does not end with a full stop: {en}")
    if not re.match(r'[A-Z`"“{]|--[a-z]', en.replace("\\", "")):
        faults.append(f"does not begin with a capital: {en}")
    if QUAINT.search(en):
        faults.append(f"could be plainer: {en}")
    return faults


def unlike_pairs(text):
    """Messages of a C++ file of which one language is a sentence and the other is not, or is one of another style."""
    faults, found = [], literals(text)
    for (_, end, zh), (begin, after, en) in zip(found, found[1:]):
        # Two texts of one message: {"…", "…"} or {fmt::format("…", …), fmt::format("…", …)}.
        if not re.search(r"[\u4e00-\u9fff]", zh) or not re.fullmatch(r"[^;{}]*,\s*(fmt::format\(\s*)?(FMT_STRING\()?", text[end:begin]):
            continue
        # A word in an argument; a text that is put together; lines of a file that the program writes.
        if len(zh) < 5 and not zh.endswith("。") or re.match(r"\s*\+", text[after:]) or "\\n" in zh + en:
            continue
        sentence = en.endswith(".") and len(en.split()) > 3
        if zh.endswith("。") and re.match(r"[A-Za-z]", en) or sentence:
            faults += style_faults(zh, en)
    return faults


class Codes(python_test.Case):
    def test_the_catalogue_is_read_whole(self):
        text = (SOURCE / CATALOGUE).read_text(encoding="utf-8")
        self.assertEqual(len(catalogue(SOURCE)), text.count("\nBANXIN_CODE("))
        self.assertGreater(len(catalogue(SOURCE)), 90)

    def test_cpp_names_the_constants(self):
        self.assertEqual(named_in_cpp(SOURCE, set(catalogue(SOURCE))), [])

    def test_a_test_raises_every_code(self):
        self.assertEqual(sorted(set(catalogue(SOURCE)) - raised(SOURCE)), [])

    def test_the_catalogue_has_one_style(self):
        for name, texts in catalogue(SOURCE).items():
            self.assertEqual(style_faults(*texts), [], name)

    def test_messages_in_cpp_have_one_style(self):
        sentences, faults = 0, []
        for path in sorted((SOURCE / "pipeline").rglob("*.cpp")):
            text = path.read_text(encoding="utf-8")
            sentences += len(re.findall('。"', text))
            faults += [f"{path.relative_to(SOURCE)}: {fault}" for fault in unlike_pairs(text)]
        self.assertEqual(faults, [])
        self.assertGreater(sentences, 300)

    def test_faults_that_are_planted_are_found(self):
        def written(**files):
            root = self.folder / f"tree{len(list(self.folder.iterdir()))}"
            for name, text in {"pipeline/base/codes.def": 'BANXIN_CODE(a_b, "a-b", findings,\n  "甲。",\n  "A.")\n', **files}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return root

        self.assertEqual(catalogue(written()), {"a-b": ("甲。", "A.")})
        for text, faults in [('x("a-b");', 1), ('x("error[a-b]");', 1), ('// "a-b"', 0), ('x(code::a_b, "a-b-c");', 0), ("x('\"'); y(\"a-b\");", 1)]:
            self.assertEqual(len(named_in_cpp(written(**{"pipeline/x.cpp": text}), {"a-b"})), faults, text)
        for name, text, proof in [
            ("tests/x/x_test.cpp", 'EXPECT_EQ(code(), "a-b");', True), ("tests/x/x_test.cpp", '// "a-b"', False),
            ("tests/x/x_test.cpp", 'Diagnostic d{.code = "a-b"};', False), ("tests/x/x_test.cpp", 'EXPECT_NE(code(), "a-b");', False),
            ("tests/x/kit.cpp", 'f("a-b");', False), ("tests/x/x_test.py", 'self.assertIn("error[a-b]", said)', True),
            ("tests/x/x_test.py", 'self.assertNotIn("a-b", said)', False), ("tests/x/x_test.py", '"""a-b"""  # "a-b"', False),
            ("tests/x/x_test.py", 'self.assertIn(f"{name}: error[a-b]", said)', True), ("tests/x/golden.txt", "3 error a-b: x\n", True),
            ("tests/x/golden.txt", "a-b-c\n", False), ("tests/x/CMakeLists.txt", "a-b", False), ("tests/base/codes_test.cpp", 'f("a-b");', False),
            ("samples/bad/a-b--why.xml", "", True), ("samples/a-b.xml", "", False), ("samples/bad/README.md", "a-b", False),
        ]:
            self.assertEqual("a-b" in raised(written(**{name: text})), proof, f"{name}: {text}")
        for text, faults in [
            ('{"甲。", "A b."}', 0), ('{"甲", "a b"}', 0), ('{"甲。", "a b."}', 1), ('{"甲。", "A b"}', 1), ('{"甲乙丙丁戊", "A b c d."}', 1), ('{"甲。", "a " + b}', 0), ('f("甲", "A b c d.")', 0),
            ('{fmt::format("甲{}。", a), fmt::format("{} b.", a)}', 0), ('{fmt::format("甲{}。", a.b(c)),\n fmt::format("a {} b", a.b(c))}', 2),
            ('{"甲。"\n "乙", "A b."}', 0), ('{"甲。", "Mend it."}', 1), ('f("甲。"); g("a")', 0), ('{"甲。", R"("a" is b)"}', 0),
        ]:
            self.assertEqual(len(unlike_pairs(text)), faults, text)


if __name__ == "__main__":
    python_test.main()
