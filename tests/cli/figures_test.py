"""Figures that the text takes from the table: every kind that the schema knows, on the page, in the extracted record and in the archive."""

import re
import shutil
import xml.etree.ElementTree as ElementTree

import python_test
from page_text_test import without_artifacts
from python_test import SAMPLES, SOURCE, banxin, environment

XSD = "{http://www.w3.org/2001/XMLSchema}"
LAST_YEAR = {"received/total": "48", "carried-over/total": "4"}
# Of filled-2021: 60 received, 41 of them by natural persons; 59 concluded; charges 218.50 (万元).
KINDS = [
    ("value", 'cell="received/total"', "60"),
    ("value", 'cell="received/total" as="value"', "60"),
    ("value", 'cell="charges/amount"', "218.50"),
    ("value", 'cell="received/total carried-in/total"', "64"),
    ("value", 'cell="last-year:carried-over/total"', "4"),
    ("share", 'cell="received/natural-person" as="share" of="received/total"', "68.3%"),
    ("share", 'cell="received/natural-person" as="share" of="received/total" decimals="0"', "68%"),
    ("share", 'cell="received/enterprise received/legal-service" as="share" of="received/total" decimals="2"', "30.00%"),
    ("change", 'cell="received/total" as="change"', "增加12"),
    ("change-rate", 'cell="received/total" as="change-rate"', "增长25.0%"),
]
FALLS = [('cell="received/total" as="change"', "减少3"), ('cell="received/total" as="change-rate" decimals="2"', "下降4.76%")]


def kinds_of_the_schema():
    schema = ElementTree.parse(SOURCE / "layouts/common/record.xsd")
    kind = schema.find(f".//{XSD}complexType[@name='FigureOfTable']//{XSD}attribute[@name='as']")
    return {one.get("value") for one in kind.iter(f"{XSD}enumeration")}


