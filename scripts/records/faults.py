"""What can be wrong with a record. Each fault breaks one rule, or earns one finding, and nothing else.

A fault is its code, what it changes (the `report` before it is written, the `text` of the record, its `bytes`), a function
that does so, and the encoding that it needs. A report with a fault says nothing of the parts of a total, lest the text be wrong as well.
"""

import re
from collections import namedtuple

Fault = namedtuple("Fault", "code what change encoding", defaults=["UTF-8"])
NONE = Fault("", "", None)


def more(cell, number=1):
    """That much more in a cell."""
    def change(report):
        report.figures[cell] += number
    return "report", change


def instead(**cells):
    """These figures in place of the report's; __ stands for a point."""
    def change(report):
        report.figures.update({cell.replace("__", "."): value for cell, value in cells.items()})
    return "report", change


def claims_more(cell, number=1):
    """The table holds something, the text says more."""
    def change(report):
        report.claimed = report.figures | {cell: report.figures[cell] + number}
    return change


def replaced(pattern, replacement, what="text"):
    """The first place that is like this."""
    def change(data):
        changed, times = re.subn(pattern, replacement, data, count=1, flags=re.S)
        if not times:
            raise ValueError(f"nothing in the record is like {pattern}")
        return changed
    return what, change


def says(sentence):
    """An additional sentence, at the beginning of the text, that is wrong by itself."""
    return replaced(r"(<p>)", rf"<p>{sentence}</p>\1")


# Faults of every form.
COMMON = [
    ("xml-malformed", *replaced(r"</title>", "</titel>")),
    ("xml-malformed", *replaced(r"(<p>[^<]{3})", r"\1&")),
    ("xml-malformed", *replaced(r"</chapter>.*", "")),
    ("xml-doctype", *replaced(r"(<record )", r"<!DOCTYPE record>\n\1")),
    ("xml-encoding", *replaced(rb"<p>", b"<p>\xff\xfe", "bytes")),
    ("record-namespace", *replaced(r"urn:banxin:record:1", "urn:banxin:record:9")),
    ("record-form-missing", *replaced(r' form="[^"]*"', "")),
    ("record-form-unknown", *replaced(r' form="[^"]*"', ' form="disclosure-1999"')),
    ("record-character", *replaced(r"(<p>[^<]{2})", "\\1\ue5e5")),
    ("record-character", *replaced(r"(<p>[^<]{2})", "\\1\ufffd")),
    ("record-character", *replaced(r"(<p>[^<]{2})", "\\1\u0085")),
    # These four bytes are U+E7C7 of the table of 2005 and stand for U+1E3F.
    ("record-character-mapped", *replaced(rb"<p>", b"<p>\x81\x35\xf4\x37", "bytes"), "GB18030"),
    ("text-missing-glyph", *replaced(r"(<p>[^<]{2})", "\\1\U0002ebf0")),
    ("schema-invalid", *replaced(r"<bureau>.*?</bureau>\n", "")),
    ("schema-invalid", *replaced(r"<title>[^<]*</title>", "<title/>")),
    ("schema-invalid", *replaced(r"(<p>[^<]*</p>)", r"\1<note>附注</note>")),
    ("schema-invalid", *replaced(r' year="[0-9]*"', ' year="一八"')),
    ("schema-invalid", *replaced(r"</heading>", "</heading>附注")),
    ("narrative-numbering", *replaced(r"<heading>（二）", "<heading>（五）")),
    ("N-20", *says("全年发布各类公告60条（包括征地公告21条，招标公告19条，人事公告19条）。")),
    ("N-21", *says("全年发布各类公告60条，其中征地公告21条，招标公告19条，其他公告19条。")),
    ("N-22", *says("2013年，因政府信息公开引起的行政复议2件（其中维持2件，纠正1件）。")),
    ("N-23", *says("全年发布公告60条，其中征地公告21条，占53%。")),
]

REQUESTS_2018 = "received received.network concluded concluded.on-time answered answered.granted".split()


def with_requests(report):
    for cell in REQUESTS_2018:
        report.figures[cell] += 2


def without_requests(report):
    for cell in report.figures:
        if cell.split(".")[0] in ("received", "concluded", "answered", "refused", "fees"):
            report.figures[cell] = 0


