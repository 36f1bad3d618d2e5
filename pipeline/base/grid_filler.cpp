#include "base/grid_filler.h"

#include <cstddef>

namespace banxin {
namespace {

std::size_t index(int n) {
  return static_cast<std::size_t>(n);
}

}  // namespace

void GridFiller::reach(int row) {
  while (taken_.size() <= index(row)) taken_.emplace_back(columns_, false);
}

void GridFiller::begin_row() {
  ++row_;
  reach(row_);
}

std::optional<int> GridFiller::place(int row_span, int column_span) {
  const int column = first_gap(row_);
  if (column < 0 || column + column_span > columns_) return std::nullopt;
  reach(row_ + row_span - 1);
  for (int r = row_; r < row_ + row_span; ++r) {
    for (int c = column; c < column + column_span; ++c) {
      if (taken_[index(r)][index(c)]) return std::nullopt;
      taken_[index(r)][index(c)] = true;
    }
  }
  return column;
}

int GridFiller::first_gap(int row) const {
  for (int c = 0; c < columns_; ++c) {
    if (!taken_[index(row)][index(c)]) return c;
  }
  return -1;
}

}  // namespace banxin
