"""Who includes what (scripts/check-includes), and that the check bites."""

import os
import pathlib
import shlex
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import python_test
from python_test import SOURCE


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
                           ("compose/compose.cpp", '#include "record/record.h"'), ("pdf/pdf.h", "#include <podofo/podofo.h>"),
                           ("xml/xml.h", '#include "record/record.h"'), ("cli/render.cpp", '#include "layout/layout.h"'),
                           ("record/record.h", '#include "xml/internal.h"'), ("layout/lay.cpp", '#  include  <unistd.h>'),
                           ("pipeline.cpp", '#include "pdf/object_writer.h"'), ("base/length.h", "#include <sqlite3.h>"),
                           ("base/file.h", '#include "pipeline.h"'), ("newroom/a.h", "#include <string>")]:
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

    def test_every_header_compiles_alone(self):
        flags = shlex.split(self.run_tool("pkg-config", "--cflags", "harfbuzz", "harfbuzz-subset", "libxml-2.0", "libxslt",
                                          "icu-uc", "libpodofo", "lcms2", "libdeflate").decode())
        headers = sorted((SOURCE / "pipeline").rglob("*.h"))
        self.assertGreater(len(headers), 20)

        def compile_alone(header):
            command = ["c++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", SOURCE / "pipeline", *flags,
                       "-x", "c++", "-"]
            done = subprocess.run(command, input=f'#include "{header}"\n', capture_output=True, text=True)
            return header, done

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for header, done in pool.map(compile_alone, headers):
                self.assertEqual(done.returncode, 0, f"{header.relative_to(SOURCE)}: {done.stderr[:2000]}")


if __name__ == "__main__":
    python_test.main()
