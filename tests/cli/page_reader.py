"""Reads pages as outside programs see them: lines of characters with their pens, in millimetres from the top left."""

import collections
import re
import subprocess
import xml.etree.ElementTree as ElementTree

MM = 25.4 / 72

Character = collections.namedtuple("Character", "text x y right size font")


class Line:
    """Characters on one baseline, from left to right."""

    def __init__(self, characters):
        # ” and “ in half a cell each have much the same pen: they stay in the order of the stream.
        order = sorted(range(len(characters)), key=lambda number: characters[number].x)
        for at, (one, other) in enumerate(zip(order, order[1:])):
            if one > other and characters[other].x - characters[one].x < 1:
                order[at:at + 2] = other, one
        self.characters = [characters[number] for number in order]
        self.baseline = self.characters[0].y
        self.left = self.characters[0].x
        self.right = max(one.right for one in self.characters)
        self.size = max(one.size for one in self.characters)
        self.font = self.characters[0].font

    @property
    def text(self):
        return "".join(one.text for one in self.characters)

    @property
    def em_box_top(self):
        return self.baseline - 0.88 * self.size * MM


def pages(pdf):
    """For each page its lines, from the top. By MuPDF: the pen's places, not boxes of the face's own making."""
    out = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-", str(pdf)], capture_output=True, check=True).stdout
    result = []
    for page in ElementTree.fromstring(out).iter("page"):
        rows = collections.defaultdict(list)
        for font in page.iter("font"):
            size = float(font.get("size"))
            for char in font.iter("char"):
                if char.get("c").isspace():
                    continue
                quad = [float(part) for part in char.get("quad").split()]
                y = float(char.get("y"))
                rows[round(y, 1)].append(Character(char.get("c"), float(char.get("x")) * MM, y * MM, max(quad[0::2]) * MM,
                                                   size, font.get("name")))
        lines = []
        for y in sorted(rows):
            # One baseline may be rounded to two neighbours.
            if lines and abs(rows[y][0].y - lines[-1][0].y) < 0.2:
                lines[-1].extend(rows[y])
            else:
                lines.append(list(rows[y]))
        result.append([Line(characters) for characters in lines])
    return result


def is_page_number(line):
    return re.fullmatch(r"—\d+—", line.text) is not None and line.baseline > 262
