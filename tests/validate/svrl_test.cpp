#include <gtest/gtest.h>

#include <set>

#include "support.h"
#include "support/golden.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

// The order of elements that annex D of ISO/IEC 19757-3 asks for, and the attributes that it demands.
void expect_structure(const std::string& svrl) {
  const auto tree = xml::Tree::parse(svrl, "svrl.xml");
  ASSERT_TRUE(tree) << listing(tree.findings()) << svrl;
  EXPECT_EQ(tree->root().name(), "schematron-output");
  const std::map<std::string, std::set<std::string>> before = {
      {"ns-prefix-in-attribute-values", {"", "ns-prefix-in-attribute-values"}},
      {"active-pattern",
       {"", "ns-prefix-in-attribute-values", "active-pattern", "fired-rule", "failed-assert", "successful-report"}},
      {"fired-rule", {"active-pattern", "fired-rule", "failed-assert", "successful-report"}},
      {"failed-assert", {"fired-rule", "failed-assert", "successful-report"}},
      {"successful-report", {"fired-rule", "failed-assert", "successful-report"}},
  };
  std::string last;
  int patterns = 0;
  for (const xml::Node& node : tree->root().elements()) {
    const std::string name(node.name());
    EXPECT_EQ(node.namespace_uri(), "http://purl.oclc.org/dsdl/svrl");
    ASSERT_TRUE(before.contains(name)) << name;
    EXPECT_TRUE(before.at(name).contains(last)) << name << " behind " << last;
    last = name;
    if (name == "active-pattern") ++patterns;
    if (name == "fired-rule") {
      EXPECT_TRUE(node.attribute("context"));
    }
    if (name != "failed-assert" && name != "successful-report") continue;
    EXPECT_TRUE(node.attribute("location"));
    EXPECT_TRUE(node.attribute("test"));
    const auto parts = node.elements();
    ASSERT_FALSE(parts.empty());
    EXPECT_EQ(parts.back().name(), "text");
    EXPECT_EQ(parts.back().attribute("xml:lang"), "zh");
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      EXPECT_EQ(parts[i].name(), "diagnostic-reference");
      EXPECT_TRUE(parts[i].attribute("diagnostic"));
      ASSERT_EQ(parts[i].elements().size(), 1U);
    }
  }
  EXPECT_GE(patterns, 1);
}

TEST(Svrl, of_a_record_with_findings_of_every_kind) {
  const auto report = report_on(
      filled_record({{"staff", "9"}, {"channels.website", "500"}, {"complaints", "x&amp;&lt;\"y"}, {"fees", "/"}},
                    "<chapter><heading>二、甲</heading><p>2018年主动公开政府信息380条。</p></chapter>\n"));
  const std::string svrl = validate::to_svrl(report);
  expect_structure(svrl);
  expect_golden(svrl, "validate/findings.svrl");
}

TEST(Svrl, of_a_record_without_findings_and_of_what_is_no_record) {
  expect_structure(validate::to_svrl(report_on(filled_record())));
  validate::Report failed;
  failed.file = "a&b.xml";
  expect_structure(validate::to_svrl(failed));
  failed.findings.push_back(
      {.code = "xml-malformed", .place = {"a&b.xml", 3, ""}, .message = {"控制字符 \x01", "a control \x01"}});
  const std::string svrl = validate::to_svrl(failed);
  expect_structure(svrl);
  EXPECT_NE(svrl.find("location=\"/\""), std::string::npos);
}

// Each location is an expression that finds the one node meant.
TEST(Svrl, locations_find_their_nodes) {
  const std::string bytes =
      filled_record({{"staff", "9"}, {"channels.website", "500"}}, "<chapter><heading>二、甲</heading></chapter>");
  const Record record = read(bytes);
  const auto report = the_checker().report(record);
  const auto svrl = xml::Tree::parse(validate::to_svrl(report), "svrl.xml");
  ASSERT_TRUE(svrl);
  xml::XPath xpath(record.tree(), {{{"r", "urn:banxin:record:1"}}, {}});
  std::set<std::string> found;
  for (const xml::Node& node : svrl->root().elements()) {
    const auto location = node.attribute("location");
    if (!location) continue;
    const auto value = xpath.evaluate(*location, record.tree().root());
    ASSERT_TRUE(value) << *location;
    const auto nodes = std::get<std::vector<xml::Node>>(*value);
    ASSERT_EQ(nodes.size(), 1U) << *location;
    found.insert(nodes.front().xpath());
  }
  std::set<std::string> meant;
  for (const Diagnostic& one : report.findings) meant.insert(one.place.xpath);
  EXPECT_EQ(found, meant);
  EXPECT_EQ(meant.size(), 3U);
}

}  // namespace
}  // namespace banxin::test
