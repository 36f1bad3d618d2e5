"""Who includes what (scripts/check-includes), and that the check bites."""

import os
import re
import runpy
import shutil
import subprocess
import types
from concurrent.futures import ThreadPoolExecutor

import python_test
from compiler import Compiler
from python_test import SOURCE

# How the tour calls a third party, and one of its headers. What nearly every room has is not in its table.
THIRD_PARTIES = {"libgcrypt's digests": "gcrypt.h", "libxml2": "libxml/tree.h", "libxslt": "libxslt/xslt.h", "HarfBuzz": "hb.h",
                 "ICU": "unicode/uchar.h", "PoDoFo": "podofo/podofo.h", "lcms2": "lcms2.h", "libpng": "png.h", "libjpeg": "jpeglib.h", "libdeflate": "libdeflate.h",
                 "CLI11": "CLI/CLI.hpp", "nlohmann-json": "nlohmann/json.hpp", "libzip": "zip.h", "libgumbo": "gumbo.h", "SQLite": "sqlite3.h",
                 "OpenSSL": "openssl/evp.h", "libmicrohttpd": "microhttpd.h", "libcrypt": "crypt.h"}
EVERYWHERE = ("fmt/format.h", "unistd.h")


def is_first_of_its_source(header):
    source = header.with_suffix(".cpp")
    first = re.search(r'#include\s*[<"](.*?)[>"]', source.read_text(encoding="utf-8")) if source.exists() else None
    return first is not None and SOURCE / "pipeline" / first[1] == header


def rooms_with(rules, header):
    return set().union(*(rooms for pattern, rooms in rules.THIRD_PARTY if re.match(pattern, header)))


def tour_faults(tour, rules):
    """Where the two tables of the tour do not say what scripts/check-includes says."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in tour.splitlines() if re.match(r"\| \[?[a-z]", line)]
    rows = [(re.match(r"\[?([\w/]+)", row[0])[1], row) for row in rows if row[0] != "room"]
    parties = {room: set(row[-1].split(", ")) - {"", "none"} for room, row in rows if len(row) > 2}
    includes = {room: set(row[-1].split(", ")) for room, row in rows if len(row) == 2}
    home = {header: room for room, headers in rules.PUBLIC.items() for header in headers}
    faults = [f"{room}: in one of the two only" for room in sorted(set(parties) ^ (set(rules.MAY_INCLUDE) - {"spine"}))]
    for party in sorted(set(THIRD_PARTIES).union(*parties.values())):
        told = {room for room, names in parties.items() if party in names}
        true = rooms_with(rules, THIRD_PARTIES.get(party, "")) - {"spine"}
        if told != true:
            faults.append(f"{party}: the tour has it in {sorted(told)}, check-includes in {sorted(true)}")
    for room, headers in rules.MAY_INCLUDE.items():
        true = {home.get(header, header.split("/")[0]) for header in headers}
        if room != "spine" and includes.get(room, set()) != true:
            faults.append(f"{room}: the tour lets it include {sorted(includes.get(room, []))}, check-includes {sorted(true)}")
    return faults


class Includes(python_test.Case):
    def check(self, root=SOURCE):
        done = subprocess.run([SOURCE / "scripts/check-includes", "--root", root], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def test_no_include_breaks_the_rules(self):
        self.assertEqual(self.check(), (0, ""))

    def test_a_forbidden_include_is_found(self):
        others = len(self.check()[1].splitlines())
        for file, line in [("layout/layout.h", '#include "font/font_book.h"'), ("layout/layout.h", "#include <fmt/format.h>"),
                           ("base/length.h", '#include "xml/xml.h"'), ("text/text.h", '#include "layout/pages.h"'),
                           ("text/text.h", "#include <unicode/brkiter.h>"), ("record/record.h", "#include <libxml/tree.h>"),
                           ("compose/compose.cpp", '#include "record/record.h"'), ("output/pdf/pdf.h", "#include <podofo/podofo.h>"),
                           ("xml/xml.h", '#include "record/record.h"'), ("cli/render.cpp", '#include "layout/layout.h"'),
                           ("record/record.h", '#include "xml/internal.h"'), ("layout/lay.cpp", '#  include  <unistd.h>'),
                           ("pipeline.cpp", '#include "output/pdf/object_writer.h"'), ("base/length.h", "#include <sqlite3.h>"),
                           ("text/text.cpp", '#include "compose/seal.h"'), ("pipeline.cpp", '#include "layout/seal.h"'),
                           ("archive/writer.cpp", '#include "output/seal.h"'), ("base/file.h", '#include "pipeline.h"'), ("newroom/a.h", "#include <string>")]:
            root = self.folder / "tree"
            shutil.copytree(SOURCE / "pipeline", root / "pipeline")
            path = root / "pipeline" / file
            path.parent.mkdir(exist_ok=True)
            before = path.read_text() if path.exists() else ""
            path.write_text(before + "\n" + line + "\n")
            status, said = self.check(root)
            self.assertEqual(status, 1, f"{file}: {line} is not found")
            self.assertEqual(len(said.splitlines()), 1, said)
            self.assertIn(file, said)
            shutil.rmtree(root)

    def test_an_empty_tree_is_no_success(self):
        self.assertEqual(self.check(self.folder)[0], 1)

    def test_the_tour_says_what_is_checked(self):
        rules = types.SimpleNamespace(**runpy.run_path(str(SOURCE / "scripts/check-includes")))
        tour = (SOURCE / "pipeline/README.md").read_text(encoding="utf-8")
        self.assertEqual(tour_faults(tour, rules), [])
        for pattern, _ in rules.THIRD_PARTY:
            self.assertTrue(any(re.match(pattern, header) for header in [*THIRD_PARTIES.values(), *EVERYWHERE]), pattern)
        for header in EVERYWHERE:
            self.assertNotIn("layout", rooms_with(rules, header))
        for old, new, fault in [("| ICU, nlohmann-json |\n| [compose]", "| nlohmann-json |\n| [compose]", "ICU: "), ("| HarfBuzz |", "| HarfBuzz, SQLite |", "SQLite: "),
                                ("| none |", "| Boost |", "Boost: "), ("| [batch](batch/batch.h) ", "| [bunch](batch/batch.h) ", "batch: "),
                                ("| text | font, compose |", "| text | font |", "text: "), ("| layout | text |\n", "", "layout: "),
                                ("| record | xml |", "| record | xml, font |", "record: ")]:
            self.assertEqual(tour.count(old), 1, old)
            self.assertTrue(any(one.startswith(fault) for one in tour_faults(tour.replace(old, new), rules)), new)
        # A room that is new in both is as good as any.
        rules.MAY_INCLUDE["attic"], rules.PUBLIC["attic"] = set(), {"attic/attic.h"}
        rules.THIRD_PARTY.append((r"sqlite3\.h$", {"attic"}))
        more = tour.replace("| [record]", "| [attic](attic/attic.h) | | what is old | SQLite |\n| [record]", 1)
        self.assertEqual(tour_faults(more, rules), [])

    def test_every_header_compiles_alone(self):
        # Where a source file includes its own header before anything else, the build has shown it.
        headers = [header for header in sorted((SOURCE / "pipeline").rglob("*.h")) if not is_first_of_its_source(header)]
        self.assertGreater(len(headers), 20)

        compiler = Compiler()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for header, faults in zip(headers, pool.map(lambda header: compiler.faults_of(f'#include "{header}"\n'), headers)):
                self.assertEqual(faults[:2000], "", header.relative_to(SOURCE))


if __name__ == "__main__":
    python_test.main()
