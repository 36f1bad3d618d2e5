#pragma once

#include <optional>
#include <vector>

namespace banxin {

// Places the cells of a table's rows into the free places of its grid (PA-76), from the left, as HTML does.
class GridFiller {
 public:
  explicit GridFiller(int columns) : columns_(columns) {}

  void begin_row();
  // The first column of a cell in the row at hand. None when the row has no room for the cell, or a place is taken.
  std::optional<int> place(int row_span, int column_span);
  // The first place of a row that no cell covers; -1 when there is none.
  int first_gap(int row) const;
  int rows() const { return row_ + 1; }
  // Rows that spans reach into.
  int rows_reached() const { return static_cast<int>(taken_.size()); }

 private:
  void reach(int row);

  int columns_;
  int row_ = -1;
  std::vector<std::vector<bool>> taken_;  // by row, then column
};

}  // namespace banxin
