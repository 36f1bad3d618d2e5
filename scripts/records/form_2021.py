"""The reports of the years from 2019 on: six official chapters, three tables of rows and columns."""

from . import figures, prose
from .figures_said import disclosure_2021 as figures_said
from .report import chapter, element

# Rows of the first table with their columns.
PROACTIVE = {
    "disclosure-2019": {
        "rules": "made disclosed disclosed-total", "normative": "made disclosed disclosed-total",
        "licences": "last-year change decisions", "other-services": "last-year change decisions",
        "penalties": "last-year change decisions", "coercion": "last-year change decisions",
        "charges": "last-year change", "procurement": "projects amount"},
    "disclosure-2021": {
        "rules": "issued repealed in-force", "normative": "issued repealed in-force", "licences": "decisions",
        "penalties": "decisions", "coercion": "decisions", "charges": "amount"},
}
TOPICS = ["proactive", "requests", "management", "platform", "supervision"]
HEADINGS = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]
FEES = ["本年度没有收取信息处理费。", "按照《政府信息公开信息处理费管理办法》，{我}{年}年度未收取信息处理费。", "{年}年，{我}未发生信息处理费收费情况。",
        "{我}依据国务院办公厅关于信息处理费的规定，本年度收取信息处理费0元。"]


def table(report, labels, name, rows, shown):
    chance = report.chance
    lines = [f'<statistics table="{name}">']
    for row, columns in rows.items():
        cells = ""
        for column in columns:
            unit = {"unit": "万元"} if (row, column) == ("procurement", "amount") and chance.true(60) else {}
            cells += element("cell", shown[f"{row}/{column}"], id=column, **unit)
        label = f' label="{labels[row][0]}"' if chance.true(85) else ""
        lines.append(f'<row id="{row}"{label}>{cells}</row>')
        if row == "normative" and report.parts and chance.true(12):
            cells = "".join(element("cell", str(chance.below(9)), id=column) for column in columns)
            lines.append(f'<own-row after="normative" label="其他主动公开文件" level="1">{cells}</own-row>')
    return "\n".join([*lines, "</statistics>"])


def own_table(chance):
    body = "".join(f"<tr><td>{kind}</td><td>{chance.size(90)}</td></tr>" for kind in chance.some(["网站", "微信", "公告栏", "广播", "短信"], 3))
    return ("<own-table><caption>各渠道发布情况</caption><unit>单位：条</unit><head><tr><th>渠道</th><th>数量</th></tr></head>"
            f"<body>{body}</body></own-table>")


def write(report, labels):
    chance, writer, form = report.chance, report.writer, report.form
    shown = report.shown()
    claimed = report.claimed or report.figures
    said = figures_said(form, claimed, report.year, report.words["我"], chance, report.parts)
    sections = []
    for topic, heading in zip(TOPICS, HEADINGS):
        blocks = report.paragraphs(topic, said.get(topic, ()))
        sections.append((heading, blocks))
    overview = [report.text(writer.fill("{年}年，{我}" + chance.one(prose.TOPICS["organisation"][2]) + "，现将有关情况报告如下。")),
                *report.sections(sections)]
    if report.parts and chance.true(10):
        overview.append(own_table(chance))
    last = [report.text(writer.fill(chance.one(FEES)))]
    if chance.true(30):
        last.append(report.text(writer.fill(prose.OTHER_MATTERS[3])))
    columns = dict.fromkeys(figures.rows_of(form), figures.COLUMNS)
    chapters = [
        chapter(0, "总体情况", overview, id="overview"),
        chapter(1, "主动公开政府信息情况", [table(report, labels, "proactive", {row: columns.split() for row, columns in PROACTIVE[form].items()}, shown)], id="proactive"),
        chapter(2, "收到和处理政府信息公开申请情况", [table(report, labels, "requests", columns, shown)], id="requests"),
        chapter(3, "政府信息公开行政复议、行政诉讼情况",
                [table(report, labels, "reviews", dict.fromkeys(figures.REVIEWS, [*figures.RESULTS, "total"]), shown)], id="reviews"),
        chapter(4, "存在的主要问题及改进情况", [report.text(writer.problems(3)), report.text(writer.measures(4))], id="problems"),
        chapter(5, "其他需要报告的事项", last, id="other"),
    ]
    if report.parts and chance.true(10):
        chapters.append(chapter(6, "附：有关工作说明", report.paragraphs("interpretation")))
    return report.record(chapters)
