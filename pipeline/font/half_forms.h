#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace banxin::font {

// The tables of a TrueType program that a PDF needs (ISO 32000-1, 9.9).
struct TrueTypeTables {
  std::string glyf, head, hhea, hmtx, loca, maxp;
};

// A glyph to be added: the drawing of `plain` in half its advance; `right` keeps the right half of the cell.
struct HalfForm {
  std::uint16_t plain = 0;
  bool right = false;
};

// Appends one composite glyph for each form, in order, behind the glyphs there are: a reference to the plain glyph,
// moved left by half its advance for a right half. False, and the tables of no use, when they do not hold together.
bool append_half_forms(TrueTypeTables& tables, const std::vector<HalfForm>& forms);

}  // namespace banxin::font
