"""Artefacts are made by their rooms alone: what forges one, or passes a stage by, does not compile."""

import os
from concurrent.futures import ThreadPoolExecutor

import python_test
from compiler import Compiler

# Of each rule: the headers, what compiles, its neighbour that must not, and what the compiler says of it.
PRIVATE = r"is private within this context"
RULES = {
    "Record": ("record/record.h", "Record copy(const Record& it) { return Record(it); }",
               'Record forged(const Record& it) { return Record("<record/>", it.sha512(), it.form(), it.tree(), it.identity()); }', PRIVATE),
    "ValidatedRecord": ("validate/validated_record.h", "ValidatedRecord copy(const ValidatedRecord& it) { return ValidatedRecord(it); }",
                        "ValidatedRecord forged(const Record& it) { return ValidatedRecord(it, it.tree(), {}, {}, false, {}); }", PRIVATE),
    "Document": ("compose/document.h", "DocumentParts parts() { return DocumentParts{}; }",
                 "Document forged() { return Document(DocumentParts{}); }", PRIVATE),
    "ShapedDocument": ("text/shaped_document.h", "ShapedDocumentParts parts() { return ShapedDocumentParts{}; }",
                       "ShapedDocument forged() { return ShapedDocument(ShapedDocumentParts{}); }", PRIVATE),
    "Pages": ("layout/pages.h", "PagesParts parts() { return PagesParts{}; }",
              "Pages forged() { return Pages(PagesParts{}); }", PRIVATE),
    "Output": ("output/output.h", "OutputParts parts() { return OutputParts{}; }",
               "Output forged() { return Output(OutputParts{}); }", PRIVATE),
    "ArchiveEntry": ("archive/archive.h", "ArchiveEntryParts parts() { return ArchiveEntryParts{}; }",
                     "ArchiveEntry forged() { return ArchiveEntry(ArchiveEntryParts{}); }", PRIVATE),
    "changing what is made": ("layout/pages.h", "auto count(const Pages& it) { return it.pages().size(); }",
                              "void change(Pages& it) { it.pages().clear(); }", r"discards qualifiers"),
    "skipping validation": ("compose/compose.h", "auto made(const compose::Composer& by, const ValidatedRecord& it) { return by.compose(it); }",
                            "auto made(const compose::Composer& by, const Record& it) { return by.compose(it); }",
                            r"cannot convert|could not convert"),
    "skipping layout": ("output/pdf/pdf.h",
                        "auto made(const Pages& it, const FontBook& by, const pdf::Source& of) { return pdf::write(it, by, of, OutputKind::pdf_archive); }",
                        "auto made(const PagesParts& it, const FontBook& by, const pdf::Source& of) { return pdf::write(it, by, of, OutputKind::pdf_archive); }",
                        r"invalid initialization"),
    "an impossible pair of claims": ("output/output.h", "void make(OutputParts& it) { it.kind = OutputKind::pdf_archive; }",
                                     'void make(OutputParts& it) { it.claims = {"PDF/A-3a", "PDF/X-4"}; }', r"has no member named .claims."),
    "another claim": ("output/output.h", "auto first(const Output& it) { return it.claims()[0]; }",
                      'void change(const Output& it) { it.claims()[0] = "PDF/X-4"; }', r"discards qualifiers|read-only"),
    "claims of two kinds": ("output/outputs.h", "auto claims() { return claims_of(OutputKind::pdf_archive, false); }",
                            "auto claims() { return claims_of({OutputKind::pdf_archive, OutputKind::pdf_archive}, false); }",
                            r"could not convert|cannot convert|braces around scalar"),
}


class Artefacts(python_test.Case):
    def test_what_must_not_compile_does_not(self):
        compiler = Compiler()

        def faults_of(header, text):
            return compiler.faults_of(f'#include "{header}"\nnamespace banxin {{\n{text}\n}}\n')

        rules = [(name, header, text) for name, (header, good, bad, _) in RULES.items() for text in (good, bad)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            said = list(pool.map(lambda rule: faults_of(*rule[1:]), rules))
        for (name, (_, _, _, words)), good, bad in zip(RULES.items(), said[::2], said[1::2]):
            with self.subTest(name):
                self.assertEqual(good[:2000], "")
                self.assertRegex(bad, r"error: [^\n]*(" + words + ")")
                self.assertEqual(bad.count("error: "), 1, f"it fails for another reason too: {bad[:2000]}")


if __name__ == "__main__":
    python_test.main()
