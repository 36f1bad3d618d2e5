#include "compose/table_headers.h"

#include <algorithm>
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

void add_new(std::vector<NodeId>& into, const std::vector<NodeId>& from) {
  for (const NodeId id : from) {
    if (std::find(into.begin(), into.end(), id) == into.end()) into.push_back(id);
  }
}

// The header cells over one column: those of the head, then those of the body that are in force.
struct ColumnHeaders {
  std::vector<NodeId> of_head, of_body;
  int body_end = -1;  // one past the last row of the latest header in the body

  void add(const TableCell& cell, int head_rows) {
    if (cell.row < head_rows) {
      of_head.push_back(cell.node);
      return;
    }
    if (cell.row != body_end) of_body.clear();
    of_body.push_back(cell.node);
    body_end = cell.row + cell.row_span;
  }
};

}  // namespace

void associate_headers(const Table& table, NodeTree& nodes) {
  std::vector<ColumnHeaders> of_column(table.columns.size());
  std::vector<std::vector<NodeId>> of_row(table.rows.size());
  for (const TableCell& cell : table.cells) {
    if (!heads(nodes[cell.node], HeaderScope::row)) continue;
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) of_row[index(r)].push_back(cell.node);
  }
  for (const TableCell& cell : table.cells) {
    Node& node = nodes[cell.node];
    if (heads(node, HeaderScope::column)) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) of_column[index(c)].add(cell, table.head_rows);
    }
    if (node.role != NodeRole::data_cell) continue;
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) add_new(node.headers, of_row[index(r)]);
    for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
      add_new(node.headers, of_column[index(c)].of_head);
      add_new(node.headers, of_column[index(c)].of_body);
    }
  }
}

}  // namespace banxin::compose
