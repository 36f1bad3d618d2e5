#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "layout/page_check.h"

namespace banxin::layout {
namespace {

// The parts of one table, by node, in reading order.
struct TableParts {
  int captions = 0, heads = 0, bodies = 0, loose_rows = 0;
  std::vector<NodeId> rows;
  std::map<NodeId, std::vector<NodeId>> cells;  // of each row
  std::set<NodeId> header_cells;
  bool scoped = false;  // some header cell names what it heads
};

// One head and bodies (PA-75), a regular grid (PA-76), a header for each data cell (PA-78).
class TableCheck {
 public:
  explicit TableCheck(const NodeTree& nodes) : nodes_(nodes) {}

  PageFaults run() {
    std::map<NodeId, TableParts> tables = collect();
    for (auto& [table, parts] : tables) {
      check_parts(table, parts);
      check_grid(table, parts);
      check_headers(parts);
    }
    return std::move(faults_);
  }

 private:
  void report(NodeId id, Bilingual message) {
    faults_.push_back(
        {.origin = nodes_[id].origin,
         .message = std::move(message),
         .hint = {"改正版式 document.xsl 里的这张表。", "Correct this table in the form's document.xsl."}});
  }

  // The table that a part belongs to; 0: none (the document is not a table).
  NodeId table_of(NodeId id) const {
    while (id != 0 && nodes_[id].role != NodeRole::table) id = nodes_[id].parent;
    return id;
  }

  std::map<NodeId, TableParts> collect() const {
    std::map<NodeId, TableParts> tables;
    for (NodeId id = 1; id < nodes_.size(); ++id) {
      const Node& node = nodes_[id];
      if (node.role == NodeRole::table) tables[id];
      const NodeId table = table_of(node.parent);
      if (table == 0) continue;
      TableParts& parts = tables[table];
      switch (node.role) {
        case NodeRole::caption: ++parts.captions; break;
        case NodeRole::table_head: ++parts.heads; break;
        case NodeRole::table_body: ++parts.bodies; break;
        case NodeRole::table_row:
          parts.rows.push_back(id);
          if (node.parent == table) ++parts.loose_rows;
          break;
        case NodeRole::header_cell:
          parts.header_cells.insert(id);
          parts.scoped = parts.scoped || node.scope != HeaderScope::none;
          [[fallthrough]];
        case NodeRole::data_cell: parts.cells[node.parent].push_back(id); break;
        default: break;
      }
    }
    return tables;
  }

  void check_parts(NodeId table, const TableParts& parts) {
    if (parts.captions > 1) report(table, {"表有一个以上的标题。", "A table has more than one caption."});
    if (parts.heads > 1) report(table, {"表有一个以上的表头。", "A table has more than one head."});
    if (parts.heads == 1 && parts.bodies == 0)
      report(table, {"表有表头而没有表身。", "A table has a head but no body."});
    if (parts.loose_rows != 0 && parts.heads + parts.bodies != 0) {
      report(table, {"表行有的在表头或表身里，有的不在。", "Some rows are in a head or body, others are not."});
    }
  }

  // Cells with their spans cover a rectangle exactly once (ISO 14289-1, 7.5): row by row, how far down each column is
  // taken by cells from above.
  void check_grid(NodeId table, const TableParts& parts) {
    std::vector<int> taken;  // rows, this one included, that each column is still covered from above
    for (std::size_t r = 0; r < parts.rows.size(); ++r) {
      std::size_t column = 0;
      const auto cells = parts.cells.find(parts.rows[r]);
      if (cells != parts.cells.end()) {
        for (const NodeId cell : cells->second) column = place(cell, taken, column, r == 0);
      }
      const bool whole = std::all_of(taken.begin(), taken.end(), [](int rows) { return rows > 0; });
      if (!whole || irregular_) {
        report(parts.rows[r],
               {"表的第 " + std::to_string(r + 1) + " 行与各列对不上：单元格合并后不成方格。",
                "Row " + std::to_string(r + 1) +
                    " of a table does not fill its columns: with their spans the cells make no regular grid."});
        irregular_ = false;
        return;
      }
      for (int& rows : taken) --rows;
    }
    if (std::any_of(taken.begin(), taken.end(), [](int rows) { return rows > 0; })) {
      report(table, {"有单元格伸出表的末行。", "A cell reaches below the table's last row."});
    }
  }

  // Puts the cell at the first free column from `column` on; the first row makes the columns.
  std::size_t place(NodeId cell, std::vector<int>& taken, std::size_t column, bool first_row) {
    const Node& node = nodes_[cell];
    while (column < taken.size() && taken[column] > 0) ++column;
    const std::size_t end = column + node.column_span;
    if (end > taken.size() && first_row) taken.resize(end, 0);
    if (end > taken.size() || node.column_span == 0 || node.row_span == 0) {
      irregular_ = true;
      return column;
    }
    for (; column < end; ++column) {
      if (taken[column] > 0) irregular_ = true;
      taken[column] = node.row_span;
    }
    return column;
  }

  // Every data cell finds its headers: by name, or by the scope of header cells (ISO 14289-1, 7.5).
  void check_headers(const TableParts& parts) {
    for (const auto& [row, cells] : parts.cells) {
      for (const NodeId cell : cells) {
        const std::vector<NodeId>& headers = nodes_[cell].headers;
        for (const NodeId header : headers) {
          if (!parts.header_cells.contains(header)) {
            report(cell,
                   {"单元格所指的表头不在本表中。", "A cell names a header that is not a header cell of its table."});
          }
        }
        if (nodes_[cell].role == NodeRole::data_cell && headers.empty() && !parts.scoped) {
          report(cell, {"数据单元格没有对应的表头。", "A data cell has no header."});
        }
      }
    }
  }

  const NodeTree& nodes_;
  bool irregular_ = false;
  PageFaults faults_;
};

}  // namespace

PageFaults check_tables(const NodeTree& nodes) {
  return TableCheck(nodes).run();
}

}  // namespace banxin::layout
