// Widths and type sizes of tables: what gives way, in which order, before a cell is said not to fit.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "layout/table_fixture.h"

namespace banxin::layout {
namespace {

using test::document_of;
using test::index_of;
using test::mm;
using test::ReadLine;
using test::shaped;
using test::TableTest;
using test::zi;

// Sizes of the runs on the first page, in order.
std::string sizes_of(const Pages& pages) {
  std::string out;
  for (const PageItem& item : pages.pages()[0].items) {
    const auto* run = std::get_if<GlyphRun>(&item.what);
    if (run != nullptr && item.artifact == Artifact::none) out += run->text + " " + test::pt(run->size) + "\n";
  }
  return out;
}

TEST_F(TableTest, padding_gives_way_to_a_figure_before_its_size_does) {
  ShapedTable t = table({7, 1}, 1, 0);
  add(t, 0, 0, "经费");
  // The column of 19.456 mm, 55.151 pt, has 46.647 pt between its usual padding, 52.883 between the least: seven digits
  // of 12 pt take 42, eight 48.
  add(t, 0, 1, "12345678").alignment = Alignment::centred;
  lay({t});
  EXPECT_EQ(sizes_of(pages), "经费 12.000\n12345678 12.000\n");
}

TEST_F(TableTest, all_cells_of_a_style_are_set_smaller_together) {
  ShapedTable t = table({7, 1}, 2, 0);
  add(t, 0, 0, "经费").text.style = index_of(style, "continued");
  add(t, 0, 1, "1234567890").alignment = Alignment::centred;  // 50 pt at 10 pt, 52.5 at 10.5
  add(t, 1, 0, "件").text.style = index_of(style, "continued");
  add(t, 1, 1, "3");
  lay({t});
  EXPECT_EQ(sizes_of(pages), "经费 12.000\n1234567890 10.500\n件 12.000\n3 10.500\n");
}

TEST_F(TableTest, a_column_borrows_for_a_figure_that_fits_at_no_size) {
  ShapedTable t = table({7, 1}, 1, 0);
  add(t, 0, 0, "经费");
  add(t, 0, 1, "123456789012");  // 54 pt at 9 pt
  lay({t});
  EXPECT_EQ(sizes_of(pages), "经费 9.000\n123456789012 9.000\n");
  // 54 pt and twice 1.5 mm from the right edge of the frame's middle.
  EXPECT_NE(areas(0).find("161.650 37.175 0.250"), std::string::npos) << areas(0);
}

TEST_F(TableTest, a_figure_that_fits_at_no_size_is_an_error_that_names_it) {
  ShapedTable t = table(std::vector<int>(15, 1), 1, 0);
  for (int c = 0; c < 15; ++c) add(t, 0, c, "123456789012");
  t.orientation = Orientation::portrait;
  const Result<Pages> result = test::lay_out(document_of({t}), style);
  ASSERT_FALSE(result);
  ASSERT_EQ(result.findings().size(), 15U);
  EXPECT_EQ(result.findings()[0].code, "layout-cell-overflow");
  EXPECT_EQ(result.findings()[0].place.line, 12);
  EXPECT_EQ(result.findings()[0].message.zh, "单元格“123456789012”用 9 pt 也放不进 9.577 mm 宽的列。");
  EXPECT_FALSE(result.findings()[0].message.en.empty());
}

TEST_F(TableTest, many_cells_that_do_not_fit_are_counted) {
  ShapedTable t = table(std::vector<int>(15, 1), 100, 0);
  for (int r = 0; r < 100; ++r) {
    for (int c = 0; c < 15; ++c) add(t, r, c, "123456789012");
  }
  const Result<Pages> result = test::lay_out(document_of({t}), style);
  ASSERT_FALSE(result);
  ASSERT_EQ(result.findings().size(), 21U);
  EXPECT_EQ(result.findings()[20].message.zh, "这张表还有 1480 个单元格也放不下，没有逐一列出。");
}

TEST_F(TableTest, empty_cells_of_a_narrow_column_are_no_error) {
  ShapedTable t = table({1000, 1}, 1, 0);
  add(t, 0, 0, "经费");
  add(t, 0, 1, "");
  EXPECT_EQ(lay({t}).size(), 1U);
}

TEST_F(TableTest, upright_cell_stacks_its_characters) {
  ShapedTable t = table({1, 9}, 1, 0);
  add(t, 0, 0, "本年度").upright = true;
  add(t, 0, 1, "数");
  const auto lines = lay({t});
  EXPECT_EQ(test::texts_of(lines), "本\n年\n度\n数\n");
  EXPECT_EQ(lines[1].em_top - lines[0].em_top, Length::points(15));
  EXPECT_EQ(lines[0].left, lines[2].left);
  EXPECT_EQ(mm((lines[0].left + lines[0].right) / 2), "35.957");
}

TEST_F(TableTest, an_upright_cell_keeps_marks_beside_their_characters) {
  ShapedTable t = table({1, 9}, 1, 0);
  add(t, 0, 0, "三、_年度（续）").upright = true;
  add(t, 0, 1, "数");
  const auto lines = lay({t});
  EXPECT_EQ(test::texts_of(lines), "三、\n年\n度\n（续）\n数\n");
  // 、 hangs out: 三 stands above 年, both 12 pt wide.
  EXPECT_EQ(lines[0].left, lines[1].left);
  EXPECT_EQ(lines[0].right - lines[0].left, Length::points(18));
  // The brackets give up their blank halves: 24 pt around the same middle.
  EXPECT_EQ(lines[3].left + lines[3].right, lines[1].left + lines[1].right);
  EXPECT_EQ(lines[3].right - lines[3].left, Length::points(24));
}

TEST_F(TableTest, CL_85_figures_stand_by_their_decimal_points) {
  ShapedTable t = table({1, 1}, 4, 0);
  int r = 0;
  for (const char* figure : {"1234.5", "7", "0.25", "不适用"}) {
    add(t, r, 0, "项");
    add(t, r++, 1, figure).alignment = Alignment::decimal;
  }
  const auto lines = lay({t});
  // Digits of 6 pt: the block is 24 pt before the points and 18 behind, in the middle of the column's 77.825 mm.
  const Length middle = (Length::mm(106) + Length::mm(184) - style.table.frame / 2) / 2;
  const auto near = [](Length a, Length b) { return (a - b).units() < 100 && (b - a).units() < 100; };
  EXPECT_TRUE(near(lines[1].left, middle - Length::points(21))) << mm(lines[1].left) << " " << mm(middle);
  EXPECT_TRUE(near(lines[3].right, lines[1].left + Length::points(24))) << mm(lines[3].right);
  EXPECT_TRUE(near(lines[5].left, lines[1].left + Length::points(18))) << mm(lines[5].left);
  EXPECT_TRUE(near(lines[7].left + lines[7].right, middle * 2)) << "what is no figure is centred";
}

TEST_F(TableTest, a_block_of_decimals_fits_its_column_as_a_whole) {
  ShapedTable t = table({9, 1}, 2, 0);
  add(t, 0, 0, "项");
  add(t, 0, 1, "123456").alignment = Alignment::decimal;  // alone it would fit at 12 pt
  add(t, 1, 0, "项");
  add(t, 1, 1, "0.12").alignment = Alignment::decimal;
  const auto lines = lay({t});
  // Six digits before the points and 1.5 ems behind: 15.565 mm less 0.8 are 41.853 pt, 4.5 ems of 9 pt.
  EXPECT_NE(sizes_of(pages).find("123456 9.000\n"), std::string::npos) << sizes_of(pages);
  EXPECT_LE(lines[3].right, Length::mm(184));
  EXPECT_GE(lines[1].left, style.area_left);
}

TEST_F(TableTest, labels_of_narrow_columns_part_between_their_words) {
  ShapedTable t = table(std::vector<int>(15, 1), 2, 1);
  for (int c = 0; c < 15; ++c) add(t, 0, c, c == 0 ? "社‖会公|益组‖织" : "结‖果维‖持").alignment = Alignment::centred;
  for (int c = 0; c < 15; ++c) add(t, 1, c, "12345").alignment = Alignment::centred;
  const auto lines = lay({t});
  EXPECT_EQ(test::texts_of(lines).find("社会\n公益\n组织\n结果\n维持\n结果\n维持\n"), 0U) << test::texts_of(lines);
  for (const ReadLine& line : lines) EXPECT_LE(line.right - line.left, Length::mm(156) / 15) << line.text;
}

TEST_F(TableTest, labels_lend_no_more_than_they_can_do_without) {
  ShapedTable t = table({2, 1, 1}, 1, 0);
  add(t, 0, 0, zi(20));
  add(t, 0, 1, std::string(44, '1'));  // 22 ems: 198 pt at 9 pt, twice
  add(t, 0, 2, std::string(44, '1'));
  // 442 pt less 396 leave the label 46, under six ems of 9 pt: the table is turned.
  lay({t});
  EXPECT_TRUE(std::get<GlyphRun>(pages.pages()[0].items[0].what).turned);
  t.orientation = Orientation::portrait;
  lay({t});
  EXPECT_FALSE(std::get<GlyphRun>(pages.pages()[0].items[0].what).turned);
}

TEST_F(TableTest, a_table_kept_together_is_set_tighter_to_stay_on_its_page) {
  ShapedTable t = plain(22);
  t.keep_together = true;
  // 10 lines of text leave 341.7 pt and little more; 23 rows need 460 pt, at their tightest 368.
  auto lines = lay({body(zi(26 + 28 * 7)), t});
  EXPECT_EQ(pages.pages().size(), 1U);
  EXPECT_EQ(lines.back().text, "22");
  const Length step = lines.back().em_top - lines[lines.size() - 3].em_top;
  EXPECT_LT(step, Length::points(20));
  EXPECT_GE(step, Length::points(16));
  EXPECT_LE(lines.back().em_top + Length::points(12), style.area_top + style.area_height);
  // Where nothing gives it goes over the page.
  let_nothing_give();
  lay({body(zi(26 + 28 * 7)), t});
  EXPECT_EQ(pages.pages().size(), 2U);
}

TEST_F(TableTest, a_table_kept_together_goes_to_the_next_page_with_its_heading) {
  ShapedTable t = plain(30);
  t.keep_together = true;
  const ShapedText heading = shaped("三、情况", index_of(style, "heading-1"), {true, 3, 1});
  const auto lines = lay({body(zi(26 + 28 * 14)), heading, t});
  ASSERT_EQ(pages.pages().size(), 2U);
  for (const ReadLine& line : lines)
    EXPECT_EQ(line.page, line.text.find("字") == std::string::npos ? 2 : 1) << line.text;
}

TEST_F(TableTest, CL_86_a_table_kept_together_is_cut_where_more_than_a_third_of_the_page_would_stay_white) {
  ShapedTable t = plain(30);
  t.keep_together = true;
  const ShapedText heading = shaped("三、情况", index_of(style, "heading-1"), {true, 3, 1});
  const auto lines = lay({body(zi(26 + 28 * 7)), heading, t});
  ASSERT_EQ(pages.pages().size(), 2U);
  std::map<int, int> rows;
  for (const ReadLine& line : lines) rows[line.page] += line.text.substr(0, 3) == "行" ? 1 : 0;
  EXPECT_GE(rows[1], 10);
  EXPECT_GE(rows[2], 3);
}

TEST_F(TableTest, a_table_that_no_page_holds_begins_where_it_stands) {
  ShapedTable t = plain(60);
  t.keep_together = true;
  const auto lines = lay({body(zi(26 + 28 * 7)), t});
  EXPECT_EQ(pages.pages().size(), 3U);
  std::map<int, int> rows;
  for (const ReadLine& line : lines) rows[line.page] += line.text.substr(0, 3) == "行" ? 1 : 0;
  EXPECT_GE(rows[1], 15);
}

}  // namespace
}  // namespace banxin::layout
