"""A sheet that has a row for each bureau (汇总表) gives a record for each."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import import_kit as kit
import python_test
from import_kit import RECORD
from python_test import SOURCE, banxin


class BureauSheets(python_test.Case):
    def imported(self, rows, *arguments, title="2023年度统计汇总表", status=1, name="sheet.xlsx"):
        cells = [[cell if isinstance(cell, tuple) else (cell, 1, 1) for cell in row] for row in rows]
        kit.write_workbook(self.folder / name, [("汇总", kit.sheet_of([("p", title), ("table", cells)]), "")])
        done = banxin("import", name, *arguments, cwd=self.folder)
        self.assertEqual(done.returncode, status, done.messages)
        return done.messages

    def names(self, folder="out"):
        return sorted(path.stem for path in (self.folder / folder).glob("*.xml"))

    def questions(self, name):
        """What is open, and the sentences about it, on the page of an import."""
        page = (self.folder / f"out/{name}.import.html").read_text(encoding="utf-8")
        return re.sub(r"<[^>]*>", "", page.split("<table", 1)[0])

    def test_D_14_every_figure_of_every_bureau_comes_back(self):
        subprocess.run([sys.executable, str(SOURCE / "scripts/generate-records"), "9", str(self.folder / "in"), "--seed", "sheet"], check=True)
        forms = {}
        for path in sorted((self.folder / "in").glob("*.xml")):
            forms.setdefault(ET.parse(path).getroot().get("form"), []).append(path)
        self.assertEqual(len(forms), 3)
        for form, paths in forms.items():
            out = self.folder / form
            kit.write_workbook(self.folder / f"{form}.xlsx", [("一", kit.sheet_of([("p", "2023年度汇总表"), ("table", kit.bureau_sheet_of(paths))]), "")])
            done = banxin("import", self.folder / f"{form}.xlsx", "-o", out)
            self.assertEqual(done.returncode, 1)  # not a folder yet, and no / says that it shall be one
            self.assertIn("error[import-many]", done.messages)
            done = banxin("import", self.folder / f"{form}.xlsx", "-o", f"{out}/")
            self.assertIn(done.returncode, (0, 1), done.messages)
            # A form with chapters has them to fill in; of a row of totals no record is made.
            self.assertEqual(len(list(out.glob("*.xml"))), len(paths))
            for path in paths:
                bureau = ET.parse(path).getroot().find(RECORD + "bureau").text
                with self.subTest(form, bureau=bureau):
                    expected = {cell: value for cell, value in kit.figures_of(path).items() if " " not in cell[0]}
                    self.assertEqual(kit.figures_of(out / f"{bureau}.xml"), expected)

    HEADS = ["序号", "部门", "规章／本年制发件数", "规章／本年废止件数", "规章／现行有效件数", "行政许可"]

    def test_D_14_names_are_settled_and_what_is_not_sure_is_asked_of_each(self):
        said = self.imported([self.HEADS + ["别的"], ["1", "甲局", "1", "0", "3", "5", "7"], ["2", "甲局", "1", "0", "3", "5", ""],
                              ["3", "乙/局", "若干", "", "—", "5", ""], [("总计", 1, 2), "2", "0", "6", "15", "7"], ["注：含下属单位。"]], "-o", "out/")
        self.assertEqual(self.names(), ["乙局", "甲局", "甲局-2"])
        self.assertEqual(said.count("There are open questions"), 3)
        self.assertEqual(kit.figures_of(self.folder / "out/乙局.xml"),
                         {("rules", "in-force"): ("—", None), ("licences", "decisions"): ("5", None)})
        root = ET.parse(self.folder / "out/乙局.xml").getroot()
        self.assertEqual((root.get("year"), root.find(RECORD + "bureau").text), ("2023", "乙/局"))
        self.assertIn("import-figure", self.questions("乙局"))
        self.assertIn("import-twice", self.questions("甲局"))
        self.assertRegex(self.questions("甲局"), "F3|G3")
        self.assertNotIn("import-twice", self.questions("乙局"))
        # Cells that no head leads to are blank, and named.
        self.assertIn("行政处罚／本年处理决定数量", self.questions("乙局"))

    def test_a_folder_is_asked_for_and_nothing_in_it_is_replaced(self):
        rows = [self.HEADS, ["1", "甲局", "1", "0", "3", "5"], ["2", "乙局", "1", "0", "3", "5"]]
        for arguments, status in (([], 1), (["-o", "a.xml"], 1), (["-o", "out/", "--format", "json"], 2)):
            said = self.imported(rows, *arguments, status=status)
            self.assertEqual("import-many" in said, status == 1, said)
        self.assertEqual(self.names("."), [])
        done = banxin("validate", "sheet.xlsx", cwd=self.folder)
        self.assertIn("error[import-many]: The sheet has a row for each of 2 bureaus", done.messages + done.stdout.decode())
        self.imported(rows, "-o", "out/")
        before = {path: path.read_bytes() for path in (self.folder / "out").iterdir()}
        self.imported([*rows[:2], ["2", "丙局", "1", "0", "3", "5"]], "-o", "out/", status=2)
        self.assertEqual({path: path.read_bytes() for path in (self.folder / "out").iterdir()}, before)
        self.imported(rows, "-o", "out", "--force")
        self.assertEqual({path: path.read_bytes() for path in (self.folder / "out").iterdir()}, before)

    def test_D_14_two_columns_for_one_cell_are_no_figure(self):
        self.imported([self.HEADS + ["行政许可"], ["1", "甲局", "1", "0", "3", "5", "6"]], "-o", "out/")
        self.assertNotIn(("licences", "decisions"), kit.figures_of(self.folder / "out/甲局.xml"))
        self.assertEqual(self.questions("甲局").count("do not lead to one cell of the form"), 2)


if __name__ == "__main__":
    python_test.main()
