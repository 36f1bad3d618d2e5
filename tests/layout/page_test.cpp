#include <gtest/gtest.h>

#include "layout/sample_text.h"

namespace banxin::layout {
namespace {

using test::document_of;
using test::gbt9704;
using test::index_of;
using test::lines_of;
using test::mm;
using test::pt;
using test::ReadLine;
using test::shaped;
using test::zi;

class PageTest : public testing::Test {
 protected:
  ShapedText block(std::string_view style_name, std::string_view text, NodeId node = 1) const {
    return shaped(text, index_of(style, style_name), {true, node, 1});
  }
  std::vector<ReadLine> lines(std::vector<ShapedBlock> blocks) {
    Result<Pages> result = test::lay_out(document_of(std::move(blocks)), style);
    EXPECT_TRUE(result) << test::said(result.findings());
    if (!result) return {};
    findings = result.findings();
    pages = std::move(*result);
    return lines_of(pages);
  }

  PageStyle style = gbt9704();
  Pages pages = test::no_pages();
  Findings findings;
};

TEST_F(PageTest, GW_08_a_full_page_is_28_characters_by_22_lines_from_edge_to_edge) {
  const auto all = lines({block("addressee", zi(28 * 23))});
  ASSERT_EQ(all.size(), 23U);
  EXPECT_EQ(all[21].page, 1);
  EXPECT_EQ(all[22].page, 2);
  // GW-02, GW-04: the em boxes of the first and the last line meet the type area.
  EXPECT_EQ(mm(all[0].em_top), "37.000");
  EXPECT_EQ(mm(all[21].em_top + Length::points(16)), "262.000");
  EXPECT_EQ(mm(all[22].em_top), "37.000");
  for (int i = 0; i < 22; ++i) {
    const ReadLine& line = all[static_cast<std::size_t>(i)];
    EXPECT_EQ(line.text, zi(28));
    EXPECT_EQ(line.left, Length::mm(28));    // GW-03
    EXPECT_EQ(line.right, Length::mm(184));  // GW-04
    EXPECT_EQ(pt(all[static_cast<std::size_t>(i) + (i < 21 ? 1 : 0)].baseline - line.baseline),
              i < 21 ? "29.609" : "0.000");
  }
  EXPECT_EQ(mm(all[0].baseline), "41.967");
}

TEST_F(PageTest, GW_08_characters_stand_in_cells_of_15_785_points) {
  lines({block("addressee", zi(30))});
  const auto& run = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  ASSERT_EQ(run.glyphs.size(), 28U);
  for (std::size_t i = 0; i < 28; ++i) {
    EXPECT_EQ(run.glyphs[i].x, style.cell_pitch() * static_cast<std::int64_t>(i));
    EXPECT_EQ(run.clusters[i].width, Length::points(16));
  }
  EXPECT_EQ(pt(run.glyphs[1].x), "15.785");
}

TEST_F(PageTest, GW_45_first_line_two_cells_in) {
  const auto all = lines({block("body", zi(60))});
  EXPECT_EQ(test::edges_of(all), "39.137 184.000 " + zi(26) + "\n" +  //
                                     "28.000 184.000 " + zi(28) + "\n" + "28.000 61.488 " + zi(6) + "\n");
}

TEST_F(PageTest, four_digits_take_two_cells_of_the_grid) {
  const auto all = lines({block("addressee", zi(13) + "（2018）" + zi(41))});
  EXPECT_EQ(mm(all[0].right), "184.000");
  const auto& run = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  // 13 and （ before the digits, 2 cells of digits: ）is the 17th cell.
  EXPECT_EQ(run.text.substr(39, 10), "（2018）");
  EXPECT_NEAR(run.clusters[18].x.to_points(), 16 * style.cell_pitch().to_points(), 0.001);
}

TEST_F(PageTest, CL_47_half_width_marks_at_line_ends_fill_the_line) {
  const auto all = lines({block("addressee", zi(27) + "。" + zi(40))});
  EXPECT_EQ(all[0].text, zi(27) + "。");
  EXPECT_EQ(all[0].right, Length::mm(184));
  const auto& run = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  EXPECT_EQ(run.glyphs.back().form, CellForm::left_half);
  EXPECT_EQ(run.clusters.back().width, Length::points(8));
}

TEST_F(PageTest, half_forms_only_where_half_is_gone_and_the_face_has_them) {
  lines({block("addressee", "一（（二））三")});
  const auto& run = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  EXPECT_EQ(run.glyphs[1].form, CellForm::whole);
  EXPECT_EQ(run.glyphs[2].form, CellForm::right_half);
  EXPECT_EQ(run.glyphs[2].x, run.clusters[2].x);
  EXPECT_EQ(run.glyphs[4].form, CellForm::left_half);
  EXPECT_EQ(run.glyphs[5].form, CellForm::whole);
  ShapedText plain = shaped("一（（二））三", index_of(style, "addressee"), {false, 1, 0});
  lines({plain});
  const auto& whole = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  EXPECT_EQ(whole.glyphs[2].form, CellForm::whole);
  // The drawing reaches half an em to the left of what is left of its cell.
  EXPECT_EQ(whole.clusters[2].x - whole.glyphs[2].x, Length::points(8));
}

TEST_F(PageTest, CL_47_half_forms_where_ink_is_a_hair_wider_than_the_half) {
  const auto forms_where_lost = [this](Em lost) {
    ShapedText text = shaped("一（（二））三", index_of(style, "addressee"), {});
    text.clusters[2].pair_before = text.clusters[4].pair_after = lost;
    lines({text});
    return std::get<GlyphRun>(pages.pages()[0].items[0].what);
  };
  const GlyphRun hair = forms_where_lost(Em::ratio(99, 200));
  EXPECT_EQ(hair.glyphs[2].form, CellForm::right_half);
  // Its ink stands where that of the whole drawing would, and its box within what is left of the cell.
  EXPECT_EQ(hair.glyphs[2].x - hair.clusters[2].x, Length::points(8) - Em::ratio(99, 200).at(Length::points(16)));
  EXPECT_EQ(hair.glyphs[4].form, CellForm::left_half);
  const GlyphRun more = forms_where_lost(Em::ratio(9, 20));
  EXPECT_EQ(more.glyphs[2].form, CellForm::whole);
  EXPECT_EQ(more.glyphs[4].form, CellForm::whole);
}

TEST_F(PageTest, CL_47_a_closing_mark_that_also_moved_is_still_drawn_in_half_a_cell) {
  ShapedText text = shaped(zi(26) + "2）））" + zi(10), index_of(style, "addressee"), {});
  text.clusters[29].squeeze_before = Em::ratio(1, 4);
  const auto all = lines({text});
  ASSERT_EQ(all[0].text, zi(26) + "2）））");
  EXPECT_EQ(all[0].right, Length::mm(184));
  const auto& run = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  EXPECT_EQ(run.glyphs.back().form, CellForm::left_half);
  EXPECT_LT(run.glyphs.back().x, run.clusters.back().x);  // by what it moved
}

TEST_F(PageTest, GW_40_title_at_the_top_then_one_blank_line_then_the_grid) {
  // Two lines of 22 pt, a line of the grid apart, reach into the third; that one is blank; the text begins on the
  // fourth.
  const auto all = lines({block("title", zi(12) + zi(10), 2), block("body", zi(3))});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(mm(all[0].em_top), "37.000");
  EXPECT_EQ(all[1].baseline - all[0].baseline, style.line_pitch());
  EXPECT_EQ(all[2].em_top, style.area_top + style.line_pitch() * 3);
  for (int i = 0; i < 2; ++i) {
    const ReadLine& line = all[static_cast<std::size_t>(i)];
    EXPECT_EQ(mm((line.left + line.right) / 2), "106.000");
  }
  // CL-82: solid.
  EXPECT_EQ((all[0].right - all[0].left).units() % Length::points(22).units(), 0);
}

TEST_F(PageTest, GW_40_the_white_below_a_title_is_alike_for_one_to_four_lines) {
  for (const int count : {1, 2, 3, 4}) {
    std::string title;
    for (int line = 0; line < count; ++line) title += (line > 0 ? "\n" : "") + zi(8);
    ShapedText text = block("title", title, 2);
    for (Cluster& cluster : text.clusters) {
      const bool ends_line = text.text[cluster.text.begin] == '\n';
      if (!ends_line) continue;
      cluster.space = true;
      cluster.break_after = BreakKind::mandatory;
    }
    const auto all = lines({text, block("body", zi(3))});
    ASSERT_EQ(all.size(), static_cast<std::size_t>(count) + 1);
    EXPECT_EQ(all.back().em_top - all[all.size() - 2].em_top, style.line_pitch() * 2) << count;
    EXPECT_EQ(all.back().em_top, style.area_top + style.line_pitch() * (count + 1)) << count;
  }
}

TEST_F(PageTest, CL_79_heading_goes_to_the_next_page_with_its_text) {
  std::vector<ShapedBlock> blocks(21, block("body", zi(3)));
  blocks.emplace_back(block("heading-1", "一、概述", 3));
  blocks.emplace_back(block("body", zi(3)));
  auto all = lines(blocks);
  EXPECT_EQ(all[20].page, 1);
  EXPECT_EQ(all[21].text, "一、概述");
  EXPECT_EQ(all[21].page, 2);
  // One line less above it, and both stay.
  blocks.erase(blocks.begin());
  all = lines(blocks);
  EXPECT_EQ(all[20].text, "一、概述");
  EXPECT_EQ(all[20].page, 1);
  EXPECT_EQ(all[21].page, 1);
}

TEST_F(PageTest, CL_79_headings_that_fill_more_than_a_page_do_not_hang) {
  std::vector<ShapedBlock> blocks(5000, block("heading-1", "一、概述", 3));
  const auto all = lines(std::move(blocks));
  EXPECT_EQ(all.size(), 5000U);
  EXPECT_EQ(all.back().page, (5000 + 21) / 22);
}

TEST_F(PageTest, CL_78_a_lone_last_line_of_two_characters_takes_one_line_along) {
  std::vector<ShapedBlock> blocks(20, block("body", zi(3)));
  blocks.emplace_back(block("addressee", zi(28 * 2 + 2)));
  auto all = lines(blocks);
  EXPECT_EQ(all[20].page, 1);
  EXPECT_EQ(all[21].page, 2);
  EXPECT_EQ(all[22].page, 2);
  // A longer last line may stand alone: the page above stays full.
  blocks.back() = block("addressee", zi(28 * 2 + 9));
  all = lines(blocks);
  EXPECT_EQ(all[21].page, 1);
  EXPECT_EQ(all[22].page, 2);
}

TEST_F(PageTest, blank_lines_count_on_the_grid_and_are_dropped_at_the_top_of_a_page) {
  const auto all = lines({block("signature", "瑞安市商务局"), block("body", zi(2)), block("signature", "瑞安市商务局"),
                          block("body", zi(2))});
  EXPECT_EQ(mm(all[0].em_top), "37.000");
  EXPECT_EQ(all[2].em_top - all[1].em_top, style.line_pitch() * 2);
  // GW-50: two cells from the right edge.
  EXPECT_EQ(all[0].right, Length::mm(184) - style.cell_pitch() * 2);
}

TEST_F(PageTest, GW_50_the_date_stands_two_characters_in_from_the_signature) {
  const Length cell = style.cell_pitch();
  const Length edge = Length::mm(184);
  auto all = lines({block("signature", zi(10)), block("signature-date", zi(7))});
  EXPECT_EQ(all[0].right, edge - cell * 2);
  EXPECT_EQ(all[1].left, all[0].left + cell * 2);
  // A longer date stands two characters from the right, and the signature moves.
  all = lines({block("signature", zi(4)), block("signature-date", zi(7))});
  EXPECT_EQ(all[1].right, edge - cell * 2);
  EXPECT_EQ(all[1].left, all[0].left + cell * 2);
  // A signature without a date, and a date without a signature, keep their indents.
  all = lines({block("signature", zi(4)), block("body", zi(4)), block("signature-date", zi(7))});
  EXPECT_EQ(all[0].right, edge - cell * 2);
  EXPECT_EQ(all[2].right, edge - cell * 2);
}

TEST_F(PageTest, GW_53_signature_and_date_never_stand_on_a_page_without_text) {
  const std::vector<ShapedBlock> signed_by = {block("signature", zi(8)), block("signature-date", zi(7))};
  const auto laid = [&](std::vector<ShapedBlock> blocks) {
    blocks.insert(blocks.end(), signed_by.begin(), signed_by.end());
    return lines(std::move(blocks));
  };
  // 22 lines to a page; with the blank line above them signature and date need three.
  for (const int before : {17, 18, 19, 20, 21, 22}) {
    // A long paragraph: two lines of it go over.
    auto all = laid({block("addressee", zi(28 * before))});
    EXPECT_EQ(all[static_cast<std::size_t>(before)].page, before <= 19 ? 1 : 2) << before;
    EXPECT_EQ(all[static_cast<std::size_t>(before) - 2].page, before <= 19 ? 1 : 2) << before;
    EXPECT_EQ(all[static_cast<std::size_t>(before) - 3].page, 1) << before;
    // A short one: all of it does, with the heading above it.
    std::vector<ShapedBlock> blocks(static_cast<std::size_t>(before) - 2, block("addressee", zi(3)));
    blocks.emplace_back(block("heading-1", zi(5)));
    blocks.emplace_back(block("body", zi(3)));
    all = laid(std::move(blocks));
    EXPECT_EQ(all.back().page, before <= 19 ? 1 : 2) << before;
    EXPECT_EQ(all[static_cast<std::size_t>(before) - 2].page, before <= 19 ? 1 : 2) << before;
    EXPECT_EQ(all[static_cast<std::size_t>(before) - 3].page, 1) << before;
  }
}

TEST_F(PageTest, a_paragraph_over_two_pages_is_one_node) {
  std::vector<ShapedBlock> blocks(21, block("body", zi(3)));
  blocks.emplace_back(block("addressee", zi(28 * 4), 3));
  lines(std::move(blocks));
  std::vector<int> on_page;
  for (const Page& page : pages.pages()) {
    int count = 0;
    for (const PageItem& item : page.items) count += item.node == 3 && item.artifact == Artifact::none ? 1 : 0;
    on_page.push_back(count);
  }
  EXPECT_EQ(on_page, (std::vector<int>{1, 3}));
}

TEST_F(PageTest, a_space_dropped_at_a_line_end_is_still_text) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "word ";
  const auto all = lines({block("addressee", text + "end")});
  ASSERT_GE(all.size(), 2U);
  std::string joined;
  for (const ReadLine& line : all) joined += line.text;
  EXPECT_EQ(joined, text + "end");
  const auto& run = std::get<GlyphRun>(pages.pages()[0].items[0].what);
  EXPECT_EQ(run.text.back(), ' ');
  EXPECT_EQ(run.clusters.back().glyph_count, 0U);
  EXPECT_EQ(run.clusters.back().width, Length());
  EXPECT_EQ(all[0].right, Length::mm(184));
}

TEST_F(PageTest, runs_are_cut_where_the_node_changes) {
  ShapedText text = block("body", "强化领导。加强组织", 4);
  text.runs.push_back({0, 1, true});
  for (std::size_t i = 5; i < text.clusters.size(); ++i) text.clusters[i].run = 1;
  const auto all = lines({text});
  EXPECT_EQ(test::texts_of(all), "强化领导。\n加强组织\n");
  EXPECT_EQ(pages.pages()[0].items[0].node, 4U);
  EXPECT_EQ(pages.pages()[0].items[1].node, 1U);
  EXPECT_EQ(all[0].baseline, all[1].baseline);
  // A run-in heading is bookmarked by its own text.
  ASSERT_EQ(pages.bookmarks().size(), 1U);
  EXPECT_EQ(pages.bookmarks()[0].title, "强化领导。");
  EXPECT_EQ(pages.bookmarks()[0].level, 3);
}

TEST_F(PageTest, bookmarks_name_headings_with_page_and_height) {
  std::vector<ShapedBlock> blocks;
  blocks.emplace_back(block("title", zi(22), 2));
  for (int i = 0; i < 20; ++i) blocks.emplace_back(block("body", zi(3)));
  blocks.emplace_back(block("heading-1", "一、概述", 3));
  blocks.emplace_back(block("body", zi(3)));
  lines(std::move(blocks));
  ASSERT_EQ(pages.bookmarks().size(), 2U);
  EXPECT_EQ(pages.bookmarks()[0].title, zi(22));
  EXPECT_EQ(pages.bookmarks()[0].level, 1);
  EXPECT_EQ(mm(pages.bookmarks()[0].y), "37.000");
  EXPECT_EQ(pages.bookmarks()[1].title, "一、概述");
  EXPECT_EQ(pages.bookmarks()[1].level, 2);
  EXPECT_EQ(pages.bookmarks()[1].page, 1);
}

TEST_F(PageTest, page_break_starts_a_page_but_never_an_empty_one) {
  const auto all = lines({ShapedPageBreak{}, block("body", "一二"), ShapedPageBreak{}, ShapedPageBreak{},
                          block("body", "三四"), ShapedPageBreak{}});
  EXPECT_EQ(all[1].page, 2);
  EXPECT_EQ(pages.pages().size(), 2U);
}

TEST_F(PageTest, an_empty_block_takes_a_line) {
  const auto all = lines({block("body", "一二"), block("body", ""), block("body", "三四")});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].em_top - all[0].em_top, style.line_pitch() * 2);
}

