#pragma once

#include <cstdint>

#include "text/shaped_document.h"

namespace banxin::layout {

// How wide a cell's text is, relative to its type size.
struct CellWidths {
  Em piece;             // the widest part that no welcome break divides
  Em least;             // ... that no break at all divides
  Em whole;             // everything in one line
  bool figure = false;  // a number, so that it can be aligned by its decimal point
  Em before_point;      // of a figure: what is left of the point, or all of it
  Em before_block;      // ... at most, in the figures of its column that are aligned by their points
};

// `trimmed`: marks at the ends of upright lines give up their blank halves. Rounded up, so that a text never turns out
// wider when it is set.
CellWidths measure_widths(const ShapedCell& cell, bool trimmed);

// The end of the line of an upright cell that begins with cluster `first`: a character, with the marks, spaces and
// digits that must stay on its line.
std::uint32_t end_of_upright_line(const ShapedText& text, std::uint32_t first);

}  // namespace banxin::layout
