#pragma once

#include <optional>
#include <vector>

#include "font/font_book.h"
#include "font/hb_pointers.h"

namespace banxin::font {

// The same face without cmap, GSUB, GPOS, GDEF, name and post: a subset by glyph needs none of them, and hb-subset
// spends most of its time on them. Outlives `face` only together with it: the tables are asked for when needed.
FacePtr outline_face(hb_face_t* face);

// See FontBook::subset. `outlines` is an outline_face(). None when the face cannot give these glyphs.
std::optional<FontSubset> make_subset(hb_face_t* outlines, OutlineKind kind, const std::vector<UsedGlyph>& glyphs);

}  // namespace banxin::font
