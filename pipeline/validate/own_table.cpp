#include "validate/own_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/grid_filler.h"

namespace banxin::validate {
namespace {

constexpr int most_columns = 200;  // the document vocabulary's limit
constexpr int most_span = 999;     // the schema's

int span_of(const xml::Node& cell, const char* name) {
  const std::string text = cell.attribute(name).value_or("1");
  int span = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), span);
  return error == std::errc() && end == text.data() + text.size() && span >= 1 && span <= most_span ? span : 1;
}

std::vector<xml::Node> children_of(const xml::Node& node, std::string_view name) {
  std::vector<xml::Node> found;
  for (const xml::Node& child : node.elements()) {
    if (child.name() == name) found.push_back(child);
  }
  return found;
}

class OwnTableCheck {
 public:
  OwnTableCheck(const xml::Tree& record, const xml::Node& table) : record_(record), table_(table) {}

  Findings run() {
    std::vector<xml::Node> parts = children_of(table_, "head");
    for (const xml::Node& body : children_of(table_, "body")) parts.push_back(body);
    columns_ = static_cast<int>(children_of(table_, "column").size());
    for (const xml::Node& part : parts) {
      const std::vector<xml::Node> rows = children_of(part, "tr");
      if (columns_ == 0 && !rows.empty()) count_columns(rows.front());
      if (columns_ > most_columns) {
        find(table_, {fmt::format("表有 {} 栏，至多 {} 栏。", columns_, most_columns),
                      fmt::format("The table has {} columns; {} are the most.", columns_, most_columns)});
        break;
      }
      check(rows);
    }
    return std::move(findings_);
  }

 private:
  void count_columns(const xml::Node& row) {
    for (const xml::Node& cell : row.elements()) columns_ += span_of(cell, "column-span");
    columns_ = std::max(columns_, 1);
  }

  void check(const std::vector<xml::Node>& rows) {
    GridFiller grid(columns_);
    for (const xml::Node& row : rows) {
      grid.begin_row();
      ++row_;
      bool sound = true;
      for (const xml::Node& cell : row.elements()) sound &= place(grid, cell, rows.size());
      const int gap = grid.first_gap(grid.rows() - 1);
      if (gap < 0 || !sound) continue;
      find(row,
           {fmt::format("表的第 {} 行第 {} 栏没有格，而表有 {} 栏。", row_, gap + 1, columns_),
            fmt::format("Row {} of the table has no cell in column {}; columns in all: {}.", row_, gap + 1, columns_)});
    }
  }

  // False: there is a finding.
  bool place(GridFiller& grid, const xml::Node& cell, std::size_t rows) {
    const int row_span = span_of(cell, "row-span");
    const std::size_t left = rows - static_cast<std::size_t>(grid.rows()) + 1;
    if (static_cast<std::size_t>(row_span) > left) {
      find(cell, {fmt::format("表的第 {} 行有一格跨 {} 行，这里只剩 {} 行。", row_, row_span, left),
                  fmt::format("A cell of row {} of the table spans {} rows; rows left: {}.", row_, row_span, left)});
      return false;
    }
    if (grid.place(row_span, span_of(cell, "column-span"))) return true;
    find(cell, {fmt::format("表的第 {} 行有一格放不下，或与别的格重叠；表有 {} 栏。", row_, columns_),
                fmt::format("A cell of row {} of the table has no room, or overlaps another; columns in all: {}.", row_,
                            columns_)});
    return false;
  }

  void find(const xml::Node& at, Bilingual message) {
    findings_.push_back(
        {.code = code::record_own_table,
         .place = record_.place(at),
         .message = std::move(message),
         .hint = {"补上或删去格（没有内容的写 <td/>），或改正 row-span、column-span 和 column 的个数。",
                  "Add or remove cells (an empty one is <td/>), or correct row-span, column-span and the "
                  "number of columns."}});
  }

  const xml::Tree& record_;
  const xml::Node& table_;
  Findings findings_;
  int columns_ = 0;
  int row_ = 0;  // of the whole table, from 1
};

}  // namespace

Findings check_own_table(const xml::Tree& record, const xml::Node& table) {
  return OwnTableCheck(record, table).run();
}

}  // namespace banxin::validate
