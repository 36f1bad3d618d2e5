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

std::string texts_of(const Found& found) {
  std::string texts;
  for (const Block& block : found.blocks) texts += block.text + "\n";
  return texts;
}

TEST(Found, of_lines_broken_at_a_width_are_paragraphs_again) {
  const Found found = of_text(
      "云岭市教育局2023年政府信息公开工作年度报告\n"
      "\n"
      "一、总体情况\n"
      "2023年，我局坚持以公开为常态、不公开为例外，全年公开信\n"
      "息1342条。政策解读稿件24篇，视频Land and\n"
      "Planning 6部，全年访问量达到563201\n"
      "27次。\n"
      "制发文件5件，均同步发布解读材料，并按要求在专栏集中公开\n"
      "全部有效文件。\n"
      "二、存在的问题\n"
      "一是个别信息公开不及时；二是政策解读的形式还比较单一，三\n"
      "是基层流程不熟。\n");
  EXPECT_EQ(texts_of(found),
            "云岭市教育局2023年政府信息公开工作年度报告\n"
            "一、总体情况\n"
            "2023年，我局坚持以公开为常态、不公开为例外，全年公开信息1342条。政策解读稿件24篇，视频Land and\n"
            "Planning 6部，全年访问量达到563201\n"
            "27次。\n"
            "制发文件5件，均同步发布解读材料，并按要求在专栏集中公开全部有效文件。\n"
            "二、存在的问题\n"
            "一是个别信息公开不及时；二是政策解读的形式还比较单一，三是基层流程不熟。\n");
  ASSERT_EQ(found.remarks.size(), 1U);
  EXPECT_EQ(found.remarks.front().kind, Remark::Kind::joined_lines);
  EXPECT_EQ(found.blocks[2].spot.line, 4);
}

TEST(Found, of_broken_lines_with_indents_has_a_paragraph_for_each_indent) {
  EXPECT_EQ(texts_of(of_text("　　全年公开信息1342条，其中规划公示类信息公开有96条。\n"
                             "土地供应结果128条，征收公告35条，其余均为工作动态类信息，\n"
                             "由各科室报送后统一发布在门户网站的专栏里面，按月公示结果\n"
                             "并接受监督。\n"
                             "　　全年培训2次。\n"
                             "　　制度方面，修订信息发布审查办法，做到先审查后公开，不遗\n"
                             "漏一件。\n")),
            "全年公开信息1342条，其中规划公示类信息公开有96条。土地供应结果128条，征收公告35条，其余均为工作动态类信息，"
            "由各科室报送后统一发布在门户网站的专栏里面，按月公示结果并接受监督。\n"
            "全年培训2次。\n"
            "制度方面，修订信息发布审查办法，做到先审查后公开，不遗漏一件。\n");
}

TEST(Found, of_lines_that_are_paragraphs_keeps_them_apart) {
  constexpr std::string_view list =
      "云岭市教育局关于印发2023年政务公开工作要点的通知文件\n云岭市教育局关于做好2023年招生信息公开的通知文件\n"
      "全年公开信息1342条，均在规定的时限内发布到了门户网站。\n编发工作动态24期，刊登政府信息公开内容共计有11期。\n"
      "全年没有行政复议。\n";
  const Found found = of_text(list);
  EXPECT_EQ(texts_of(found), list);
  EXPECT_TRUE(found.remarks.empty());
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
