"""How evenly paragraphs are set, measured on the finished page: the same figures for a PDF of any program.

A joint is what stands between two neighbours that are no marks: white, or the cells of the marks between them. What it should measure is
known: nothing between ideographs, a quarter of an em between an ideograph and a letter or digit and at a typed space (CL-55), an
em for a mark, and half an em less for each two marks side by side (CL-44). Lengths are in ems of the paragraph's size.
"""

import collections
import re

import page_reader
from page_reader import MM

CLOSING = "。．，、；：？！）》〉〕】］”’」』"
OPENING = "（《〈〔【［“‘「『"
MARKS = CLOSING + OPENING
NEVER_FIRST = CLOSING + "·％%‰℃～/"
BAD_END = f"[{re.escape(OPENING)}]$|[^a-z0-9/]/$"  # behind its slashes an address may part
MAGNITUDES = "万亿千百"

GAP = 1 / 4  # natural, beside western text and at a typed space
LOOSE = 1 / 8  # beyond the natural gap
HALVED = 0.4  # of the half em that a mark can lose

Joint = collections.namedtuple("Joint", "marks natural actual within_word")


def is_han(text):
    return "\u4e00" <= text <= "\u9fff" or text in "〇㎡℃" or text >= "\U00020000"


def is_western(text):
    return text.isascii() and text.isalnum()


def natural_of_marks(marks):
    pairs = sum(1 for left, right in zip(marks, marks[1:])
                if right in OPENING and left in MARKS or left in CLOSING and right in CLOSING)
    return len(marks) - pairs / 2


def joints(line, spaces, tracking):
    """The joints of a line; `spaces`: numbers of characters with a typed space before them."""
    em = line.size * MM
    found, left, marks, spaced = [], None, "", False
    for number, one in enumerate(line.characters):
        spaced = spaced or number in spaces
        if one.text in MARKS:
            marks += one.text
            continue
        if left is not None and is_known(left.text) and is_known(one.text):
            advances = [1 if is_han(each.text) else (each.right - each.x) / em for each in (left, one)]
            both = is_western(left.text) and is_western(one.text)
            gap = GAP if not marks and (is_western(left.text) != is_western(one.text) or both and spaced) else 0
            natural = gap + natural_of_marks(marks) + tracking * (sum(advances) / 2 + natural_of_marks(marks))
            found.append(Joint(marks, natural, (one.x - left.x) / em - advances[0], both and not spaced and not marks))
        left, marks, spaced = one, "", False
    return found


def is_known(text):
    """Signs and dashes have cells of their own, which differ from program to program."""
    return is_han(text) or is_western(text)


def paragraphs_on(pdf, texts):
    """Each text as the lines that it was set in, with the places of typed spaces in each."""
    lines = [line for page in page_reader.pages(pdf) for line in page if not page_reader.is_page_number(line)]
    at = 0
    for text in texts:
        bare = re.sub(r"\s", "", text)
        while at < len(lines) and not bare.startswith(lines[at].text):
            at += 1  # a title or a heading
        own, rest = [], text
        while rest.strip():
            if at == len(lines):
                raise ValueError(f"not found on the pages: {text}")
            rest, spaces = rest.lstrip(), set()
            for number, one in enumerate(lines[at].characters):
                if rest[0].isspace():
                    spaces.add(number)
                    rest = rest.lstrip()
                if rest[0] != one.text:
                    raise ValueError(f"{lines[at].text!r} is not how {rest[:30]!r} goes on")
                rest = rest[1:]
            own.append((lines[at], spaces))
            at += 1
        yield own


def measured(pdf, texts, units, right, tracking=0.0):
    """Rows of figures, the less the better. `right`: the right edge of the lines in millimetres; `tracking`: what the grid adds to each cell."""
    rows = dict.fromkeys(("lines", "lines with a gap over 1/8 em", "gaps over 1/2 em", "spaced words", "halved marks",
                          "gaps: mean squared deviation, 1e-4 em²", "marks: mean squared loss, 1e-4 em²",
                          "neighbours: mean squared difference, 1e-4 em²", "worst right edge, pt", "lines left short",
                          "numbers parted from their unit", "lone characters", "bad starts and ends"), 0)
    gaps, losses, differences = [], [], []
    for lines in paragraphs_on(pdf, texts):
        means = []
        for number, (line, spaces) in enumerate(lines):
            last = number + 1 == len(lines)
            em = line.size * MM
            found = joints(line, spaces, tracking)
            beyond = [(joint.actual - joint.natural) / (len(joint.marks) + 1) for joint in found]
            rows["lines"] += 1
            rows["lines with a gap over 1/8 em"] += any(one > LOOSE for one in beyond)
            rows["gaps over 1/2 em"] += sum(joint.actual > 0.505 for joint in found if not joint.marks)
            rows["spaced words"] += any(joint.within_word and joint.actual > 0.02 for joint in found)
            rows["halved marks"] += sum(joint.natural - joint.actual > HALVED for joint in found if joint.marks)
            plain = [one for one, joint in zip(beyond, found) if not joint.marks and not joint.within_word]
            if not last:
                gaps += [one * one for one in plain]
                losses += [max(joint.natural - joint.actual, 0) ** 2 for joint in found if joint.marks]
                means.append(sum(plain) / len(plain) if plain else 0)
                end = line.characters[-1]
                edge = end.x + em / 2 if end.text in CLOSING else end.right
                off = abs(edge - right) / MM
                if off > 2:
                    rows["lines left short"] += 1
                else:
                    rows["worst right edge, pt"] = max(rows["worst right edge, pt"], off)
                rows["numbers parted from their unit"] += is_parted(line.text, lines[number + 1][0].text, units)
            rows["bad starts and ends"] += line.text[0] in NEVER_FIRST or re.search(BAD_END, line.text) is not None
        differences += [(one - other) ** 2 for one, other in zip(means, means[1:])]
        han = sum(is_han(one.text) for one in lines[-1][0].characters)
        rows["lone characters"] += len(lines) > 1 and han < 2 and len(lines[-1][0].characters) < 4
    for name, values in (("gaps: mean squared deviation, 1e-4 em²", gaps), ("marks: mean squared loss, 1e-4 em²", losses),
                         ("neighbours: mean squared difference, 1e-4 em²", differences)):
        rows[name] = 1e4 * sum(values) / len(values) if values else 0
    return rows


def is_parted(line, next_line, units):
    """2018|年, 100|万元, 100万|元, 第|6."""
    number = re.search(rf"\d[{MAGNITUDES}]?$", line) is not None and next_line[0] in units + "%％‰℃㎡"
    return number or line[-1] == "第" and next_line[0].isdigit()
