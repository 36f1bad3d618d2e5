#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layout/sample_text.h"

namespace banxin::test {

// Makes tables and sets them.
class TableTest : public testing::Test {
 protected:
  // A table without cells; `rows` rows.
  ShapedTable table(std::vector<int> shares, int rows, int head_rows) const {
    ShapedTable t;
    t.node = 5;
    t.origin = 1;
    t.column_shares = std::move(shares);
    t.head_rows = head_rows;
    t.rows.resize(static_cast<std::size_t>(rows));
    return t;
  }
  ShapedCell& add(ShapedTable& t, int row, int column, std::string_view text, int row_span = 1,
                  int column_span = 1) const {
    ShapedCell cell;
    cell.row = row;
    cell.column = column;
    cell.row_span = row_span;
    cell.column_span = column_span;
    cell.node = 8;
    cell.origin = 1;
    cell.text = shaped(text, index_of(style, "cell"), {true, 8, 1});
    t.cells.push_back(cell);
    return t.cells.back();
  }
  // Head 项目 | 数, then rows 1, 2, 3 … each with its number.
  ShapedTable plain(int rows) const {
    ShapedTable t = table({3, 1}, rows + 1, 1);
    add(t, 0, 0, "项目");
    add(t, 0, 1, "数");
    for (int r = 1; r <= rows; ++r) {
      add(t, r, 0, "行" + std::to_string(r));
      add(t, r, 1, std::to_string(r));
    }
    t.continued = shaped("续表", index_of(style, "continued"), {true, 0, 1});
    return t;
  }
  std::vector<ReadLine> lay(std::vector<ShapedBlock> blocks) {
    Result<Pages> result = lay_out(document_of(std::move(blocks)), style);
    EXPECT_TRUE(result) << said(result.findings());
    if (!result) return {};
    pages = std::move(*result);
    return lines_of(pages);
  }
  // Rows keep their height, whatever that would save.
  void let_nothing_give() {
    style.table.least_row_height = style.table.minimum_row_height;
    style.table.least_padding_y = style.table.padding_y;
    style.table.smallest_size = Length();
  }
  ShapedText body(std::string_view text) const { return shaped(text, index_of(style, "body")); }

  // Areas of a page: "28.000 37.000 156.000 x 0.350", a line each.
  std::string areas(std::size_t page) const {
    std::string out;
    for (const PageItem& item : pages.pages()[page].items) {
      if (const auto* area = std::get_if<Area>(&item.what)) {
        EXPECT_EQ(item.artifact, Artifact::rule);
        out += mm(area->corner.x) + " " + mm(area->corner.y) + " " + mm(area->width) + " x " + mm(area->height) + "\n";
      }
    }
    return out;
  }

  PageStyle style = gbt9704();
  Pages pages = no_pages();
};

}  // namespace banxin::test
