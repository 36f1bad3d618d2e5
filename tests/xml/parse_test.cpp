#include <gtest/gtest.h>

#include <string>

#include "support.h"
#include "support/golden.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

TEST(Tree, GivesNamesTextsAndAttributes) {
  const xml::Tree tree = tree_of(
      "<r xmlns='urn:a' xmlns:b='urn:b' form='x' b:form='y' xml:lang='zh'>\n"
      "<title>甲&amp;乙<!-- hidden --><![CDATA[<丙>]]></title>\n<b:more/></r>");
  const xml::Node root = tree.root();
  EXPECT_TRUE(root.is_element());
  EXPECT_EQ(root.name(), "r");
  EXPECT_EQ(root.namespace_uri(), "urn:a");
  EXPECT_EQ(root.attribute("form"), "x");
  EXPECT_EQ(root.attribute("form", "urn:b"), "y");
  EXPECT_EQ(root.attribute("xml:lang"), "zh");
  EXPECT_EQ(root.attribute("lang"), std::nullopt);
  EXPECT_EQ(root.attribute("absent"), std::nullopt);
  ASSERT_EQ(root.attributes().size(), 3U) << "namespace declarations are no attributes";
  EXPECT_EQ(root.attributes()[1].xpath(), "/r/@form");
  EXPECT_EQ(root.attributes()[1].text(), "y");
  const auto elements = root.elements();
  ASSERT_EQ(elements.size(), 2U);
  EXPECT_EQ(elements[0].text(), "甲&乙<丙>");
  ASSERT_EQ(elements[0].children().size(), 1U) << "a comment or CDATA does not cut a text in two";
  EXPECT_TRUE(elements[0].children()[0].is_text());
  EXPECT_EQ(elements[1].namespace_uri(), "urn:b");
  EXPECT_EQ(root.children().size(), 4U);
}

TEST(Tree, GivesPathsWithPositionsWhereNamesRepeat) {
  const xml::Tree tree = tree_of("<r><p>1</p><q/><p>2<s/>3</p></r>");
  const auto elements = tree.root().elements();
  EXPECT_EQ(tree.root().xpath(), "/r");
  EXPECT_EQ(elements[0].xpath(), "/r/p[1]");
  EXPECT_EQ(elements[1].xpath(), "/r/q");
  EXPECT_EQ(elements[2].xpath(), "/r/p[2]");
  EXPECT_EQ(elements[2].children()[2].xpath(), "/r/p[2]/text()[2]");
  EXPECT_EQ(elements[0].children()[0].xpath(), "/r/p[1]/text()");
}

TEST(Tree, LinesAreThoseWhereTagsAndTextsBegin) {
  const xml::Tree tree = tree_of("<?xml version='1.0'?>\n<r>\n  <p\n    a='1'\n    b='2'\n  >x\ny</p>\n  <q/>\n</r>");
  const auto elements = tree.root().elements();
  EXPECT_EQ(tree.root().line(), 2);
  EXPECT_EQ(elements[0].line(), 3) << "a tag over several lines begins in the first";
  EXPECT_EQ(elements[0].attributes()[1].line(), 3);
  EXPECT_EQ(elements[0].children()[0].line(), 6);
  EXPECT_EQ(elements[1].line(), 8);
}

