#pragma once

#include <cstdint>
#include <vector>

#include "base/page_style.h"
#include "layout/cell_widths.h"

namespace banxin::layout {

// How tightly a table is set: 0 as the page style has it, `tightest` as tightly as it allows, in equal steps.
inline constexpr int tightest = 6;
TableStyle tightened(const TableStyle& style, int tightness);

// The columns and type sizes of a table.
struct TableFit {
  enum class Verdict : std::uint8_t {
    good,
    cramped,   // labels had to lend more width than is readable
    overfull,  // some cell fits in no way
  };
  Verdict verdict = Verdict::good;
  std::vector<Length> edges;       // x of the column edges, from the page's left; one more than columns
  std::vector<CellWidths> widths;  // of each cell
  std::vector<Length> sizes;       // by text style; undefined for those that no cell has
  Length padding_x;                // what cells have where their columns are wide enough

  // What is between a cell's edges, and the most of it that the cell's lines may take.
  Length between(const ShapedCell& cell) const {
    const auto first = static_cast<std::size_t>(cell.column);
    return edges[first + static_cast<std::size_t>(cell.column_span)] - edges[first];
  }
  Length room(const ShapedCell& cell, Length size, Length padding) const {
    return between(cell) - padding * 2 - (cell.upright ? Length() : size * cell.indent);
  }
};

// Columns have their shares of the type area's width, the frame's weight inside it. Where a figure needs more than
// that, in this order: the padding gives way; all cells of its text style are set smaller together, by half points down
// to the style's smallest, since one odd figure looks like a mistake; columns with width to spare lend it. No text
// style is then set more than a step (1.5 pt) larger than another (CL-85). Columns without shares are as wide as their
// content asks for (CL-84), and all text styles are set smaller together.
TableFit fit_table(const ShapedTable& table, const PageStyle& page, const TableStyle& style, int tightness);

}  // namespace banxin::layout
