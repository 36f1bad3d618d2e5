#pragma once

#include <string>

#include "base/node.h"
#include "compose/document.h"

namespace banxin::compose {

// Places the cells of one row into the free places of the grid, from the left, as HTML does.
class GridFiller {
 public:
  explicit GridFiller(int columns) : columns_(columns) {}

  void begin_row();
  // Sets the cell's row and column. False when the row has no room for its column span or a place is taken already.
  bool place(TableCell& cell);
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

// Names the header cells of every data cell: those that head its rows, then those of its columns: of the head, and of
// the body the nearest above, one below another (a band and the labels under it). Those of an earlier block of the body
// say nothing of a later one (ISO 14289-1, 7.5: no cell without its headers).
void associate_headers(const Table& table, NodeTree& nodes);

}  // namespace banxin::compose
