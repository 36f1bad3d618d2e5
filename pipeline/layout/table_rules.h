#pragma once

#include <vector>

#include "layout/pages.h"
#include "layout/table_measure.h"

namespace banxin::layout {

// A row, or a part of one that is cut, on a page.
struct RowPiece {
  int row = 0;
  Length top, bottom;
};

// Rules of one fragment of a table, as artifacts: the frame outside, closed above and below, and inner rules between
// cells, each shared edge once. A fragment that another follows ends with a thin rule (GW-75).
void draw_rules(const MeasuredTable& table, const std::vector<RowPiece>& pieces, bool ends,
                std::vector<PageItem>& items);

}  // namespace banxin::layout