def with_items(report):
    """Every channel has some, and the website has all."""
    for cell in ("disclosed", "channels.website"):
        report.figures[cell] += 40
    for channel in ("weibo", "wechat"):
        report.figures[f"channels.{channel}"] += 3


def channels_too_few(report):
    report.figures["disclosed"] += 40
    for channel in ("gazette", "website", "weibo", "wechat", "other"):
        report.figures[f"channels.{channel}"] = 1


def channel_too_many(report):
    report.figures["channels.other"] = report.figures["disclosed"] + 5


def more_concluded_than_received(report):
    for cell in ("concluded", "concluded.on-time", "answered", "answered.granted"):
        report.figures[cell] += report.figures["received"] + 1


def more_answered_than_concluded(report):
    for cell in ("answered", "answered.granted"):
        report.figures[cell] += 1


def fees_without_requests(report):
    without_requests(report)
    report.figures["fees"] = "0.36"


def after(prepare, change):
    def both(report):
        prepare(report)
        change(report)
    return "report", both


def claims(cell, value, **cells):
    """The text says this, the table something else."""
    def change(report):
        report.figures.update({one.replace("__", "."): number for one, number in cells.items()})
        report.claimed = report.figures | {cell: value}
    return change


DISCLOSURE_2018 = [
    ("A-1", *more("received.fax")), ("A-2", *more("concluded.extended")), ("A-3", *more("answered.other-way")),
    ("A-4", *more("refused.other")), ("A-5", *more("reconsideration.other")), ("A-6", *more("litigation.upheld")),
    ("A-7", *more("staff.part-time", 3)),
    ("A-8", *instead(disclosed=9, disclosed__normative=10, normative__issued=10, channels__gazette=0, channels__website=9,
                     channels__weibo=0, channels__wechat=0, channels__other=9)),
    ("A-9", *more("response-channels.press-conference.principal", 10)), ("A-9", *more("response-channels.interview.principal", 10)),
    ("A-10", "report", channel_too_many), ("A-11", "report", channels_too_few),
    ("A-15", "report", more_concluded_than_received), ("A-16", "report", more_answered_than_concluded),
    ("A-17", *instead(disclosed=99, disclosed__normative=20, normative__issued=19, channels__gazette=0, channels__website=99,
                      channels__weibo=0, channels__wechat=0, channels__other=9)),
    ("A-18", "report", fees_without_requests), ("A-19", *instead(courses=0, participants=30)),
    ("figure-decimal", *instead(meetings="5.5")),
    ("schema-invalid", *instead(meetings="５")), ("schema-invalid", *instead(meetings="-5")), ("schema-invalid", *instead(complaints="1,284")),
    ("schema-invalid", *replaced(r'(<row id="meetings".*?(?:</row>|/>))', r"\1\1")),
    ("schema-invalid", *replaced(r'<row id="meetings"', '<row id="meeting"')),
    ("N-1", *after(with_items, claims_more("disclosed"))), ("N-2", *after(with_items, claims_more("channels.website"))),
    ("N-3", *after(with_items, claims_more("channels.weibo"))), ("N-4", *after(with_items, claims_more("channels.wechat"))),
    ("N-5", "report", claims_more("responses")), ("N-6", *after(with_requests, claims_more("received"))),
    ("N-7", "report", claims("reconsideration", 4, reconsideration=3, reconsideration__upheld=1, reconsideration__corrected=1, reconsideration__other=1)),
    ("N-8", "report", claims("litigation", 4, litigation=3, litigation__upheld=1, litigation__corrected=1, litigation__other=1)),
    ("N-9", *after(with_requests, claims("fees", "0.37", fees="0.36"))),
    ("N-10", *after(with_items, lambda report: claims("disclosed", 0)(report))),
    ("N-11", *after(with_requests, lambda report: claims("received", 0)(report))),
    ("N-12", "report", claims("reconsideration", 0, reconsideration=3, reconsideration__upheld=1, reconsideration__corrected=1, reconsideration__other=1)),
    ("N-13", "report", claims("litigation", 0, litigation=3, litigation__upheld=1, litigation__corrected=1, litigation__other=1)),
    ("N-14", *after(with_requests, claims("fees", 0, fees="0.36"))),
]


