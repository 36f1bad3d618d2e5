"""Reads the structure tree of a PDF by qpdf alone: elements with their attributes, and who is whose header."""

import json
import subprocess


class Element:
    def __init__(self, kind, parent):
        self.kind, self.parent, self.children, self.pages, self.marks = kind, parent, [], set(), []
        self.attributes, self.id = {}, None

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds):
        return [one for one in self.walk() if one.kind in kinds]


class Structure:
    """`root` is the Document; `ids` is the IDTree."""

    def __init__(self, pdf):
        # 3: qpdf warns of something, and has written nevertheless.
        out = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", str(pdf)], capture_output=True, check=True).stdout
        self.objects = json.loads(out)["qpdf"][1]
        catalogue = self.value(self.value(self.objects["trailer"]["value"]["/Root"]))
        tree = self.value(catalogue["/StructTreeRoot"])
        self.pages = {}
        self._number_pages(catalogue["/Pages"])
        self._by_reference = {}
        self.root = self._read(tree["/K"], None)
        names = self.value(tree["/IDTree"])["/Names"] if "/IDTree" in tree else []
        self.ids = {name: self._by_reference[reference] for name, reference in zip(names[0::2], names[1::2])}
        self.id_names = names[0::2]

    def value(self, one):
        while isinstance(one, str) and one.endswith(" R") and f"obj:{one}" in self.objects:
            found = self.objects[f"obj:{one}"]
            one = found["value"] if "value" in found else found["stream"]["dict"]
        return one

    def _number_pages(self, reference):
        node = self.value(reference)
        if node["/Type"] == "/Page":
            self.pages[reference] = len(self.pages) + 1
        for kid in node.get("/Kids", []):
            self._number_pages(kid)

    def _read(self, reference, parent):
        value = self.value(reference)
        element = Element(value["/S"][1:], parent)
        self._by_reference[reference] = element
        element.id = value.get("/ID")
        element.attributes = self.value(value.get("/A", {}))
        page = value.get("/Pg")
        kids = self.value(value.get("/K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                element.marks.append((self.pages[page], kid))
                continue
            inner = self.value(kid)
            if "/S" in inner:
                element.children.append(self._read(kid, element))
            elif inner.get("/Type") == "/MCR":
                element.marks.append((self.pages[inner["/Pg"]], inner["/MCID"]))
        element.pages = {number for number, _ in element.marks}
        return element

    def grid(self, table):
        """The table's places: {(row, column): cell}; a ValueError when its cells do not cover it exactly once."""
        rows = table.all("TR")
        taken = {}
        for r, row in enumerate(rows):
            column = 0
            for cell in row.children:
                while (r, column) in taken:
                    column += 1
                for dr in range(cell.attributes.get("/RowSpan", 1)):
                    for dc in range(cell.attributes.get("/ColSpan", 1)):
                        if (r + dr, column + dc) in taken:
                            raise ValueError(f"two cells at row {r + dr}, column {column + dc}")
                        taken[r + dr, column + dc] = cell
        columns = 1 + max(c for _, c in taken)
        if sorted(taken) != [(r, c) for r in range(len(rows)) for c in range(columns)]:
            raise ValueError("the cells leave gaps or reach beyond the table")
        return taken

    def headers(self, cell):
        """The header cells that a cell names, itself or by those that it names."""
        found, waiting = [], list(cell.attributes.get("/Headers", []))
        while waiting:
            header = self.ids[waiting.pop(0)]
            if header not in found:
                found.append(header)
                waiting += header.attributes.get("/Headers", [])
        return found

    def unresolved(self, table):
        """Data cells without a header of their row, or without one of their column, in the table's own places."""
        grid = self.grid(table)
        places = {}
        for place, cell in grid.items():
            places.setdefault(cell, set()).add(place)
        lacking = []
        for cell in table.all("TD"):
            rows = {r for r, _ in places[cell]}
            columns = {c for _, c in places[cell]}
            scopes = {"row": False, "column": False}
            for header in self.headers(cell):
                scope = header.attributes.get("/Scope")
                if header.kind != "TH" or header not in places:
                    raise ValueError("a header that is no header cell of the table")
                row = rows & {r for r, _ in places[header]}
                column = columns & {c for _, c in places[header]}
                # What heads both ways does so wherever it is named: the head of a block of a single row, which has no label.
                scopes["row"] |= scope == "/Row" and bool(row) or scope == "/Both" and bool(row or column)
                scopes["column"] |= scope in ("/Column", "/Both") and bool(column)
            if not all(scopes.values()):
                lacking.append(cell)
        return lacking
