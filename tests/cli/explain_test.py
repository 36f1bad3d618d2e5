"""banxin explain: every code with its line, several codes in any case, near ones for an unknown one, examples that are true."""

import json
import re
import xml.etree.ElementTree as ElementTree

import python_test
from python_test import SAMPLES, SOURCE, banxin

EXAMPLES = SOURCE / "layouts/examples.xml"
NAMESPACE = "{urn:banxin:examples:1}"
LABELS = "{urn:banxin:labels:1}"
# A record of each form in which an example takes the place of what it shows.
BASES = {"disclosure-2018": "A-2.xml", "disclosure-2019": "B-1.xml", "disclosure-2021": "C-1.xml"}


def table_of(form, row):
    for table in ElementTree.parse(SOURCE / f"layouts/{form}/labels.xml").getroot().iter(LABELS + "table"):
        if any(label.get("id") == row for label in table.iter(LABELS + "label")):
            return table.get("id")
    return None


def record_with(form, lines):
    """A plain record of this form with the lines of an example in it."""
    text = (SAMPLES / "bad" / BASES[form]).read_text(encoding="utf-8")
    text = re.sub(r"(?s)<!--.*?-->\n", "", text)
    text = re.sub(r"(?s)(<statistics[^>]*>).*?(\s*</statistics>)", r"\1\2", text)
    rows = re.findall(r"(?m)^<row .*$", lines)
    for row in rows:
        table = table_of(form, re.search('id="([^"]+)"', row)[1])
        begin = rf'(<statistics table="{table}">(?:(?!</statistics>).)*?)(\s*</statistics>)' if table else r"(<statistics[^>]*>.*?)(\s*</statistics>)"
        text, times = re.subn(f"(?s){begin}", lambda found: found[1] + row + found[2], text, count=1)
        assert times == 1, row
    others = re.sub(r"(?m)^<row .*\n?", "", lines).strip()
    if others.startswith("<record "):
        text = re.sub(r"<record [^>]*>", others.replace("<record ", '<record xmlns="urn:banxin:record:1" '), text)
    elif others.startswith(("<bureau>", "<title>")):
        name = others[1:others.index(">")]
        text = re.sub(rf"<{name}>.*?</{name}>", lambda _: others, text)
    elif others.startswith("<signature>"):
        text = text.replace("</record>", others + "</record>")
    elif others:
        text, times = re.subn(r"(?s)(<chapter[^>]*>\s*<heading>[^<]*</heading>\s*)(?:<p>[^<]*</p>|<section>.*?</section>)", lambda found: found[1] + others, text, count=1)
        assert times == 1, others
    return text


class Explain(python_test.Case):
    def explain(self, *arguments, status=0, **options):
        done = banxin("explain", *arguments, **options)
        self.assertEqual(done.returncode, status, done.messages)
        return done.stdout.decode()

    def test_each_example_raises_its_code_and_its_correction_does_not(self):
        examples = list(ElementTree.parse(EXAMPLES).getroot().iter(NAMESPACE + "example"))
        self.assertGreater(len(examples), 30)
        faults = []
        for number, example in enumerate(examples):
            code, form = example.get("code"), example.get("form")
            for part in ("before", "after"):
                record = self.folder / f"{number}.xml"
                record.write_text(record_with(form, example.find(NAMESPACE + part).text), encoding="utf-8")
                command = ["render", record, "--draft", "-o", self.folder / "x.pdf"] if code.startswith("text-") else ["validate", record]
                done = banxin(*command)
                said = done.stdout.decode("utf-8", "replace") + done.messages
                codes = re.findall(r"(?:error|warning|note)\[([\w-]+)\]", said)
                if (code in codes) != (part == "before") or part == "after" and "error[" in said:
                    faults.append(f"{code}, {part}: {said}")
        self.assertEqual(faults, [])

    def test_each_code_stands_with_its_line(self):
        lines = self.explain().split("\n")
        self.assertRegex(next(line for line in lines if line.startswith("xml-malformed")), r"^xml-malformed  +\S.{20}")
        self.assertRegex(next(line for line in lines if line.startswith("  A-1 ")), r"^  A-1 \[error\] \S.{20}")

    def test_several_codes_in_any_case(self):
        said = self.explain("c-1", "N-6", "Record-Template")
        self.assertRegex(said, r"(?s)^C-1 \[error\].*\nN-6 \[warning\].*\nrecord-template\n")
        self.assertEqual(said.count("  Before:\n"), said.count("  After:\n"))
        self.assertGreater(said.count("  Before:\n"), 3)
        self.assertIn("    <bureau>（单位全称）</bureau>\n", said)
        self.assertIn("  改正前：\n", self.explain("c-1", "--lang", "zh"))

    def test_an_unknown_code_names_near_ones_and_hides_no_other(self):
        for wrong, near in (("xml-malformd", "xml-malformed"), ("record-temp", "record-template"), ("N6", "N-6"), ("summary-mised", "summary-mixed")):
            done = banxin("explain", wrong)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn("Did you mean", done.messages, wrong)
            self.assertIn(near, done.messages)
        done = banxin("explain", "nothing-like-it-at-all")
        self.assertNotIn("Did you mean", done.messages)
        done = banxin("explain", "A-1", "nothing-like-it-at-all")
        self.assertEqual(done.returncode, 2)
        self.assertTrue(done.stdout.startswith(b"A-1 "))

    def test_the_json_keeps_its_schema(self):
        schema = SOURCE / "pipeline/cli/commands.schema.json"
        for arguments in ([], ["A-1", "xml-malformed"]):
            good, said = self.judge_json(schema, self.explain("--format", "json", *arguments).encode())
            self.assertTrue(good, said)
        codes = json.loads(self.explain("--format", "json", "A-1", "xml-malformed"))["codes"]
        self.assertEqual([(one["code"], one.get("form"), one.get("exit-status")) for one in codes], [("A-1", "disclosure-2018", None), ("xml-malformed", None, 1)])
        self.assertEqual(self.explain("--format", "json", "--lang", "zh"), self.explain("--format", "json"))

    def test_what_is_wrong_with_the_data_can_be_explained_without_it(self):
        env = python_test.environment(BANXIN_DATA=str(self.folder))
        self.assertIn("BANXIN_DATA", self.explain("cli-data-missing", env=env))


if __name__ == "__main__":
    python_test.main()
