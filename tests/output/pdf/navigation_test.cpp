// Bookmarks and page labels.

#include "output/pdf/navigation.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "command.h"
#include "layout/seal.h"

namespace banxin::pdf {
namespace {

// The number tree as text: 0 /D 4, 2 (i), 3 none.
std::string labels(const std::vector<std::string>& printed) {
  std::vector<Page> pages;
  pages.reserve(printed.size());
  for (const std::string& label : printed) pages.push_back({.width = {}, .height = {}, .items = {}, .label = label});
  std::string out;
  const Dictionary tree = page_labels(pages);
  for (const Value& value : std::get<Array>(tree.at(0).value.kind)) {
    if (const auto* page = std::get_if<std::int64_t>(&value.kind)) {
      out += (out.empty() ? "" : "; ") + std::to_string(*page) + ":";
      continue;
    }
    for (const Entry& entry : std::get<Dictionary>(value.kind)) {
      out += " " + entry.key + " ";
      if (const auto* name = std::get_if<Name>(&entry.value.kind)) out += name->text;
      if (const auto* text = std::get_if<Text>(&entry.value.kind)) out += text->utf8;
      if (const auto* number = std::get_if<std::int64_t>(&entry.value.kind)) out += std::to_string(*number);
    }
  }
  return out;
}

TEST(PageLabels, NumbersInSequenceAreOneRange) {
  EXPECT_EQ(labels({"1", "2", "3"}), "0: S D");
  EXPECT_EQ(labels({"7", "8"}), "0: S D St 7");
}

TEST(PageLabels, AnotherSequenceOrKindBeginsARange) {
  EXPECT_EQ(labels({"1", "2", "4", "附1", "", "5"}), "0: S D; 2: S D St 4; 3: P 附1; 4:; 5: S D St 5");
  EXPECT_EQ(labels({"01", "99999999999"}), "0: P 01; 1: P 99999999999");  // not numbers that a reader would print so
}

struct OutlineSample {
  std::string title;
  int level;
};

// The outline as MuPDF reads it, one title a line, indented.
std::string outline_of(const std::vector<OutlineSample>& samples) {
  ObjectWriter writer;
  const Ref root = writer.reserve();
  const Ref tree = writer.reserve();
  const Ref page = writer.add(
      {{"Type", Name{"Page"}}, {"Parent", tree}, {"MediaBox", Array{0, 0, 595, 842}}, {"Resources", Dictionary{}}});
  writer.put(tree, {{"Type", Name{"Pages"}}, {"Count", 1}, {"Kids", Array{page}}});
  PagesParts pages;
  pages.nodes = std::make_shared<const NodeTree>(1, Node{.role = NodeRole::document});
  pages.origins = std::make_shared<const OriginTable>("record.xml");
  pages.pages.push_back({.width = Length::mm(210), .height = Length::mm(297), .items = {}, .label = ""});
  for (const OutlineSample& s : samples)
    pages.bookmarks.push_back({.title = s.title, .level = s.level, .node = 0, .page = 0, .y = {}});
  const auto outline = write_outline(writer, layout::Seal::seal(pages), {page});
  if (!outline) return "no outline";
  writer.put(root, {{"Type", Name{"Catalog"}}, {"Pages", tree}, {"Outlines", *outline}});
  const std::string path = test::scratch() + "/outline.pdf";
  test::write_bytes(path, writer.finish(root, writer.add({{"Title", Text{"x"}}}), "0123456789abcdef").bytes);
  EXPECT_EQ(test::run("qpdf --check " + test::quoted(path)).status, 0);
  std::string out;
  const std::string shown = test::run("mutool show " + test::quoted(path) + " outline 2>/dev/null").output;
  for (std::size_t at = 0; (at = shown.find('\t', at)) != std::string::npos;) {
    const std::size_t open = shown.find('"', at);
    const std::size_t close = shown.find('"', open + 1);
    out += std::string(open - at - 1, ' ') + shown.substr(open + 1, close - open - 1) + "\n";
    at = shown.find('\n', close);
    if (at == std::string::npos) break;
  }
  return out;
}

class Outline : public testing::Test {
 protected:
  void SetUp() override {
    const std::string missing = test::missing({"qpdf", "mutool"});
    if (!missing.empty()) GTEST_SKIP() << missing;
  }
};

TEST_F(Outline, FollowsTheLevels) {
  EXPECT_EQ(outline_of({{"一", 1}, {"二", 2}, {"三", 2}, {"四", 1}}), "一\n 二\n 三\n四\n");
}

TEST_F(Outline, ASkippedLevelHangsOnTheOneBefore) {
  EXPECT_EQ(outline_of({{"一", 1}, {"二", 4}, {"三", 2}, {"四", 3}}), "一\n 二\n 三\n  四\n");
  EXPECT_EQ(outline_of({{"一", 3}, {"二", 1}}), "一\n二\n");
}

TEST_F(Outline, WithoutBookmarksThereIsNone) {
  EXPECT_EQ(outline_of({}), "no outline");
}

}  // namespace
}  // namespace banxin::pdf
