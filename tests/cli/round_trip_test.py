"""What a bureau was sent comes back: generated records of all forms, as files of all kinds, imported.

BANXIN_ROUND_TRIPS=300 runs as many records, and prints how many files of each kind came back equal.
"""

import os
import pathlib
import re

import python_test
from round_trip_kit import RoundTrips

COUNT = int(os.environ.get("BANXIN_ROUND_TRIPS", "9"))


class RoundTrip(python_test.Case):
    def trips(self, count):
        return RoundTrips(pathlib.Path(self.folder), count)

    def assert_equal_but_for_texts(self, trips):
        """Of a text without spans nothing says which cells of a row without a figure under each head are missing: they are
        questions. Nothing is there that was not sent."""
        wrong = {name: lines[:20] for name, lines in trips.differences
                 if not name.endswith(".txt") or any(line.startswith("+") for line in lines)}
        self.assertEqual(wrong, {})

    def test_D_14_records_of_all_forms_come_back_equal(self):
        trips = self.trips(COUNT)
        trips.run()
        self.assert_equal_but_for_texts(trips)
        self.assertEqual({suffix for suffix, _ in trips.counts}, {".docx", ".html", ".xlsx", ".txt"})
        if "BANXIN_ROUND_TRIPS" in os.environ:
            for (suffix, what), count in sorted(trips.counts.items()):
                print(f"{suffix} {what} {count}")
        # What is compared can differ: one figure more in a record is seen.
        first = trips.records[0]
        path = trips.write(first, "docx")
        text = first.read_text(encoding="utf-8")
        first.write_text(re.sub(r">(\d+)</(cell|row)>", r">\g<1>1</\2>", text, count=1), encoding="utf-8")
        self.assertEqual([line[0] for line in trips.compare(first, path)], ["-", "+"])

    def test_D_14_so_they_do_when_LibreOffice_saved_them(self):
        self.need("soffice")
        trips = self.trips(3)

        def convert(suffix, files):
            self.run_tool("soffice", "--headless", f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--convert-to", suffix,
                          "--outdir", self.folder, *files)
            if not (self.folder / f"{files[0].stem}.{suffix}").exists():
                self.skipTest(f"LibreOffice writes no .{suffix} here: libreoffice-calc-nogui and libreoffice-writer-nogui")

        trips.run_office(convert)
        self.assertEqual(trips.differences, [])
        self.assertEqual({suffix for suffix, _ in trips.counts}, {".doc", ".wps", ".odt", ".rtf", ".xls", ".et"})


if __name__ == "__main__":
    python_test.main()
