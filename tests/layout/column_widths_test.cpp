// Columns without widths of their own: as wide as what they hold asks for (CL-84).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "layout/table_fit.h"
#include "layout/table_fixture.h"

namespace banxin::layout {
namespace {

using test::index_of;
using test::mm;
using test::TableTest;
using test::zi;

class ColumnWidthsTest : public TableTest {
 protected:
  // A head and a row, their columns without widths.
  ShapedTable by_content(const std::vector<std::string>& heads, const std::vector<std::string>& cells) const {
    ShapedTable t = table(std::vector<int>(heads.size(), 0), 2, 1);
    for (std::size_t c = 0; c < heads.size(); ++c) {
      add(t, 0, static_cast<int>(c), heads[c]).alignment = Alignment::centred;
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
      add(t, 1, static_cast<int>(c), cells[c]).alignment = c == 0 ? Alignment::left : Alignment::decimal;
    }
    return t;
  }
  TableFit fit(const ShapedTable& t) const { return fit_table(t, style, style.table, 0); }
  static std::string widths_of(const TableFit& fit) {
    std::string out;
    for (std::size_t c = 0; c + 1 < fit.edges.size(); ++c) out += mm(fit.edges[c + 1] - fit.edges[c]) + "\n";
    return out;
  }
};

TEST_F(ColumnWidthsTest, CL_84_a_long_label_has_its_line_and_figures_share_the_rest_alike) {
  const TableFit wide = fit(by_content({"项目", "件数", "费用"}, {zi(20), "5", "123456"}));
  EXPECT_EQ(wide.verdict, TableFit::Verdict::good);
  // 20 ems of 12 pt with the padding are 87.667 mm, 6 digits with it 15.7; what is left goes to all three alike.
  EXPECT_EQ(widths_of(wide), "99.861\n27.894\n27.894\n");
  EXPECT_EQ(wide.sizes[index_of(style, "cell")], Length::points(12));
}

TEST_F(ColumnWidthsTest, CL_84_widths_that_are_given_are_kept) {
  ShapedTable t = by_content({"项目", "件数", "费用"}, {zi(20), "5", "123456"});
  t.column_shares = {1, 1, 1};
  EXPECT_EQ(widths_of(fit(t)), "51.883\n51.883\n51.883\n");
}

TEST_F(ColumnWidthsTest, CL_84_no_column_is_one_character_wide) {
  std::vector<std::string> heads = {"项目"};
  std::vector<std::string> cells = {zi(12)};
  for (int c = 0; c < 12; ++c) {
    heads.push_back(zi(7));
    cells.emplace_back("3");
  }
  const TableFit narrow = fit(by_content(heads, cells));
  EXPECT_EQ(narrow.verdict, TableFit::Verdict::good);
  for (std::size_t c = 1; c < heads.size(); ++c) {
    EXPECT_GE(narrow.edges[c + 1] - narrow.edges[c], narrow.sizes[index_of(style, "cell")] * 2 + narrow.padding_x * 2);
  }
}

TEST_F(ColumnWidthsTest, CL_84_a_table_that_is_too_wide_is_turned) {
  std::vector<std::string> heads = {"项目"};
  std::vector<std::string> cells = {zi(12)};
  for (int c = 0; c < 7; ++c) {
    heads.emplace_back("数");
    cells.emplace_back("123456789012");
  }
  // Seven times 12 digits of 9 pt, with a millimetre on each side, are 147 mm: no room for the label.
  EXPECT_EQ(fit(by_content(heads, cells)).verdict, TableFit::Verdict::cramped);
  lay({by_content(heads, cells)});
  EXPECT_TRUE(std::get<GlyphRun>(pages.pages()[0].items[0].what).turned);
  heads.pop_back();
  cells.pop_back();
  lay({by_content(heads, cells)});
  EXPECT_FALSE(std::get<GlyphRun>(pages.pages()[0].items[0].what).turned);
}

TEST_F(ColumnWidthsTest, CL_84_a_cell_over_columns_has_room_in_them_together) {
  ShapedTable t = table({0, 0, 0}, 2, 1);
  add(t, 0, 0, "项目").alignment = Alignment::centred;
  add(t, 0, 1, "10_000_000_000_000_000_000", 1, 2).alignment = Alignment::centred;
  add(t, 1, 0, zi(40));
  add(t, 1, 1, "5").alignment = Alignment::decimal;
  add(t, 1, 2, "5").alignment = Alignment::decimal;
  const TableFit both = fit(t);
  EXPECT_GE(both.edges[3] - both.edges[1], Length::points(120) + style.table.padding_x * 2);
  EXPECT_EQ(both.edges[2] - both.edges[1], both.edges[3] - both.edges[2]);
}

TEST_F(ColumnWidthsTest, CL_84_a_short_text_beside_long_ones_has_one_line) {
  const TableFit beside = fit(by_content({"问题", "措施", "时限"}, {zi(60), zi(5), "2019年6月"}));
  // 2019, 年, 6, 月 and three gaps of a quarter of an em are 5.25 ems.
  EXPECT_GE(beside.edges[3] - beside.edges[2], Length::points(63) + style.table.padding_x * 2);
}

// CL-85.
TEST_F(ColumnWidthsTest, CL_85_labels_are_no_more_than_a_step_larger_than_figures) {
  ShapedTable t = table({7, 1}, 1, 0);
  add(t, 0, 0, "经费").text.style = index_of(style, "continued");
  add(t, 0, 1, "123456789012");
  EXPECT_EQ(fit(t).sizes[index_of(style, "continued")], Length::points(21) / 2);
  EXPECT_EQ(fit(t).sizes[index_of(style, "cell")], Length::points(9));
  t.cells.back().text = test::shaped("1234567890", index_of(style, "cell"), {true, 8, 1});
  t.cells.back().alignment = Alignment::centred;
  EXPECT_EQ(fit(t).sizes[index_of(style, "continued")], Length::points(12)) << "10.5 pt are a step";
}

}  // namespace
}  // namespace banxin::layout
