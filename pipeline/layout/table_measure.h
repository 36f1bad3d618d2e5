#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/diagnostic.h"
#include "base/page_style.h"
#include "layout/line_breaker.h"
#include "layout/table_fit.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// The lines of a cell's text at the size that fits its column.
struct CellText {
  const ShapedText* text = nullptr;
  Setting setting;
  Length pitch;  // baseline to baseline
  Length left;   // of the measure, from the cell's edge
  std::vector<Line> lines;
  bool upright = false;  // a line for each character, centred

  Length height_of(std::size_t count) const {
    return count == 0 ? Length() : setting.size + pitch * static_cast<std::int64_t>(count - 1);
  }
  // How many of the lines from `first` on are at most `room` high.
  std::size_t lines_within(Length room, std::size_t first) const;
};

struct MeasuredCell {
  const ShapedCell* cell = nullptr;
  CellText text;
  std::unique_ptr<const CellText> again;  // what fragments on later pages show; null: a cell of one row

  int first_row() const { return cell->row; }
  int end_row() const { return cell->row + cell->row_span; }
  int end_column() const { return cell->column + cell->column_span; }
};

// A table's columns, lines and rows in lengths; none of it depends on pages.
struct MeasuredTable {
  const ShapedTable* table = nullptr;
  TableStyle style;           // as tight as the table is set
  std::vector<Length> edges;  // x of the column edges, from the page's left; one more than columns
  TableFit::Verdict verdict = TableFit::Verdict::good;
  std::vector<MeasuredCell> cells;
  std::vector<Length> row_heights;
  std::vector<std::int32_t> cell_at;   // by row, then column: index into cells; -1: none
  std::vector<bool> may_break_before;  // by row: whether a page may end above it
  std::vector<bool> is_band;           // by row: it is of the body and all its cells head the columns below

  int rows() const { return static_cast<int>(row_heights.size()); }
  int columns() const { return static_cast<int>(edges.size()) - 1; }
  std::int32_t owner(int row, int column) const {
    return cell_at[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns()) +
                   static_cast<std::size_t>(column)];
  }
  // The height of rows [first, end), without the frame.
  Length height(int first, int end) const;
};

// A row is as high as its highest cell. `style` is that of the page that the table is on: upright or turned.
MeasuredTable measure_table(const ShapedTable& table, const ShapedDocument& document, const PageStyle& style,
                            int tightness, Findings& findings);

}  // namespace banxin::layout
