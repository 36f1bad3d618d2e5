"""Titles and tables that try the layout, and what is seen on the pages made of them.

Pages are read from `banxin render --dump layout`: every line and rule of them in millimetres.
"""

import re
import subprocess

from . import places

AREA_TOP, AREA_HEIGHT = 37, 225
RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<record xmlns="urn:banxin:record:1" form="disclosure-2018" year="2018"><bureau>{bureau}</bureau><title>{title}</title>
<chapter><heading>一、概述</heading>{body}</chapter>
<signature><issuer>{bureau}</issuer><date>2019-03-15</date></signature></record>
"""
PARAGRAPH = "<p>下表是各科室报送的数量，按科室分列，供各单位核对，有出入的请于月底前告知。</p>"

# Words are parted by |.
REGIONS = "浙江省|温州市| 江苏省|镇江市| 广西|壮族|自治区| 内蒙古|自治区| 新疆|维吾尔|自治区| 黔东南|苗族|侗族|自治州| 延边|朝鲜族|自治州|".split()
KINDS = """
教育局 科学|技术局 经济|和|信息化局 民族|宗教|事务局 公安局 财政局 人力|资源|和|社会|保障局 自然|资源|和|规划局 生态|环境局 住房|和|城乡|建设局 交通|运输局 水利局
农业|农村局 文化|和|广电|旅游局 卫生|健康局 退役|军人|事务局 应急|管理局 市场|监督|管理局 综合|行政|执法局 粮食|和|物资|储备局 发展|和|改革|委员会 人民|政府|办公室
人民|代表|大会|常务|委员会|办公室 政务|服务|管理|办公室 供销|合作社|联合社 经济|技术|开发区|管理|委员会 国家级|旅游|度假区|管理|委员会|社会|事务|管理局
农业|综合|行政|执法|大队 住房|公积金|管理|中心 不动产|登记|中心 博物馆 第一|中学 消防|救援|大队
""".split()
ENDS = """
2018|年度|政府|信息|公开|工作|年度|报告 2018|年|政府|信息|公开|工作|报告 关于|2018|年度|政府|信息|公开|工作|情况|的|报告
关于|贯彻|落实|《|中华|人民|共和国|政府|信息|公开|条例|》|2018|年度|工作|报告 关于|印发|《|2018|年|政务|公开|工作|要点|》|落实|情况|的|报告
""".split()
WORDS = """
信息 处理 费用 检索 邮寄 复制 主动 公开 政府 网站 微博 微信 规范性 文件 发布 解读 回应 群众 关切 数量 比例 合计 上年 本年 增减 领域 重点 市容 管理 财政 预算 审批 收费
投诉 举报 办结 满意率 平均 时长 部门 街道 社区 窗口 责任 科室
""".split()


NATIONALITIES = re.compile("(土家族|苗族|侗族|畲族|瑶族|彝族|哈尼族)(?=.*自治县)|(自治县)")


def county(chance):
    return NATIONALITIES.sub(r"|\g<0>", chance.one(places.COUNTIES))


def title(chance):
    """A title with its words parted by |, and the organ in it; organs have up to 60 characters."""
    while True:
        organ = chance.one([*REGIONS, ""]) + county(chance) + "|" + chance.one(KINDS)
        while chance.below(3) == 0:
            other = county(chance) + "|" + chance.one(KINDS)
            organ += f"|（|{other}|）" if chance.below(3) == 0 else f"、|{other}"
        if len(organ.replace("|", "")) <= 60:
            return organ + "|" + chance.one(ENDS), organ.replace("|", "")


def label(chance, length):
    words = ""
    while len(words) < length:
        words += chance.one(WORDS)
    return words[:length] if length <= 3 else words


def own_table(chance, number):
    """2 to 16 columns, labels of 1 to 30 characters, figures of up to 12 digits with up to 4 decimals."""
    longest, digits, decimals = chance.one([4, 8, 16, 30]), chance.one([2, 4, 8, 12]), chance.one([0, 0, 1, 2, 4])
    head = chance.one([4, 8, 12])
    columns = [(1 + chance.below(digits), chance.one([0, decimals])) for _ in range(1 + chance.below(15))]
    while sum(size + after + 2 for size, after in columns) > 100:  # a turned page has no room for more
        columns.pop()
    heads = [label(chance, 1 + chance.below(head)) + chance.one(["", "", "（万元）"]) for _ in columns]
    rows = [[label(chance, 1 + chance.below(longest))] + [
        str(10 ** (size - 1) + chance.below(9 * 10 ** (size - 1))) + ("." + "5" * after if after else "")
        for size, after in columns] for _ in range(chance.one([3, 4, 5, 8, 12, 20, 40]))]
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return (f"<own-table><caption>表{number}　{label(chance, 6)}情况</caption><head><tr><th>项目</th>"
            + "".join(f"<th>{text}</th>" for text in heads) + f"</tr></head><body>{cells}</body></own-table>")


class Line:
    """A line of text, or a rule (text None), by its edges."""

    def __init__(self, left, top, right, bottom, text, of="", turned=False):
        self.left, self.top, self.right, self.bottom = left, top, right, bottom
        self.text, self.of, self.turned = text, of, turned

    def overlaps(self, other):
        # Pieces of one line, which are set a little closer than the grid, touch.
        within = 0.1 if self.text and other.text and self.bottom == other.bottom else 0.01
        return (self.left + within < other.right and other.left + within < self.right
                and self.top + within < other.bottom and other.top + within < self.bottom)


TEXT = re.compile(r'  text (\S+) to (\S+) y (\S+) (\S+)pt face \d+(?: \w+)? "(.*)" (?:node )?(.*)')
TURNED = re.compile(r'  turned text y (\S+) to (\S+) x (\S+) (\S+)pt face \d+(?: \w+)? "(.*)" (?:node )?(.*)')
AREA = re.compile(r"  area (\S+) (\S+) (\S+) x (\S+)")


def pages_of(program, record):
    """The pages of a record, each a list of its lines and rules."""
    done = subprocess.run([program, "render", record, "--dump", "layout"], capture_output=True, text=True, check=True)
    pages = []
    for line in done.stdout.splitlines():
        if line.startswith("page "):
            pages.append([])
        elif match := TEXT.match(line):
            left, right, base, size = map(float, match.groups()[:4])
            em = size * 25.4 / 72
            pages[-1].append(Line(left, base - 0.88 * em, right, base + 0.12 * em, match[5], match[6]))
        elif match := TURNED.match(line):
            bottom, top, base, size = map(float, match.groups()[:4])
            em = size * 25.4 / 72
            pages[-1].append(Line(base - 0.88 * em, top, base + 0.12 * em, bottom, match[5], match[6], True))
        elif match := AREA.match(line):
            left, top, width, height = map(float, match.groups())
            pages[-1].append(Line(left, top, left + width, top + height, None))
    return pages


def overlaps(page):
    """How many pairs of texts, or of a text and a rule, share a place."""
    items = sorted(page, key=lambda item: item.top)
    count = 0
    for i, item in enumerate(items):
        for other in items[i + 1:]:
            if other.top >= item.bottom:
                break
            count += (item.text is not None or other.text is not None) and item.overlaps(other)
    return count


def content(page):
    return [item for item in page if item.text is not None and item.of != "footer"]


def short_pages(pages):
    """Pages inside a report that are not two thirds full: none before a turned one or an annex counts."""
    count = 0
    for page, after in zip(pages, pages[1:]):
        follows = content(after)
        if any(item.turned for item in content(page)) or follows[0].turned or follows[0].text == "附表":
            continue
        count += max(item.bottom for item in page if item.of != "footer") < AREA_TOP + AREA_HEIGHT * 2 / 3
    return count


def narrow_cells(pages):
    """Cells of several characters whose lines all have one."""
    lines = {}
    for page in pages:
        for item in content(page):
            if item.of.endswith("-cell"):
                lines.setdefault(item.of, []).append(item.text)
    return sum(len(texts) > 1 and all(len(text) == 1 for text in texts) for texts in lines.values())


def broken_words(marked, pages):
    """How many lines of the title end inside a word."""
    lines = {}
    for item in content(pages[0]):
        if item.of.endswith(" title"):
            lines.setdefault(item.top, []).append(item)
    ends, place = set(), 0
    for word in marked.split("|"):
        place += len(word)
        ends.add(place)
    place = broken = 0
    for top in sorted(lines):
        place += sum(len(item.text.strip()) for item in lines[top])
        broken += place not in ends
    return broken
