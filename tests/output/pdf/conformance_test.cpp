// What is refused because no file within PDF/A-3a and PDF/UA-1 could hold it, and what is not.

#include "output/pdf/conformance.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "layout/seal.h"

namespace banxin::pdf {
namespace {

// A document of nodes with lines of their own: node n stands at line n of the record.
class Sample {
 public:
  Sample() {
    pages.info = {.title = "报告", .author = "局", .language = "zh-Hans", .subject = "年报", .date = 0, .draft = false};
    origins_ = std::make_shared<OriginTable>("record.xml");
    add(NodeRole::document, 0);
    pages.pages.push_back({.width = Length::mm(210), .height = Length::mm(297), .items = {}, .label = "1"});
  }

  NodeId add(NodeRole role, NodeId parent) {
    Node node;
    node.role = role;
    node.parent = parent;
    const auto id = static_cast<NodeId>(nodes.size());
    node.origin = origins_->add({.line = static_cast<int>(id), .xpath = "/record"});
    nodes.push_back(std::move(node));
    return id;
  }

  // Head with one header cell, body with one data cell that names it.
  NodeId add_table() {
    const NodeId table = add(NodeRole::table, 0);
    const NodeId head = add(NodeRole::table_row, add(NodeRole::table_head, table));
    const NodeId header = add(NodeRole::header_cell, head);
    const NodeId row = add(NodeRole::table_row, add(NodeRole::table_body, table));
    const NodeId cell = add(NodeRole::data_cell, row);
    nodes[cell].headers = {header};
    return cell;
  }

  void add_text(NodeId node, const std::string& text, std::uint32_t glyph = 5) {
    GlyphRun run;
    run.size = Length::points(16);
    run.text = text;
    run.glyphs.push_back({.glyph = glyph, .form = CellForm::whole, .x = {}, .y = {}});
    run.clusters.push_back({.text = {0, static_cast<std::uint32_t>(text.size())},
                            .first_glyph = 0,
                            .glyph_count = 1,
                            .x = {},
                            .width = Length::points(16)});
    pages.pages[0].items.push_back({.what = std::move(run), .node = node, .artifact = Artifact::none, .origin = 0});
  }

  Findings check() {
    pages.nodes = std::make_shared<const NodeTree>(nodes);
    pages.origins = origins_;
    return check_conformance(layout::Seal::seal(pages), source);
  }

  // The findings as text, one line each: line of the record, English message.
  std::string messages() {
    std::string out;
    for (const Diagnostic& d : check()) {
      EXPECT_EQ(d.code, "pdf-not-conforming");
      EXPECT_FALSE(d.message.zh.empty() || d.hint.zh.empty() || d.hint.en.empty());
      out += std::to_string(d.place.line) + ": " + d.message.en + "\n";
    }
    return out;
  }

  NodeTree nodes;
  PagesParts pages;
  Source source{
      .bytes = "<record/>", .file_name = "record.xml", .display_name = "报告.xml", .description = {"记录", "record"}};

