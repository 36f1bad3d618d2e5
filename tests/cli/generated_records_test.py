"""scripts/generate-records: what it writes is what it says, so that other tests and measurements may rely on it."""

import json
import subprocess
import sys

import python_test
from python_test import FORMS, SOURCE, banxin, environment

sys.path.insert(0, str(SOURCE / "scripts"))
from records.forms import FORMS  # noqa: E402

GENERATE = SOURCE / "scripts/generate-records"

SECOND_ENGINE = """
import sys, xmlschema
schema = xmlschema.XMLSchema(sys.argv[1])
for path in sys.argv[2:]:
    print(int(schema.is_valid(path)))
"""


class GeneratedRecords(python_test.Case):
    def generate(self, count, name="records", *options, **changes):
        folder = self.folder / name
        done = subprocess.run([GENERATE, str(count), folder, *options], capture_output=True, text=True,
                              env=environment(**changes), cwd=changes.get("cwd"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return folder

    def manifest(self, folder):
        rows = [line.split("\t") for line in (folder / "manifest.tsv").read_text(encoding="utf-8").splitlines()]
        self.assertEqual(rows[0], ["file", "form", "bureau", "year", "broken"])
        return rows[1:]

    def contents(self, folder):
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def found(self, folder, rows):
        """Codes of the errors and warnings of each record."""
        done = banxin("validate", "--format", "json", *[folder / row[0] for row in rows], timeout=300)
        return [{finding["code"] for finding in record["findings"] if finding["severity"] != "note"}
                for record in json.loads(done.stdout)["records"]]

    def test_D_04_the_same_seed_gives_the_same_bytes(self):
        one = self.contents(self.generate(60, "one", "--broken", "40", PYTHONHASHSEED="1", TZ="Asia/Shanghai"))
        two = self.contents(self.generate(60, "two", "--broken", "40", PYTHONHASHSEED="2", LANG="zh_CN.UTF-8"))
        self.assertEqual(one, two)
        fewer = self.contents(self.generate(20, "fewer", "--broken", "40"))
        self.assertLessEqual(fewer.items() - {("manifest.tsv", fewer["manifest.tsv"])}, one.items())
        other = self.contents(self.generate(60, "other", "--broken", "40", "--seed", "2"))
        self.assertEqual([name for name in one if one[name] == other[name]], [])

    def test_no_two_records_are_of_one_bureau_or_alike(self):
        folder = self.generate(1500)
        rows = self.manifest(folder)
        self.assertEqual(len({row[2] for row in rows}), 1500)
        self.assertEqual({row[1] for row in rows}, set(FORMS))
        contents = [(folder / row[0]).read_bytes() for row in rows]
        self.assertGreater(sum(data.startswith(b'<?xml version="1.0" encoding="GB18030"?>') for data in contents), 15)
        self.assertGreater(sum(any(character.encode() in data for character in "堃䶮𠅤𬱖垟") for data in contents), 30)
        self.assertLess(sum(map(len, contents)) / 1500, 40000)

    def test_unbroken_records_have_neither_errors_nor_warnings(self):
        folder = self.generate(180, "records", "--seed", "unbroken")
        rows = self.manifest(folder)
        for row, codes in zip(rows, self.found(folder, rows)):
            self.assertEqual((row[4], codes), ("", set()), row)

    def test_each_broken_record_raises_the_finding_that_it_names_and_no_other(self):
        for form in FORMS:
            folder = self.generate(110, form, "--form", form, "--broken", "100", "--seed", "broken")
            rows = self.manifest(folder)
            self.assertGreaterEqual(len({row[4] for row in rows}), 20)
            for row, codes in zip(rows, self.found(folder, rows)):
                # A record whose year was changed alone names another one in its text and signature.
                years = {"N-30", "N-31", "N-32", "N-38"} if row[4] == "record-year" else set()
                self.assertEqual(codes - years, {row[4]}, row)
                self.assertIn(f"<!-- broken: {row[4]} -->".encode(), (folder / row[0]).read_bytes())

    def test_a_second_schema_engine_agrees(self):
        for form in FORMS:
            folder = self.generate(150, form, "--form", form, "--broken", "50", "--seed", "schema")
            rows = [row for row in self.manifest(folder) if row[4] == "schema-invalid" or row[4] == ""
                    and b"GB18030" not in (folder / row[0]).read_bytes()[:60]]
            done = self.judge_python("xmlschema", "-c", SECOND_ENGINE, SOURCE / "layouts" / form / "record.xsd",
                                     *[folder / row[0] for row in rows])
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            said = done.stdout.decode().split()
            self.assertIn("0", said)
            for row, valid in zip(rows, said):
                self.assertEqual(valid, "0" if row[4] else "1", row)

    def test_usage(self):
        for arguments in [[], ["1"], ["1", self.folder, "--year", "2016"], ["x", self.folder], ["1", self.folder, "--form", "x"],
                          ["1", self.folder, "--form", list(FORMS)[0], "--year", "1999"], ["99999999", self.folder]]:
            done = subprocess.run([GENERATE, *map(str, arguments)], capture_output=True, text=True)
            self.assertEqual(done.returncode, 2, arguments)
        self.assert_only()


if __name__ == "__main__":
    python_test.main()
