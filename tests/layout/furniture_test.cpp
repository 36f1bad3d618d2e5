#include <gtest/gtest.h>

#include "layout/sample_text.h"

namespace banxin::layout {
namespace {

using test::document_of;
using test::gbt9704;
using test::index_of;
using test::lines_of;
using test::mm;
using test::shaped;
using test::zi;

// A text that is not cut from a paragraph: the dash is one em, spaces a quarter.
ShapedText piece(std::string_view text) {
  const PageStyle style = gbt9704();
  return shaped(text, index_of(style, "page-number"), {true, 0, 0});
}

ShapedDocumentParts numbered(int page_count) {
  const PageStyle style = gbt9704();
  std::vector<ShapedBlock> blocks;
  for (int i = 0; i < page_count; ++i) {
    blocks.emplace_back(shaped("字", index_of(style, "body")));
    blocks.emplace_back(ShapedPageBreak{});
  }
  ShapedDocumentParts document = document_of(std::move(blocks));
  document.page_number_before = piece("— ");
  document.page_number_after = piece(" —");
  for (std::size_t i = 0; i < 10; ++i) document.digits[i] = piece(std::to_string(i));
  document.dash_middle = Em::ratio(3, 10);
  return document;
}

TEST(PageNumbers, GW_65_GW_66_GW_67_places_and_words) {
  const PageStyle style = gbt9704();
  const Result<Pages> pages = test::lay_out(numbered(12), style);
  ASSERT_TRUE(pages);
  const auto numbers = lines_of(*pages, Artifact::footer);
  ASSERT_EQ(numbers.size(), 12U);
  EXPECT_EQ(numbers[0].text, "— 1 —");
  EXPECT_EQ(numbers[11].text, "— 12 —");
  // 14 pt = 4.939 mm from the outer edge: at the right on odd pages, at the left on even ones.
  EXPECT_EQ(mm(numbers[0].right), "179.061");
  EXPECT_EQ(mm(numbers[1].left), "32.939");
  EXPECT_EQ(mm(numbers[10].right), "179.061");
  // Two dashes, two spaces of 1/4 em, one digit of 1/2: three ems of 14 pt.
  EXPECT_EQ(numbers[0].right - numbers[0].left, Length::points(42));
  EXPECT_EQ(numbers[11].right - numbers[11].left, Length::points(49));
  // The middle of the dash, 0.3 em above the baseline, is 7 mm below the type area.
  EXPECT_EQ(mm(numbers[0].baseline - Em::ratio(3, 10).at(Length::points(14))), "269.000");
}

TEST(PageNumbers, GW_68_pages_are_labelled_with_their_number) {
  const Result<Pages> pages = test::lay_out(numbered(2), gbt9704());
  ASSERT_TRUE(pages);
  EXPECT_EQ(pages->pages()[0].label, "1");
  EXPECT_EQ(pages->pages()[1].label, "2");
}

TEST(PageNumbers, stand_behind_the_content_of_their_page) {
  const Result<Pages> pages = test::lay_out(numbered(1), gbt9704());
  ASSERT_TRUE(pages);
  ASSERT_EQ(pages->pages()[0].items.size(), 2U);
  EXPECT_EQ(pages->pages()[0].items[0].artifact, Artifact::none);
  EXPECT_EQ(pages->pages()[0].items[1].artifact, Artifact::footer);
}

TEST(DraftStamp, lies_grey_below_the_text_of_each_page) {
  const PageStyle style = gbt9704();
  ShapedDocumentParts document = numbered(2);
  document.draft_stamp = shaped("草稿", index_of(style, "draft"), {true, 0, 0});
  const Result<Pages> pages = test::lay_out(document, style);
  ASSERT_TRUE(pages);
  for (const Page& page : pages->pages()) {
    ASSERT_EQ(page.items.size(), 3U);
    EXPECT_EQ(page.items[0].artifact, Artifact::stamp);
    EXPECT_EQ(std::get<GlyphRun>(page.items[0].what).colour, Colour::grey);
  }
  const auto stamps = lines_of(*pages, Artifact::stamp);
  EXPECT_EQ(stamps[0].text, "草稿");
  EXPECT_EQ(mm((stamps[0].left + stamps[0].right) / 2), "106.000");
}

TEST(DraftStamp, only_on_drafts) {
  const Result<Pages> pages = test::lay_out(numbered(1), gbt9704());
  ASSERT_TRUE(pages);
  EXPECT_TRUE(lines_of(*pages, Artifact::stamp).empty());
}

TEST(Pages, an_empty_document_is_one_empty_page) {
  const Result<Pages> pages = test::lay_out(document_of({}), gbt9704());
  ASSERT_TRUE(pages);
  EXPECT_EQ(pages->pages().size(), 1U);
}

TEST(Pages, same_input_same_pages) {
  const ShapedDocumentParts document = numbered(3);
  EXPECT_EQ(dump(*test::lay_out(document, gbt9704())), dump(*test::lay_out(document, gbt9704())));
}

// Inside 28 mm and outside 26 mm of 210 mm, on both sides of a leaf: an even page is 2 mm further left.
TEST(Binding, GW_06_on_even_pages_the_type_area_is_mirrored_and_its_number_goes_with_it) {
  const PageStyle style = gbt9704();
  const Result<Pages> pages = test::lay_out(numbered(4), style);
  ASSERT_TRUE(pages);
  const Pages bound = bind(*pages, style);
  ASSERT_EQ(bound.pages().size(), 4U);
  for (const Artifact kind : {Artifact::none, Artifact::footer}) {
    const auto before = lines_of(*pages, kind);
    const auto after = lines_of(bound, kind);
    ASSERT_EQ(before.size(), 4U);
    ASSERT_EQ(after.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(before[i].left - after[i].left, Length::mm(i % 2 == 0 ? 0 : 2));
      EXPECT_EQ(before[i].baseline, after[i].baseline);
    }
  }
}

TEST(Binding, PX_09_a_blank_page_makes_the_number_of_pages_even) {
  const PageStyle style = gbt9704();
  for (const int count : {1, 2, 3}) {
    const Result<Pages> pages = test::lay_out(numbered(count), style);
    ASSERT_TRUE(pages);
    const Pages bound = bind(*pages, style);
    ASSERT_EQ(bound.pages().size(), count == 1 ? 2U : count == 2 ? 2U : 4U);
    EXPECT_EQ(bound.pages().back().items.empty(), count % 2 == 1);
    EXPECT_EQ(bound.pages().back().width, style.page_width);
  }
}

}  // namespace
}  // namespace banxin::layout