TEST_F(PageTest, a_loose_line_is_reported_with_its_place) {
  const auto all = lines({block("addressee", zi(25) + "12345678901234567890" + zi(20))});
  EXPECT_EQ(all[0].right, Length::mm(184));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "layout-loose-line");
  EXPECT_EQ(findings[0].place.line, 12);
  EXPECT_NE(findings[0].message.zh.find("第 1 行“" + zi(25)), std::string::npos) << findings[0].message.zh;
}

TEST_F(PageTest, CL_67_a_line_whose_gaps_would_be_too_wide_stays_short_and_is_reported) {
  const auto all = lines({block("addressee", zi(20) + "123456789012345678901234567890" + zi(20))});
  EXPECT_LT(all[0].right, Length::mm(143));
  EXPECT_EQ(all[1].right, Length::mm(184));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "layout-short-line");
  EXPECT_EQ(findings[0].place.line, 12);
  EXPECT_NE(findings[0].message.zh.find("短 7.89 字"), std::string::npos) << findings[0].message.zh;
}

TEST_F(PageTest, a_forced_break_is_reported_and_nothing_is_overfull) {
  const auto all = lines({block("addressee", std::string(100, '8'))});
  for (const ReadLine& line : all) EXPECT_LE(line.right, Length::mm(184));
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].code, "layout-line-impossible");
  EXPECT_EQ(findings[0].severity, Severity::warning);
}

