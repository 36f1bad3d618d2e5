// Tables turned onto their side (GB/T 9704-2012, 8).
#include <gtest/gtest.h>

#include "layout/table_fixture.h"

namespace banxin::layout {
namespace {

using test::index_of;
using test::mm;
using test::shaped;
using test::TableTest;

class LandscapeTest : public TableTest {
 protected:
  ShapedTable landscape(int rows) const {
    ShapedTable t = plain(rows);
    t.orientation = Orientation::landscape;
    return t;
  }
  const GlyphRun& run(std::size_t page, std::string_view text) const {
    for (const PageItem& item : pages.pages()[page].items) {
      const auto* found = std::get_if<GlyphRun>(&item.what);
      if (found != nullptr && found->text == text) return *found;
    }
    ADD_FAILURE() << "no " << text << " on page " << page + 1;
    static const GlyphRun none;
    return none;
  }
};

TEST_F(LandscapeTest, GW_71_the_head_is_at_the_left_edge_and_text_runs_up_the_page) {
  lay({landscape(3)});
  const GlyphRun& head = run(0, "项目");
  EXPECT_TRUE(head.turned);
  // The column of three quarters begins at the foot of the type area: 262 mm less the frame's half and 1.5 mm.
  EXPECT_EQ(mm(head.origin.y), "260.325");
  EXPECT_EQ(mm(run(0, "行1").origin.y), "260.325");
  EXPECT_LT(run(0, "数").origin.y, head.origin.y);
  EXPECT_LT(head.origin.x, run(0, "行1").origin.x);
  EXPECT_LT(run(0, "行1").origin.x, run(0, "行3").origin.x);
  // The baseline is 4 pt and 0.88 of 12 pt below the frame's middle.
  EXPECT_EQ(head.origin.x - Length::mm(28) - style.table.frame / 2,
            Length::points(4) + em_box_ascent.at(Length::points(12)));
}

TEST_F(LandscapeTest, GW_72_the_table_is_as_wide_as_the_type_area_is_high) {
  lay({landscape(3)});
  // Frame above and below (at the left and right of the page), then the sides.
  EXPECT_EQ(areas(0),
            "28.000 37.000 0.350 x 225.000\n"
            "35.106 37.000 0.250 x 225.000\n"
            "42.161 37.000 0.250 x 225.000\n"
            "49.217 37.000 0.250 x 225.000\n"
            "56.222 37.000 0.350 x 225.000\n"
            "28.175 261.650 28.222 x 0.350\n"
            "28.175 93.213 28.222 x 0.250\n"
            "28.175 37.000 28.222 x 0.350\n");
}

TEST_F(LandscapeTest, GW_72_nothing_of_it_leaves_the_type_area) {
  lay({landscape(200)});
  EXPECT_GE(pages.pages().size(), 9U);
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

TEST_F(LandscapeTest, GW_70_pages_stay_upright_and_so_do_their_numbers) {
  ShapedDocumentParts document = test::document_of({body("前"), landscape(60), body("后")});
  const auto piece = [&](std::string_view text) { return shaped(text, index_of(style, "page-number"), {true, 0, 0}); };
  document.page_number_before = piece("— ");
  document.page_number_after = piece(" —");
  for (std::size_t i = 0; i < 10; ++i) document.digits[i] = piece(std::to_string(i));
  pages = *test::lay_out(document, style);
  ASSERT_GE(pages.pages().size(), 4U);
  for (std::size_t p = 0; p < pages.pages().size(); ++p) {
    EXPECT_EQ(mm(pages.pages()[p].width), "210.000");
    EXPECT_EQ(mm(pages.pages()[p].height), "297.000");
    const GlyphRun& number = run(p, "— " + std::to_string(p + 1) + " —");
    EXPECT_FALSE(number.turned);
    EXPECT_EQ(mm(number.origin.y), "269.000");  // the stand-in dash has its ink on the baseline
    EXPECT_EQ(number.origin.x > Length::mm(100), p % 2 == 0);
  }
}

TEST_F(LandscapeTest, GW_74_its_head_is_repeated_on_every_page) {
  lay({landscape(60)});
  ASSERT_GE(pages.pages().size(), 3U);
  for (std::size_t p = 1; p < pages.pages().size(); ++p) {
    EXPECT_TRUE(run(p, "续表").turned);
    EXPECT_TRUE(run(p, "项目").turned);
    EXPECT_LT(run(p, "续表").origin.x, run(p, "项目").origin.x);
  }
}

TEST_F(LandscapeTest, its_heading_is_turned_with_it_and_text_goes_on_upright) {
  const ShapedText heading = shaped("三、情况", index_of(style, "heading-1"), {true, 3, 1});
  lay({body("前"), heading, landscape(3), body("后")});
  ASSERT_EQ(pages.pages().size(), 3U);
  EXPECT_FALSE(run(0, "前").turned);
  EXPECT_TRUE(run(1, "三、情况").turned);
  EXPECT_TRUE(run(1, "行3").turned);
  EXPECT_FALSE(run(2, "后").turned);
  ASSERT_EQ(pages.bookmarks().size(), 1U);
  EXPECT_EQ(pages.bookmarks()[0].page, 1);
  EXPECT_EQ(pages.bookmarks()[0].y, style.area_top);
}

TEST_F(LandscapeTest, no_page_is_left_empty_before_or_behind_it) {
  lay({landscape(3)});
  EXPECT_EQ(pages.pages().size(), 1U);
  lay({body("前"), ShapedPageBreak{}, landscape(3), ShapedPageBreak{}, body("后")});
  EXPECT_EQ(pages.pages().size(), 3U);
  lay({landscape(3), landscape(3)});
  EXPECT_EQ(pages.pages().size(), 1U) << "two that fit share a page";
}

TEST_F(LandscapeTest, a_table_is_turned_by_itself_only_when_its_figures_fit_in_no_other_way) {
  ShapedTable t = table(std::vector<int>(8, 1), 1, 0);
  for (int c = 0; c < 8; ++c) add(t, 0, c, "123456789012");  // eight times 54 pt and 0.8 mm are 450 pt
  lay({t});
  EXPECT_TRUE(run(0, "123456789012").turned);
  t.column_shares.pop_back();
  t.cells.pop_back();
  lay({t});
  EXPECT_FALSE(run(0, "123456789012").turned);
}

TEST_F(LandscapeTest, what_fits_on_neither_page_is_an_error) {
  ShapedTable t = table(std::vector<int>(15, 1), 1, 0);
  for (int c = 0; c < 15; ++c) add(t, 0, c, "123456789012");
  const Result<Pages> result = test::lay_out(test::document_of({t}), style);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.findings()[0].code, "layout-cell-overflow");
}

}  // namespace
}  // namespace banxin::layout
