#pragma once

#include <vector>

#include "font/font_book.h"
#include "font/hb_pointers.h"

namespace banxin::font {

// The outline of a glyph, moved to the right by `shift` of the face's units. Empty: nothing is drawn.
std::vector<OutlineStep> outline_of(hb_font_t* font, GlyphId glyph, unsigned units_per_em, int shift);

}  // namespace banxin::font
