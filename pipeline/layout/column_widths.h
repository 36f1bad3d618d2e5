#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/page_style.h"
#include "layout/cell_widths.h"

namespace banxin::layout {

// How narrow a column may be.
enum class Narrowness : std::uint8_t {
  readable,  // words whole, labels in lines of some length, heads of no more than a few lines
  words,     // words whole
  any,       // as narrow as any break makes it
};

// The room that a table's cells have to be set in.
struct ColumnRoom {
  Length width;    // of all columns together
  Length padding;  // on each side of a cell
  Narrowness narrowness = Narrowness::readable;
};

// The width that a cell's text needs at a size, its padding included. Lines of a head may be shorter.
Length need_of(const ShapedCell& cell, const CellWidths& widths, Length size, bool is_head, const ColumnRoom& room);

// Raises the needs of the columns that a cell covers until they hold `need` together, in proportion to `weights`.
void raise_needs(const ShapedCell& cell, Length need, const std::vector<Length>& weights, std::vector<Length>& needs);

// CL-84. The columns' widths by what the cells hold, at the sizes of their text styles: each has what it needs; what is
// left goes to columns of text until their lines are of some length, to columns of figures until all are equally wide,
// to both until they need one line only, and then to all alike. Nothing: the room is not enough.
std::optional<std::vector<Length>> widths_by_content(const ShapedTable& table, const std::vector<CellWidths>& widths,
                                                     const std::vector<Length>& sizes, const ColumnRoom& room);

}  // namespace banxin::layout
