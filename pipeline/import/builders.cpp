#include <algorithm>
#include <utility>

#include "base/unseen.h"
#include "import/readers.h"

namespace banxin::import {

void FoundBuilder::add(Block block) {
  const bool has_text = block.kind < Block::Kind::table;
  if (has_text && is_all_white(block.text)) return;
  if (block.kind == Block::Kind::table) {
    if (block.grid.rows == 0 || block.grid.columns == 0) return;
    ++tables_;
    places_ += static_cast<std::size_t>(block.grid.rows) * static_cast<std::size_t>(block.grid.columns);
    const bool placed = !block.spot.sheet.empty() || block.spot.line != 0;
    if (!placed) block.spot.table = tables_;
    for (Cell& cell : block.grid.cells) {
      if (!placed) cell.spot.table = tables_;
    }
    if (places_ > most_cells || block.grid.columns > most_columns) {
      fault_ = {"它的表格太大（格数超过 50000，或栏数超过 256）",
                "its tables are too large (more than 50,000 cells, or 256 columns)"};
      return;
    }
  } else if (block.spot.sheet.empty() && block.spot.line == 0) {
    block.spot.paragraph = ++paragraphs_;
  }
  if (found_.blocks.size() >= most_blocks) {
    fault_ = {"它的段落超过 20000 个", "it has more than 20,000 paragraphs"};
    return;
  }
  found_.blocks.push_back(std::move(block));
}

void FoundBuilder::remark(Remark::Kind kind, std::string detail, Spot spot) {
  constexpr std::size_t most_remarks = 100;
  if (found_.remarks.size() < most_remarks) found_.remarks.push_back({kind, std::move(detail), std::move(spot)});
}

Reading FoundBuilder::finish() && {
  if (!fault_.empty()) return {.fault = std::move(fault_)};
  return {.found = std::move(found_)};
}

bool GridBuilder::taken(int row, int column) const {
  const auto r = static_cast<std::size_t>(row);
  const auto c = static_cast<std::size_t>(column);
  return r < taken_.size() && c < taken_[r].size() && taken_[r][c];
}

void GridBuilder::begin_row() {
  ++row_;
  at_ = 0;
}

void GridBuilder::skip(int columns) {
  at_ += std::clamp(columns, 0, most_columns);
}

void GridBuilder::add(Cell cell) {
  while (taken(row_, at_)) ++at_;
  if (at_ >= most_columns) {
    grid_.columns = most_columns + 1;  // refused by whoever adds it
    return;
  }
  constexpr int most_rows = 20'000;
  cell.row = row_;
  cell.column = at_;
  cell.row_span = std::clamp(cell.row_span, 1, most_rows);
  cell.column_span = std::clamp(cell.column_span, 1, most_columns - at_);
  int width = 1;
  while (width < cell.column_span && !taken(row_, at_ + width)) ++width;
  cell.column_span = width;
  const auto end = static_cast<std::size_t>(at_) + static_cast<std::size_t>(width);
  for (int r = row_; r < row_ + cell.row_span; ++r) {
    if (static_cast<std::size_t>(r) >= taken_.size()) {
      if (r > row_ && taken_.size() > static_cast<std::size_t>(row_) + most_columns) break;
      taken_.resize(static_cast<std::size_t>(r) + 1);
    }
    std::vector<bool>& places = taken_[static_cast<std::size_t>(r)];
    if (places.size() < end) places.resize(end);
    for (int c = at_; c < at_ + width; ++c) places[static_cast<std::size_t>(c)] = true;
  }
  at_ += width;
  grid_.columns = std::max(grid_.columns, at_);
  grid_.cells.push_back(std::move(cell));
}

Grid GridBuilder::finish() && {
  grid_.rows = row_ + 1;
  for (Cell& cell : grid_.cells) cell.row_span = std::min(cell.row_span, grid_.rows - cell.row);
  return std::move(grid_);
}

}  // namespace banxin::import
