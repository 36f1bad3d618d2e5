#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "layout/table_fixture.h"

namespace banxin::layout {
namespace {

using test::index_of;
using test::lines_of;
using test::mm;
using test::ReadLine;
using test::shaped;
using test::TableTest;
using test::zi;

TEST_F(TableTest, columns_share_the_whole_width_and_rules_are_drawn_once) {
  lay({plain(1)});
  // Outer edges of the frame on the type area's; two rows of 20 pt = 7.056 mm; the column edge after three quarters of
  // the 155.65 mm between the middles of the frame.
  EXPECT_EQ(areas(0),
            "28.000 37.000 156.000 x 0.350\n"
            "28.000 44.106 156.000 x 0.250\n"
            "28.000 51.111 156.000 x 0.350\n"
            "28.000 37.175 0.350 x 14.111\n"
            "144.788 37.175 0.250 x 14.111\n"
            "183.650 37.175 0.350 x 14.111\n");
}

TEST_F(TableTest, GW_04_nothing_of_a_table_leaves_the_type_area) {
  lay({plain(200)});
  for (const Page& page : pages.pages()) {
    for (const PageItem& item : page.items) {
      if (const auto* area = std::get_if<Area>(&item.what)) {
        EXPECT_GE(area->corner.x, style.area_left);
        EXPECT_GE(area->corner.y, style.area_top);
        EXPECT_LE(area->corner.x + area->width, style.area_left + style.area_width);
        EXPECT_LE(area->corner.y + area->height, style.area_top + style.area_height);
      }
    }
  }
}

TEST_F(TableTest, spans_leave_out_the_rules_inside_them) {
  ShapedTable t = table({1, 1, 1}, 3, 0);
  add(t, 0, 0, "甲", 2, 2);
  add(t, 0, 2, "乙");
  add(t, 1, 2, "丙");
  add(t, 2, 0, "丁");
  add(t, 2, 1, "戊", 1, 2);
  lay({t});
  EXPECT_EQ(areas(0),
            "28.000 37.000 156.000 x 0.350\n"
            "131.942 44.106 52.058 x 0.250\n"  // between 乙 and 丙 only
            "28.000 51.161 156.000 x 0.250\n"
            "28.000 58.167 156.000 x 0.350\n"
            "28.000 37.175 0.350 x 21.167\n"
            "79.933 51.286 0.250 x 7.056\n"    // between 丁 and 戊 only
            "131.817 37.175 0.250 x 14.111\n"  // between 甲 and 乙, 丙
            "183.650 37.175 0.350 x 21.167\n");
}

TEST_F(TableTest, text_stands_in_the_middle_of_its_cell) {
  ShapedTable t = table({1, 1}, 1, 0);
  add(t, 0, 0, "左");
  add(t, 0, 1, "中").alignment = Alignment::centred;
  const auto lines = lay({t});
  EXPECT_EQ(mm(lines[0].left), "29.675");  // 28 + half the frame + 1.5 mm
  EXPECT_EQ(mm((lines[1].left + lines[1].right) / 2), "144.913");
  // A row of 20 pt, its text of 12 pt: 4 pt above it.
  EXPECT_EQ(lines[0].em_top - style.area_top - style.table.frame / 2, Length::points(4));
}

TEST_F(TableTest, indent_counts_ems_of_the_cell_and_right_means_right) {
  ShapedTable t = table({1, 1}, 1, 0);
  add(t, 0, 0, "级").indent = 2;
  add(t, 0, 1, "12").alignment = Alignment::right;
  const auto lines = lay({t});
  EXPECT_EQ(lines[0].left - Length::mm(28) - style.table.frame / 2 - style.table.padding_x, Length::points(24));
  EXPECT_EQ(mm(lines[1].right), "182.325");
}

TEST_F(TableTest, a_row_is_as_high_as_its_highest_cell) {
  ShapedTable t = table({1, 1}, 2, 0);
  add(t, 0, 0, zi(40));  // 17 characters of 12 pt fit 74.8 mm: three lines
  add(t, 0, 1, "右").middle = false;
  add(t, 1, 0, "下");
  add(t, 1, 1, "下");
  const auto lines = lay({t});
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[1].em_top - lines[0].em_top, Length::points(15));
  EXPECT_EQ(lines[3].em_top, lines[0].em_top);  // at the top
  // 12 + 2 x 15 pt and 0.75 mm above and below: the second row's 20 pt cell begins there.
  EXPECT_EQ(lines[4].em_top - lines[0].em_top, Length::points(42) + style.table.padding_y + Length::points(4));
}

TEST_F(TableTest, a_cell_over_two_rows_makes_both_higher) {
  ShapedTable t = table({1, 1}, 2, 0);
  add(t, 0, 0, zi(17 * 4), 2);
  add(t, 0, 1, "上");
  add(t, 1, 1, "下");
  const auto lines = lay({t});
  // Four lines need 57 pt and 1.5 mm, two rows have 40 pt: each gets half of what is lacking.
  const Length needed = Length::points(57) + style.table.padding_y * 2;
  EXPECT_EQ(lines[5].em_top - lines[4].em_top, needed / 2);
}

TEST_F(TableTest, GW_74_head_and_label_are_repeated_as_artifacts) {
  const auto lines = lay({plain(59)});
  ASSERT_EQ(pages.pages().size(), 2U);
  int heads = 0;
  for (const ReadLine& line : lines) heads += line.text == "项目" ? 1 : 0;
  EXPECT_EQ(heads, 1);
  const auto label = lines_of(pages, Artifact::continued);
  EXPECT_EQ(test::texts_of(label), "续表\n");
  EXPECT_EQ(mm(label[0].em_top), "37.000");
  EXPECT_EQ(mm(label[0].right), "184.000");
  const auto repeated = lines_of(pages, Artifact::repeated_head);
  EXPECT_EQ(test::texts_of(repeated), "项目\n数\n");
  EXPECT_EQ(repeated[0].page, 2);
}

TEST_F(TableTest, GW_75_a_fragment_ends_thin_and_the_next_begins_thick) {
  lay({plain(59)});
  const std::string first = areas(0);
  // 225 mm hold the frame and 31 rows of 20 pt: 37.175 + 31 x 7.056 - 0.125.
  EXPECT_NE(first.find("28.000 255.772 156.000 x 0.250\n28.000 37.175 0.350"), std::string::npos) << first;
  EXPECT_EQ(areas(1).find("28.000 44.056 156.000 x 0.350"), 0U) << areas(1);  // below 20 pt of 续表
}

TEST_F(TableTest, pages_are_filled_with_rows) {
  let_nothing_give();
  const auto lines = lay({plain(65)});
  std::map<int, int> rows;
  for (const ReadLine& line : lines) rows[line.page] += line.text.substr(0, 3) == "行" ? 1 : 0;
  EXPECT_EQ(rows, (std::map<int, int>{{1, 30}, {2, 29}, {3, 6}}));
}

TEST_F(TableTest, one_hundred_and_ten_thousand_rows_once_each_in_order) {
  for (const int count : {1, 100, 10'000}) {
    const auto lines = lay({plain(count)});
    int next = 1;
    for (std::size_t i = 2; i < lines.size(); i += 2) {
      EXPECT_EQ(lines[i].text, "行" + std::to_string(next));
      EXPECT_EQ(lines[i + 1].text, std::to_string(next));
      ++next;
    }
    EXPECT_EQ(next, count + 1);
  }
}

TEST_F(TableTest, a_row_taller_than_a_page_is_cut_between_lines) {
  ShapedTable t = plain(2);
  t.cells[2].text = shaped(zi(26 * 100), index_of(style, "cell"), {true, 8, 1});
  const auto lines = lay({t});
  std::string text;
  for (const ReadLine& line : lines) {
    EXPECT_LE(line.em_top + Length::points(12), style.area_top + style.area_height) << line.text;
    if (line.text.substr(0, 3) == "字") text += line.text;
  }
  EXPECT_EQ(text, zi(26 * 100));
  EXPECT_GE(pages.pages().size(), 3U);
  EXPECT_EQ(lines.back().text, "2");
}

TEST_F(TableTest, rows_that_no_page_holds_together_begin_where_they_stand) {
  // The first two rows stay together, and the second is higher than a page: it is cut below the first.
  ShapedTable t = plain(3);
  t.cells[4].text = shaped(zi(26 * 100), index_of(style, "cell"), {true, 8, 1});
  const auto lines = lay({body("甲"), t});
  std::map<int, int> pages_with;
  for (const ReadLine& line : lines) pages_with[line.page] += line.text.substr(0, 3) == "字" ? 1 : 0;
  EXPECT_EQ(lines[1].text, "项目");
  EXPECT_EQ(lines[1].page, 1);
  EXPECT_GE(pages_with[1], 30);
  // Behind other rows as well.
  t = plain(12);
  t.cells[20].text = shaped(zi(26 * 100), index_of(style, "cell"), {true, 8, 1});
  pages_with.clear();
  for (const ReadLine& line : lay({t})) pages_with[line.page] += line.text.substr(0, 3) == "字" ? 1 : 0;
  EXPECT_GE(pages_with[1], 20);
}

TEST_F(TableTest, a_row_that_fits_a_page_is_never_cut) {
  ShapedTable t = plain(30);
  t.cells[58].text = shaped(zi(26 * 10), index_of(style, "cell"), {true, 8, 1});
  const auto lines = lay({t});
  std::map<int, int> pages_with;
  for (const ReadLine& line : lines) pages_with[line.page] += line.text.substr(0, 3) == "字" ? 1 : 0;
  EXPECT_EQ(pages_with[1], 0);
  EXPECT_GE(pages_with[2], 10);
}

TEST_F(TableTest, a_band_stays_with_the_row_below_it) {
  ShapedTable t = plain(40);
  t.rows[30].keep_with_next = true;  // 行30 would be the last on its page
  const auto lines = lay({t});
  for (const ReadLine& line : lines) {
    if (line.text == "行29") {
      EXPECT_EQ(line.page, 1) << "the row before stays";
    }
    if (line.text == "行30") {
      EXPECT_EQ(line.page, 2);
    }
  }
}

TEST_F(TableTest, GW_74_bands_are_repeated_where_the_rows_below_them_go_on) {
  ShapedTable t = plain(70);
  const auto band = [&t](int row) {
    for (ShapedCell& cell : t.cells) {
      if (cell.row == row) cell.node = 7;
    }
  };
  band(5);
  band(6);   // both are on page 1, as is what they head up to 行50 on page 2
  band(51);  // begins in the middle of page 2, and goes on on page 3
  lay({t});
  ASSERT_EQ(pages.pages().size(), 3U);
  EXPECT_EQ(test::texts_of(lines_of(pages, Artifact::repeated_head)), "项目\n数\n行5\n5\n行6\n6\n项目\n数\n行51\n51\n");
  EXPECT_EQ(test::texts_of(lines_of(pages, Artifact::continued)), "续表\n续表\n");
}

TEST_F(TableTest, no_band_is_repeated_above_another) {
  // 30 rows below the head fill a page: 行31, the first of the next, is a band itself.
  ShapedTable t = plain(40);
  for (ShapedCell& cell : t.cells) {
    if (cell.row == 5 || cell.row == 31) cell.node = 7;
  }
  lay({t});
  EXPECT_EQ(test::texts_of(lines_of(pages, Artifact::repeated_head)), "项目\n数\n");
}

TEST_F(TableTest, CL_86_fewer_than_three_rows_stand_at_neither_end) {
  // 30 rows below the head fill a page: of 31 three go over, of 32 three as well.
  let_nothing_give();
  for (const auto& [rows, over] : {std::pair(30, 0), std::pair(31, 3), std::pair(32, 3), std::pair(34, 4)}) {
    int second = 0;
    for (const ReadLine& line : lay({plain(rows)})) second += line.page == 2 && line.text.substr(0, 3) == "行" ? 1 : 0;
    EXPECT_EQ(second, over) << rows;
  }
  // Room for the head and one row: the table begins on the next page.
  std::vector<ShapedBlock> blocks(20, body("字"));
  blocks.emplace_back(plain(30));
  for (const ReadLine& line : lay(blocks)) EXPECT_EQ(line.page, line.text == "字" ? 1 : 2) << line.text;
}

TEST_F(TableTest, a_span_is_parted_only_where_both_its_labels_have_room) {
  ShapedTable t = plain(40);
  t.column_shares = {3, 1, 1};
  for (int r = 0; r < 28; ++r) add(t, r, 2, "");
  // The page holds rows 0 to 30. The label of rows 28 to 31 has two lines, 31.3 pt with its padding: 40 pt above a
  // break; what is said again has three, 46.3 pt: 60 below it. Both together have 80.
  ShapedCell& span = add(t, 28, 2, zi(8), 4);
  span.continued = shaped(zi(14), index_of(style, "cell"), {true, 8, 1});
  for (int r = 32; r <= 40; ++r) add(t, r, 2, "");
  std::stable_sort(t.cells.begin(), t.cells.end(),
                   [](const ShapedCell& a, const ShapedCell& b) { return a.row < b.row; });
  for (const ReadLine& line : lay({t})) {
    if (line.text == "行27" || line.text == "行28") {
      EXPECT_EQ(line.page, line.text == "行27" ? 1 : 2) << line.text;
    }
  }
}

TEST_F(TableTest, a_cell_over_rows_of_two_pages_is_said_again) {
  ShapedTable t = plain(59);
  t.column_shares = {3, 1, 1};
  add(t, 0, 2, "注");
  ShapedCell& wide = add(t, 1, 2, "办理结果", 59);
  wide.continued = shaped("办理结果续", index_of(style, "cell"), {true, 8, 1});
  std::stable_sort(t.cells.begin(), t.cells.end(),
                   [](const ShapedCell& a, const ShapedCell& b) { return a.row < b.row; });
  const auto lines = lay({t});
  int said = 0;
  for (const ReadLine& line : lines) said += line.text == "办理结果" ? 1 : 0;
  EXPECT_EQ(said, 1);
  EXPECT_EQ(test::texts_of(lines_of(pages, Artifact::repeated_head)), "项目\n数\n注\n");
  EXPECT_EQ(test::texts_of(lines_of(pages, Artifact::continued)), "续表\n办理结果续\n");
  // Without words of its own the text is repeated.
  for (ShapedCell& cell : t.cells) cell.continued = {};
  lay({t});
  EXPECT_EQ(test::texts_of(lines_of(pages, Artifact::continued)), "续表\n办理结果\n");
}

TEST_F(TableTest, no_page_ends_before_a_spanning_cell_has_said_its_text) {
  ShapedTable t = plain(40);
  t.column_shares = {3, 1, 1};
  for (int r = 0; r < 29; ++r) add(t, r, 2, "");
  add(t, 29, 2, zi(7 * 5), 12);  // five lines need four rows and a half; two are left on the page
  std::stable_sort(t.cells.begin(), t.cells.end(),
                   [](const ShapedCell& a, const ShapedCell& b) { return a.row < b.row; });
  const auto lines = lay({t});
  for (const ReadLine& line : lines) {
    if (line.text == "行28") {
      EXPECT_EQ(line.page, 1);
    }
    if (line.text == "行29" || line.text == zi(7)) {
      EXPECT_EQ(line.page, 2) << line.text;
    }
  }
}

TEST_F(TableTest, caption_head_and_first_row_stay_together) {
  std::vector<ShapedBlock> blocks(20, body("字"));
  ShapedTable t = plain(3);
  t.above.push_back(shaped("统计表", index_of(style, "caption"), {true, 6, 1}));
  blocks.emplace_back(t);
  auto lines = lay(blocks);
  EXPECT_EQ(lines[20].text, "统计表");
  EXPECT_EQ(lines[20].page, 2);
  blocks.erase(blocks.begin(), blocks.begin() + 3);
  lines = lay(blocks);
  EXPECT_EQ(lines[17].page, 1);
  EXPECT_EQ(lines[18].text, "项目");
  EXPECT_EQ(lines[18].page, 1);
}

TEST_F(TableTest, CL_86_high_rows_go_over_in_twos) {
  let_nothing_give();
  ShapedTable t = plain(12);
  for (ShapedCell& cell : t.cells) {
    if (cell.row > 0 && cell.column == 0) cell.text = shaped(zi(22 * 4), index_of(style, "cell"), {true, 8, 1});
  }
  // Rows of four lines, 61.3 pt: three are more than a quarter of the page.
  int second = 0;
  for (const ReadLine& line : lay({t})) second += line.page == 2 && line.text.find("字") == std::string::npos ? 1 : 0;
  EXPECT_EQ(second, 2);
}

TEST_F(TableTest, CL_86_two_rows_stand_at_the_foot_where_the_third_is_bound_to_those_below) {
  const auto first_page = [this](bool bound) {
    ShapedTable t = plain(30);
    if (bound) {
      for (std::size_t r = 3; r < 12; ++r) t.rows[r].keep_with_next = true;
    }
    std::vector<ShapedBlock> blocks(17, body("字"));
    blocks.emplace_back(t);
    int rows = 0;
    for (const ReadLine& line : lay(blocks)) rows += line.page == 1 && line.text.substr(0, 3) == "行" ? 1 : 0;
    return rows;
  };
  let_nothing_give();
  EXPECT_GT(first_page(false), 3);
  EXPECT_EQ(first_page(true), 2);
}

TEST_F(TableTest, CL_86_lines_to_sign_on_are_never_parted_from_the_last_rows) {
  let_nothing_give();
  style.text_styles[index_of(style, "continued")].keep_with_previous = true;
  const ShapedText sign = shaped("签署", index_of(style, "continued"));
  // 30 rows below the head fill a page: there is no room for the lines below them.
  const auto lines = lay({plain(30), sign, sign});
  std::string over;
  for (const ReadLine& line : lines) over += line.page == 2 ? line.text + "\n" : "";
  EXPECT_EQ(over, "行28\n28\n行29\n29\n行30\n30\n签署\n签署\n");
  lay({plain(27), sign, sign});
  EXPECT_EQ(pages.pages().size(), 1U);
}

TEST_F(TableTest, CL_89_a_last_page_of_little_is_avoided_by_tighter_tables) {
  // Below a line of text and the table there is room for six lines; 21 rows of 20 pt can give 84 pt, three lines more.
  const auto pages_with = [this](std::size_t lines) {
    std::vector<ShapedBlock> blocks = {body("前"), plain(20)};
    blocks.insert(blocks.end(), lines, body("后"));
    lay(blocks);
    return pages.pages().size();
  };
  EXPECT_EQ(pages_with(6), 1U);
  EXPECT_EQ(pages_with(9), 1U);
  EXPECT_EQ(pages_with(10), 2U) << "a line more than the table can give";
  const auto lines = lines_of(pages);
  EXPECT_EQ(lines[5].em_top - lines[3].em_top, Length::points(20));
}

TEST_F(TableTest, CL_87_a_table_stands_in_the_middle_between_the_lines_of_text) {
  const auto lines = lay({body("前"), plain(2), body("后")});
  const std::string frame = areas(0);
  // The frame's outer edges: three rows of 20 pt and its weight.
  const Length size = style.body_size;
  const Length above = lines[1].em_top;
  const Length last = lines.back().em_top;
  const Length free = last - lines.front().em_top - size - Length::points(60) - style.table.frame;
  const Length text_in_row = (Length::points(20) - Length::points(12)) / 2 + style.table.frame / 2;
  const Length white = above - text_in_row - lines.front().em_top - size;
  EXPECT_LE(std::abs((white * 2 - free).units()), 4) << frame;
  EXPECT_GE(white, style.line_pitch() / 2);
}

TEST_F(TableTest, CL_87_a_table_below_another_is_a_line_away) {
  const auto lines = lay({plain(2), plain(2)});
  // From the last row's text to the next table's head, which is a row of the same height.
  EXPECT_EQ(lines[6].em_top - lines[5].em_top,
            Length::points(20) + style.table.frame + style.line_pitch() + (style.line_pitch() - style.body_size) / 2);
}

TEST_F(TableTest, text_returns_to_the_grid_behind_a_table) {
  const auto lines = lay({body("前"), plain(2), body("后")});
  const Length from_top = lines.back().em_top - style.area_top;
  EXPECT_EQ(from_top.units() % style.line_pitch().units(), 0);
  // The table, 60 pt and its frame, begins on the second grid line: text goes on half a line past it, on the fifth.
  EXPECT_EQ(from_top.units() / style.line_pitch().units(), 4);
}

TEST_F(TableTest, a_span_taller_than_a_page_says_all_its_lines_inside_its_cell) {
  ShapedTable t = table({1, 1}, 3, 0);
  add(t, 0, 0, zi(17 * 120), 3);
  for (int r = 0; r < 3; ++r) add(t, r, 1, "右");
  std::stable_sort(t.cells.begin(), t.cells.end(),
                   [](const ShapedCell& a, const ShapedCell& b) { return a.row < b.row; });
  const auto lines = lay({t});
  std::string text;
  for (const ReadLine& line : lines) {
    EXPECT_LE(line.em_top + Length::points(12), style.area_top + style.area_height) << line.page;
    if (line.text != "右") text += line.text;
  }
  EXPECT_EQ(text, zi(17 * 120));
}

}  // namespace
}  // namespace banxin::layout