class Figures(python_test.Case):
    def setUp(self):
        super().setUp()
        self.right = (SAMPLES / "filled-2021.xml").read_text(encoding="utf-8")

    def record(self, *figures, name="record.xml"):
        """The filled sample with a paragraph for each figure: 甲 before it, 乙 behind."""
        text = "".join(f"<p>甲{figure}乙</p>" for figure in figures)
        heading = "<heading>六、其他需要报告的事项</heading>"
        path = self.folder / name
        path.write_text(self.right.replace(heading, heading + text), encoding="utf-8")
        return path

    def last_year(self, **figures):
        text = self.right.replace('year="2023" date="2024-01-25"', 'year="2022" date="2023-01-25"')
        for cell, figure in (LAST_YEAR | figures).items():
            row, column = cell.split("/")
            text, count = re.subn(rf'(<row id="{row}".*?<cell id="{column}">)\d+', rf"\g<1>{figure}", text)
            self.assertEqual(count, 1)
        path = self.folder / "last-year.xml"
        path.write_text(text, encoding="utf-8")
        return path

    def printed(self, record, *options):
        """What stands between 甲 and 乙, paragraph by paragraph; the file."""
        pdf = self.folder / "out.pdf"
        done = banxin("render", record, "-o", pdf, *options)
        self.assertEqual(done.returncode, 0, done.messages)
        text = without_artifacts(self.run_tool("pdftotext", "-raw", pdf, "-").decode())
        return re.findall(r"甲([^甲乙]*)乙", text), pdf

    def test_every_kind_of_the_schema_is_printed_and_the_record_comes_out_as_it_went_in(self):
        self.need("pdftotext")
        self.assertEqual({kind for kind, _, _ in KINDS}, kinds_of_the_schema())
        record = self.record(*[f"<figure {attributes}/>" for _, attributes, _ in KINDS])
        found, pdf = self.printed(record, "--previous", self.last_year())
        self.assertEqual(found, [value for _, _, value in KINDS])
        self.assertEqual(banxin("extract", pdf).stdout, record.read_bytes())
        record = self.record(*[f"<figure {attributes}/>" for attributes, _ in FALLS])
        found, _ = self.printed(record, "--previous", self.last_year(**{"received/total": "63"}))
        self.assertEqual(found, [value for _, value in FALLS])

    def test_what_stands_inside_already_must_be_what_the_table_gives(self):
        self.need("pdftotext")
        share = 'cell="received/natural-person" as="share" of="received/total"'
        self.assertEqual(self.printed(self.record(f"<figure {share}>68.3%</figure>"))[0], ["68.3%"])
        done = banxin("render", self.record(f"<figure {share}>68%</figure>"), "-o", self.folder / "no.pdf")
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[reference-differs]", done.messages)
        self.assertIn("68.3%", done.messages)

    def test_the_archive_holds_the_figures_as_they_were_printed(self):
        self.need("pdftotext")
        done = banxin("batch", self.record('<figure cell="received/total carried-in/total"/>'), "--archive", self.folder / "archive")
        self.assertEqual(done.returncode, 0, done.messages)
        pdf, = (self.folder / "archive").rglob("*.pdf")
        self.assertIn("甲64乙", without_artifacts(self.run_tool("pdftotext", "-raw", pdf, "-").decode()))

    def test_the_archived_forms_files_render_the_archived_record_to_the_archived_report(self):
        data = self.folder / "data"
        for part in ("fonts", "layouts"):
            shutil.copytree(SOURCE / part, data / part)
        done = banxin("batch", SAMPLES / "outdated-row-2021.xml", "--archive", self.folder / "archive",
                      env=environment(BANXIN_DATA=str(data)))
        self.assertEqual(done.returncode, 0, done.messages)
        report, = (self.folder / "archive").rglob("*.pdf")
        package = report.parents[2]
        source, = (package / "data/source").glob("*.xml")
        shutil.rmtree(data / "layouts")
        shutil.copytree(package / "data/schema", data / "layouts")
        done = banxin("render", source, "-o", self.folder / "again.pdf", env=environment(BANXIN_DATA=str(data)))
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual((self.folder / "again.pdf").read_bytes(), report.read_bytes())

    def test_what_cannot_be_taken_from_the_table_is_refused_by_its_own_code(self):
        cases = [
            ('cell="received/total" as="ratio"', "reference-unknown"),
            ('cell=""', "reference-unknown"),
            ('cell="received/totals"', "reference-unknown"),
            ('cell="received/issued"', "reference-unknown"),
            ('cell="receive/total"', "reference-unknown"),
            ('cell="received"', "reference-unknown"),
            ('cell="refused"', "reference-unknown"),
            ('cell="received/total" as="share"', "reference-unknown"),
            ('cell="received/total" as="change"', "reference-no-previous"),
            ('cell="received/total" as="share" of="received/research"', "reference-zero"),
        ]
        for attributes, *codes in cases:
            done = banxin("validate", self.record(f"<figure {attributes}/>"))
            found = sorted(re.findall(r"error\[([\w-]+)\]", done.stdout.decode()))
            self.assertEqual((done.returncode, found), (1, sorted(codes)), attributes)
        blank = self.record('<figure cell="received/research"/>')
        blank.write_text(blank.read_text(encoding="utf-8").replace('<cell id="research">0</cell>', '<cell id="research"/>'), encoding="utf-8")
        self.assertIn("error[reference-blank]", banxin("validate", blank).stdout.decode())

    def test_the_program_names_the_kinds_that_the_schema_has(self):
        draft = banxin("render", self.record('<figure cell="received/total" as="ratio"/>'), "--draft", "-o", self.folder / "draft.pdf")
        hint = re.search(r"There are: (.*)\.", draft.messages)
        self.assertIsNotNone(hint, draft.messages)
        named = {word.split()[0] for word in hint[1].replace("(the figure itself, also without it)", "").split(",")}
        self.assertEqual(named, kinds_of_the_schema())


if __name__ == "__main__":
    python_test.main()
