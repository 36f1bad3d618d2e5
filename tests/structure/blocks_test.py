"""A new kind of block, or of mark on a page, does not compile until every room handles it."""

import os
import re
from concurrent.futures import ThreadPoolExecutor

import python_test
from compiler import Compiler
from python_test import SOURCE

PIPELINE = SOURCE / "pipeline"
# The headers that say what kinds there are, the variant in each, and the files that must handle every kind.
KINDS = {
    "compose/document.h": (r"(using Block = std::variant<)", ["compose/dump.cpp", "compose/seal.cpp", "text/text.cpp"]),
    "text/shaped_document.h": (r"(using ShapedBlock = std::variant<)", ["text/dump.cpp", "text/seal.cpp", "layout/flow.cpp"]),
    "layout/pages.h": (r"(using Mark = std::variant<)",
                       ["layout/dump.cpp", "layout/mark_check.cpp", "layout/page_facts.cpp", "layout/seal.cpp", "layout/landscape.cpp",
                        "layout/place.cpp", "output/pdf/links.cpp", "output/pdf/page_content.cpp", "output/pdf/prepared_pages.cpp",
                        "output/svg/drawing.cpp"]),
}


class Blocks(python_test.Case):
    def test_a_planted_kind_does_not_compile_where_it_is_not_handled(self):
        jobs = []
        for header, (variant, files) in KINDS.items():
            text = (PIPELINE / header).read_text(encoding="utf-8")
            self.assertEqual(len(re.findall(variant, text)), 1, header)
            planted = self.folder / header.replace("/", "-") / header
            planted.parent.mkdir(parents=True)
            planted.write_text(re.sub(variant, r"struct Planted {};\n\1Planted, ", text), encoding="utf-8")
            with_plant, without = Compiler([planted.parents[1]]), Compiler()
            self.assertEqual(with_plant.faults_of(f'#include "{header}"\n'), "", header)
            jobs += [(file, compiler, planted) for file in files for compiler, planted in ((without, False), (with_plant, True))]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for (file, _, planted), faults in zip(jobs, pool.map(lambda job: job[1].faults_of_file(PIPELINE / job[0]), jobs)):
                if not planted:
                    self.assertEqual(faults[:2000], "", file)
                else:
                    self.assertRegex(faults, r"error: [^\n]*\bPlanted\b", f"{file} compiles without handling a new kind, or fails for another reason")

    def test_nobody_looks_for_one_kind_alone(self):
        """What asks for one kind says nothing of the others, and goes on saying nothing when there is one more."""
        kinds = re.compile(r"(get_if|holds_alternative|std::get)<(Paragraph|Table|Figure|PageBreak|Shaped\w+|GlyphRun|Area|Image|Path)>")
        files = sorted(PIPELINE.rglob("*.cpp")) + sorted(PIPELINE.rglob("*.h"))
        self.assertEqual([f"{file}: {found[0]}" for file in files for found in kinds.finditer(file.read_text(encoding="utf-8"))], [])
        self.assertRegex("std::get_if<GlyphRun>(&item.what)", kinds)


if __name__ == "__main__":
    python_test.main()
