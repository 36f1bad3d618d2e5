"""`validate --format json` against its published schema, `--format svrl` against ISO/IEC 19757-3."""

import json
import xml.etree.ElementTree as ElementTree

import python_test
from python_test import BUILD, REAL, SAMPLES, SOURCE, banxin

SCHEMA = SOURCE / "pipeline/validate/findings.schema.json"


class FindingsJson(python_test.Case):
    def test_output_for_every_sample_keeps_the_schema(self):
        records = [*SAMPLES.glob("*.xml"), *(SAMPLES / "bad").glob("*.xml"), self.folder / "missing.xml"]
        done = banxin("validate", "--format", "json", *sorted(records))
        self.assertEqual(done.returncode, 4, done.messages)
        good, said = self.judge_json(SCHEMA, done.stdout)
        self.assertTrue(good, said)

    def test_the_schema_refuses_what_it_should(self):
        findings = json.loads(banxin("validate", "--format", "json", REAL).stdout)
        for spoil in (lambda f: f.update(version=2), lambda f: f["records"][0].pop("valid"),
                      lambda f: f["records"][0]["findings"][0].update(severity="fatal"),
                      lambda f: f["records"][0]["findings"][0]["message"].pop("zh"),
                      lambda f: f["records"][0]["findings"][0]["place"].update(line=0)):
            spoilt = json.loads(json.dumps(findings))
            spoil(spoilt)
            self.assertFalse(self.judge_json(SCHEMA, json.dumps(spoilt).encode())[0])

    def test_the_findings_of_the_real_record(self):
        record = json.loads(banxin("validate", "--format", "json", REAL).stdout)["records"][0]
        self.assertEqual((record["file"], record["form"]), (str(REAL), "disclosure-2018"))
        self.assertTrue(record["valid"])
        self.assertEqual((record["errors"], record["warnings"]), (0, 1))
        finding = next(one for one in record["findings"] if one["severity"] == "warning")
        for language in ("zh", "en"):
            for figure in ("278", "96", "12", "4", "2", "392", "394"):
                self.assertIn(figure, finding["message"][language])
        line = 1 + REAL.read_text().split("政务动态278条")[0].count("\n")
        self.assertEqual(finding["place"]["line"], line)
        self.assertTrue(finding["place"]["xpath"].startswith("/record/chapter[2]/"))
        self.assertEqual({rule["verdict"] for rule in record["rules"]} - {"held", "not-assessable"}, set())

    def test_output_does_not_depend_on_the_language(self):
        self.assertEqual(banxin("validate", "--format", "json", REAL, "--lang", "zh").stdout,
                         banxin("validate", "--format", "json", REAL, "--lang", "en").stdout)

    def test_svrl_names_the_failed_assertion(self):
        done = banxin("validate", "--format", "svrl", SAMPLES / "bad" / "A-1.xml")
        self.assertEqual(done.returncode, 1)
        root = ElementTree.fromstring(done.stdout)
        svrl = "{http://purl.oclc.org/dsdl/svrl}"
        self.assertEqual(root.tag, svrl + "schematron-output")
        failed = [one.get("id") for one in root.iter(svrl + "failed-assert")]
        self.assertIn("A-1", failed)
        for one in root.iter(svrl + "failed-assert"):
            self.assertTrue(one.get("location"))
            self.assertTrue("".join(one.itertext()).strip())


if __name__ == "__main__":
    python_test.main()
