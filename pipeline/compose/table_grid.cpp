#include "compose/table_grid.h"

#include <cstddef>
#include <vector>

namespace banxin::compose {
namespace {

std::size_t index(int n) {
  return static_cast<std::size_t>(n);
}

bool heads(const Node& node, HeaderScope scope) {
  return node.role == NodeRole::header_cell && (node.scope == scope || node.scope == HeaderScope::both);
}

}  // namespace

void GridFiller::reach(int row) {
  while (taken_.size() <= index(row)) taken_.emplace_back(columns_, false);
}

void GridFiller::begin_row() {
  ++row_;
  reach(row_);
}

bool GridFiller::place(TableCell& cell) {
  int column = first_gap(row_);
  if (column < 0 || column + cell.column_span > columns_) return false;
  cell.row = row_;
  cell.column = column;
  reach(row_ + cell.row_span - 1);
  for (int r = row_; r < row_ + cell.row_span; ++r) {
    for (int c = column; c < column + cell.column_span; ++c) {
      if (taken_[index(r)][index(c)]) return false;
      taken_[index(r)][index(c)] = true;
    }
  }
  return true;
}

int GridFiller::first_gap(int row) const {
  for (int c = 0; c < columns_; ++c) {
    if (!taken_[index(row)][index(c)]) return c;
  }
  return -1;
}

void associate_headers(const Table& table, NodeTree& nodes) {
  std::vector<std::vector<NodeId>> of_column(table.columns.size());
  std::vector<std::vector<NodeId>> of_row(table.rows.size());
  for (const TableCell& cell : table.cells) {
    if (heads(nodes[cell.node], HeaderScope::column)) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) of_column[index(c)].push_back(cell.node);
    }
    if (heads(nodes[cell.node], HeaderScope::row)) {
      for (int r = cell.row; r < cell.row + cell.row_span; ++r) of_row[index(r)].push_back(cell.node);
    }
  }
  const auto add = [](std::vector<NodeId>& into, const std::vector<NodeId>& from) {
    for (const NodeId id : from) {
      bool known = false;
      for (const NodeId other : into) known = known || other == id;
      if (!known) into.push_back(id);
    }
  };
  for (const TableCell& cell : table.cells) {
    Node& node = nodes[cell.node];
    if (node.role != NodeRole::data_cell) continue;
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) add(node.headers, of_row[index(r)]);
    for (int c = cell.column; c < cell.column + cell.column_span; ++c) add(node.headers, of_column[index(c)]);
  }
}

}  // namespace banxin::compose
