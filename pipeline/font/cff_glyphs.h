#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "font/font_book.h"

namespace banxin::font {

// The glyphs of a CID-keyed CFF face that have been cut out of it so far, each as a program of its own (no calls, no
// hints), and programs of any of them. A glyph's bytes do not depend on what it was cut out with, so a program is the
// same whatever came before it. Holds at most every glyph of the face once.
//
// What it gains, by scripts/bench --subset: for the real report's CFF glyphs hb-subset, with the same flags on the same
// tables, takes 30 times as long in a worker that has met them all (5 % of a warm render) and 2.3 times where one other
// report came before (3 %); in the first report of a process 0.93 times, for nothing is known yet. Its programs are
// 6.5 % larger as embedded, and keep the CIDs of the face instead of the places in the program. hb_subset_preprocess()
// is no way round: it makes up for a third of this, for 3 s and 300 MiB at the start.
class CffGlyphs {
 public:
  bool has(GlyphId glyph) const { return glyphs_.contains(glyph); }

  // Takes the glyphs of a program without subroutines; `glyphs` are the face's numbers of its glyphs, in order. False,
  // and nothing taken, when it is not CID-keyed or does not hold together.
  bool take(std::string_view program, const std::vector<GlyphId>& glyphs);

  // A CID-keyed program of these glyphs, which it has, .notdef first; the CID of each is its place among them.
  std::string program(const std::vector<GlyphId>& glyphs) const;

 private:
  struct Glyph {
    std::size_t begin = 0, size = 0;  // in programs_
    std::size_t font = 0;             // in fonts_
  };
  // One of the fonts that a CID-keyed program consists of, by the operators that matter without hints.
  struct Font {
    std::string matrix;  // FontMatrix, or nothing
    std::string widths;  // of its Private: defaultWidthX, nominalWidthX
    auto operator<=>(const Font&) const = default;
  };
  std::size_t known(const Font& font);

  std::unordered_map<GlyphId, Glyph> glyphs_;
  std::string programs_;
  std::vector<Font> fonts_;
  std::string name_;   // of the face, as its program has it
  std::string frame_;  // operators of the top dictionary that are the same in all programs: FontMatrix, FontBBox
};

}  // namespace banxin::font
