#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/origin.h"

namespace banxin {

// The logical structure of a document: what a reader of the page (a person, a screen reader, an archive) is told that
// each piece is. Made by `compose`, carried unchanged to `pdf`, which writes it as the structure tree (ISO
// 32000-1, 14.7-14.8).
using NodeId = std::uint32_t;

// Roles are named after the standard structure types that they become.
enum class NodeRole : std::uint8_t {
  document,     // Document: the root, always node 0
  section,      // Sect
  title,        // H1: the document's title
  heading1,     // H2: 一、
  heading2,     // H3: （一）
  heading3,     // H4: 1.
  heading4,     // H5: （1）
  paragraph,    // P
  list,         // L
  list_item,    // LI, with a list_body inside
  list_body,    // LBody
  table,        // Table
  caption,      // Caption
  table_head,   // THead
  table_body,   // TBody
  table_row,    // TR
  header_cell,  // TH
  data_cell,    // TD
  span,         // Span: a change of language inside a paragraph
  link,         // Link
  figure,       // Figure: needs `alternative`
};

enum class HeaderScope : std::uint8_t { none, row, column, both };

struct Node {
  NodeRole role = NodeRole::paragraph;
  NodeId parent = 0;
  OriginId origin = 0;
  std::string language = {};     // BCP 47; empty: as the parent
  std::string alternative = {};  // text in place of a picture; empty: none
  std::string target = {};       // of a link: its URI
  // Of table cells.
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
  HeaderScope scope = HeaderScope::none;
  std::vector<NodeId> headers = {};  // header cells of a data cell, those of its row first; in reading order
};

// Nodes in reading order: a parent stands before its children, siblings in their order. Node 0 is the document.
using NodeTree = std::vector<Node>;

// Whether these nodes are what NodeTree says: a document first, every parent before its children.
bool is_tree(const NodeTree& nodes);

// Depth of a heading: 1 for the title to 5 for （1）; 0: not a heading.
int heading_level(NodeRole role);

// The role's name in dumps: "paragraph", "header-cell".
const char* name_of(NodeRole role);

}  // namespace banxin
