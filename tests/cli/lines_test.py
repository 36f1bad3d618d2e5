"""Lines of generated paragraphs, measured on the page as `scripts/bench --lines` does, in small."""

import sys

import line_reader
import python_test
from python_test import SOURCE

sys.path.insert(0, str(SOURCE / "scripts"))
sys.dont_write_bytecode = True
from records import growth  # noqa: E402
from records.lines import CORPORA  # noqa: E402

TRACKING = (156 / 25.4 * 72 - 16) / 27 / 16 - 1  # of a grid of 28 cells of 16 points in 156 mm


class Lines(python_test.Case):
    def measure(self, name):
        self.need("mutool")
        texts = CORPORA[name](60)
        record = self.folder / "lines.xml"
        record.write_text(growth.chapter("".join(f"<p>{text}</p>" for text in texts)), encoding="utf-8")
        done = python_test.banxin("render", record, "-o", self.folder / "lines.pdf", "--lang", "en")
        self.assertEqual(done.returncode, 0, done.messages)
        rows = line_reader.measured(self.folder / "lines.pdf", texts, "年月日件条", 184.0, TRACKING)
        for row in ("gaps over 1/2 em", "spaced words", "lone characters", "bad starts and ends"):
            self.assertEqual(rows[row], 0, row)
        self.assertLess(rows["worst right edge, pt"], 0.002)
        return rows, done.messages

    def test_CL_66_CL_67_prose_is_even(self):
        rows, messages = self.measure("prose")
        self.assertGreater(rows["lines"], 300)
        self.assertNotIn("layout-", messages)
        for row in ("lines with a gap over 1/8 em", "lines left short", "numbers parted from their unit"):
            self.assertEqual(rows[row], 0, row)
        self.assertLess(rows["halved marks"], rows["lines"] / 10)
        self.assertLess(rows["gaps: mean squared deviation, 1e-4 em²"], 0.25)

    def test_CL_47_lines_end_at_the_edge_whatever_mark_ends_them(self):
        """》, too, whose ink reaches a hair over the middle of its cell."""
        self.measure("prose")

    def test_CL_67_where_gaps_are_wide_or_a_line_is_short_it_is_said(self):
        rows, messages = self.measure("figures")
        self.assertLessEqual(rows["lines with a gap over 1/8 em"], messages.count("[layout-loose-line]"))
        self.assertEqual(rows["lines left short"], messages.count("[layout-short-line]"))
        self.assertLess(rows["lines with a gap over 1/8 em"] + rows["lines left short"], rows["lines"] / 50)


if __name__ == "__main__":
    python_test.main()
