#include "support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "record/form.h"
#include "record/record.h"
#include "xml/xml.h"

namespace banxin::test {
namespace {

void add_texts(const xml::Node& node, std::string& out) {
  for (const xml::Node& child : node.elements()) {
    const std::string_view name = child.name();
    if (name == "statistics") continue;
    if (name == "title" || name == "bureau" || name == "heading" || name == "p" || name == "item") {
      out += std::string(name) + " " + child.trimmed_text() + "\n";
    } else {
      add_texts(child, out);
    }
  }
}

Result<std::string> nobody(std::string_view, const std::string& file, bool) {
  return Diagnostic{.code = "import-office", .place = {.file = file}};
}

}  // namespace

const std::vector<Form>& forms() {
  static const std::vector<Form> all = [] {
    xml::initialise();
    return *record::list_forms({std::string(BANXIN_SOURCE_DIR) + "/layouts"});
  }();
  return all;
}

Result<import::Draft> draft_of(const std::vector<std::string>& files, const import::Options& options) {
  std::vector<import::Found> found;
  for (const std::string& bytes : files) {
    auto one = import::read(bytes, "source" + std::to_string(found.size() + 1), forms(), nobody);
    if (!one) return one.take_findings();
    found.push_back(*std::move(one));
  }
  return import::make_draft(std::move(found), forms(), options);
}

std::string figure(const import::Draft& draft, std::string_view id) {
  for (const import::Value& value : draft.values) {
    if (value.part == id) return value.written;
  }
  return "?";
}

std::string codes(const import::Draft& draft) {
  std::set<std::string> codes;
  for (const Diagnostic& finding : draft.findings) codes.insert(finding.code);
  std::string out;
  for (const std::string& code : codes) add_to_row(out, " ", code);
  return out;
}

bool has(const import::Draft& draft, std::string_view code) {
  return std::any_of(draft.findings.begin(), draft.findings.end(),
                     [code](const auto& one) { return one.code == code; });
}

std::string narrative(std::string_view record) {
  const auto tree = xml::Tree::parse(record, "record.xml");
  EXPECT_TRUE(tree);
  std::string out;
  if (tree) add_texts(tree->root(), out);
  return out;
}

}  // namespace banxin::test
