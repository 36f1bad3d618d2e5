#include "base/node.h"

namespace banxin {

const char* name_of(NodeRole role) {
  switch (role) {
    case NodeRole::document: return "document";
    case NodeRole::section: return "section";
    case NodeRole::title: return "title";
    case NodeRole::heading1: return "heading-1";
    case NodeRole::heading2: return "heading-2";
    case NodeRole::heading3: return "heading-3";
    case NodeRole::heading4: return "heading-4";
    case NodeRole::paragraph: return "paragraph";
    case NodeRole::list: return "list";
    case NodeRole::list_item: return "list-item";
    case NodeRole::list_body: return "list-body";
    case NodeRole::table: return "table";
    case NodeRole::caption: return "caption";
    case NodeRole::table_head: return "table-head";
    case NodeRole::table_body: return "table-body";
    case NodeRole::table_row: return "table-row";
    case NodeRole::header_cell: return "header-cell";
    case NodeRole::data_cell: return "data-cell";
    case NodeRole::span: return "span";
    case NodeRole::link: return "link";
    case NodeRole::figure: return "figure";
  }
  return "unknown";
}

bool is_tree(const NodeTree& nodes) {
  if (nodes.empty() || nodes[0].role != NodeRole::document) return false;
  for (NodeId id = 1; id < nodes.size(); ++id) {
    if (nodes[id].parent >= id) return false;
  }
  return true;
}

int heading_level(NodeRole role) {
  switch (role) {
    case NodeRole::title: return 1;
    case NodeRole::heading1: return 2;
    case NodeRole::heading2: return 3;
    case NodeRole::heading3: return 4;
    case NodeRole::heading4: return 5;
    default: return 0;
  }
}

}  // namespace banxin