TEST(Tree, LinesAreExactAbove65535) {
  std::string text = "<r>";
  for (int i = 0; i < 70000; ++i) text += "<p/>\n";
  text += "\n\n<q>z</q></r>";
  const auto tree = xml::Tree::parse(text, "test.xml", {.elements = 100'000});
  ASSERT_TRUE(tree) << listing(tree.findings());
  const auto elements = tree->root().elements();
  EXPECT_EQ(elements[69998].line(), 69999);
  EXPECT_EQ(elements[70000].line(), 70003);
  EXPECT_EQ(elements[70000].children()[0].line(), 70003);
}

TEST(Tree, CarriageReturnsCountNoLines) {
  const xml::Tree tree = tree_of("<r>\r\n<p>a\r\nb</p>\r\n<q/></r>");
  EXPECT_EQ(tree.root().elements()[0].line(), 2);
  EXPECT_EQ(tree.root().elements()[0].text(), "a\nb");
  EXPECT_EQ(tree.root().elements()[1].line(), 4);
}

TEST(Tree, ReplacesTextsInACopyWithTheSamePlaces) {
  const xml::Tree tree = tree_of("<r>\n<p a='甲'>甲&lt;乙</p>\n<p>丙</p></r>");
  const xml::Tree other = tree.with_replaced([](const xml::Node& node) -> std::optional<std::string> {
    if (node.text() == "丙") return std::nullopt;
    return node.parent().name() == "p" ? "𠮷" + node.text().substr(3) : node.text();
  });
  const xml::Node p = other.root().elements()[0];
  EXPECT_EQ(p.text(), "𠮷<乙");
  EXPECT_EQ(p.attribute("a"), "𠮷");
  EXPECT_EQ(p.line(), 2);
  EXPECT_EQ(p.xpath(), "/r/p[1]");
  EXPECT_EQ(tree.root().elements()[0].text(), "甲<乙") << "the tree itself stays";
}

TEST(Tree, SerialisesWithIndent) {
  EXPECT_EQ(tree_of("<r><a>张</a><b/></r>").serialise(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r>\n  <a>张</a>\n  <b/>\n</r>\n");
}

// Each of the faults that people make, and what is said of it.
TEST(Malformed, SaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> faults[] = {
      {"not XML", "年度报告"},
      {"empty", ""},
      {"blank", " \n \n"},
      {"cut in a text", "<r>\n<p>公开政府信息394"},
      {"cut in a tag", "<r>\n<p a='1"},
      {"wrong end tag", "<r>\n<p>a</q>\n</r>"},
      {"missing end tag", "<r>\n<p>a\n<p>b</p>\n<p>c</p>\n</r>"},
      {"bare ampersand", "<r>\n<p>A & B</p></r>"},
      {"ampersand in a link", "<r>\n<p>?a=1&b=2</p></r>"},
      {"bare less-than", "<r>\n<p>1 < 2</p></r>"},
      {"entity of HTML", "<r>\n<p>a&nbsp;b</p></r>"},
      {"attribute without mark", "<r>\n<p a=1/></r>"},
      {"attribute with full-width marks", "<r>\n<p a=“1”/></r>"},
      {"attribute without value", "<r>\n<p a/></r>"},
      {"attribute twice", "<r>\n<p a='1' a='2'/></r>"},
      {"attributes in a row", "<r>\n<p a='1'b='2'/></r>"},
      {"less-than in an attribute", "<r>\n<p a='<'/></r>"},
      {"unknown prefix", "<r>\n<x:p/></r>"},
      {"control character", "<r>\n<p>a\x01z</p></r>"},
      {"reference to a control", "<r>\n<p>a&#x1;z</p></r>"},
      {"comment with hyphens", "<r>\n<!-- a -- b --></r>"},
      {"comment without end", "<r>\n<!-- a </r>"},
      {"CDATA without end", "<r>\n<![CDATA[ a </r>"},
      {"end of CDATA in text", "<r>\n<p>a]]>b</p></r>"},
      {"two roots", "<r/>\n<r/>"},
      {"blank line before the declaration", "\n<?xml version='1.0'?><r/>"},
      {"declaration without end", "<?xml version='1.0'>\n<r/>"},
  };
  std::string all;
  for (const auto& [name, text] : faults) {
    const auto tree = xml::Tree::parse(text, "r.xml");
    EXPECT_FALSE(tree) << name;
    all += std::string("== ") + name + "\n" + listing(tree.findings());
  }
  expect_golden(all, "xml/malformed.txt");
}

TEST(Malformed, ReportsAllIndependentFaultsAtOnce) {
  const auto tree = xml::Tree::parse("<r>\n<p>a & b</p>\n<p>&nbsp;</p>\n<p a='1' a='2'/>\n</r>", "r.xml");
  ASSERT_FALSE(tree);
  std::string lines;
  for (const Diagnostic& d : tree.findings()) lines += std::to_string(d.place.line) + " ";
  EXPECT_EQ(lines, "2 3 4 ");
}

TEST(Malformed, StopsAfterFiftyWithANote) {
  std::string text = "<r>";
  for (int i = 0; i < 1000; ++i) text += "<p>&</p>\n";
  const auto tree = xml::Tree::parse(text + "</r>", "r.xml");
  ASSERT_FALSE(tree);
  ASSERT_EQ(tree.findings().size(), 51U);
  EXPECT_EQ(tree.findings()[49].severity, Severity::error);
  EXPECT_EQ(tree.findings()[50].severity, Severity::note);
}

TEST(Malformed, FiftyFaultsAreListedWithoutANote) {
  std::string text = "<r>";
  for (int i = 0; i < 50; ++i) text += "<p>&</p>\n";
  const auto tree = xml::Tree::parse(text + "</r>", "r.xml");
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.findings().size(), 50U);
}

TEST(Malformed, NothingGoesToStandardError) {
  testing::internal::CaptureStderr();
  EXPECT_FALSE(xml::Tree::parse("<r>&x;<a:b></r>", "r.xml"));
  EXPECT_FALSE(xml::Tree::parse("<r xmlns='relative'/", "r.xml"));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace banxin::test
