#include <gtest/gtest.h>

#include "support/golden.h"
#include "text/kit.h"

namespace banxin::text {
namespace {

Paragraph paragraph_of(const std::string& text, const std::string& style) {
  Paragraph paragraph;
  paragraph.style = style;
  paragraph.node = 1;
  if (!text.empty()) paragraph.inlines.push_back(test::inline_of(text));
  return paragraph;
}

TEST(ShapedDocument, GW_65_PageNumbersDashesAndDigits) {
  const FontBook fonts = test::open_fonts();
  const auto shaped = test::shape(test::document_of({"一"}), test::page_style(), fonts);
  ASSERT_TRUE(shaped);
  EXPECT_EQ(shaped->page_number_before().text, "— ");
  EXPECT_EQ(shaped->page_number_after().text, " —");
  EXPECT_EQ(test::em(shaped->page_number_before().clusters[0].advance), "1.000");  // GW-65: 一字线
  EXPECT_EQ(test::em(shaped->page_number_before().clusters[1].advance), "0.256");
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(shaped->digits()[i].text, std::to_string(i));
    EXPECT_EQ(test::em(shaped->digits()[i].clusters[0].advance), "0.500");  // GW-65: half-width
    EXPECT_EQ(fonts.info(shaped->digits()[i].runs[0].face).family, "Noto Serif CJK SC");
  }
  EXPECT_EQ(test::em(shaped->dash_middle()), "0.380");
  EXPECT_TRUE(shaped->draft_stamp().empty());
}

TEST(ShapedDocument, ADraftIsStamped) {
  DocumentParts document = test::document_of({"一"});
  document.info.draft = true;
  const auto shaped = test::shape(document, test::page_style(), test::open_fonts());
  ASSERT_TRUE(shaped);
  EXPECT_EQ(shaped->draft_stamp().text, "草稿");
}

TEST(ShapedDocument, AnUnknownStyleIsTheFormsFault) {
  const auto shaped = test::shape(test::document_of({"一", "二"}, "boddy"), test::page_style(), test::open_fonts());
  ASSERT_FALSE(shaped);
  ASSERT_EQ(shaped.findings().size(), 1U);
  EXPECT_EQ(shaped.findings()[0].code, "form-unusable");
  EXPECT_NE(shaped.findings()[0].message.en.find("“boddy”"), std::string::npos);
  EXPECT_NE(shaped.findings()[0].message.en.find("fangsong, song"), std::string::npos);
}

TEST(ShapedDocument, AnEmptyParagraphStaysABlock) {
  DocumentParts document = test::document_of({});
  document.blocks.emplace_back(paragraph_of("", "kai"));
  const auto shaped = test::shape(document, test::page_style(), test::open_fonts());
  ASSERT_TRUE(shaped);
  const auto& text = std::get<ShapedText>(shaped->blocks().front());
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(text.style, 3);
  EXPECT_EQ(text.node, 1U);
}

TEST(ShapedDocument, TablesKeepTheirGrid) {
  DocumentParts document = test::document_of({});
  Table table;
  table.node = 1;
  table.columns = {{3}, {1}};
  table.head_rows = 1;
  table.rows = {{1, true}, {1, false}};
  TableCell cell;
  cell.row = 1;
  cell.column = 1;
  cell.row_span = 2;
  cell.alignment = Alignment::centred;
  cell.vertical = VerticalAlignment::top;
  cell.indent = 2;
  cell.upright = true;
  cell.text = paragraph_of("1284", "kai");
  cell.continued = paragraph_of("续", "kai");
  table.cells.push_back(cell);
  table.above.push_back(paragraph_of("表", "hei"));
  table.continued = paragraph_of("续表", "hei");
  document.blocks.emplace_back(std::move(table));
  document.blocks.emplace_back(PageBreak{});
  const auto shaped = test::shape(document, test::page_style(), test::open_fonts());
  ASSERT_TRUE(shaped);
  const auto& out = std::get<ShapedTable>(shaped->blocks()[0]);
  EXPECT_EQ(out.column_shares, (std::vector<int>{3, 1}));
  EXPECT_EQ(out.head_rows, 1);
  EXPECT_TRUE(out.rows[0].keep_with_next);
  ASSERT_EQ(out.cells.size(), 1U);
  EXPECT_EQ(out.cells[0].row_span, 2);
  EXPECT_EQ(out.cells[0].alignment, Alignment::centred);
  EXPECT_FALSE(out.cells[0].middle);
  EXPECT_EQ(out.cells[0].indent, 2);
  EXPECT_TRUE(out.cells[0].upright);
  EXPECT_EQ(out.cells[0].text.text, "1284");
  EXPECT_EQ(out.cells[0].continued.text, "续");
  EXPECT_EQ(out.above.at(0).text, "表");
  EXPECT_EQ(out.continued.text, "续表");
  EXPECT_TRUE(std::holds_alternative<ShapedPageBreak>(shaped->blocks()[1]));
}

TEST(ShapedDocument, RunsFollowFacesAndNodes) {
  DocumentParts document = test::document_of({"一A二"});
  auto& inlines = std::get<Paragraph>(document.blocks.front()).inlines;
  inlines.push_back({"三", 0, "zh-Hans", std::nullopt});
  const auto shaped = test::shape(document, test::page_style(), test::open_fonts());
  ASSERT_TRUE(shaped);
  const auto& text = std::get<ShapedText>(shaped->blocks().front());
  ASSERT_EQ(text.runs.size(), 4U);
  EXPECT_EQ(text.runs[2].node, 1U);
  EXPECT_EQ(text.runs[3].node, 0U);
  EXPECT_FALSE(text.runs[0].half_forms);  // CFF outlines
  EXPECT_TRUE(text.runs[1].half_forms);
}

TEST(ShapedDocument, Dump) {
  DocumentParts document = test::document_of(
      {"瑞安市商务局2018年度，共 394 条（12%）：“公开”《条例》、——……买·力？！", "一\n二 e\u0301\u3000三"});
  const auto shaped = test::shape(document, test::page_style(), test::open_fonts());
  ASSERT_TRUE(shaped);
  banxin::test::expect_golden(dump(*shaped), "text/dump.txt");
}

}  // namespace
}  // namespace banxin::text
