#include "compose/document_reader.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "compose/compose.h"

namespace banxin {
namespace {

Result<Document> read(const std::string& blocks) {
  xml::initialise();
  const std::string text = R"(<document xmlns="urn:banxin:document:1" title="报告" author="局" subject="年度报告" )"
                           R"(language="zh-Hans" date="2018-12-31">)" +
                           blocks + "</document>";
  auto tree = xml::Tree::parse(text, "result.xml", {.elements = 300'000});
  EXPECT_TRUE(tree);
  auto origins = std::make_shared<OriginTable>("record.xml");
  origins->add({7, "/record/chapter[1]"});
  return compose::read_document(*tree, origins, nullptr, "document.xsl", false);
}

// The dump of what the blocks say, without its first line.
std::string dumped(const std::string& blocks) {
  const auto document = read(blocks);
  if (!document) return document.findings().front().message.en;
  const std::string all = compose::dump(*document);
  return all.substr(all.find('\n') + 1);
}

std::string refusal(const std::string& blocks) {
  const auto document = read(blocks);
  return document ? "accepted" : document.findings().front().message.en;
}

TEST(DocumentReader, InfoOfTheDocument) {
  const auto document = read("");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info().title, "报告");
  EXPECT_EQ(document->info().date, 1546214400);  // 2018-12-31T00:00:00Z
  EXPECT_FALSE(document->info().draft);
}

TEST(DocumentReader, HeadingsAndParagraphs) {
  EXPECT_EQ(dumped(R"(<heading level="1" origin="1">一、概况</heading><paragraph>正文。</paragraph>)"),
            "1 heading-1 [heading-1] line 7\n"
            "  1 heading-1 zh-Hans \"一、概况\"\n"
            "2 paragraph [body] line 0\n"
            "  2 paragraph zh-Hans \"正文。\"\n");
}

TEST(DocumentReader, WhatHasNoTextLeavesNothing) {
  const std::string only = "1 paragraph [body] line 0\n  1 paragraph zh-Hans \"甲\"\n";
  EXPECT_EQ(dumped("<paragraph>甲</paragraph>"), only);
  EXPECT_EQ(dumped("<section><paragraph/></section><list><item>　</item></list><paragraph>\u00A0<span language=\"en\"> "
                   "</span></paragraph><paragraph>　　甲</paragraph>"),
            only);
  EXPECT_EQ(dumped("<paragraph><run-in level=\"2\">甲。</run-in>　</paragraph>"),
            "1 heading-2 [body] line 0\n  1 heading-2 zh-Hans kai \"甲。\"\n");
}

TEST(DocumentReader, GW_47_ARunInHeadingIsANodeOfItsOwnBesideItsParagraph) {
  EXPECT_EQ(dumped(R"(<paragraph origin="1"><run-in level="2">（一）组织。</run-in>我局重视。</paragraph>)"),
            "1 heading-2 [body] line 7\n"
            "  1 heading-2 zh-Hans kai \"（一）组织。\"\n"
            "  2 paragraph zh-Hans \"我局重视。\"\n");
}

TEST(DocumentReader, ASpanOfAnotherLanguageIsANode) {
  EXPECT_EQ(dumped(R"(<paragraph>见<span language="en">open data</span>。</paragraph>)"),
            "1 paragraph [body] line 0\n"
            "  1 paragraph zh-Hans \"见\"\n"
            "  2 span en \"open data\"\n"
            "  1 paragraph zh-Hans \"。\"\n");
}

TEST(DocumentReader, PA_79_DataCellsNameTheHeadersOfTheirRowAndColumn) {
  EXPECT_EQ(dumped(R"(<table><caption>表</caption><unit-line>单位：件</unit-line><column width="2"/><column width="1"/>
      <head><row><cell header="column">指标</cell><cell header="column">数</cell></row></head>
      <body><row><cell header="row" indent="1">收到</cell><cell>3</cell></row></body></table>)"),
            "1 table line 0: 2 columns, 2 rows, 1 of them head\n"
            "  3 paragraph [caption] line 0\n"
            "    3 paragraph zh-Hans \"表\"\n"
            "  4 paragraph [unit-line] line 0\n"
            "    4 paragraph zh-Hans \"单位：件\"\n"
            "  7 header-cell 0,0 span 1x1 indent 0 [table-head] line 0 \"指标\"\n"
            "  8 header-cell 0,1 span 1x1 indent 0 [table-head] line 0 \"数\"\n"
            "  11 header-cell 1,0 span 1x1 indent 1 [table-label] line 0 \"收到\"\n"
            "  12 data-cell 1,1 span 1x1 indent 0 [table-cell] line 0 headers 11 8 \"3\"\n");
}

TEST(DocumentReader, PA_79_LabelsInTheBodyHeadWhatIsBelowThemUpToTheNext) {
  const std::string text = dumped(R"(<table><column width="1"/><column width="1"/><body>
      <row><cell header="column" column-span="2">甲</cell></row>
      <row><cell header="column">项</cell><cell header="column">数</cell></row>
      <row><cell header="row">一</cell><cell>1</cell></row>
      <row><cell header="column">项</cell><cell header="column">额</cell></row>
      <row><cell header="row">二</cell><cell>2</cell></row></body></table>)");
  EXPECT_NE(text.find("line 0 headers 9 4 7 \"1\""), std::string::npos) << text;
  EXPECT_NE(text.find("line 0 headers 15 13 \"2\""), std::string::npos) << text;
}

TEST(DocumentReader, AChineseLabelOverSeveralRowsIsContinuedAsSuch) {
  const auto document =
      read(R"(<table keep-together="true" orientation="landscape"><column width="1"/><column width="1"/><body>
      <row><cell header="row" row-span="2">甲</cell><cell>1</cell></row><row><cell>2</cell></row>
      <row><cell header="row" row-span="2" continued="续乙">乙</cell><cell row-span="2" align="decimal">3</cell></row><row/>
      <row><cell header="row" row-span="2" language="en">c</cell><cell>4</cell></row><row><cell>5</cell></row>
      <row><cell header="row">丁</cell><cell>6</cell></row></body></table>)");
  ASSERT_TRUE(document);
  const auto& table = std::get<Table>(document->blocks().front());
  EXPECT_TRUE(table.keep_together);
  EXPECT_EQ(table.orientation, Orientation::landscape);
  std::string said;
  for (const TableCell& cell : table.cells) {
    for (const Inline& piece : cell.continued.inlines) said += piece.text;
    said += '|';
  }
  EXPECT_EQ(said, "甲（续）|||续乙|||||||") << "a figure, another language and a single row have none";
  EXPECT_EQ(table.cells[4].alignment, Alignment::decimal);
}

TEST(DocumentReader, WhatIsOutsideTheVocabularyIsRefusedWithItsPlaceInTheRecord) {
  const auto document = read(R"(<drawing origin="1"/>)");
  ASSERT_FALSE(document);
  const Diagnostic& d = document.findings().front();
  EXPECT_EQ(d.code, "form-unusable");
  EXPECT_EQ(d.place.file, "document.xsl");
  ASSERT_EQ(d.related.size(), 1U);
  EXPECT_EQ(d.related.front().place.line, 7);
  EXPECT_EQ(d.message.en,
            "The stylesheet gave something outside the document vocabulary. There is no element drawing.");
}

TEST(DocumentReader, FaultsOfTablesAndTexts) {
  const std::string lead = "The stylesheet gave something outside the document vocabulary. ";
  EXPECT_EQ(refusal("text"), lead + "The text \"text\" is outside any paragraph.");
  EXPECT_EQ(refusal(R"(<picture digest="" alternative="x"/>)"),
            lead + "The digest of a picture is not one of o:picture().");
  EXPECT_EQ(refusal(R"(<chart kind="bars"><entry><label>x</label></entry></chart>)"),
            lead + "The entries of a chart have not one value for each series.");
  EXPECT_EQ(refusal(R"(<heading level="5">x</heading>)"),
            lead + "The level of heading is \"5\": it must be a whole number from 1 to 4.");
  EXPECT_EQ(refusal(R"(<table><body><row/></body></table>)"), lead + "A table has 1 to 200 columns.");
  EXPECT_EQ(refusal(R"(<table><column width="1"/><column width="1"/><body><row><cell>x</cell></row></body></table>)"),
            lead + "Row 1 of the table has no cell in column 2.");
  EXPECT_EQ(refusal(R"(<table><column width="1"/><body><row><cell column-span="2">x</cell></row></body></table>)"),
            lead + "A cell of row 1 of the table has no room or overlaps another.");
  EXPECT_EQ(refusal(R"(<table><column width="1"/><body><row><cell row-span="2">x</cell></row></body></table>)"),
            lead + "A cell spans beyond the table's last row.");
}

TEST(DocumentReader, EveryNumberHasALeastAndAMost) {
  const auto with = [](const char* name, const char* value) {
    const auto number = [&](const char* one) {
      return std::string(" ") + one + "=\"" + (std::string_view(one) == name ? value : "1") + "\"";
    };
    return "<heading" + number("level") + ">x</heading><table><column" + number("width") + "/><body><row><cell" +
           number("row-span") + number("column-span") + number("indent") + number("origin") +
           ">x</cell></row></body></table>";
  };
  EXPECT_TRUE(read(with("none", "")));
  for (const char* name : {"level", "width", "row-span", "column-span", "indent", "origin"}) {
    for (const char* value : {"", "-1", "2147483648", "1e308", "NaN", "1.5", "１", " 1", "99999999999999999999"}) {
      const std::string said = refusal(with(name, value));
      EXPECT_NE(said.find(std::string(name) + " of "), std::string::npos) << name << " " << value << ": " << said;
    }
  }
  EXPECT_NE(refusal(with("indent", "51")).find("from 0 to 50"), std::string::npos);
  EXPECT_NE(refusal(with("width", "10001")).find("from 1 to 10000"), std::string::npos);
}

TEST(DocumentReader, MoreCellsThanTheLimitAreRefusedOnce) {
  std::string columns;
  std::string row = "<row>";
  for (int c = 0; c < 200; ++c) {
    columns += R"(<column width="1"/>)";
    row += "<cell/>";
  }
  row += "</row>";
  std::string rows;
  for (int r = 0; r < 1000; ++r) rows += row;
  EXPECT_TRUE(read("<table>" + columns + "<body>" + rows + "</body></table>"));
  const auto document = read("<table>" + columns + "<body>" + rows + row + row + "</body></table>");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.findings().front().code, "xml-too-many-elements");
  EXPECT_EQ(document.findings().front().message.en, "The tables have more than 200000 cells, which is the limit.");
}

}  // namespace
}  // namespace banxin
