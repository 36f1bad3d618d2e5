"""scripts/pages at a small size: nothing is wrong on the pages of titles, own tables and reports made for it."""

import subprocess
import sys

import python_test
from python_test import PROGRAM, SOURCE, environment

sys.path.insert(0, str(SOURCE / "scripts"))
from records import pages  # noqa: E402


class Pages(python_test.Case):
    def measured(self, *options):
        done = subprocess.run([SOURCE / "scripts/pages", "--program", PROGRAM, *map(str, options)], capture_output=True,
                              text=True, env=environment())
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout.split("\n")

    # CL-81, CL-84, CL-86.
    def test_CL_81_CL_84_CL_86_nothing_is_wrong_on_pages_of_titles_tables_and_reports(self):
        status, lines = self.measured("--titles", 12, "--tables", 10, "--reports", 9)
        self.assertEqual(status, 0, lines)
        self.assertEqual([line.split(None, 1)[0] for line in lines[1:] if line], ["0", "0", "0", "0"])
        self.assertGreater(int(lines[0].split()[0]), 40)

    def test_what_is_wrong_is_seen(self):
        def line(left, text, of="1 data-cell", bottom=50):
            return pages.Line(left, bottom - 5, left + 10, bottom, text, of)

        rule = pages.Line(38, 40, 38.25, 60, None)
        self.assertEqual(pages.overlaps([line(28, "甲"), rule]), 0)
        self.assertEqual(pages.overlaps([line(29, "甲"), rule]), 1)
        self.assertEqual(pages.overlaps([line(28, "甲"), line(30, "乙", bottom=53)]), 1)
        self.assertEqual(pages.narrow_cells([[line(28, "甲"), line(28, "乙", bottom=60)]]), 1)
        self.assertEqual(pages.narrow_cells([[line(28, "甲乙"), line(28, "丙", bottom=60)]]), 0)
        full, short = [line(28, "甲", bottom=190)], [line(28, "甲", bottom=180)]
        self.assertEqual(pages.short_pages([full, full, short]), 0)
        self.assertEqual(pages.short_pages([full, short, full]), 1)
        title = [[line(28, "瑞安市商务局年度", "1 title", 50), line(28, "报告", "1 title", 60)]]
        self.assertEqual(pages.broken_words("瑞安市|商务局|年度|报告", title), 0)
        self.assertEqual(pages.broken_words("瑞安市|商务局|年|度报告", title), 1)


if __name__ == "__main__":
    python_test.main()
