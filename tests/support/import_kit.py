"""Reports as offices have them: what a record says, as a web page, a text, a workbook and a Word document.

Nothing here knows the importer. A report is a list of blocks: (kind, content), where a table is rows of cells (text, rows
spanned, columns spanned) as the official forms print them.
"""

import html
import xml.etree.ElementTree as ET
import zipfile

from python_test import SOURCE

RECORD = "{urn:banxin:record:1}"
LABELS = "{urn:banxin:labels:1}"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def blocks_of(path):
    """A record's report as blocks, in reading order."""
    record = ET.parse(path).getroot()
    form = record.get("form")
    labels = ET.parse(SOURCE / "layouts" / form / "labels.xml").getroot()
    blocks = [("title", record.find(RECORD + "title").text)]

    def add(elements, level):
        for element in elements:
            kind = element.tag.removeprefix(RECORD)
            text = "".join(element.itertext())
            if kind == "p":
                blocks.append(("p", text))
            elif kind == "list":
                blocks.extend(("item", "".join(item.itertext())) for item in element)
            elif kind == "section":
                heading, *rest = element
                title = "".join(heading.itertext())
                if title.endswith("。") and rest and rest[0].tag == RECORD + "p":
                    blocks.append(("p", title + "".join(rest[0].itertext())))
                    add(rest[1:], level + 1)
                else:
                    blocks.append((f"h{level}", title))
                    add(rest, level + 1)
            elif kind == "statistics":
                blocks.append(("table", table_of(form, labels, element)))
            elif kind == "own-table":
                blocks.append(("table", [[(cell.text or "", int(cell.get("row-span", 1)), int(cell.get("column-span", 1)))
                                          for cell in row] for part in ("head", "body") for row in element.find(RECORD + part)]))

    if record.find(RECORD + "introduction") is not None:
        add(record.find(RECORD + "introduction"), 2)
    for chapter in record.findall(RECORD + "chapter"):
        blocks.append(("h1", "".join(chapter[0].itertext())))
        add(chapter[1:], 2)
    for statistics in record.findall(RECORD + "statistics"):
        blocks.append(("table", table_of(form, labels, statistics)))
    signature = record.find(RECORD + "signature")
    if signature is not None:
        blocks.append(("p", signature[0].text))
        if len(signature) > 1:
            year, month, day = signature[1].text.split("-")
            blocks.append(("p", f"{year}年{int(month)}月{int(day)}日"))
    return blocks


def table_of(form, labels, statistics):
    values, own = {}, {}
    for row in statistics:
        if row.tag == RECORD + "own-row":
            own.setdefault(row.get("after"), []).append(row)
        elif len(row):
            values.update({f"{row.get('id')}/{cell.get('id')}": (cell.text or "") + cell.get("unit", "") for cell in row})
        else:
            values[row.get("id")] = row.text or ""
    table = statistics.get("table")
    if table is None:
        return _table_of_2018(labels, values, own)
    table = next(one for one in labels.findall(LABELS + "table") if one.get("id") == table)
    heads = {}
    for column in labels.iter(LABELS + "column"):
        heads.setdefault(column.get("id"), column.text)
    make = {"proactive": _proactive, "requests": _requests, "reviews": _reviews}[table.get("id")]
    return make(table, heads, values, own)


def _own_cells(row, columns):
    figures = {cell.get("id"): cell.text or "" for cell in row}
    return [(figures.get(column, ""), 1, 1) for column in columns]


def _table_of_2018(labels, values, own):
    rows = [[("统计指标", 1, 1), ("单位", 1, 1), ("统计数", 1, 1)]]
    for label in labels.findall(LABELS + "label"):
        rows.append([(label.text, 1, 1), (label.get("unit"), 1, 1), (values.get(label.get("id"), ""), 1, 1)])
        for row in own.get(label.get("id"), []):
            rows.append([(row.get("label"), 1, 1), (row.get("unit") or "件", 1, 1), (row.text or "", 1, 1)])
    return rows


