#pragma once

#include <string>
#include <vector>

#include "compose/document.h"

// Paragraphs as elements, for outputs that are made of elements and not of places.
namespace banxin::compose {

// A stretch of a paragraph that is one element: a heading that runs into its paragraph is one, the paragraph another.
struct Piece {
  NodeId node = 0;
  std::vector<const Inline*> inlines;  // of the document
};

// The paragraph's pieces in reading order. None for one without text.
std::vector<Piece> pieces_of(const Paragraph& paragraph, const NodeTree& nodes);

std::string text_of(const Piece& piece);
std::string text_of(const Paragraph& paragraph);

// A chart's figures as a table: a row of heads, then one for each entry, its label first. What the figures count stands
// in the first corner, or heads them where there is one alone.
std::vector<std::vector<std::string>> rows_of(const Chart& chart);

}  // namespace banxin::compose
