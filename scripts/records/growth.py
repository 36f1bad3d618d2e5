"""Records of one kind of content and of any size: the time and the memory of the program must grow only in proportion to the size.

    made(kind, size)    the record's bytes, about as many as asked for
"""

from .report import NAMESPACE

SENTENCE = "我局认真贯彻政府信息公开条例，坚持以公开为常态、不公开为例外，做好各项工作。"
WORDS = "主动公开依法办理组织领导监督检查公共服务政策解读"


def record(body="", bureau="某市某局", title="某市某局2018年政府信息公开工作年度报告", behind=""):
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<record xmlns="{NAMESPACE}" form="disclosure-2018" year="2018">'
            f"<bureau>{bureau}</bureau><title>{title}</title>\n{body}{behind}</record>\n")


def chapter(content):
    return record(f"<chapter><heading>一、概述</heading>\n{content}\n</chapter>")


def repeated(one, size, between="", most=1_000_000):
    """`one(number)` again and again, until the size is reached; a text is taken as it is. `between`: what is set between two
    paragraphs, of which none has more than `most` bytes."""
    parts, done, number, paragraph = [], 0, 0, 0
    while done < size:
        part = one(number) if callable(one) else one
        bytes_of_part = len(part.encode())
        paragraph += bytes_of_part
        if between and paragraph > most:
            parts.append(between)
            paragraph = bytes_of_part
        parts.append(part)
        done += bytes_of_part
        number += 1
    return "".join(parts)


def paragraph(one):
    """In one paragraph, or in as few as possible."""
    return lambda size: chapter(f"<p>{repeated(one, size, '</p><p>')}</p>")


def within_line(one):
    """A run of what takes no room, or little, between characters that fill more than one line."""
    before, behind = "局" * 30, "局" * 60
    return lambda size: chapter(f"<p>{before}{repeated(one, size, f'{behind}</p><p>{before}')}{behind}</p>")


def of_2021(made_2018):
    return lambda size: made_2018(size).replace('form="disclosure-2018" year="2018"', 'form="disclosure-2021" year="2021"')


def several(one):
    return lambda size: chapter(repeated(one, size))


def table(columns, text):
    def row(number):
        return "<tr>" + "".join(f"<td>{text(number * columns + column)}</td>" for column in range(columns)) + "</tr>\n"
    return several_in("<own-table><caption>表</caption><body>", row, "</body></own-table>")


def several_in(before, one, behind, between=""):
    return lambda size: chapter(before + repeated(one, size, between) + behind)


def statistics(one):
    return lambda size: record(behind=f"<statistics>{repeated(one, size)}</statistics>")


def ideograph(number):
    return chr(0x4E00 + number % 20000)


