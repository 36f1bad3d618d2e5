#include "text/seal.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace banxin::text {
namespace {

// Two clusters of a character each, with a glyph each.
ShapedText two_characters() {
  ShapedText text;
  text.text = "一二";
  text.runs.emplace_back();
  text.glyphs.resize(2);
  for (const std::uint32_t i : {0U, 1U}) {
    Cluster& cluster = text.clusters.emplace_back();
    cluster.text = {i * 3, i * 3 + 3};
    cluster.first_glyph = i;
    cluster.glyph_count = 1;
  }
  return text;
}

ShapedDocument sealed(const ShapedText& text) {
  ShapedDocumentParts parts;
  parts.nodes = std::make_shared<const NodeTree>(1, Node{.role = NodeRole::document});
  parts.origins = std::make_shared<const OriginTable>("record.xml");
  parts.blocks.emplace_back(text);
  return Seal::seal(std::move(parts));
}

TEST(ShapedDocumentSeal, ClustersFollowOneAnotherWithinTheText) {
  EXPECT_EQ(sealed(two_characters()).blocks().size(), 1U);
  ShapedText gap = two_characters();
  gap.clusters[1].text.begin = 4;
  EXPECT_THROW(sealed(gap), std::logic_error);
  ShapedText beyond = two_characters();
  beyond.clusters[1].text.end = 7;
  EXPECT_THROW(sealed(beyond), std::logic_error);
}

TEST(ShapedDocumentSeal, ClustersHaveTheirRunAndGlyphs) {
  ShapedText no_glyph = two_characters();
  no_glyph.clusters[1].glyph_count = 2;
  EXPECT_THROW(sealed(no_glyph), std::logic_error);
  ShapedText no_run = two_characters();
  no_run.clusters[1].run = 1;
  EXPECT_THROW(sealed(no_run), std::logic_error);
}

TEST(ShapedDocumentSeal, NodesAreATree) {
  EXPECT_THROW(Seal::seal({}), std::logic_error);
}

}  // namespace
}  // namespace banxin::text