def moved(row, other, column="enterprise"):
    """One applicant's request counted in another row: columns still add up, rows do not."""
    def change(report):
        report.figures[f"{row}/{column}"] += 1
        report.figures[f"{other}/{column}"] -= 1
    return change


def with_granted(report):
    """Requests that were received and granted."""
    for row in ("received", "granted", "outcome"):
        for column in ("enterprise", "total"):
            report.figures[f"{row}/{column}"] += 2


def received_more(report):
    for column in ("natural-person", "total"):
        report.figures[f"received/{column}"] += 1


def granted_more(report):
    for column in ("legal-service", "total"):
        report.figures[f"granted/{column}"] += 1


def cells(**values):
    """Figures by ROW__COLUMN, with _ for the - of an id."""
    names = {name.replace("__", "/").replace("_", "-"): value for name, value in values.items()}
    return "report", lambda report: report.figures.update(names)


def of_requests(letter):
    """The relations of the tables of requests and reviews, which the forms have under the same numbers."""
    return [
        (f"{letter}-1", "report", received_more), (f"{letter}-2", "report", granted_more),
        (f"{letter}-3", *after(with_granted, moved("refused.inquiry", "granted"))),
        (f"{letter}-4", *more("litigation.direct/total")), (f"{letter}-4", *more("reconsideration/pending")),
        ("schema-invalid", *replaced(r'(<cell id="enterprise">)[^<]*', r"\g<1>３")),
        ("schema-invalid", *replaced(r'<row id="received"', '<row id="recieved"')),
        ("schema-invalid", *replaced(r'(<row id="granted".*?</row>)', r"\1\1")),
        ("schema-invalid", *replaced(r'<chapter id="reviews"', '<chapter id="review"')),
        ("N-7", "report", claims_more("reconsideration/total")), ("N-8", "report", claims_more("litigation.direct/total")),
        ("N-11", *after(with_granted, claims("received/total", 0))), ("N-40", *after(with_granted, claims_more("received/total"))),
        ("N-41", "report", claims_more("carried-in/total")), ("N-43", "report", claims_more("carried-over/total")),
        ("N-30", *replaced(r"(<title>.*?)20[0-9]{2}年", r"\g<1>2001年")),
        ("N-35", *replaced(r'(<chapter id="problems"><heading>[^<]*</heading>).*?(</chapter>)', r"\1<p>无。</p>\2")),
        ("record-year", *replaced(r' year="[0-9]*"', ' year="2014"')),
    ]


DISCLOSURE_2019 = [
    *of_requests("B"),
    ("B-6", *cells(normative__made=9, normative__disclosed=9, normative__disclosed_total=8)),
    ("B-7", *cells(normative__made=5, normative__disclosed=6, normative__disclosed_total=60)),
    ("B-8", *cells(penalties__last_year=3, penalties__change=-4)),
    ("B-10", *cells(procurement__projects=0, procurement__amount="12.5")),
    ("B-10", *cells(procurement__projects=2, procurement__amount=0)),
    ("figure-decimal", *cells(normative__made="9.5", normative__disclosed=9, normative__disclosed_total=19)),
    ("figure-sign", *cells(coercion__decisions="+5")),
]
DISCLOSURE_2021 = [
    *of_requests("C"),
    ("C-7", *cells(normative__issued=9, normative__repealed=1, normative__in_force=7)),
    ("C-11", *cells(licences__decisions="5.5")), ("C-11", *cells(penalties__decisions="-5")),
    ("C-11", *cells(charges__amount="+0.5")),
]
OF_FORM = {"disclosure-2018": [*DISCLOSURE_2018, ("record-year", *replaced(r' year="[0-9]*"', ' year="2021"'))],
           "disclosure-2019": DISCLOSURE_2019, "disclosure-2021": DISCLOSURE_2021}


def of_form(form):
    return [Fault(*fault) for fault in COMMON + OF_FORM[form]]


def apply(fault, report, write):
    """The bytes of the record, with the fault in it; `write` gives its text."""
    if fault.what == "report":
        fault.change(report)
    text = write()
    if fault.what == "text":
        text = fault.change(text)
    encoding = fault.encoding if fault.code else "GB18030" if report.gb18030 else "UTF-8"
    comment = f"<!-- broken: {fault.code} -->\n" if fault.code else ""
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n{comment}{text}'.encode(encoding)
    return fault.change(data) if fault.what == "bytes" else data
