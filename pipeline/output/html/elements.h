#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/node.h"
#include "compose/document.h"

namespace banxin::html {

// A stretch of a paragraph that is one element: a heading that runs into its paragraph is one, the paragraph another.
struct Piece {
  NodeId node = 0;
  std::vector<const Inline*> inlines;  // of the document
};

// The paragraph's pieces in reading order. None for one without text.
std::vector<Piece> pieces_of(const Paragraph& paragraph, const NodeTree& nodes);

// The element that a piece of this node is: h1 to h5, li, p.
std::string_view element_of(const Node& node);

// Whether a piece's text has nothing but white space.
bool is_blank(const Piece& piece);
std::string text_of(const Piece& piece);
std::string text_of(const Paragraph& paragraph);

}  // namespace banxin::html