 private:
  std::shared_ptr<OriginTable> origins_;
};

TEST(Conformance, AProperDocumentHasNoFindings) {
  Sample sample;
  sample.add(NodeRole::title, 0);
  const NodeId section = sample.add(NodeRole::section, 0);
  sample.add(NodeRole::heading1, section);
  const NodeId paragraph = sample.add(NodeRole::paragraph, section);
  sample.add_text(paragraph, "文");
  sample.add_table();
  EXPECT_EQ(sample.messages(), "");
}

// PA-64: the first heading is H1, none is skipped on the way down; going up any number is free.
TEST(Conformance, HeadingLevelsAreNotSkipped) {
  Sample sample;
  sample.add(NodeRole::title, 0);
  sample.add(NodeRole::heading1, 0);
  sample.add(NodeRole::heading3, 0);
  sample.add(NodeRole::heading4, 0);
  sample.add(NodeRole::heading1, 0);
  EXPECT_EQ(sample.messages(), "3: A heading level is skipped: this is H4, the heading before it is H2.\n");
}

TEST(Conformance, TheFirstHeadingIsTheTitle) {
  Sample sample;
  sample.add(NodeRole::heading1, 0);
  EXPECT_EQ(sample.messages(), "1: A heading level is skipped: this is H2, there is no heading before it.\n");
}

// PA-75: what may stand in what.
TEST(Conformance, ElementsStandWhereTheyMay) {
  Sample sample;
  const NodeId list = sample.add(NodeRole::list, 0);
  sample.add(NodeRole::paragraph, list);
  sample.add(NodeRole::list_item, 0);
  EXPECT_EQ(sample.messages(), "2: P is not allowed in L.\n3: LI is not allowed in Document.\n");
}

TEST(Conformance, FiguresAndLinksSayWhatTheyAre) {
  Sample sample;
  sample.add(NodeRole::figure, 0);
  sample.add(NodeRole::link, sample.add(NodeRole::paragraph, 0));
  EXPECT_EQ(sample.messages(), "1: A figure has no alternative text.\n3: A link has no target.\n");
}

// PA-56.
TEST(Conformance, LanguagesAreTags) {
  EXPECT_TRUE(is_language_tag("zh-Hans"));
  EXPECT_TRUE(is_language_tag("en"));
  EXPECT_TRUE(is_language_tag("zh-Hans-CN-x1"));
  for (const char* tag : {"", "zh-", "-zh", "zh_CN", "1zh", "chinesisch"}) EXPECT_FALSE(is_language_tag(tag)) << tag;
  Sample sample;
  sample.nodes[sample.add(NodeRole::paragraph, 0)].language = "zh_CN";
  EXPECT_EQ(sample.messages(), "1: \"zh_CN\" is not a language tag of BCP 47.\n");
}

// PA-76: with their spans the cells cover a rectangle exactly once.
TEST(Conformance, TablesAreRegularGrids) {
  Sample short_row;
  const NodeId cell = short_row.add_table();
  const NodeId row = short_row.nodes[cell].parent;
  const NodeId second_cell = short_row.add(NodeRole::data_cell, row);
  short_row.nodes[second_cell].headers = short_row.nodes[cell].headers;
  EXPECT_EQ(short_row.messages(),
            "6: Row 2 of a table does not fill its columns: with their spans the cells make no regular grid.\n");

  Sample deep;
  deep.nodes[deep.add_table()].row_span = 2;
  EXPECT_EQ(deep.messages(), "1: A cell reaches below the table's last row.\n");

  Sample regular;  // a cell over two rows beside two cells
  const NodeId table = regular.add(NodeRole::table, 0);
  const NodeId first = regular.add(NodeRole::table_row, table);
  const NodeId header = regular.add(NodeRole::header_cell, first);
  regular.nodes[header].row_span = 2;
  regular.nodes[regular.add(NodeRole::data_cell, first)].headers = {header};
  const NodeId second = regular.add(NodeRole::table_row, table);
  regular.nodes[regular.add(NodeRole::data_cell, second)].headers = {header};
  EXPECT_EQ(regular.messages(), "");
}

// PA-78: every data cell finds a header, by name or by scope.
TEST(Conformance, DataCellsHaveHeaders) {
  Sample sample;
  const NodeId cell = sample.add_table();
  const NodeId header = sample.nodes[cell].headers[0];
  sample.nodes[cell].headers = {};
  EXPECT_EQ(sample.messages(), "7: A data cell has no header.\n");
  sample.nodes[header].scope = HeaderScope::column;
  EXPECT_EQ(sample.messages(), "");
  sample.nodes[cell].headers = {2};
  EXPECT_EQ(sample.messages(), "7: A cell names a header that is not a header cell of its table.\n");
}

TEST(Conformance, TablesHaveOneHeadAndABody) {
  Sample sample;
  const NodeId table = sample.add(NodeRole::table, 0);
  sample.add(NodeRole::table_head, table);
  sample.add(NodeRole::table_head, table);
  EXPECT_EQ(sample.messages(), "1: A table has more than one head.\n");
  Sample lone;
  lone.add(NodeRole::table_head, lone.add(NodeRole::table, 0));
  EXPECT_EQ(lone.messages(), "1: A table has a head but no body.\n");
}

// PA-61: only elements that show something themselves have content of their own.
TEST(Conformance, ContentBelongsToALeaf) {
  Sample sample;
  const NodeId section = sample.add(NodeRole::section, 0);
  sample.add_text(section, "文");
  EXPECT_EQ(sample.messages(), "0: Content on page 1 belongs to section itself, not to a paragraph or cell in it.\n");
}

// PA-21, PA-22, PA-23.
TEST(Conformance, EveryGlyphAndCharacterMeansSomething) {
  Sample sample;
  const NodeId paragraph = sample.add(NodeRole::paragraph, 0);
  sample.add_text(paragraph, "文", 0);
  sample.add_text(paragraph, "\uE000");
  sample.add_text(paragraph, "\uFEFF");
  EXPECT_EQ(sample.messages(),
            "0: \"文\" on page 1 has no glyph.\n"
            "0: U+E000 on page 1 has no agreed meaning: it can be neither copied nor read aloud.\n"
            "0: U+FEFF on page 1 has no agreed meaning: it can be neither copied nor read aloud.\n");
}

// PA-14.
TEST(Conformance, LimitsOfTheFormatAreKept) {
  Sample sample;
  sample.pages.info.title = std::string(40000, 'x');
  sample.pages.pages[0].width = Length::points(2);
  EXPECT_EQ(sample.messages(),
            "0: The title is longer than 32767 bytes.\n0: Page 1 has a side that is not between 3 and 14400 points.\n");
  Sample chinese;  // two bytes a character
  for (int i = 0; i < 16383; ++i) chinese.pages.info.title += "版";
  EXPECT_EQ(chinese.messages(), "0: The title is longer than 32767 bytes.\n");
}

TEST(Conformance, TheDocumentSaysWhatItIs) {
  Sample sample;
  sample.pages.info.title = "";
  sample.pages.info.language = "";
  sample.source.file_name = "记录.xml";
  EXPECT_EQ(sample.messages(),
            "0: The report has no title.\n0: The report's language \"\" is not a tag of BCP 47.\n"
            "0: The attachment's file name cannot be used.\n");
}

// A tree out of order is no structure of any Pages.
TEST(Conformance, ParentsStandBeforeTheirChildren) {
  Sample sample;
  sample.add(NodeRole::paragraph, 2);
  sample.add(NodeRole::section, 0);
  EXPECT_THROW(sample.check(), std::logic_error);
}

// A draft claims no standard: what only a claim forbids is told and written.
TEST(Conformance, ADraftIsWarned) {
  Sample sample;
  sample.pages.info.draft = true;
  sample.add(NodeRole::heading2, 0);
  const Findings findings = sample.check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].severity, Severity::warning);
  sample.pages.pages.clear();
  EXPECT_TRUE(has_errors(sample.check()));
}

}  // namespace
}  // namespace banxin::pdf
