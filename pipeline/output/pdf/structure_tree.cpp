#include "output/pdf/structure_tree.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "output/pdf/images.h"
#include "output/pdf/text_string.h"

namespace banxin::pdf {
namespace {

// One marked-content sequence, or the annotation of a link: what an element shows.
struct Mark {
  std::size_t page = 0;
  std::size_t id = 0;  // marked-content id, or the link's number
  bool annotation = false;

  std::pair<std::size_t, std::size_t> place() const { return {page, id}; }
};

class TreeWriter {
 public:
  TreeWriter(ObjectWriter& writer, const Pages& pages, const TaggedPages& tagged)
      : writer_(writer),
        nodes_(*pages.nodes()),
        language_(pages.info().language),
        tagged_(tagged),
        boxes_(figure_boxes(pages)) {}

  Ref write() {
    root_ = writer_.reserve();
    for (std::size_t i = 0; i < nodes_.size(); ++i) elements_.push_back(writer_.reserve());
    collect();
    for (NodeId id = 0; id < nodes_.size(); ++id) writer_.put_syntax(elements_[id], element(id));
    const Ref parents = writer_.reserve();
    writer_.put_syntax(parents, "<</Nums[" + parent_tree() + "]>>");
    Dictionary root = {{"Type", Name{"StructTreeRoot"}},
                       {"K", elements_[0]},
                       {"ParentTree", parents},
                       {"ParentTreeNextKey", tagged_.pages.size() + tagged_.links.size()}};
    const std::string names = cell_names();
    if (!names.empty()) root.push_back({"IDTree", writer_.add({{"Names", Raw{"[" + names + "]"}}})});
    writer_.put(root_, root);
    return root_;
  }

 private:
  // A header cell's name is the number of its object. All have as many digits as the last: names in a tree are sorted
  // by their bytes.
  std::string cell_name(NodeId id) const {
    const std::size_t digits = std::to_string(elements_.back().number).size();
    return fmt::format(FMT_STRING("({:0{}})"), elements_[id].number, digits);
  }

  // Sorts the marks to their nodes and finds where each node's content begins.
  void collect() {
    marks_.resize(nodes_.size());
    children_.resize(nodes_.size());
    first_.resize(nodes_.size());
    for (std::size_t p = 0; p < tagged_.contents.size(); ++p) {
      const std::vector<NodeId>& sequences = tagged_.contents[p]->sequences;
      for (std::size_t i = 0; i < sequences.size(); ++i) marks_[sequences[i]].push_back({p, i, false});
    }
    for (auto id = static_cast<NodeId>(nodes_.size()); id-- > 0;) {
      if (!marks_[id].empty()) lower(first_[id], marks_[id].front().place());
      if (id != 0 && first_[id]) lower(first_[nodes_[id].parent], *first_[id]);
    }
    for (NodeId id = 1; id < nodes_.size(); ++id) {
      children_[nodes_[id].parent].push_back(id);
      for (const NodeId header : nodes_[id].headers) {
        if (header >= nodes_.size()) continue;
        if (const auto [at, is_new] = names_.try_emplace(header); is_new) at->second = cell_name(header);
      }
    }
    for (std::size_t i = 0; i < tagged_.links.size(); ++i) {
      marks_[tagged_.links[i].node].push_back({static_cast<std::size_t>(tagged_.links[i].page), i, true});
    }
  }

  using Place = std::pair<std::size_t, std::size_t>;
  static void lower(std::optional<Place>& place, const Place& other) {
    place = place ? std::min(*place, other) : other;
  }

  std::string element(NodeId id) const {
    const Node& node = nodes_[id];
    std::string out = fmt::format(FMT_COMPILE("<</S/{}/P {} 0 R"), structure_type(node.role),
                                  (id == 0 ? root_ : elements_[node.parent]).number);
    append_kids(out, id);
    if (!node.language.empty() && (id == 0 ? node.language != language_ : node.language != inherited(node.parent))) {
      out += "/Lang" + text_string(node.language);
    }
    if (!node.alternative.empty()) out += "/Alt" + text_string(node.alternative);
    if (const auto name = names_.find(id); name != names_.end()) out += "/ID" + name->second;
    append_attributes(out, node);
    if (const auto box = boxes_.find(id); box != boxes_.end()) {
      out += "/A<</O/Layout/Placement/Block/BBox" + box->second + ">>";
    }
    return out + ">>";
  }

  const std::string& inherited(NodeId id) const {
    while (id != 0 && nodes_[id].language.empty()) id = nodes_[id].parent;
    return nodes_[id].language.empty() ? language_ : nodes_[id].language;
  }