TEST_F(PageTest, a_tight_line_is_reported) {
  // Nothing may part 28 ems and a half, and no mark gives room: each gap loses less than 1/32 em.
  std::string text = "字";
  for (int i = 0; i < 27; ++i) text += "_字";
  const auto all = lines({block("addressee", text + "_8" + zi(5))});
  EXPECT_EQ(all[0].right, Length::mm(184));
  ASSERT_EQ(findings.size(), 1U) << test::said(findings);
  EXPECT_EQ(findings[0].code, "layout-tight-line");
}

TEST_F(PageTest, a_character_wider_than_the_line_is_an_error) {
  style.area_width = Length::points(24);
  style.grid_cells = 2;
  Result<Pages> result = test::lay_out(document_of({block("addressee", "字——字")}), style);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.findings()[0].code, "layout-line-impossible");
}

TEST_F(PageTest, dump_names_page_place_size_and_node) {
  lines({block("title", "报告", 2)});
  EXPECT_EQ(dump(pages),
            "page 1 210.000 x 297.000 mm, label \"1\"\n"
            "  text 98.239 to 113.761 y 43.830 22pt face 0 \"报告\" node 2 title\n"
            "bookmark 1 page 1 y 37.000 \"报告\"\n");
}

}  // namespace
}  // namespace banxin::layout
