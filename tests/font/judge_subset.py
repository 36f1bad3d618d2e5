"""Compares a subset's program with the face it came from, glyph by glyph, by fontTools.

judge_subset.py FACE INDEX PROGRAM REQUEST: each line of REQUEST is "glyph code width form"; form 0 is plain, 1 the left
half, 2 the right half. Prints "N glyphs agree" or one line for each that does not.
"""
import io
import sys

from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

face_file, index, program_file, request_file = sys.argv[1:]
face = TTFont(face_file, fontNumber=int(index), lazy=True)
face_glyphs = face.getGlyphSet()
units = face["head"].unitsPerEm
program = open(program_file, "rb").read()


def close(a, b):
    """The same drawing; hints and subroutines leave no trace in it, half a unit of rounding may."""
    return len(a) == len(b) and all(
        x[0] == y[0] and len(x[1]) == len(y[1])
        and all(abs(p[0] - q[0]) < 1 and abs(p[1] - q[1]) < 1 for p, q in zip(x[1], y[1]))
        for x, y in zip(a, b))


def drawing(glyphs, name, shift=0):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    return [(op, [p for p in points if p is not None]) for op, points in pen.value]


if program[:4] == b"\0\1\0\0":
    subset = TTFont(io.BytesIO(program), checkChecksums=2)
    for tag in ("glyf", "head", "hhea", "hmtx", "loca", "maxp"):
        subset[tag]
    subset_glyphs = subset.getGlyphSet()

    def look_up(code):
        name = subset.getGlyphName(code)
        advance, bearing = subset["hmtx"][name]
        outline = subset["glyf"][name]
        if outline.numberOfContours != 0 and "xMin" in vars(outline):
            origin = bearing - outline.xMin
        else:
            origin = 0
        return advance, origin, drawing(subset_glyphs, name)

    def source_origin(name):
        outline = face["glyf"][name]
        return face["hmtx"][name][1] - outline.xMin if outline.numberOfContours != 0 else 0
else:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    font = fonts[0]
    by_cid = {}
    for number, name in enumerate(font.charset):
        cid = int(name[3:]) if name.startswith("cid") else number
        assert cid == number, f"glyph {number} has CID {cid}"
        by_cid[cid] = name

    def look_up(code):
        strings = font.CharStrings
        outline = drawing(strings, by_cid[code])
        return strings[by_cid[code]].width, 0, outline

    def source_origin(name):
        return 0

faults = 0
lines = open(request_file).read().split("\n")[:-1]
for line in lines:
    glyph, code, width, form = map(int, line.split())
    name = face.getGlyphName(glyph)
    full = face["hmtx"][name][0]
    half = full // 2
    shift = half - full if form == 2 else 0
    advance, origin, outline = look_up(code)
    wanted = (half if form else full)
    fault = None
    if advance != wanted:
        fault = f"advance {advance}, not {wanted}"
    elif abs(width - wanted * 1000 / units) > 0.5:
        fault = f"width {width}, not {wanted * 1000 / units}"
    elif origin != source_origin(name):
        fault = f"its outline is moved by {origin}, not {source_origin(name)}"
    elif not close(outline, drawing(face_glyphs, name, shift)):
        fault = "another drawing"
    if fault:
        faults += 1
        print(f"glyph {glyph} as {code}, form {form}: {fault}")
if faults == 0:
    print(f"{len(lines)} glyphs agree")
