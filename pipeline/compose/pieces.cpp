#include "compose/pieces.h"

namespace banxin::compose {
namespace {

// Spans and links are parts of an element.
NodeId element_node(NodeId id, const NodeTree& nodes) {
  while (nodes[id].role == NodeRole::span || nodes[id].role == NodeRole::link) id = nodes[id].parent;
  return id;
}

}  // namespace

std::vector<Piece> pieces_of(const Paragraph& paragraph, const NodeTree& nodes) {
  std::vector<Piece> pieces;
  for (const Inline& one : paragraph.inlines) {
    const NodeId node = element_node(one.node, nodes);
    if (pieces.empty() || pieces.back().node != node) pieces.push_back({node, {}});
    pieces.back().inlines.push_back(&one);
  }
  return pieces;
}

std::string text_of(const Piece& piece) {
  std::string text;
  for (const Inline* one : piece.inlines) text += one->text;
  return text;
}

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const Inline& one : paragraph.inlines) text += one.text;
  return text;
}

}  // namespace banxin::compose
