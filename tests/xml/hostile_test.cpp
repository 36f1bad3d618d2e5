// Input that is made to exhaust the program. Each test proves by the finding's code that the limit ended the reading;
// none measures time, but without its limit most of them would run for minutes.
#include <gtest/gtest.h>

#include <string>

#include "support.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

std::string repeated(const std::string& piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

std::string many_attributes(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += " a" + std::to_string(i) + "=''";
  return out;
}

std::string codes_of(const std::string& text, const xml::Limits& limits = {}) {
  return codes(xml::Tree::parse(text, "hostile.xml", limits).findings());
}

constexpr const char* billion_laughs =
    "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>";

TEST(Hostile, DoctypeIsRefusedBeforeItsEntities) {
  const auto tree = xml::Tree::parse(std::string("<?xml version='1.0'?>\n") + billion_laughs + "<r>&h;</r>", "r.xml");
  ASSERT_EQ(codes(tree.findings()), "xml-doctype");
  EXPECT_EQ(tree.findings()[0].place.line, 2);
}

TEST(Hostile, PlainDoctypesAreRefusedToo) {
  EXPECT_EQ(codes_of("<!DOCTYPE r><r/>"), "xml-doctype");
  EXPECT_EQ(codes_of("<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>"), "xml-doctype");
  EXPECT_EQ(codes_of("<!DOCTYPE r PUBLIC 'x' 'http://localhost:9/x.dtd'><r/>"), "xml-doctype");
  EXPECT_EQ(codes_of("<!DOCTYPE r [<!ENTITY % x SYSTEM 'file:///dev/zero'> %x;]><r/>"), "xml-doctype");
}

// A fault in front must not open the door behind it.
TEST(Hostile, DoctypeBehindAFaultDeclaresNothing) {
  const std::string found = codes_of(std::string("<?xml version='1.0' bad?>") + billion_laughs + "<r>&h;</r>");
  EXPECT_NE(found.find("xml-doctype"), std::string::npos) << found;
}

TEST(Hostile, DeepNestingIsRefused) {
  EXPECT_EQ(codes_of(repeated("<a>", 100'000)), "xml-too-deep");
  EXPECT_EQ(codes_of(repeated("<a>", 1'000'000) + repeated("</a>", 1'000'000), {.elements = 10'000'000}),
            "xml-too-deep");
}

TEST(Hostile, DepthLimitIsExact) {
  const xml::Limits limits{.depth = 3};
  EXPECT_EQ(codes_of("<a><a><a/></a><a><a/></a></a>", limits), "");
  EXPECT_EQ(codes_of("<a>\n<a><a><a/></a></a></a>", limits), "xml-too-deep");
}

TEST(Hostile, DeepNestingBehindAFaultIsRefused) {
  EXPECT_EQ(codes_of("<r>&</r>" + repeated("<a>", 100'000)), "xml-malformed xml-malformed");
  EXPECT_EQ(codes_of("<r>&" + repeated("<a>", 100'000)), "xml-malformed xml-too-deep");
}

// libxml2 compares each attribute with each other before it tells of the element.
TEST(Hostile, ManyAttributesAreRefused) {
  EXPECT_EQ(codes_of("<r" + many_attributes(50'000) + "/>"), "xml-too-many-attributes");
  EXPECT_EQ(codes_of("<r>\n<p>&</p><p" + many_attributes(1'000'000) + "/></r>"), "xml-too-many-attributes");
}

TEST(Hostile, ManyAttributesCannotHide) {
  EXPECT_EQ(codes_of("<r><!-- --" + std::string("<p") + many_attributes(50'000) + "/></r>"), "xml-too-many-attributes");
  EXPECT_EQ(codes_of("<r a='\"'><p" + many_attributes(50'000) + "/></r>"), "xml-too-many-attributes");
  EXPECT_EQ(codes_of("<r a='>'" + many_attributes(50'000) + "/>"), "xml-too-many-attributes");
}

TEST(Hostile, QuotedWordsAreNoAttributes) {
  EXPECT_EQ(codes_of("<r><!-- " + repeated("'a' ", 300) + "-->" + repeated("'b' ", 300) + "</r>"), "");
}

TEST(Hostile, AttributeLimitIsExact) {
  EXPECT_EQ(codes_of("<r" + many_attributes(200) + "/>"), "");
  EXPECT_EQ(codes_of("<r" + many_attributes(201) + "/>"), "xml-too-many-attributes");
}

TEST(Hostile, ManyNamespacesInForceAreRefused) {
  std::string text;
  for (int depth = 0; depth < 90; ++depth) {
    text += "<a";
    for (int i = 0; i < 100; ++i) text += " xmlns:n" + std::to_string(depth) + "_" + std::to_string(i) + "='u'";
    text += ">";
  }
  EXPECT_EQ(codes_of(text), "xml-too-many-attributes");
}

TEST(Hostile, ManyElementsAreRefused) {
  EXPECT_EQ(codes_of("<r>" + repeated("<p/>", 3'000'000) + "</r>"), "xml-too-many-elements");
  EXPECT_EQ(codes_of("<r><p/><p/></r>", {.elements = 3}), "");
  EXPECT_EQ(codes_of("<r><p/><p/><p/></r>", {.elements = 3}), "xml-too-many-elements");
}

TEST(Hostile, ManyAttributesInAllAreRefused) {
  EXPECT_EQ(codes_of("<r>" + repeated("<p" + many_attributes(190) + "/>", 1'500) + "</r>"), "xml-too-many-attributes");
  EXPECT_EQ(codes_of("<r a=''><p b=''/></r>", {.all_attributes = 2}), "");
  EXPECT_EQ(codes_of("<r a=''><p b=''/><p c=''/></r>", {.all_attributes = 2}), "xml-too-many-attributes");
}

// A table of 10,000 rows and ten columns, each cell with its id.
TEST(Hostile, ALongTablePasses) {
  const std::string row = "<row id='r' label='l'>" + repeated("<cell id='c'>1</cell>", 10) + "</row>";
  EXPECT_EQ(codes_of("<r>" + repeated(row, 10'000) + "</r>"), "");
}

TEST(Hostile, LargeInputIsRefusedUnread) {
  const auto tree = xml::Tree::parse(std::string(200U << 20U, 'x'), "r.xml");
  EXPECT_EQ(codes(tree.findings()), "xml-too-large");
}

TEST(Hostile, LongTextsAreRefused) {
  const xml::Limits limits{.text_bytes = 10};
  EXPECT_EQ(codes_of("<r a='1234567890'>1234567890</r>", limits), "");
  EXPECT_EQ(codes_of("<r>12345&amp;12345</r>", limits), "xml-too-large");
  EXPECT_EQ(codes_of("<r>12345<!-- -->123456</r>", limits), "xml-too-large");
  EXPECT_EQ(codes_of("<r>12345<![CDATA[123456]]></r>", limits), "xml-too-large");
  EXPECT_EQ(codes_of("<r a='12345678901'/>", limits), "xml-too-large");
  EXPECT_EQ(codes_of("<r>" + std::string(9U << 20U, 'x') + "</r>"), "xml-too-large");
}

TEST(Hostile, LargeSoundInputPasses) {
  const std::string text = "<r>" + repeated("<p>" + std::string(300'000, 'x') + "</p>", 50) + "</r>";
  EXPECT_EQ(codes_of(text), "") << "15 MB of ordinary texts stay below every limit";
}

TEST(Hostile, MillionsOfFaultsAreNotAllCollected) {
  EXPECT_LE(xml::Tree::parse("<r>" + repeated("&", 10'000'000), "r.xml").findings().size(), 51U);
  EXPECT_LE(xml::Tree::parse("<r>" + repeated("&a;", 5'000'000), "r.xml").findings().size(), 51U);
  EXPECT_LE(xml::Tree::parse("<r>" + repeated("</a>", 4'000'000), "r.xml").findings().size(), 51U);
  EXPECT_LE(xml::Tree::parse("<r>" + repeated("< ", 5'000'000), "r.xml").findings().size(), 51U);
}

TEST(Hostile, LongNamesAreRefused) {
  const std::string name(10'000'000, 'a');  // NOLINT(bugprone-string-constructor): it is that long
  EXPECT_EQ(codes_of("<" + name + "/>").substr(0, 13), "xml-malformed");
}

}  // namespace
}  // namespace banxin::test