KINDS = {
    # One paragraph.
    "text": paragraph(SENTENCE),
    "no-marks": paragraph(WORDS),
    "clauses": paragraph("做好各项工作，"),
    "lines": paragraph(SENTENCE + "\n    "),
    "figures": paragraph(lambda n: f"全年共收到信息公开申请{n + 1}件，主动公开信息{n}条。"),
    "shares": paragraph(lambda n: f"全年办理提案{10 + n % 90}件，其中重点{n % 10}件，占{n % 97}.5%。"),
    "share-clauses": paragraph(lambda n: f"办理提案{10 + n % 90}件，其中重点{n % 10}件，占{n % 97}.5%，"),
    "parts": paragraph(lambda n: f"全年主动公开信息{n}条，其中：" if n % 40 == 0 else f"网站{n % 9}条，" if n % 40 < 39 else "其他1条。"),
    "of-which": paragraph(lambda n: f"公开信息{n}条，其中甲{n}条、" if n % 100 else "。"),
    "of-which-brackets": paragraph(lambda n: f"公开信息{n}条（其中甲{n}条、" if n % 100 else "。"),
    "answers": paragraph(lambda n: f"答复{n}件，" if n % 100 else "。"),
    "answers-2021": of_2021(paragraph(lambda n: f"答复申请{n}件，" if n % 100 else "。")),
    "answered-2021": of_2021(several(lambda n: f"<p>共受理申请{n}件，办结{n}件。</p>\n")),
    "received": paragraph("收到" * 900 + "行政复议5件信息公开。"),
    "handled": paragraph("共各乡" * 600 + "收到行政复议5件信息公开。"),
    "opened": paragraph("公开信息1条，其中" * 200 + "。"),
    "years": paragraph(lambda n: f"{1990 + n % 40}年，上年结转{n}件；"),
    "year-clauses": paragraph(lambda n: f"{1990 + n % 40}年上年结转{n}件，"),
    "titles": paragraph(lambda n: f"印发《某市{ideograph(n)}管理办法》（〔2018〕{n}号）。"),
    "addresses": paragraph(lambda n: f"http://www.example.gov.cn/{n}/index.html?a=b&amp;c=d "),
    "marks": paragraph("\u0301"),
    "marked": paragraph("é".replace("é", "e\u0301")),
    "selectors": paragraph("\ufe00"),
    "zero-width": paragraph("\u200b"),
    "joiners": paragraph("\u2060"),
    "directions": paragraph("\u200f"),
    "invisible": paragraph("局\u200b\u200e"),
    "word": paragraph("abcdefghij"),
    "capitals": paragraph("ABCDEFGHIJ"),
    "digits": paragraph("1234567890"),
    "groups": paragraph("123 456 789 "),
    "telephone": paragraph("+86 577 6583 "),
    "points": paragraph("1.2."),
    "commas": paragraph("1,234,"),
    "spaces": paragraph("     "),
    "word-spaces": paragraph("a "),
    "zero-width-run": within_line("\u200b"),
    "wide-space-run": within_line("\u3000"),
    "loose-marks": within_line("\u200b\u0301"),
    "quoted-marks": paragraph("“\u0301"),
    "wide-spaces": paragraph("\u3000"),
    "no-break": paragraph("\u00a0"),
    "dashes": paragraph("—"),
    "ellipses": paragraph("…"),
    "exclamations": paragraph("！？"),
    "opening": paragraph("“"),
    "closing": paragraph("”"),
    "brackets": paragraph("（"),
    "dots": paragraph("·"),
    "hyphens": paragraph("-"),
    "slashes": paragraph("/"),
    "feeds": paragraph("\n"),
    "tabs": paragraph("\t"),
    "hangul": paragraph("\u1100"),
    "thai": paragraph("กขคง"),
    "arabic": paragraph("سلام"),
    "spans": paragraph('<span xml:lang="en">text</span>局'),
    "references": paragraph('<figure cell="disclosed"/>件'),
    "entities": paragraph("&amp;&lt;"),
    "comments": paragraph("局<!-- x -->"),
    "sections-of-data": paragraph("局<![CDATA[x]]>"),
    # Several blocks.
    "paragraphs": several(lambda n: f"<p>{n}{SENTENCE}</p>\n"),
    "same-paragraphs": several(f"<p>{SENTENCE}</p>\n"),
    "short-paragraphs": several("<p>无。</p>"),
    "empty-paragraphs": several("<p/>"),
    "items": several_in("<list>", lambda n: f"<item>{n}{SENTENCE}</item>\n", "</list>"),
    "sections": several(lambda n: f"<section><heading>（{'一二三四五六七八九十'[n % 10]}）标题{n}</heading><p>{SENTENCE}</p></section>\n"),
    "run-in": several(lambda n: f"<section><heading>（一）标题{n}。</heading><p>正文。</p></section>\n"),
    "quiet-sections": several(lambda n: f"<section><heading>{n}、2016年情况</heading><p>收到申请{n}件。</p></section>\n"),
    "headings": several(lambda n: f"<section><heading>（一）标题{n}</heading></section>\n"),
    "deep-sections": several(lambda n: f"<section><heading>（一）节</heading><section><heading>1.节</heading><section><heading>（1）节{n}"
                                       "</heading><p>正文。</p></section></section></section>\n"),
    "chapters": lambda size: record(repeated(lambda n: f"<chapter><heading>一、第{n}章</heading><p>正文。</p></chapter>\n", size)),
    "same-years": several(lambda n: f"<p>2018年，收到政府信息公开申请{n}件，行政复议{n}件，主动公开信息{n}条。</p>\n"),
    # Tables.
    "rows": table(4, lambda n: str(n)),
    "columns": table(150, lambda n: str(n % 10)),
    "cells": table(3, lambda n: SENTENCE * 3),
    "long-cell": several_in("<own-table><caption>表</caption><body><tr><td>", SENTENCE, "</td><td>1</td></tr></body></own-table>",
                            "</td><td>1</td></tr><tr><td>"),
    "long-word-cell": several_in("<own-table><caption>表</caption><body><tr><td>", "abcdefghij", "</td><td>1</td></tr></body></own-table>",
                                 "</td><td>1</td></tr><tr><td>"),
    "tables": several(lambda n: f"<own-table><caption>表{n}</caption><body><tr><td>甲</td><td>{n}</td></tr></body></own-table>\n"),
    "spanned": several_in("<own-table><caption>表</caption><body>", '<tr><td row-span="2">甲</td><td>1</td></tr><tr><td>2</td></tr>\n', "</body></own-table>"),
    "own-rows": statistics(lambda n: f'<own-row after="received" label="另加{n}" unit="件" level="1">{n % 10}</own-row>\n'),
    # Faults.
    "missing-glyphs": paragraph(lambda n: chr(0x1E900 + n) if n < 0x100 else chr(0x12000 + n % 0x500)),
    "private-use": paragraph(lambda n: chr(0xE000 + n % 0x1900)),
    "private-use-paragraphs": several(lambda n: f"<p>{chr(0xE000 + n % 0x1900)}</p>"),
    "compatibility": several(lambda n: f"<p>{chr(0xF900 + n % 0x100)}局</p>\n"),
    "unknown-elements": several(lambda n: f"<q{n % 7}/>"),
    "unknown-attributes": several(lambda n: f'<p strange="{n}">正文。</p>'),
    "bad-figures": statistics(lambda n: f'<own-row after="received" label="另加{n}" unit="件">十{n}件</own-row>\n'),
    "bad-sums": statistics(lambda n: f'<own-row after="received" label="另加{n}" unit="件">1.5</own-row>\n'),
    "bad-references": paragraph(lambda n: f'<figure cell="x{n}"/>件'),
    "bad-tables": several(lambda n: f"<own-table><caption>表{n}</caption><body><tr><td>甲</td><td>1</td></tr><tr><td>乙</td></tr></body></own-table>\n"),
    "bad-dates": several(lambda n: f"<p>{n}</p><signature><date>2019-02-3{n % 10}</date></signature>"),
    "repeated-rows": statistics('<row id="received">1</row>\n'),
    "malformed": several("<p>&x;</p>"),
    "bad-numbering": several(lambda n: f"<section><heading>（九）标题{n}</heading><p>正文。</p></section>\n"),
    # Long values.
    "attribute": lambda size: chapter(f'<p x:note="{repeated(SENTENCE, size)}" xmlns:x="urn:example:note">正文。</p>'),
    "label": lambda size: record(behind=f'<statistics><row id="received" label="{repeated(WORDS, size)}">1</row></statistics>'),
    "heading": several_in("<section><heading>", WORDS, "</heading><p>正文。</p></section>", "</heading></section><section><heading>"),
    "title": lambda size: record(title=repeated(WORDS, size)),
    "bureau": lambda size: record(bureau=repeated(WORDS, size)),
    "figure": lambda size: record(behind=f'<statistics><row id="received">{"1" * size}</row></statistics>'),
    "element-name": lambda size: chapter(f"<p>正文。</p><{'x' * size}/>"),
    "extension": lambda size: record(behind=f'<extension><x:a xmlns:x="urn:example:note">{repeated("<x:b>一</x:b>", size)}</x:a></extension>'),
    "lines-of-nothing": lambda size: chapter("<p>正文。</p>" + "\n" * size),
}


def made(kind, size):
    return KINDS[kind](size).encode()
