#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "layout/sample_text.h"

namespace banxin::layout {
namespace {

using test::document_of;
using test::gbt9704;
using test::index_of;
using test::lines_of;
using test::mm;
using test::ReadLine;
using test::shaped;
using test::zi;

// The page style with one more, off the grid.
PageStyle with_style(const TextStyle& one) {
  PageStyle style = gbt9704();
  style.text_styles.push_back(one);
  return style;
}

TextStyle free_text(const char* name, Length size) {
  TextStyle style;
  style.name = name;
  style.size = style.line_pitch = size;
  style.alignment = Alignment::centred;
  style.on_grid = false;
  return style;
}

std::vector<ReadLine> lines_in(const PageStyle& style, std::vector<ShapedBlock> blocks) {
  const Result<Pages> pages = test::lay_out(document_of(std::move(blocks)), style);
  EXPECT_TRUE(pages) << test::said(pages.findings());
  return pages ? lines_of(*pages) : std::vector<ReadLine>();
}

TEST(OfficialBlocks, GW_33_the_mark_stands_by_its_ink_and_fits_its_line) {
  TextStyle mark = free_text("mark", Length::points(60));
  mark.ink_top = Length::mm(35);
  mark.smallest_size = Length::points(20);
  const PageStyle style = with_style(mark);
  const auto set = [&](int count) {
    ShapedText text = shaped(zi(count), index_of(style, "mark"));
    text.ink_top = Em::ratio(78, 100);
    return lines_in(style, {text, shaped("字", index_of(style, "body"))});
  };
  // A tenth of the em box is white above the ink: 6 pt of 60.
  EXPECT_EQ(mm(set(7)[0].em_top), mm(Length::mm(72) - Length::points(6)));
  // Ten of 60 pt are 600 pt: set in 44.220 pt they fill the 442.205 pt of the area.
  const auto ten = set(10);
  EXPECT_EQ(mm(ten[0].left), "28.000");
  EXPECT_EQ(mm(ten[0].right), "184.000");
  EXPECT_EQ(ten[1].text, "字");
  // Thirty do not fit in 20 pt either.
  EXPECT_EQ(set(30).size(), 3U);
}

TEST(OfficialBlocks, GW_38_below_a_rule_the_grid_begins_anew) {
  TextStyle number = free_text("number", Length::points(16));
  number.rule_below = {Length::mm(1) / 2, Length::mm(4), Colour::red};
  number.blank_lines_after = 2;
  const PageStyle style = with_style(number);
  const Result<Pages> pages = test::lay_out(
      document_of({shaped("号", index_of(style, "number")), shaped("字", index_of(style, "body"))}), style);
  ASSERT_TRUE(pages);
  const PageItem& rule = pages->pages()[0].items[1];
  EXPECT_EQ(rule.artifact, Artifact::rule);
  const auto& area = std::get<Area>(rule.what);
  EXPECT_EQ(area.colour, Colour::red);
  const Length top = style.area_top + Length::points(16) + Length::mm(4);
  EXPECT_EQ(mm(area.corner.y), mm(top));
  EXPECT_EQ(mm(area.corner.x) + " " + mm(area.width) + " " + mm(area.height), "28.000 156.000 0.500");
  EXPECT_EQ(mm(lines_of(*pages)[1].em_top), mm(top + Length::mm(1) / 2 + style.line_pitch() * 2));
}

TEST(OfficialBlocks, GW_37_a_block_to_the_side_ends_on_the_same_line) {
  TextStyle number = free_text("number", Length::points(16));
  number.alignment = Alignment::left;
  number.left_indent = 1;
  number.blank_lines_before = 2;
  PageStyle style = with_style(number);
  TextStyle beside = free_text("beside", Length::points(16));
  beside.alignment = Alignment::right;
  beside.right_indent = 1;
  beside.beside = Beside::last_line;
  style.text_styles.push_back(beside);
  ShapedText names = shaped("人：甲乙丙\n丁", index_of(style, "beside"));
  names.label = 2;
  const auto lines = lines_in(style, {shaped("字", index_of(style, "body")), shaped("号", index_of(style, "number")),
                                      names, shaped("后", index_of(style, "body"))});
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[1].em_top, lines[3].em_top);
  EXPECT_EQ(lines[3].em_top - lines[2].em_top, Length::points(16));
  // One of its own characters from either side; the second row begins under the first name.
  EXPECT_EQ(mm(lines[1].left), mm(Length::mm(28) + Length::points(16)));
  EXPECT_EQ(mm(lines[2].right), mm(Length::mm(184) - Length::points(16)));
  EXPECT_EQ(lines[3].left, lines[2].right - Length::points(48));
  EXPECT_GT(lines[4].em_top, lines[3].em_top);
}

TEST(OfficialBlocks, GW_48_later_lines_begin_behind_the_label) {
  const PageStyle style = gbt9704();
  ShapedText text = shaped("附件_：" + zi(40), index_of(style, "body"));
  text.label = 3;
  const auto lines = lines_in(style, {text});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(mm(lines[0].left), mm(style.area_left + style.cell_pitch() * 2));
  EXPECT_EQ(mm(lines[1].left), mm(style.area_left + style.cell_pitch() * 5));
}

TEST(OfficialBlocks, GW_61_GW_62_GW_68_the_foot_of_the_last_even_page) {
  TextStyle issuer = free_text("issuer", Length::points(14));
  issuer.alignment = Alignment::left;
  issuer.rule_above = issuer.rule_below = {Length::mm(1) / 4, Length::points(5), Colour::black};
  const PageStyle style = with_style(issuer);
  // So many lines of text: labels of the pages, and the page and place of the last rule.
  const auto foot = [&](int lines) {
    std::vector<ShapedBlock> blocks;
    for (int i = 0; i < lines; ++i) blocks.emplace_back(shaped("字", index_of(style, "body")));
    blocks.emplace_back(ShapedPageBreak{.to_foot = true});
    blocks.emplace_back(shaped("办", index_of(style, "issuer")));
    ShapedDocumentParts document = document_of(std::move(blocks));
    document.page_number_before = shaped("—", index_of(style, "page-number"), {true, 0, 0});
    const Result<Pages> pages = test::lay_out(std::move(document), style);
    EXPECT_TRUE(pages);
    if (!pages) return std::string();
    std::string out;
    for (const Page& page : pages->pages()) out += page.label.empty() ? "- " : page.label + " ";
    Length bottom;
    for (const PageItem& item : pages->pages().back().items) {
      if (item.artifact != Artifact::rule) continue;
      const auto& rule = std::get<Area>(item.what);
      bottom = std::max(bottom, rule.corner.y + rule.height / 2);
    }
    return out + mm(bottom);
  };
  EXPECT_EQ(foot(5), "1 2 262.000");
  EXPECT_EQ(foot(22), "1 2 262.000");
  EXPECT_EQ(foot(40), "1 2 262.000");
  EXPECT_EQ(foot(44), "1 2 - - 262.000");
  EXPECT_EQ(foot(45), "1 2 3 4 262.000");
}

}  // namespace
}  // namespace banxin::layout
