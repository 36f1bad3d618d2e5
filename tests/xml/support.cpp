#include "support.h"

#include <gtest/gtest.h>

namespace banxin::test {
namespace {

// Before any test, as a program does it at its start.
const bool initialised = (xml::initialise(), true);

}  // namespace

xml::Tree tree_of(std::string_view text) {
  auto tree = xml::Tree::parse(text, "test.xml");
  EXPECT_TRUE(tree) << listing(tree.findings());
  return tree ? *tree : *xml::Tree::parse("<unusable/>", "test.xml");
}

std::string listing(const Findings& findings) {
  std::string out;
  for (const Diagnostic& d : findings) {
    out += d.place.file + ":" + std::to_string(d.place.line) + ": " + std::string(name_of(d.severity)) + "[" + d.code +
           "] " + d.place.xpath + "\n  " + d.message.zh + " | " + d.hint.zh + "\n  " + d.message.en + " | " +
           d.hint.en + "\n";
  }
  return out;
}

std::string codes(const Findings& findings) {
  std::string out;
  for (const Diagnostic& d : findings) {
    if (d.severity == Severity::error) out += (out.empty() ? "" : " ") + d.code;
  }
  return out;
}

}  // namespace banxin::test
