#include <gtest/gtest.h>

#include "layout/adjust.h"
#include "layout/line_breaker.h"
#include "layout/sample_text.h"

namespace banxin::layout {
namespace {

using test::shaped;
using test::zi;

// Expectations are in thousandths of this em.
constexpr Length em = Length::points(16);

Setting solid(int cells) {
  Setting s;
  s.size = em;
  s.first_measure = s.measure = em * cells;
  return s;
}

std::string in_ems(Length length) {
  return std::to_string(length.units() * 1000 / em.units());
}

std::string text_of(const ShapedText& text, const Line& line) {
  const std::uint32_t begin = text.clusters[line.first].text.begin;
  return text.text.substr(begin, text.clusters[line.last - 1].text.end - begin);
}

// "文字 4000" for each line: its text and its right edge in thousandths of an em.
std::string broken(const ShapedText& text, const Setting& setting) {
  std::string out;
  for (const Line& line : break_lines(text, setting).lines) {
    out += text_of(text, line) + " " + in_ems(set_line(text, setting, line).width) + "\n";
  }
  return out;
}
std::string broken(std::string_view text, const Setting& setting) {
  return broken(shaped(text, 0), setting);
}

// What each cluster of the only or first line lost, and the gaps behind them, in thousandths of an em: "，-500".
std::string adjusted(const ShapedText& text, const Setting& setting, const Line& line) {
  const SetLine set = set_line(text, setting, line);
  std::string out;
  for (std::size_t i = 0; i < set.clusters.size(); ++i) {
    const SetCluster& c = set.clusters[i];
    const Cluster& cluster = text.clusters[line.first + i];
    out += text.text.substr(cluster.text.begin, cluster.text.size());
    const Length lost = c.trim_before + c.trim_after;
    if (lost > Length()) out += "-" + in_ems(lost);
    if (i + 1 < set.clusters.size()) {
      const Length gap = set.clusters[i + 1].x - c.x - c.width;
      if (gap != Length()) out += "+" + in_ems(gap);
    }
  }
  return out;
}

std::string adjusted(std::string_view characters, Length measure, bool justified) {
  const ShapedText text = shaped(characters, 0);
  Setting setting = solid(0);
  setting.first_measure = setting.measure = measure;
  return adjusted(text, setting, {0, static_cast<std::uint32_t>(text.clusters.size()), true, justified});
}

TEST(Lines, whole_cells_fill_the_measure_and_the_last_line_keeps_its_width) {
  EXPECT_EQ(broken("一二三四五六七八九十", solid(4)),
            "一二三四 4000\n"
            "五六七八 4000\n"
            "九十 2000\n");
}

TEST(Lines, CL_47_mark_at_the_end_takes_half_a_cell) {
  // Three characters, a half cell, and half a cell left over for the gaps: the right edge is exact.
  EXPECT_EQ(broken("一二三。四五六七八九", solid(4)),
            "一二三。 4000\n"
            "四五六七 4000\n"
            "八九 2000\n");
  Setting kept = solid(4);
  kept.trim_edges = false;  // the columns are kept: the mark's cell is whole
  const ShapedText text = shaped("一二三。四五六七八九", 0);
  EXPECT_EQ(adjusted(text, kept, break_lines(text, kept).lines[0]), "一二三。");
}

TEST(Lines, CL_48_opening_mark_loses_its_left_half_except_in_the_first_line) {
  const ShapedText text = shaped("（一二）三四（五六）七八九十", 0);
  const Setting setting = solid(5);
  const std::vector<Line> lines = break_lines(text, setting).lines;
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(text_of(text, lines[0]), "（一二）三");
  EXPECT_EQ(adjusted(text, setting, lines[0]), "（一二）三");
  EXPECT_EQ(text_of(text, lines[1]), "四（五六）七");
  const Line other = {6, 12, false, false};  // from the second （ on
  EXPECT_EQ(adjusted(text, solid(9), other), "（-500五六）七八");
}

TEST(Lines, CL_44_two_marks_take_one_and_a_half_cells) {
  EXPECT_EQ(adjusted("一）、二", em * 9, false), "一）-500、二");
  EXPECT_EQ(adjusted("一：“二", em * 9, false), "一：“-500二");
  // Three marks in two cells (CL-46).
  EXPECT_EQ(adjusted("一》、《二", em * 9, false), "一》-500、《-500二");
}

TEST(Lines, CL_13_no_mark_at_a_line_start_squeezed_in_before_pushed_out) {
  // The fifth place falls to 。: the comma gives the half cell that 。 needs (CL-65: squeeze in first).
  EXPECT_EQ(broken("一，二三。四五六七八九", solid(4)),
            "一，二三。 4000\n"
            "四五六七 4000\n"
            "八九 2000\n");
}

TEST(Lines, CL_13_pushed_out_where_nothing_can_be_squeezed) {
  // 九 goes to the next line with its mark, for nothing in the first line gives room; the others stretch by one cell
  // over eight gaps.
  EXPECT_EQ(broken("一二三四五六七八九十。二三四", solid(10)),
            "一二三四五六七八九 10000\n"
            "十。二三四 5000\n");
}

TEST(Lines, CL_04_no_opening_mark_at_a_line_end) {
  EXPECT_EQ(broken("一二三四五六七八九十一二三四五六七八九“二三四五”", solid(20)),
            "一二三四五六七八九十一二三四五六七八九 20000\n"
            "“二三四五” 5000\n");
}

TEST(Lines, CL_66_marks_share_the_squeeze_before_one_is_halved) {
  const std::string text = "甲（乙）丙，丁2戊。己";
  // Natural: ten cells of one em, half an em for 2, and two gaps of 1/4: 11.
  EXPECT_EQ(adjusted(text, em * 11, false), "甲（乙）丙，丁+2502+250戊。己");
  // Brackets and commas first, all alike, each up to a quarter of an em.
  EXPECT_EQ(adjusted(text, em * 11 - em * 3 / 8, false), "甲（-125乙）-125丙，-125丁+2502+250戊。己");
  EXPECT_EQ(adjusted(text, em * 11 - em * 3 / 4, false), "甲（-250乙）-250丙，-250丁+2502+250戊。己");
  // Then half of what the gaps can give, then a quarter of 。
  EXPECT_EQ(adjusted(text, em * 11 - em * 7 / 8, false), "甲（-250乙）-250丙，-250丁+1872+187戊。己");
  EXPECT_EQ(adjusted(text, em * 10 - em / 8, false), "甲（-250乙）-250丙，-250丁+1872+187戊。-250己");
  // In the same order the rest: marks to half their cells, gaps to 1/8, 。 to its half.
  EXPECT_EQ(adjusted(text, em * 10 - em / 2, false), "甲（-375乙）-375丙，-375丁+1872+187戊。-250己");
  EXPECT_EQ(adjusted(text, em * 9 + em / 8, false), "甲（-500乙）-500丙，-500丁+1872+187戊。-250己");
  EXPECT_EQ(adjusted(text, em * 9, false), "甲（-500乙）-500丙，-500丁+1252+125戊。-250己");
  EXPECT_EQ(adjusted(text, em * 9 - em / 4, false), "甲（-500乙）-500丙，-500丁+1252+125戊。-500己");
}

TEST(Lines, CL_66_word_spaces_before_brackets) {
  ShapedText text = shaped("a b（c）d", 0);
  text.clusters[1].advance = Em::ratio(1, 2);
  text.clusters[1].squeeze = SqueezeClass::word_space;
  text.clusters[1].squeeze_after = Em::ratio(1, 4);
  Setting setting = solid(0);
  setting.first_measure = em * 4 + em / 4;  // natural: four halves, a space of a half, two brackets: 4 1/2
  const Line all = {0, 7, true, false};
  EXPECT_EQ(adjusted(text, setting, all), "a -250b（c）d");
  setting.first_measure = em * 4;
  EXPECT_EQ(adjusted(text, setting, all), "a -250b（-125c）-125d");
}

TEST(Lines, CL_66_a_label_is_squeezed_last) {
  ShapedText text = shaped("（一）甲。乙", 0);
  text.clusters[2].squeeze = SqueezeClass::label;
  Setting setting = solid(0);
  const Line all = {0, 6, true, false};
  setting.first_measure = em * 5 + em / 2;
  EXPECT_EQ(adjusted(text, setting, all), "（一）甲。-500乙");
  setting.first_measure = em * 5 + em / 4;
  EXPECT_EQ(adjusted(text, setting, all), "（一）-250甲。-500乙");
}

TEST(Lines, CL_67_gaps_stop_at_a_third_and_the_rest_is_shared) {
  const std::string text = "甲2乙丙a b";
  // 1 + 1/2 + 1 + 1 + 1/2 + 1/2, gaps 3 x 1/4, space 1/4: 5 1/2.
  EXPECT_EQ(adjusted(text, em * 5 + em / 2, true), "甲+2502+250乙丙+250a b");
  // The gaps and the word space first, up to a third: 1/16 each.
  EXPECT_EQ(adjusted(text, em * 5 + em * 3 / 4, true), "甲+3122+312乙丙+312a +62b");
  // Then the characters, by as much.
  EXPECT_EQ(adjusted(text, em * 5 + em * 7 / 8, true), "甲+3332+333乙+41丙+333a +83b");
  // Then all of them alike.
  EXPECT_EQ(adjusted(text, em * 6 + em / 8, true), "甲+3752+375乙+125丙+375a +125b");
  EXPECT_EQ(adjusted(text, em * 6 + em * 3 / 4, true), "甲+5002+500乙+250丙+500a +250b");
  // No gap widens by more than a quarter: the line is left as it is.
  EXPECT_EQ(adjusted(text, em * 6 + em * 7 / 8, true), "甲+2502+250乙丙+250a b");
  // The letters of a word never move apart.
  EXPECT_EQ(adjusted("abc", em * 2, true), "abc");
}

TEST(Lines, deals_out_to_the_last_unit) {
  const ShapedText text = shaped("一二三四", 0);
  Setting setting = solid(0);
  setting.first_measure = em * 4 + Length::units(5);
  const SetLine set = set_line(text, setting, {0, 4, true, true});
  EXPECT_EQ(set.width, setting.first_measure);
  EXPECT_EQ((set.clusters[1].x - set.clusters[0].x - em).units(), 2);
  EXPECT_EQ((set.clusters[2].x - set.clusters[1].x - em).units(), 2);
  EXPECT_EQ((set.clusters[3].x - set.clusters[2].x - em).units(), 1);
}

TEST(Lines, CL_77_last_line_holds_two_characters) {
  // Eleven in lines of ten would leave one alone: the first line gives one up and stretches.
  EXPECT_EQ(broken(zi(11), solid(10)), zi(9) + " 10000\n" + zi(2) + " 2000\n");
  // A mark does not count.
  EXPECT_EQ(broken(zi(11) + "。", solid(10)), zi(9) + " 10000\n" + zi(2) + "。 2500\n");
  // Its neighbour: two characters stay where they are.
  EXPECT_EQ(broken(zi(12), solid(10)), zi(10) + " 10000\n" + zi(2) + " 2000\n");
}

TEST(Lines, CL_77_is_pulled_back_when_marks_give_room) {
  EXPECT_EQ(broken("一二，三四，五六七八九", solid(10)), "一二，三四，五六七八九 10000\n");
}

TEST(Lines, breaks_are_chosen_for_the_whole_paragraph) {
  // A greedy breaker fills the first line to ten, parting 12 from 件 in the second; here the first line ends early.
  const std::string text = "一二三四五六七八九十一二三四五六七八12件";
  const ShapedText shaped_text = shaped(text, 0);
  const BrokenText lines = break_lines(shaped_text, solid(10));
  for (std::size_t i = 0; i + 1 < lines.lines.size(); ++i) {
    EXPECT_EQ(shaped_text.clusters[lines.lines[i].last - 1].penalty, 0) << text_of(shaped_text, lines.lines[i]);
  }
}

TEST(Lines, last_resort_break_only_when_nothing_else_fits) {
  // Eight characters that may part in one place only, in lines of four.
  const ShapedText text = shaped("一_二_三_四‖五_六_七_八", 0);
  EXPECT_EQ(broken(text, solid(4)), "一二三四 4000\n五六七八 4000\n");
  EXPECT_EQ(break_lines(text, solid(4)).resort, Resort::all_breaks);
  EXPECT_EQ(break_lines(shaped("一_二_三_四五_六_七_八", 0), solid(4)).resort, Resort::usual);
}

TEST(Lines, a_piece_longer_than_the_line_is_broken_anywhere) {
  const ShapedText text = shaped("12345678901", 0);
  const BrokenText lines = break_lines(text, solid(4));
  EXPECT_EQ(lines.resort, Resort::anywhere);
  EXPECT_FALSE(lines.overfull);
  for (const Line& line : lines.lines) EXPECT_LE(set_line(text, solid(4), line).width, em * 4);
}

TEST(Lines, a_character_wider_than_the_line_cannot_be_set) {
  EXPECT_TRUE(break_lines(shaped("——", 0), solid(1)).overfull);
  EXPECT_FALSE(break_lines(shaped("——", 0), solid(2)).overfull);
}

TEST(Lines, mandatory_break_ends_a_line_unstretched) {
  EXPECT_EQ(broken("一二\n三四五六七八", solid(4)),
            "一二\n 2000\n"
            "三四五六 4000\n"
            "七八 2000\n");
}

TEST(Lines, spaces_vanish_at_line_edges) {
  // Two words are 2 1/4 ems; set at the left each line ends with its word, the space behind it taking no room.
  Setting setting = solid(2);
  setting.alignment = Alignment::left;
  EXPECT_EQ(broken("ab cd ef", setting), "ab  1000\ncd  1000\nef 1000\n");
  setting.measure = setting.first_measure = em * 2 + em / 4;
  EXPECT_EQ(broken("ab cd ef", setting), "ab cd  2250\nef 1000\n");
}

TEST(Lines, ten_thousand_characters_take_no_more_starts_than_a_line_holds) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += i % 9 == 8 ? "字，" : "字字";
  const ShapedText shaped_text = shaped(text, 0);
  const BrokenText lines = break_lines(shaped_text, solid(28));
  EXPECT_EQ(lines.resort, Resort::usual);
  EXPECT_GT(lines.lines.size(), 340U);
}

}  // namespace
}  // namespace banxin::layout
