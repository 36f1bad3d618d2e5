#include <gtest/gtest.h>

#include "layout/balance.h"
#include "layout/sample_text.h"

namespace banxin::layout {
namespace {

using test::shaped;
using test::zi;

constexpr Length title_em = Length::points(22);

// GB/T 9704's title: 156 mm hold twenty characters of 22 pt (GW-42).
Setting title_setting() {
  Setting s;
  s.size = title_em;
  s.alignment = Alignment::centred;
  s.trim_edges = false;
  s.first_measure = s.measure = Length::mm(156);
  return s;
}

std::string broken(std::string_view characters) {
  const ShapedText text = shaped(characters, 0);
  std::string out;
  for (const Line& line : break_balanced(text, title_setting()).lines) {
    const std::uint32_t begin = text.clusters[line.first].text.begin;
    out += text.text.substr(begin, text.clusters[line.last - 1].text.end - begin) + "\n";
  }
  return out;
}

TEST(Title, GW_42_twenty_characters_stay_on_one_line) {
  EXPECT_EQ(broken(zi(20)), zi(20) + "\n");
}

TEST(Title, GW_41_two_lines_are_never_equal) {
  // 22 characters could part into 11 and 11; a trapezium has unlike lines, near to one another.
  const std::string lines = broken(zi(22));
  EXPECT_TRUE(lines == zi(10) + "\n" + zi(12) + "\n" || lines == zi(12) + "\n" + zi(10) + "\n") << lines;
}

TEST(Title, GW_41_breaks_where_the_meaning_allows_it) {
  // Every break but the one behind 年度 is unpleasant.
  EXPECT_EQ(broken("瑞|安|市|商|务|局|2018|年|度政|府|信|息|公|开|工|作|年|度|报|告"),
            "瑞安市商务局2018年度\n政府信息公开工作年度报告\n");
}

TEST(Title, GW_41_lines_that_look_equal_are_as_bad_as_equal_ones) {
  // Where the meaning pauses the lines would have 11.75 and 12 ems, all but a rectangle; elsewhere 8 and 16.
  EXPECT_EQ(broken("云_岭_市_自_然_资_源_局|字_字_字_1政_府_信_息_公_开_工_作_年_度_报_告"),
            "云岭市自然资源局\n字字字1政府信息公开工作年度报告\n");
  EXPECT_EQ(broken("云_岭_市_自_然_资_源_局|字_字_字_123政_府_信_息_公_开_工_作_年_度_报_告"),
            "云岭市自然资源局字字字123\n政府信息公开工作年度报告\n");
}

TEST(Title, GW_41_no_hourglass) {
  // Cheapest by penalties alone would be 18, 10, 18: an hourglass. A worse break with a good shape is taken.
  std::string title;
  for (int i = 0; i < 46; ++i) {
    if (i > 0 && i != 18 && i != 28) title += "|";
    title += "字";
  }
  const std::string lines = broken(title);
  std::vector<std::size_t> widths;
  for (std::size_t at = 0, end = 0; (end = lines.find('\n', at)) != std::string::npos; at = end + 1) {
    widths.push_back((end - at) / 3);
  }
  ASSERT_GE(widths.size(), 3U);
  bool falling = false;
  for (std::size_t i = 1; i < widths.size(); ++i) {
    EXPECT_NE(widths[i], widths[i - 1]) << lines;
    EXPECT_FALSE(falling && widths[i] > widths[i - 1]) << lines;
    falling = falling || widths[i] < widths[i - 1];
  }
}

TEST(Title, a_break_that_the_text_makes_is_kept) {
  EXPECT_EQ(broken("一二三四\n五六七八"), "一二三四\n\n五六七八\n");
}

// Inside a name and inside a word of it a title parts at any price when nothing else is possible (CL-81).
TEST(Title, a_break_at_any_price_makes_no_line_too_wide) {
  for (const std::int32_t price : {last_resort_penalty, 500'000, 10'000'000}) {
    ShapedText text = shaped(zi(33), 0);
    for (Cluster& cluster : text.clusters) cluster.penalty = price;
    const BrokenText lines = break_balanced(text, title_setting());
    EXPECT_EQ(lines.lines.size(), 2U) << price;
    EXPECT_FALSE(lines.overfull) << price;
  }
}

TEST(Title, a_title_of_a_thousand_characters_is_broken_all_the_same) {
  EXPECT_GE(break_balanced(shaped(zi(1000), 0), title_setting()).lines.size(), 50U);
}

}  // namespace
}  // namespace banxin::layout