def _proactive(table, heads, values, own):
    rows, shown = [], None
    for label in table.findall(LABELS + "label"):
        if label.get("heading"):
            rows.append([(label.text, 1, 4)])
            shown = None
            continue
        columns = label.get("cells").split()
        spans = [1] * (len(columns) - 1) + [4 - len(columns)]
        if shown != columns:
            rows.append([("信息内容", 1, 1)] + [(heads[column], 1, span) for column, span in zip(columns, spans)])
            shown = columns
        row = label.get("id")
        rows.append([(label.text, 1, 1)] + [(values.get(f"{row}/{column}", ""), 1, span) for column, span in zip(columns, spans)])
        for one in own.get(row, []):
            rows.append([(one.get("label"), 1, 1)] +
                        [(text, 1, span) for (text, _, _), span in zip(_own_cells(one, columns), spans)])
    return rows


def _reviews(table, heads, values, own):
    columns = table.get("cells").split()
    return [[("行政复议", 1, 5), ("行政诉讼", 1, 10)],
            [(heads[column], 2, 1) for column in columns] + [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
            [(heads[column], 1, 1) for column in columns * 2],
            [(values.get(f"{row}/{column}", ""), 1, 1)
             for row in ("reconsideration", "litigation.direct", "litigation.after-reconsideration") for column in columns]]


def _requests(table, heads, values, own):
    columns = table.get("cells").split()
    labels = table.findall(LABELS + "label")
    rows = [[(heads["relation"], 3, 3), ("申请人情况", 1, 7)],
            [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
            [(heads[column], 1, 1) for column in columns[1:6]]]

    def below(at, level):
        """How many rows of the table stand beside the heading at this place."""
        count = 0
        for label in labels[at + 1:]:
            if int(label.get("level")) <= level:
                break
            count += (0 if label.get("heading") else 1) + len(own.get(label.get("id"), []))
        return count

    stubs = []
    for at, label in enumerate(labels):
        level = int(label.get("level"))
        if label.get("heading"):
            stubs.append((label.text, below(at, level), 1))
            continue
        row = label.get("id")
        cells = [(values.get(f"{row}/{column}", ""), 1, 1) for column in columns]
        rows.append(stubs + [(label.text, 1, 3 - level)] + cells)
        stubs = []
        rows.extend([(one.get("label"), 1, 3 - level)] + _own_cells(one, columns) for one in own.get(row, []))
    return rows


def placed(rows):
    """Where each cell begins: (row, column, text, rows spanned, columns spanned)."""
    taken, cells = set(), []
    for row, line in enumerate(rows):
        column = 0
        for text, high, wide in line:
            while (row, column) in taken:
                column += 1
            cells.append((row, column, text, high, wide))
            taken.update((row + i, column + j) for i in range(high) for j in range(wide))
            column += wide
    return cells


def as_html(blocks):
    out = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>公开年报</title></head><body><div>当前位置：首页</div><div id="zoom">']
    for kind, content in blocks:
        if kind == "table":
            rows = ["<tr>" + "".join(f'<td rowspan="{high}" colspan={wide}>{html.escape(text) or "&nbsp;"}</td>'
                                     for text, high, wide in row) + "</tr>" for row in content]
            out.append("<table>" + "".join(rows) + "</table>")
        elif kind == "item":
            out.append(f"<ul><li>{html.escape(content)}</li></ul>")
        elif kind in ("p", "title"):
            out.append(f"<p>　　{html.escape(content)}</p>")
        else:
            out.append(f"<h{int(kind[1]) + 1}>{html.escape(content)}</h{int(kind[1]) + 1}>")
    return "\n".join(out) + "</div></body></html>"


def as_text(blocks):
    out = []
    for kind, content in blocks:
        if kind != "table":
            out.append(content)
            continue
        cells = placed(content)
        width = max(column + wide for _, column, _, _, wide in cells)
        lines = [[""] * width for _ in content]
        for row, column, text, _, _ in cells:
            lines[row][column] = text
        out.extend(" | ".join(line) + " |" for line in lines)
        out.append("")
    return "\n".join(out)


def column_name(column):
    return column_name(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)


def sheet_of(blocks):
    """The XML of a worksheet: text in column A, tables below one another."""
    rows, merges = [], []
    for kind, content in blocks:
        top = len(rows)
        if kind != "table":
            rows.append([(0, content)])
            continue
        rows.extend([] for _ in content)
        for row, column, text, high, wide in placed(content):
            rows[top + row].append((column, text))
            if high * wide > 1:
                merges.append(f"{column_name(column)}{top + row + 1}:{column_name(column + wide - 1)}{top + row + high}")
        rows.append([])

    def cell(row, column, text):
        name = f"{column_name(column)}{row + 1}"
        if text.isdigit():
            return f'<c r="{name}"><v>{text}</v></c>'
        return f'<c r="{name}" t="inlineStr"><is><t>{html.escape(text)}</t></is></c>' if text else f'<c r="{name}"/>'

    data = "".join(f'<row r="{at + 1}">' + "".join(cell(at, *one) for one in row) + "</row>" for at, row in enumerate(rows))
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    return f'<worksheet xmlns="{SHEET}"><sheetData>{data}</sheetData>' + (f"<mergeCells>{merged}</mergeCells>" if merged else "") + "</worksheet>"


def write_package(path, main, parts, relationships=()):
    """A zip file of parts whose main one is named."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
                                        f'Target="{main}"/></Relationships>')
        folder, _, name = main.rpartition("/")
        package.writestr(f"{folder}/_rels/{name}.rels", f'<Relationships xmlns="{PACKAGE}">' + "".join(
            f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>' for one, kind, target, more in relationships)
            + "</Relationships>")
        for part, text in parts.items():
            package.writestr(part, text)
        if "[Content_Types].xml" not in parts:
            package.writestr("[Content_Types].xml", content_types(main, parts))


def content_types(main, parts):
    """What other programs want to know of each part."""
    kind = "spreadsheetml" if main.startswith("xl/") else "wordprocessingml"
    names = {main: "sheet.main" if kind == "spreadsheetml" else "document.main"}
    names.update({part: "worksheet" for part in parts if part.startswith("xl/sheet")})
    office = f"application/vnd.openxmlformats-officedocument.{kind}."
    return (f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' +
            "".join(f'<Override PartName="/{part}" ContentType="{office}{name}+xml"/>' for part, name in names.items()) + "</Types>")


def write_workbook(path, sheets, parts=None):
    """`sheets`: name, XML, more attributes of the sheet."""
    book = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="s{at}" {more}/>' for at, (name, _, more) in enumerate(sheets, 1))
    write_package(path, "xl/workbook.xml", {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{book}</sheets></workbook>',
        **{f"xl/sheet{at}.xml": text for at, (_, text, _) in enumerate(sheets, 1)}, **(parts or {})},
        [(f"s{at}", "worksheet", f"sheet{at}.xml", "") for at in range(1, len(sheets) + 1)] +
        [(f"x{at}", kind, f"{kind}.xml", "") for at, kind in enumerate(("sharedStrings", "styles")) if f"xl/{kind}.xml" in (parts or {})])


def runs(text):
    """A paragraph's text in several runs, as Word parts it."""
    middle = len(text) // 2
    return "".join(f'<w:r><w:t xml:space="preserve">{html.escape(part)}</w:t></w:r>' for part in (text[:middle], text[middle:]) if part)


def body_of(blocks):
    out = []
    for kind, content in blocks:
        if kind != "table":
            out.append(f"<w:p>{runs(content)}</w:p>")
            continue
        cells = placed(content)
        width = max(column + wide for _, column, _, _, wide in cells)
        out.append("<w:tbl>")
        for row in range(len(content)):
            out.append("<w:tr>")
            column = 0
            while column < width:
                top, _, text, high, wide = next((one for one in cells if one[0] <= row < one[0] + one[3] and one[1] == column),
                                                (row, column, "", 1, 1))
                merge = "" if high == 1 else '<w:vMerge w:val="restart"/>' if top == row else "<w:vMerge/>"
                out.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{wide}"/>{merge}</w:tcPr><w:p>{runs(text) if top == row else ""}</w:p></w:tc>')
                column += wide
            out.append("</w:tr>")
        out.append("</w:tbl>")
    return "".join(out)


def write_document(path, body, parts=None, relationships=()):
    write_package(path, "word/document.xml", {"word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
                                              **(parts or {})}, relationships)


def figures_of(path):
    """What a record's tables say: cells of the form that are filled in, with their units, and rows of the bureau's own."""
    figures = {}
    for row in ET.parse(path).getroot().iter():
        name = row.get("id") if row.tag == RECORD + "row" else f"{row.get('after')} {row.get('label')}"
        if row.tag not in (RECORD + "row", RECORD + "own-row"):
            continue
        for cell in list(row) or [row]:
            if (cell.text or "").strip():
                figures[name, cell.get("id") if len(row) else None] = (cell.text.strip(), cell.get("unit") if len(row) else None)
    return figures


def texts_of(path):
    """A record's text outside its tables, in order."""
    texts = []

    def add(element):
        for child in element:
            kind = child.tag.removeprefix(RECORD)
            if kind in ("title", "bureau", "heading", "p", "item", "issuer", "date"):
                texts.append((kind, "".join(child.itertext())))
            elif kind not in ("statistics", "own-table"):
                add(child)

    add(ET.parse(path).getroot())
    return texts


def bureau_sheet_of(paths, total=True, blank=""):
    """A sheet with a row for each of several records of one form: heads in as many rows as labels nest, cells in the order of
    the form; a row of totals at the end."""
    form = ET.parse(paths[0]).getroot().get("form")
    labels = ET.parse(SOURCE / "layouts" / form / "labels.xml").getroot()
    columns = [path for _, path in cells_of_form(labels)]
    depth = max(map(len, columns))
    heads = [[("序号", depth, 1), ("单位名称", depth, 1)]] + [[] for _ in range(depth - 1)]
    at = 0
    while at < len(columns):
        at += _add_heads(heads, columns, at, 0, depth)
    rows = []
    for number, path in enumerate(paths, 1):
        figures = figures_of(path)
        rows.append([(str(number), 1, 1), (ET.parse(path).getroot().find(RECORD + "bureau").text, 1, 1)] +
                    [("".join(filter(None, figures.get(cell, (blank,)))), 1, 1) for cell, _ in cells_of_form(labels)])
    if total:
        rows.append([("合计", 1, 2)] + [("1", 1, 1) for _ in columns])
    return heads + rows


def cells_of_form(labels):
    """Each cell of a form as figures_of() names it, with the labels that lead to it from the top."""
    heads = {}
    for column in labels.iter(LABELS + "column"):
        heads.setdefault(column.get("id"), column.text)
    cells = []

    def add(rows, columns_of):
        above = []
        for label in rows:
            level = int(label.get("level"))
            above = [one for one in above if one[0] < level]
            path = [text for _, text in above] + [label.text]
            above.append((level, label.text))
            if label.get("heading") == "yes":
                continue
            columns = columns_of(label)
            cells.extend(((label.get("id"), column), path + [heads[column]]) for column in columns)
            if not columns:  # rows of such a form may be parts of one that has a figure: their heads stand in one row
                cells.append(((label.get("id"), None), [label.text]))

    if labels.find(LABELS + "table") is None:
        add(labels.findall(LABELS + "label"), lambda label: [])
    for table in labels.findall(LABELS + "table"):
        shared = (table.get("cells") or "").split()
        add(table.findall(LABELS + "label"), lambda label: (label.get("cells") or "").split() or shared)
    return cells


def _add_heads(heads, columns, at, level, depth):
    """Heads of the columns from `at` on that share theirs on this level; how many they are."""
    head = columns[at][level]
    end = at
    while end < len(columns) and columns[end][:level + 1] == columns[at][:level + 1]:
        end += 1
    last = len(columns[at]) == level + 1
    heads[level].append((head, depth - level if last else 1, end - at))
    if not last:
        child = at
        while child < end:
            child += _add_heads(heads, columns, child, level + 1, depth)
    return end - at
