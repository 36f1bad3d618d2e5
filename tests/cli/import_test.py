"""`banxin import`: what offices have becomes a record, and what is not sure is a question."""

import json
import re
import resource

import import_kit as kit
import python_test
from import_kit import RECORD
from python_test import SAMPLES, SLOWNESS, SOURCE, banxin

ROUND = ("additions-2021", "empty-cells-2019", "filled-2018", "filled-2019", "filled-2021", "ruian-commerce-bureau-2018", "zero-2021")
TITLE = "云岭市教育局2023年政府信息公开工作年度报告"


def processor_time():
    """What all programs that were run have used of the processor: on a busy machine the clock says little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Import(python_test.Case):
    def run_import(self, *files, status=0, arguments=()):
        """The JSON of an import whose record is out.xml."""
        done = banxin("import", *files, "-o", self.folder / "out.xml", "--force", "--format", "json", *arguments)
        self.assertEqual(done.returncode, status, done.messages)
        return json.loads(done.stdout) if done.stdout else done.messages

    def codes(self, result):
        return {one["code"] for one in result["findings"]}

    def text(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def round_trip(self, suffix, write):
        for name in ROUND:
            sample = SAMPLES / f"{name}.xml"
            source = self.folder / f"{name}.{suffix}"
            write(kit.blocks_of(sample), source)
            done = banxin("import", source, "-o", self.folder / "out.xml", "--force")
            self.assertIn(done.returncode, (0, 1), done.messages)
            with self.subTest(name, suffix=suffix):
                expected, found = kit.figures_of(sample), kit.figures_of(self.folder / "out.xml")
                if suffix == "txt" and name == "empty-cells-2019":
                    # Of a text without spans, with no full row, nothing says which cells are missing: questions, nothing else.
                    self.assertEqual({key: found[key] for key in found}, {key: expected[key] for key in found})
                    self.assertIn("import-place", done.messages)
                else:
                    self.assertEqual(found, expected)

    def test_D_14_a_page_comes_back_as_the_record_that_it_was(self):
        self.round_trip("html", lambda blocks, path: path.write_text(kit.as_html(blocks), encoding="utf-8"))

    def test_D_14_a_text_comes_back_as_the_record_that_it_was(self):
        self.round_trip("txt", lambda blocks, path: path.write_text(kit.as_text(blocks), encoding="utf-8"))

    def test_D_14_a_workbook_comes_back_as_the_record_that_it_was(self):
        self.round_trip("xlsx", lambda blocks, path: kit.write_workbook(path, [("年报", kit.sheet_of(blocks), "")]))

    def test_D_14_a_document_comes_back_as_the_record_that_it_was(self):
        self.round_trip("docx", lambda blocks, path: kit.write_document(path, kit.body_of(blocks)))

    def mutated(self, change):
        """What an import gives of a good report whose tables were changed so, and what it should give."""
        sample = SAMPLES / "filled-2021.xml"
        blocks = []
        for kind, content in kit.blocks_of(sample):
            changed = change(content) if kind == "table" else [content]
            blocks.extend((kind, one) for one in changed)
        source = self.text("mutated.html", kit.as_html(blocks))
        done = banxin("import", source, "-o", self.folder / "out.xml", "--force", "--format", "json")
        self.assertIn(done.returncode, (0, 1), done.messages)
        return kit.figures_of(sample), kit.figures_of(self.folder / "out.xml"), json.loads(done.stdout)

    def test_D_14_changes_that_keep_the_labels_change_no_figure(self):
        wide = str.maketrans("0123456789", "０１２３４５６７８９")
        for name, change in {
                "full-width digits": lambda table: [[[(text.translate(wide), *span) for text, *span in row] for row in table]],
                "blanks": lambda table: [[[("\u00a0" + "\u200b".join(text) + "　", *span) for text, *span in row] for row in table]],
                "a comment between": lambda table: [table[:-1] + [[("注：含下属单位", 1, 10)]] + table[-1:]],
                "parted by a page": lambda table: [table[:4], table[4:]] if len(table[0]) < 3 and len(table) > 20 and table[4][0][1] == 1 else [table],
        }.items():
            with self.subTest(name):
                expected, found, _ = self.mutated(change)
                self.assertEqual(found, expected)

    def test_D_14_damage_gives_questions_and_no_wrong_figure(self):
        def without_cell(row, cell):
            return lambda table: [[line[:cell] + line[cell + 1:] if at == row else line for at, line in enumerate(table)]]

        def moved(change):
            """Figures of each row in other places, the grid as it was."""
            def move(row):
                at = [i for i, (text, *_) in enumerate(row) if text.isdigit()]
                figures = dict(zip(at, change([row[i][0] for i in at]))) if len(at) > 2 else {}
                return [(figures.get(i, text), *span) for i, (text, *span) in enumerate(row)]
            return lambda table: [[move(row) for row in table]]

        def exchanged(row):
            names = [text for text, *_ in row]
            if names[:2] != ["商业企业", "科研机构"]:
                return row
            return [(names[1], *row[0][1:]), (names[0], *row[1][1:])] + row[2:]

        for name, change in {
                "spans lost": lambda table: [[[(text, 1, 1) for text, *_ in row] for row in table]],
                "rows spanned lost": lambda table: [[[(text, 1, wide) for text, _, wide in row] for row in table]],
                "heads lost": lambda table: [table[3:]] if len(table) > 4 else [table],
                "a head lost": without_cell(2, 1),
                "a figure lost": without_cell(3, 2),
                "figures a column to the left, a blank behind": moved(lambda figures: figures[1:] + [""]),
                "figures a column to the right, the last lost": moved(lambda figures: [""] + figures[:-1]),
                "heads of two columns exchanged": lambda table: [[exchanged(row) for row in table]],
                "a figure split over the next": moved(lambda figures: [figures[0][:1], figures[0][1:]] + figures[2:] if len(figures[0]) > 1 else figures),
                "a figure twice": lambda table: [table[:3] + [table[3][:2] + table[3][1:]] + table[4:]],
                "a row lost": lambda table: [[row for row in table if not row[0][0].startswith("二、上年结转")]],
        }.items():
            with self.subTest(name):
                expected, found, result = self.mutated(change)
                open_parts = {one["part"] for one in result["values"] if one["sure"] == "open"}
                wrong = [key for key, value in found.items() if expected.get(key) != value and "/".join(filter(None, key)) not in open_parts]
                self.assertEqual(wrong, [])
                # A row that does not add up is an error of the record, by the form's own rule.
                self.assertTrue(result["open"] or any(one["severity"] == "error" for one in result["checked"]), name)

    def test_text_of_a_document_and_figures_of_a_workbook_make_one_report(self):
        sample = SAMPLES / "filled-2021.xml"
        blocks = kit.blocks_of(sample)
        kit.write_workbook(self.folder / "表.xlsx", [("一", kit.sheet_of([one for one in blocks if one[0] == "table"]), "")])
        kit.write_document(self.folder / "文.docx", kit.body_of([one for one in blocks if one[0] != "table"]))
        result = self.run_import(self.folder / "表.xlsx", self.folder / "文.docx")
        self.assertFalse(result["open"])
        self.assertEqual(kit.figures_of(self.folder / "out.xml"), kit.figures_of(sample))
        self.assertEqual(kit.texts_of(self.folder / "out.xml"), kit.texts_of(sample))

    def test_the_record_is_valid_and_says_the_form_and_the_year(self):
        source = self.text("report.html", kit.as_html(kit.blocks_of(SAMPLES / "filled-2019.xml")))
        result = self.run_import(source)
        self.assertEqual((result["form"], result["year"], result["bureau"]), ("disclosure-2019", "2020", "清源区住房和城乡建设局"))
        self.assertEqual(result["checked"], [])
        self.assertEqual(banxin("validate", self.folder / "out.xml").returncode, 0)
        good, says = self.judge_json(SOURCE / "pipeline/cli/commands.schema.json", json.dumps(result).encode())
        self.assertTrue(good, says)

    def test_exit_statuses(self):
        good = self.text("good.html", kit.as_html(kit.blocks_of(SAMPLES / "filled-2021.xml")))
        self.assertEqual(banxin("import", good, "-o", self.folder / "a.xml").returncode, 0)
        self.assertEqual(banxin("import", good, "-o", self.folder / "a.xml").returncode, 2, "it is not replaced")
        self.assertEqual(banxin("import", good, "-o", good).returncode, 2)
        self.assertEqual(banxin("import", good, "--form", "nothing").returncode, 2)
        done = banxin("import", self.text("open.txt", TITLE + "\n一、总体情况\n好。"), "-o", self.folder / "b.xml")
        self.assertEqual(done.returncode, 1, done.messages)
        self.assertIn("import-table-missing", done.messages)
        done = banxin("import", self.text("none.txt", "今天开会。"), "-o", self.folder / "c.xml")
        self.assertEqual(done.returncode, 4)
        self.assertIn("1 paragraphs, 0 tables", done.messages)
        self.assertFalse((self.folder / "c.xml").exists())
        self.assertEqual(banxin("import", self.folder / "absent.docx").returncode, 4)

    def test_D_04_the_same_files_give_the_same_bytes(self):
        source = self.text("report.html", kit.as_html(kit.blocks_of(SAMPLES / "additions-2021.xml")))
        made = []
        for _ in range(2):
            self.run_import(source, status=1)
            made.append([(self.folder / name).read_bytes() for name in ("out.xml", "out.import.html")])
        self.assertEqual(made[0], made[1])

    def test_learn_prints_the_element_to_add(self):
        source = self.text("near.txt", TITLE + "\n五、政府信息公开工作存在问题及改进措施\n好。")
        done = banxin("import", source, "-o", self.folder / "out.xml", "--learn")
        self.assertEqual(done.stdout.decode(), '<variant of="problems">五、政府信息公开工作存在问题及改进措施</variant>\n')

    def test_the_page_shows_source_beside_record_in_words(self):
        source = self.text("report.html", kit.as_html(kit.blocks_of(SAMPLES / "additions-2021.xml")) + "<p>&lt;script&gt;</p>")
        self.run_import(source, status=1)
        page = (self.folder / "out.import.html").read_text(encoding="utf-8")
        for part in ('<html lang="zh-CN">', "<caption>", '<th scope="col">', '<th scope="row">', "照原文", "第2张表第4行第2格",
                     "import-own-row", "没有用上的", "在标题之前"):
            self.assertIn(part, page)
        self.assertNotIn("<script", page)

    def test_quirks_of_Word(self):
        numbering = f"""<w:numbering xmlns:w="{kit.WORD}"><w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
        styles = f"""<w:styles xmlns:w="{kit.WORD}"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>
          <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"""
        listed = '<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr>{}<w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
        run = "<w:r><w:t>{}</w:t></w:r>".format
        body = (f"<w:p>{kit.runs(TITLE)}</w:p>" + listed.format("", run("总体情况")) +
                listed.format('<w:ilvl w:val="1"/>', run("主动公开。公开") + f"<w:ins>{run('12')}</w:ins><w:del><w:r><w:delText>8</w:delText></w:r></w:del>" +
                              f"<w:hyperlink>{run('条')}</w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>" + run("，说“好”。")) +
                f"<w:sdt><w:sdtContent><w:p>{run('控件里的段。')}</w:p></w:sdtContent></w:sdt>" +
                f"<w:p>{run('上行')}<w:r><w:br/></w:r>{run('下行')}</w:p>" +
                "<w:p><w:r><w:drawing><blip/></w:drawing></w:r></w:p>")
        kit.write_document(self.folder / "quirks.docx", body, {"word/numbering.xml": numbering, "word/styles.xml": styles,
                                                               "word/vbaProject.bin": "x"},
                           [("n", "numbering", "numbering.xml", ""), ("s", "styles", "styles.xml", ""),
                            ("x", "attachedTemplate", "http://example.com/t.dotm", ' TargetMode="External"')])
        result = self.run_import(self.folder / "quirks.docx", status=1)
        texts = kit.texts_of(self.folder / "out.xml")
        self.assertIn(("heading", "一、总体情况"), texts)
        self.assertIn(("heading", "（一）主动公开。"), texts)
        self.assertIn(("p", "公开12条，说“好”。"), texts)
        self.assertIn(("p", "控件里的段。"), texts)
        self.assertIn(("p", "下行"), texts)
        remarks = [one["message"]["en"] for one in result["findings"] if one["code"] == "import-remark"]
        for words in ("deleted under tracked changes", "hidden text", "macros", "link to the outside"):
            self.assertTrue(any(words in one for one in remarks), (words, remarks))
        self.assertIn("import-picture", self.codes(result))

    def test_quirks_of_Excel(self):
        shared = f"""<sst xmlns="{kit.SHEET}"><si><r><t>行政</t></r><r><t>许可</t></r><rPh sb="0" eb="1"><t>xingzheng</t></rPh></si></sst>"""
        styles = f"""<styleSheet xmlns="{kit.SHEET}"><numFmts><numFmt numFmtId="170" formatCode="0.00&quot;元&quot;"/></numFmts>
          <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>"""
        word = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'.format
        rows = [word("A1", TITLE), word("A3", "信息内容") + word("B3", "本年处理决定数量"), '<c r="A4" t="s"><v>0</v></c><c r="B4"><v>3.0000000000000001</v></c>',
                word("A5", "行政处罚") + '<c r="B5"><f>SUM(A1)</f></c>', word("A6", "行政强制") + '<c r="B6" t="e"><v>#REF!</v></c>',
                word("A7", "信息内容") + word("B7", "本年收费金额（单位：万元）"), word("A8", "行政事业性收费") + '<c r="B8" s="1"><v>1286.5</v></c>']
        numbers = (1, 3, 4, 5, 6, 7, 8)
        sheet = f'<worksheet xmlns="{kit.SHEET}"><sheetData>' + "".join(
            f'<row r="{row}"{" hidden=" + chr(34) + "1" + chr(34) if row == 4 else ""}>{cells}</row>' for row, cells in zip(numbers, rows)) + "</sheetData></worksheet>"
        kit.write_workbook(self.folder / "quirks.xlsx", [("年报", sheet, ""), ("旧", sheet, 'state="hidden"')],
                           {"xl/sharedStrings.xml": shared, "xl/styles.xml": styles})
        result = self.run_import(self.folder / "quirks.xlsx", status=1)
        values = {one["part"]: one for one in result["values"]}
        self.assertEqual(values["licences/decisions"]["written"], "3")
        self.assertEqual(values["licences/decisions"]["at"]["place"]["en"], 'sheet "年报", B4')
        self.assertEqual(values["penalties/decisions"]["written"], "", "not calculated")
        self.assertEqual(values["coercion/decisions"]["written"], "")
        self.assertEqual(values["charges/amount"]["written"], "1286.50")
        questions = [one["message"]["en"] for one in result["findings"] if one["code"] == "import-figure"]
        self.assertEqual(len(questions), 2)
        remarks = " ".join(one["message"]["en"] for one in result["findings"] if one["code"] == "import-remark")
        self.assertIn("hidden sheet", remarks)
        self.assertIn("this row is hidden", remarks)

    def test_D_08_hostile_containers_are_refused_in_a_second(self):
        many = "".join(f'<row r="{row}">' + "".join(f'<c r="{kit.column_name(column)}{row}"><v>1</v></c>' for column in range(200)) + "</row>"
                       for row in range(1, 501))
        kit.write_workbook(self.folder / "cells.xlsx", [("一", f'<worksheet xmlns="{kit.SHEET}"><sheetData>{many}</sheetData></worksheet>', "")])
        kit.write_document(self.folder / "deep.docx", "<w:tbl><w:tr><w:tc>" * 10000 + "</w:tc></w:tr></w:tbl>" * 10000)
        kit.write_document(self.folder / "bomb.docx", "<w:p/>" + " " * 80_000_000)
        self.text("deep.html", "<div>" * 10000)
        self.text("spans.html", "<table>" + "<tr><td colspan=1000 rowspan=60000>x" * 300)
        (self.folder / "encrypted.docx").write_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "EncryptedPackage".encode("utf-16-le"))
        (self.folder / "entity.docx").write_bytes(b"")
        kit.write_package(self.folder / "entity.docx", "word/document.xml", {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
        for name, words in {"cells.xlsx": "cells", "deep.docx": "deep", "bomb.docx": "200 times", "deep.html": "256 deep", "spans.html": "cells",
                            "encrypted.docx": "password", "entity.docx": "document type"}.items():
            with self.subTest(name):
                begin = processor_time()
                done = banxin("import", self.folder / name, "-o", self.folder / "out.xml")
                self.assertLess(processor_time() - begin, 1 * SLOWNESS, name)
                self.assertEqual(done.returncode, 4, done.messages)
                self.assertIn("import-unreadable", done.messages)
                self.assertIn(words, done.messages)

    def test_files_of_old_programs_go_through_LibreOffice(self):
        (self.folder / "old.doc").write_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "WordDocument".encode("utf-16-le"))
        tools = self.folder / "tools"
        tools.mkdir()

        def run():
            return banxin("import", self.folder / "old.doc", "-o", self.folder / "out.xml", "--force",
                          env=python_test.environment(PATH=str(tools)))

        done = run()
        self.assertEqual(done.returncode, 4)
        self.assertIn("import-office", done.messages)
        self.assertIn("not installed", done.messages)
        kit.write_document(self.folder / "new.docx", kit.body_of(kit.blocks_of(SAMPLES / "filled-2021.xml")))
        office = tools / "soffice"
        # Exit status 0 says nothing.
        office.write_text("#!/bin/sh\nexit 0\n")
        office.chmod(0o755)
        self.assertIn("could not read this file", run().messages)
        office.write_text(f'#!/bin/sh\n/bin/mkdir "$7" && /bin/cp {self.folder}/new.docx "$7/input.docx"\n')
        done = run()
        self.assertEqual(done.returncode, 0, done.messages)
        self.assertEqual(kit.figures_of(self.folder / "out.xml"), kit.figures_of(SAMPLES / "filled-2021.xml"))


if __name__ == "__main__":
    python_test.main()
