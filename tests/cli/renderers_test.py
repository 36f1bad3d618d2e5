"""Three renderers that have nothing in common draw the pages alike: ink where the others have it, as much of it, and nowhere else."""

import python_test
from python_test import VALID_SAMPLES

RESOLUTION = 72
BLOCK = 12  # pixels: a sixth of an inch, three quarters of a character
# Of a block's darkness, where 1 is black: each program has its own way of drawing what is thinner than a pixel. The ink of a
# character that only one of them has is 0.3.
TOLERANCE = 0.15


def gray_pages(data):
    """The pages of one PGM file after another: width, height, and a byte for each pixel."""
    at = 0
    while at < len(data):
        fields = []
        while len(fields) < 4:
            end = data.index(b"\n", at)
            fields += data[at:end].split(b"#")[0].split()
            at = end + 1
        width, height = int(fields[1]), int(fields[2])
        yield width, height, data[at:at + width * height]
        at += width * height


def ink(page):
    """How dark each block of the page is: 0 is white, 1 is black."""
    width, height, pixels = page
    blocks = {}
    for top in range(0, height - BLOCK, BLOCK):
        rows = [pixels[y * width:(y + 1) * width] for y in range(top, top + BLOCK)]
        for left in range(0, width - BLOCK, BLOCK):
            light = sum(sum(row[left:left + BLOCK]) for row in rows)
            blocks[left, top] = 1 - light / (255 * BLOCK * BLOCK)
    return blocks


def worst(one, other):
    """The place where two pages differ most, and by how much."""
    return max((abs(one[block] - other[block]), block) for block in one)


class Renderers(python_test.Case):
    def drawn(self, pdf):
        where = self.folder / "page-%d.pgm"
        self.run_tool("mutool", "draw", "-q", "-c", "gray", "-r", RESOLUTION, "-o", where, pdf)
        drawn = {
            "poppler": self.run_tool("pdftoppm", "-gray", "-r", RESOLUTION, pdf),
            "MuPDF": b"".join(path.read_bytes() for path in sorted(self.folder.glob("page-*.pgm"), key=lambda path: int(path.stem[5:]))),
            "Ghostscript": self.run_tool("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pgmraw", f"-r{RESOLUTION}",
                                         "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=-", pdf),
        }
        for path in self.folder.glob("page-*.pgm"):
            path.unlink()
        return {name: [ink(page) for page in gray_pages(data)] for name, data in drawn.items()}

    def test_three_renderers_agree_on_every_page(self):
        self.need("pdftoppm", "mutool", "gs")
        for sample in VALID_SAMPLES:
            drawn = self.drawn(self.render(sample))
            first = drawn.pop("poppler")
            for name, pages in drawn.items():
                self.assertEqual(len(pages), len(first), f"{sample.name} by {name}")
                for number, (one, other) in enumerate(zip(first, pages), 1):
                    what = f"{sample.name}, page {number}, poppler and {name}"
                    self.assertEqual(one.keys(), other.keys(), what)
                    self.assertLess(worst(one, other)[0], TOLERANCE, f"{what}, at {worst(one, other)[1]} pt")

    def test_a_character_that_only_one_of_them_has_is_found(self):
        self.need("pdftoppm", "mutool", "gs")
        record = python_test.REAL
        text = record.read_text(encoding="utf-8")
        other = self.folder / "other.xml"
        other.write_text(text.replace("特编制", "特　制", 1), encoding="utf-8")
        one = self.drawn(self.render(record))["poppler"][0]
        for name, pages in self.drawn(self.render(other, "other.pdf")).items():
            self.assertGreater(worst(one, pages[0])[0], TOLERANCE, name)


if __name__ == "__main__":
    python_test.main()
