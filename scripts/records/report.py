"""One report: its words and figures, and the record's XML."""

import pathlib
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape, quoteattr

from . import figures, figures_said, places, prose

LAYOUTS = pathlib.Path(__file__).resolve().parents[2] / "layouts"
NAMESPACE = "urn:banxin:record:1"
CHAPTER_NUMBERS = "一二三四五六七八九十"


def labels_of(form):
    """The form's labels in their order: {id: (text, unit, whether it is a heading)}."""
    root = ElementTree.parse(LAYOUTS / form / "labels.xml").getroot()
    return {label.get("id"): (label.text.strip(), label.get("unit", ""), label.get("heading") == "yes")
            for label in root.iter("{urn:banxin:labels:1}label")}


def element(name, text, **attributes):
    head = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{head}>{escape(text)}</{name}>" if text else f"<{name}{head}/>"


class Report:
    """Everything that the XML is made of; faults change it before it is written."""

    def __init__(self, form, year, body, chance, parts=True, gb18030=False):
        self.form, self.year, self.chance, self.parts = form, year, chance, parts
        self.bureau, self.matters = body["bureau"], body["matters"]
        self.rare = chance.true(4)
        self.gb18030 = gb18030 or chance.true(30 if self.rare else 3)
        self.figures = figures.MAKERS[form](chance)
        self.claimed = None  # the figures that the text claims, when they are not the table's
        self.richness = chance.one([0, 0, 0, 1, 1, 2])
        bureau = self.bureau
        self_name = "我" + bureau[-1] if bureau[-1] in "局委办馆" else "我镇" if "镇" in bureau else "我乡" if "乡人民" in bureau else \
            "我办" if "街道" in bureau else "本单位"
        county = body["county"]
        number = 55550000 + chance.below(10000)
        people = places.RARE_NAMES_GB18030 if self.gb18030 else places.RARE_NAMES
        self.person = lambda: chance.one(people) if self.rare else chance.one(places.FAMILY) + chance.one(places.GIVEN)
        place = county + (chance.one(places.RARE_VILLAGES) if self.rare else "") + chance.one(places.ROADS)
        self.words = {"我": self_name, "年": str(year), "全": bureau, "县": county, "址": f"{place}{chance.between(1, 800)}号",
                      "邮": str(310000 + chance.below(40000)), "话": f"0577—{number}", "箱": f"office{number % 997}@example.gov.cn",
                      "网": f"www.example{number % 97}.gov.cn", "名": self.person(), "英": chance.one(prose.ENGLISH)}
        self.writer = prose.Writer(chance, self.words, self.matters)
        self.telephone = str(number)

    # Blocks of text.

    def text(self, content):
        """A paragraph with its foreign words marked."""
        english = self.words["英"]
        return "<p>" + escape(content).replace(english, f'<span xml:lang="en">{english}</span>') + "</p>"

    def list(self, items):
        return "<list>" + "".join(element("item", item) for item in items) + "</list>"

    def paragraphs(self, topic, said=()):
        chance, writer = self.chance, self.writer
        blocks = [self.text(sentence) for sentence in said]
        for _ in range(1 + (chance.below(self.richness + 1) if self.richness else 0)):
            blocks.append(self.text(writer.paragraph(topic, chance.between(1, 2 + self.richness))))
        if chance.true(15):
            blocks.append(self.text(writer.numbered(topic, chance.between(3, 5))))
        if chance.true(12):
            blocks.append(self.text("主要做法如下："))
            blocks.append(self.list(writer.items(topic, chance.between(2, 5))))
        if chance.true(20):
            blocks.append(self.text(writer.aside()))
        return blocks

    def sections(self, parts):
        """（一）… for each (heading, blocks); some are run in to their text."""
        run_in = "。" if self.chance.true(50) else ""
        out = []
        for number, (heading, blocks) in enumerate(parts):
            inner = "\n".join(blocks)
            if self.chance.true(10) and len(blocks) > 2:
                inner = blocks[0] + "".join(f"<section><heading>{order}.{self.writer.heading(topic)}</heading>{block}</section>"
                                            for order, topic, block in zip((1, 2), ("supervision", "platform"), blocks[1:3]))
            out.append(f"<section><heading>（{CHAPTER_NUMBERS[number]}）{escape(heading)}{run_in}</heading>\n{inner}\n</section>")
        return out

    # Tables.

    def shown(self):
        """The figures as they are written: a cell that holds 0 may lawfully be blank, or say that it does not apply."""
        chance = self.chance
        mode = chance.below(100) if self.parts else 99
        mark = chance.one(["/", "-", "—", "不适用"])
        out = {}
        for cell, figure in self.figures.items():
            text = str(figure)
            if figures.is_zero(figure):
                if mode < 20 or (mode < 30 and cell.rpartition("/")[2] in figures.APPLICANTS[1:]):
                    text = ""
                elif mode < 40 and chance.true(30):
                    text = mark
            out[cell] = text
        return out

    def record(self, chapters, annex=""):
        """The whole record. The schema knows everything in it; what may be left out sometimes is."""
        chance, words = self.chance, self.words
        day = f"{self.year + 1}-{chance.between(1, 3):02}-{chance.between(1, 28):02}"
        out = [f'<record xmlns="{NAMESPACE}" form="{self.form}" year="{self.year}"' + (f' date="{day}"' if chance.true(70) else "") + ">",
               element("bureau", self.bureau), element("title", f"{self.bureau}{self.year}年政府信息公开工作年度报告")]
        if chance.true(75):
            blocks = [self.text(self.writer.fill(chance.one(prose.INTRODUCTIONS)))]
            if chance.true(70):
                blocks.append(self.text(self.writer.fill(chance.one(prose.CONTACTS))))
            out.append("<introduction>" + "\n".join(blocks) + "</introduction>")
        out += chapters
        if annex or chance.true(70):
            out.append("<signature>" + element("issuer", self.bureau) + element("date", day) + "</signature>")
        if annex:
            out.append(annex)
        if chance.true(10):
            out.append(f'<extension><t:transfer xmlns:t="urn:example:transfer:1"><t:from>{escape(words["全"])}</t:from></t:transfer></extension>')
        return "\n".join(out) + "\n</record>\n"


def chapter(number, heading, blocks, **attributes):
    head = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<chapter{head}><heading>{CHAPTER_NUMBERS[number]}、{escape(heading)}</heading>\n" + "\n".join(blocks) + "\n</chapter>"
