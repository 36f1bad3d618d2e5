#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "output/pdf/conformance.h"
#include "output/pdf/page_content.h"
#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

using Roles = std::initializer_list<NodeRole>;

bool one_of(NodeRole role, Roles roles) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool is_block(NodeRole role) {
  return heading_level(role) != 0 ||
         one_of(role, {NodeRole::section, NodeRole::paragraph, NodeRole::list, NodeRole::table, NodeRole::figure});
}

bool is_inline(NodeRole role) {
  return one_of(role, {NodeRole::span, NodeRole::link, NodeRole::figure});
}

// Which elements may be in which (ISO 32000-1, 14.8.4; for tables and lists ISO 14289-1, 7.5 and 7.6; PA-75).
bool may_hold(NodeRole parent, NodeRole child) {
  switch (parent) {
    case NodeRole::document:
    case NodeRole::section: return is_block(child) || child == NodeRole::caption;
    case NodeRole::title:
    case NodeRole::heading1:
    case NodeRole::heading2:
    case NodeRole::heading3:
    case NodeRole::heading4:
    case NodeRole::paragraph:
    case NodeRole::span:
    case NodeRole::link: return is_inline(child);
    case NodeRole::list: return child == NodeRole::list_item;
    case NodeRole::list_item: return child == NodeRole::list_body;
    case NodeRole::list_body:
    case NodeRole::header_cell:
    case NodeRole::data_cell: return is_block(child) || is_inline(child);
    case NodeRole::table:
      return one_of(child, {NodeRole::caption, NodeRole::table_head, NodeRole::table_body, NodeRole::table_row});
    case NodeRole::caption: return is_inline(child) || child == NodeRole::paragraph;
    case NodeRole::table_head:
    case NodeRole::table_body: return child == NodeRole::table_row;
    case NodeRole::table_row: return one_of(child, {NodeRole::header_cell, NodeRole::data_cell});
    case NodeRole::figure: return false;
  }
  return false;
}

class StructureCheck {
 public:
  StructureCheck(const NodeTree& nodes, const OriginTable& origins, Severity severity)
      : nodes_(nodes), origins_(origins), severity_(severity) {}

  Findings run() {
    for (NodeId id = 0; id < nodes_.size(); ++id) check(id);
    return std::move(findings_);
  }

 private:
  void report(NodeId id, Bilingual message) {
    findings_.push_back(not_conforming(
        severity_, origins_.place(nodes_[id].origin), std::move(message),
        {"改正版式的 document.xsl 或记录的层次。", "Correct the form's document.xsl or the record's levels."}));
  }

  void check(NodeId id) {
    const Node& node = nodes_[id];
    if (id != 0) check_parent(id);
    check_heading(id);
    if (!node.language.empty() && !is_language_tag(node.language)) {
      report(id, {fmt::format(FMT_STRING("语言标记“{}”不合 BCP 47。"), node.language),
                  fmt::format(FMT_STRING("\"{}\" is not a language tag of BCP 47."), node.language)});
    }
    if (node.role == NodeRole::figure && node.alternative.empty()) {
      report(id, {"图没有替代文本。", "A figure has no alternative text."});
    }
    if (node.role == NodeRole::link && node.target.empty()) report(id, {"链接没有目标。", "A link has no target."});
    if (text_string_size(node.alternative) > longest_text || node.target.size() > longest_text) {
      report(id, {"替代文本或链接目标超过 32767 字节。",
                  "An alternative text or a link's target is longer than 32767 bytes."});
    }
  }

  void check_parent(NodeId id) {
    const Node& node = nodes_[id];
    const NodeRole parent = nodes_[node.parent].role;
    if (may_hold(parent, node.role)) return;
    report(id,
           {fmt::format(FMT_STRING("{} 不能放在 {} 里。"), structure_type(node.role), structure_type(parent)),
            fmt::format(FMT_STRING("{} is not allowed in {}."), structure_type(node.role), structure_type(parent))});
  }

  // The first heading is H1 and none is more than one level below the one before it (ISO 14289-1, 7.4.2; PA-64).
  void check_heading(NodeId id) {
    const int level = heading_level(nodes_[id].role);
    if (level == 0) return;
    if (level > level_ + 1) {
      const Bilingual before = level_ == 0 ? Bilingual{"前面没有标题", "there is no heading before it"}
                                           : Bilingual{fmt::format(FMT_STRING("前一个标题是 H{}"), level_),
                                                       fmt::format(FMT_STRING("the heading before it is H{}"), level_)};
      report(id, {fmt::format(FMT_STRING("标题跳级：这里是 H{}，{}。"), level, before.zh),
                  fmt::format(FMT_STRING("A heading level is skipped: this is H{}, {}."), level, before.en)});
    }
    level_ = level;
  }

  const NodeTree& nodes_;
  const OriginTable& origins_;
  Severity severity_;
  int level_ = 0;
  Findings findings_;
};

}  // namespace

Findings check_structure(const NodeTree& nodes, const OriginTable& origins, Severity severity) {
  return StructureCheck(nodes, origins, severity).run();
}

}  // namespace banxin::pdf
