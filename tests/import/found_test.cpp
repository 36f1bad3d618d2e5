#include "import/found.h"

#include <gtest/gtest.h>

#include "import/readers.h"

namespace banxin::import {
namespace {

Found of_text(std::string_view text) {
  return read_text(text).found;
}

TEST(Found, of_a_text_has_lines_and_tables) {
  EXPECT_EQ(dump(of_text("标题\n\n甲 | 1 |\n乙 || 2\n完。")),
            "paragraph  line 1  标题\n"
            "table  line 3  \n"
            "  0,0 1x1  line 3, cell 1  甲\n"
            "  0,1 1x1  line 3, cell 2  1\n"
            "  1,0 1x1  line 4, cell 1  乙\n"
            "  1,2 1x1  line 4, cell 3  2\n"
            "paragraph  line 5  完。\n");
}

TEST(Found, of_a_line_with_several_paragraphs_parts_them) {
  const Found found = of_text("一、概述 (一)形式。我局公开394 条。 二、其他 2019年再说。 Land and Planning 正文 二字");
  std::string texts;
  for (const Block& block : found.blocks) texts += block.text + "\n";
  EXPECT_EQ(texts, "一、概述\n(一)形式。我局公开394 条。\n二、其他\n2019年再说。\nLand and Planning 正文 二字\n");
}

TEST(Found, goes_through_a_pipe_and_comes_back) {
  Found found = of_text("甲 | 1\n乙 | 2");
  found.remarks.push_back({Remark::Kind::macros, "xl/vbaProject.bin", {.sheet = "表一"}});
  found.blocks.front().grid.cells.front().head = true;
  const auto back = unpacked(packed(found));
  ASSERT_TRUE(back);
  EXPECT_EQ(dump(*back), dump(found));
}

TEST(Found, of_any_other_bytes_is_none) {
  const std::string good = packed(of_text("甲 | 1\n乙 | 2"));
  for (std::size_t i = 0; i < good.size(); ++i) {
    EXPECT_FALSE(unpacked(good.substr(0, i))) << i;
    std::string damaged = good;
    damaged[i] = '9';
    const auto found = unpacked(damaged);  // any text is a text; no number leads out of its table
    if (!found) continue;
    for (const Block& block : found->blocks) {
      for (const Cell& cell : block.grid.cells) {
        EXPECT_LE(cell.row + cell.row_span, block.grid.rows);
        EXPECT_LE(cell.column + cell.column_span, block.grid.columns);
      }
    }
  }
  EXPECT_FALSE(unpacked("999999999999999999999 "));
  EXPECT_FALSE(unpacked(""));
}

TEST(Found, says_where_things_stand) {
  EXPECT_EQ(where({.sheet = "汇总", .row = 4, .column = 28}).zh, "工作表“汇总”AB4");
  EXPECT_EQ(where({.table = 3, .row = 7, .column = 2}).zh, "第3张表第7行第2格");
  EXPECT_EQ(where({.paragraph = 12}).en, "paragraph 12");
  EXPECT_EQ(where({.line = 5}).zh, "第5行");
}

TEST(Grid, places_cells_as_HTML_does) {
  GridBuilder builder;
  builder.begin_row();
  builder.add({.text = "a", .row_span = 2});
  builder.add({.text = "b", .column_span = 2});
  builder.begin_row();
  builder.add({.text = "c"});
  builder.add({.text = "d", .row_span = 9});
  const Grid grid = std::move(builder).finish();
  EXPECT_EQ(grid.rows, 2);
  EXPECT_EQ(grid.columns, 3);
  EXPECT_EQ(grid.cells[2].column, 1);
  EXPECT_EQ(grid.cells[3].column, 2);
  EXPECT_EQ(grid.cells[3].row_span, 1) << "no span reaches out of the table";
}

TEST(Html, is_read_as_a_browser_shows_it) {
  const Reading reading = read_html(
      "<html><head><title>t</title><style>x</style></head><body><nav>首页</nav><div id=zoom>"
      "<p>　　第一段&nbsp;<b>粗</b>体</p>散文<br>次行<ul><li>其一<li>其二</ul><p style='display:none'>藏</p>"
      "<table><tr><td>本年新<br />制作数量<td>1<tr><th>x</table></div><p>外</p></body></html>",
      {"zoom"});
  EXPECT_EQ(dump(reading.found),
            "heading1  paragraph 1  t\n"
            "paragraph  paragraph 2  第一段 粗体\n"
            "paragraph  paragraph 3  散文\n"
            "paragraph  paragraph 4  次行\n"
            "item  paragraph 5  其一\n"
            "item  paragraph 6  其二\n"
            "table  table 1  \n"
            "  0,0 1x1  table 1, row 1, cell 1  本年新制作数量\n"
            "  0,1 1x1  table 1, row 1, cell 2  1\n"
            "  1,0 1x1 head  table 1, row 2, cell 1  x\n"
            "remark 1  the file  \n");
}

TEST(Html, a_table_around_tables_is_only_their_place) {
  const Reading reading = read_html("<table><tr><td>左<table><tr><td>1<td>2</table></table>", {});
  EXPECT_EQ(dump(reading.found),
            "paragraph  paragraph 1  左\n"
            "table  table 1  \n"
            "  0,0 1x1  table 1, row 1, cell 1  1\n"
            "  0,1 1x1  table 1, row 1, cell 2  2\n");
}

TEST(Html, nested_beyond_measure_is_refused) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  EXPECT_NE(read_html(deep, {}).fault.zh.find("256"), std::string::npos);
}

}  // namespace
}  // namespace banxin::import
