#include "compose/seal.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace banxin::compose {
namespace {

DocumentParts parts() {
  NodeTree nodes(3);
  nodes[0].role = NodeRole::document;
  nodes[2].parent = 1;
  Paragraph paragraph;
  paragraph.node = 2;
  paragraph.inlines.push_back({"文", 2, "zh-Hans", {}});
  return {.info = {},
          .nodes = std::make_shared<const NodeTree>(nodes),
          .origins = std::make_shared<const OriginTable>("record.xml"),
          .pictures = nullptr,
          .blocks = {paragraph}};
}

DocumentParts parts_with(NodeTree nodes) {
  DocumentParts out = parts();
  out.nodes = std::make_shared<const NodeTree>(std::move(nodes));
  return out;
}

TEST(DocumentSeal, HoldsWhatItIsGiven) {
  const Document document = Seal::seal(parts());
  EXPECT_EQ(document.blocks().size(), 1U);
  EXPECT_EQ(document.nodes()->size(), 3U);
}

TEST(DocumentSeal, NodesAreATree) {
  EXPECT_THROW(Seal::seal(parts_with({})), std::logic_error);
  NodeTree nodes = *parts().nodes;
  nodes[0].role = NodeRole::section;
  EXPECT_THROW(Seal::seal(parts_with(nodes)), std::logic_error) << "no document at the root";
  nodes = *parts().nodes;
  nodes[1].parent = 2;
  EXPECT_THROW(Seal::seal(parts_with(nodes)), std::logic_error) << "a child before its parent";
}

TEST(DocumentSeal, BlocksAreOfNodesThatThereAre) {
  DocumentParts stray = parts();
  std::get<Paragraph>(stray.blocks[0]).inlines[0].node = 3;
  EXPECT_THROW(Seal::seal(stray), std::logic_error);
  Table table;
  table.cells.emplace_back().text.node = 3;
  stray = parts();
  stray.blocks.emplace_back(table);
  EXPECT_THROW(Seal::seal(stray), std::logic_error);
}

}  // namespace
}  // namespace banxin::compose