  // An element whose marks are all on one page names it once; else each mark names its own (PA-65).
  void append_kids(std::string& out, NodeId id) const {
    const std::vector<Mark>& marks = marks_[id];
    const std::vector<NodeId>& children = children_[id];
    if (marks.empty() && children.empty()) return;
    const bool one_page =
        std::all_of(marks.begin(), marks.end(), [&](const Mark& m) { return m.page == marks[0].page; });
    if (!marks.empty() && one_page) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("/Pg {} 0 R"), tagged_.pages[marks[0].page].number);
    }
    out += "/K[";
    auto child = children.begin();
    for (const Mark& mark : marks) {
      // Children that begin before the mark go before it; those without content stay where the tree has them.
      while (child != children.end() && (!first_[*child] || mark.annotation || *first_[*child] < mark.place())) {
        append_child(out, *child++);
      }
      append_mark(out, mark, one_page);
    }
    while (child != children.end()) append_child(out, *child++);
    if (out.back() == ' ') out.pop_back();
    out += ']';
  }

  void append_child(std::string& out, NodeId id) const {
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("{} 0 R "), elements_[id].number);
  }

  void append_mark(std::string& out, const Mark& mark, bool one_page) const {
    const int page = tagged_.pages[mark.page].number;
    if (mark.annotation) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("<</Type/OBJR/Pg {} 0 R/Obj {} 0 R>> "), page,
                     tagged_.annotations[mark.id].number);
    } else if (one_page) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{} "), mark.id);
    } else {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("<</Type/MCR/Pg {} 0 R/MCID {}>> "), page, mark.id);
    }
  }

  // ISO 32000-1, 14.8.5.7: what a cell covers (PA-77), what a header cell heads, and a data cell's headers by name
  // (PA-79). A cell without content is an element too (PA-82).
  void append_attributes(std::string& out, const Node& node) const {
    if (node.role != NodeRole::header_cell && node.role != NodeRole::data_cell) return;
    std::string attributes;
    if (node.row_span != 1) fmt::format_to(std::back_inserter(attributes), FMT_COMPILE("/RowSpan {}"), node.row_span);
    if (node.column_span != 1)
      fmt::format_to(std::back_inserter(attributes), FMT_COMPILE("/ColSpan {}"), node.column_span);
    switch (node.role == NodeRole::header_cell ? node.scope : HeaderScope::none) {
      case HeaderScope::none: break;
      case HeaderScope::row: attributes += "/Scope/Row"; break;
      case HeaderScope::column: attributes += "/Scope/Column"; break;
      case HeaderScope::both: attributes += "/Scope/Both"; break;
    }
    std::string headers;
    for (const NodeId header : node.headers) {
      if (header < nodes_.size()) headers += names_.at(header);
    }
    if (!headers.empty()) attributes += "/Headers[" + headers + "]";
    if (!attributes.empty()) out += "/A<</O/Table" + attributes + ">>";
  }

  // For each page, the elements of its marked-content ids; for each annotation, its link.
  std::string parent_tree() const {
    std::string out;
    for (std::size_t p = 0; p < tagged_.contents.size(); ++p) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}["), page_key(p));
      for (const NodeId node : tagged_.contents[p]->sequences) append_child(out, node);
      if (out.back() == ' ') out.pop_back();
      out += ']';
    }
    for (std::size_t i = 0; i < tagged_.links.size(); ++i) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{} {} 0 R "), link_key(tagged_.pages.size(), i),
                     elements_[tagged_.links[i].node].number);
    }
    return out;
  }

  std::string cell_names() const {
    std::string out;
    for (const auto& [id, name] : names_) {
      fmt::format_to(std::back_inserter(out), FMT_COMPILE("{}{} 0 R"), name, elements_[id].number);
    }
    return out;
  }

  ObjectWriter& writer_;
  const NodeTree& nodes_;
  const std::string& language_;
  const TaggedPages& tagged_;
  const std::map<NodeId, std::string> boxes_;  // of figures
  Ref root_;
  std::vector<Ref> elements_;
  std::vector<std::vector<Mark>> marks_;
  std::vector<std::vector<NodeId>> children_;
  std::vector<std::optional<Place>> first_;  // none: the node and what it holds show nothing
  std::map<NodeId, std::string> names_;      // of the header cells that a cell refers to
};

}  // namespace

Ref write_structure(ObjectWriter& writer, const Pages& pages, const TaggedPages& tagged) {
  return TreeWriter(writer, pages, tagged).write();
}

}  // namespace banxin::pdf
