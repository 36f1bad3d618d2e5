#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "font/font_book.h"

namespace banxin::font {

// The tables of a TrueType face that outlines need (ISO 32000-1, 9.9), where the face has them.
struct TrueTypeTables {
  std::string_view glyf, head, hhea, hmtx, loca, maxp;
};

// The same tables of a program that holds some of the face's glyphs only, and none of its instructions.
struct TrueTypeSubset {
  std::string glyf, head, hhea, hmtx, loca, maxp;
  std::vector<std::uint16_t> codes;  // for each glyph asked for, in that order: its number in the program
};

// Numbers glyphs anew: .notdef, the half forms in the order asked for, then the face's glyphs in its own order, those
// among them that others are put together from. A half form is a composite glyph: a reference to the plain one in half
// its advance, moved left by the other half for a right half. The bytes are copied from the face, whose pages are
// shared by all processes that map it: there is nothing to be kept between subsets. None when the tables do not hold
// together.
//
// What it gains, by scripts/bench --subset: hb-subset has no half forms. Without them it takes 2.3 times as long for
// the real report's TrueType glyphs, with the same flags on the same tables (1.75 times in the first report of a
// process): 3.3 % of a warm render. Its programs are smaller by a thousandth. hb_subset_preprocess() makes up for
// nearly all of this in a worker (1.15 times as long), for 65 ms and 22 MiB at the start: as long as a whole cold
// render takes.
std::optional<TrueTypeSubset> cut_truetype(const TrueTypeTables& face, const std::vector<UsedGlyph>& glyphs);

}  // namespace banxin::font
