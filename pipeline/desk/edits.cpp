#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/xml_text.h"
#include "desk/parts.h"
#include "record/parts.h"
#include "record/record.h"

namespace banxin::desk {
namespace {

using record::is_element;

// Elements of a record by their paths.
class Elements {
 public:
  explicit Elements(const xml::Tree& tree) { add(tree.root()); }

  std::optional<xml::Node> find(const std::string& path) const {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  void add(const xml::Node& element) {
    by_path_.emplace(element.xpath(), element);
    for (const xml::Node& child : element.elements()) add(child);
  }
  std::unordered_map<std::string, xml::Node> by_path_;
};

// The marked words and the figures of paragraphs, which a line that is typed anew keeps where it still has them.
class Inlines {
 public:
  void add(const xml::Node& paragraph) {
    for (const xml::Node& child : paragraph.elements()) {
      // What is shown of the element alone: a token, or its words.
      std::string shown = on_one_line(shown_of(child));
      if (!shown.empty()) all_.emplace_back(std::move(shown), markup_of(child));
    }
  }

  std::string markup(std::string_view line) {
    std::string out;
    for (;;) {
      std::size_t at = std::string_view::npos;
      std::size_t which = 0;
      for (std::size_t i = 0; i < all_.size(); ++i) {
        const std::size_t here = all_[i].second.empty() ? std::string_view::npos : line.find(all_[i].first);
        if (here < at) {
          at = here;
          which = i;
        }
      }
      if (at == std::string_view::npos) return out + text_markup(line);
      out += text_markup(line.substr(0, at)) + std::exchange(all_[which].second, {});
      line.remove_prefix(at + all_[which].first.size());
    }
  }

 private:
  static std::string shown_of(const xml::Node& element) {
    // A paragraph of this element alone would be shown as it is.
    if (!is_blank(element.text())) return element.text();
    std::string all = shown_text(element.parent());
    const std::size_t open = all.find("{" + element.attribute("cell").value_or("\n"));
    const std::size_t close = all.find('}', std::min(open, all.size()));
    if (open == std::string::npos || close == std::string::npos) return {};
    return all.substr(open, close + 1 - open);
  }

  std::vector<std::pair<std::string, std::string>> all_;  // what is shown, its markup; empty once it is used
};

class EditMaker {
 public:
  EditMaker(const Draft& draft, const Part& part) : draft_(draft), part_(part), elements_(draft.tree()) {}

  Edits make(const Pairs& sent) && {
    for (const auto& [name, value] : sent) {
      const Field* field = part_.find(name);
      if (field == nullptr || same(*field, value)) continue;
      sent_[name] = value;
      change(*field, value);
    }
    sign();
    return std::move(edits_);
  }

 private:
  static bool same(const Field& field, const std::string& value) {
    const bool lines = field.kind == Field::Kind::paragraphs || field.kind == Field::Kind::items;
    return lines ? lines_of(field.value) == lines_of(value) : field.value == value;
  }

  void change(const Field& field, const std::string& value) {
    const std::string_view kind = std::string_view(field.name).substr(0, field.name.find(' '));
    if (kind == "text") return change_run(field, value, "p");
    if (kind == "list") return change_run(field, value, "item");
    if (kind == "cell") return change_cell(field, value);
    if (kind == "heading") return change_heading(field, value);
    if (kind == "introduction") return add_introduction(value);
    if (kind == "issuer" || kind == "signed") return;  // both at once
    if (kind.starts_with("@")) {
      const std::size_t slash = field.paths.front().rfind('/');
      edits_.attributes[field.paths.front().substr(0, slash)][std::string(kind.substr(1))] = value;
      return;
    }
    change_line(field, value);
  }

  // A line of the report, or of a table of the bureau's own.
  void change_line(const Field& field, const std::string& value) {
    const bool optional = field.name == "document-number" || field.name == "index-number";
    if (!field.paths.empty()) {
      if (optional && is_blank(value)) {
        edits_.instead[field.paths.front()] = {};
      } else {
        edits_.texts[field.paths.front()] = value;
      }
      return;
    }
    if (is_blank(value)) return;
    // Behind what stands before it in the record's order.
    static constexpr std::array<std::string_view, 4> order = {"bureau", "title", "document-number", "index-number"};
    std::string at;
    for (const std::string_view name : order) {
      if (name == field.name) break;
      const Field* before = part_.find(name);
      if (before != nullptr && !before->paths.empty()) at = before->paths.front();
    }
    const std::string markup = element_of_text(field.name, value);
    if (!at.empty()) {
      edits_.behind[at].push_back(markup);
    } else if (const auto first = draft_.tree().root().elements(); !first.empty()) {
      edits_.before[first.front().xpath()].push_back(markup);
    } else {
      edits_.last[draft_.tree().root().xpath()].push_back(markup);
    }
  }

  void change_heading(const Field& field, const std::string& value) {
    const auto node = elements_.find(field.paths.front());
    if (!node) return;
    if (!is_element(*node, "heading")) {
      const auto children = node->elements();
      auto& place = children.empty() ? edits_.last[field.paths.front()] : edits_.before[children.front().xpath()];
      place.push_back(element_of_text("heading", value));
      return;
    }
    Inlines inlines;
    inlines.add(*node);
    edits_.instead[field.paths.front()] = {"<heading>" + inlines.markup(value) + "</heading>"};
  }

  // A run of paragraphs, or a list: lines that are as they were keep their markup.
  void change_run(const Field& field, const std::string& value, const std::string& element) {
    std::vector<std::pair<std::string, std::string>> old;  // shown, markup
    Inlines inlines;
    for (const std::string& path : field.paths) {
      if (const auto node = elements_.find(path)) old.emplace_back(shown_text(*node), markup_of(*node));
    }
    std::vector<std::string> markups;
    const std::vector<std::string> lines = lines_of(value);
    std::vector<bool> kept(old.size(), false);
    std::vector<std::size_t> as_before;
    std::size_t from = 0;
    for (const std::string& line : lines) {
      std::size_t found = from;
      while (found < old.size() && old[found].first != line) ++found;
      as_before.push_back(found < old.size() ? found : old.size());
      if (found < old.size()) {
        kept[found] = true;
        from = found + 1;
      }
    }
    for (std::size_t i = 0; i < old.size(); ++i) {
      const auto node = elements_.find(field.paths[i]);
      if (!kept[i] && node) inlines.add(*node);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      markups.push_back(as_before[i] < old.size()
                            ? old[as_before[i]].second
                            : "<" + element + ">" + inlines.markup(lines[i]) + "</" + element + ">");
    }
    put_run(field, std::move(markups));
  }

  void put_run(const Field& field, std::vector<std::string> markups) {
    if (field.paths.empty()) {
      // Named by its container: "text /record/chapter[2] 0".
      const std::size_t begin = field.name.find(' ') + 1;
      const std::string container = field.name.substr(begin, field.name.rfind(' ') - begin);
      const auto node = elements_.find(container);
      if (!node) return;
      const std::vector<xml::Node> children = node->elements();
      const auto section = std::find_if(children.begin(), children.end(),
                                        [](const xml::Node& one) { return is_element(one, "section"); });
      auto& place = section == children.end() ? edits_.last[container] : edits_.before[section->xpath()];
      std::move(markups.begin(), markups.end(), std::back_inserter(place));
      return;
    }
    // An introduction and a list hold at least one text: an empty one goes, or keeps a blank.
    const auto first = elements_.find(field.paths.front());
    const xml::Node parent = first->parent();
    const bool needs_one = is_element(parent, "introduction") || is_element(parent, "list");
    if (markups.empty() && needs_one && parent.elements().size() == field.paths.size()) {
      edits_.instead[parent.xpath()] = {};
      return;
    }
    for (const std::string& path : field.paths) edits_.instead[path] = {};
    edits_.instead[field.paths.front()] = std::move(markups);
  }

  void change_cell(const Field& field, const std::string& value) {
    if (!field.paths.empty()) {
      edits_.texts[field.paths.front()] = value;
      return;
    }
    const std::size_t begin = field.name.find(' ') + 1;
    const std::size_t end = field.name.rfind(' ');
    const std::string table = field.name.substr(begin, end - begin);
    const auto statistics = elements_.find(table);
    if (!statistics) return;
    for (const TableCellOf& cell : cells_of(*statistics, draft_.form().labels)) {
      if (Draft::cell_name(table, cell.address) == field.name) return add_cell(*statistics, cell, value);
    }
  }

  void add_cell(const xml::Node& statistics, const TableCellOf& cell, const std::string& value) {
    const char* element = cell.holds_text ? "text" : "cell";
    const std::string markup = "<" + std::string(element) + " id=\"" + xml_escaped(cell.address.column) + "\">" +
                               text_markup(value) + "</" + element + ">";
    int own = 0;
    for (const xml::Node& row : statistics.elements()) {
      const bool is_own = is_element(row, "own-row");
      if (is_own) ++own;
      const bool here = is_own ? cell.address.row == "+" + std::to_string(own)
                               : is_element(row, "row") && row.attribute("id") == cell.address.row;
      if (!here) continue;
      edits_.last[row.xpath()].push_back(markup);
      return;
    }
    // Rows that the record leaves out are made whole, each once.
    const forms::Label* label = draft_.form().labels.find(cell.address.row);
    std::string row = "<row id=\"" + xml_escaped(cell.address.row) + "\" label=\"" +
                      xml_escaped(label == nullptr ? std::string() : label->text) + "\">";
    if (cell.address.column.empty()) {
      edits_.last[statistics.xpath()].push_back(row + text_markup(value) + "</row>");
      return;
    }
    auto& place = edits_.last[statistics.xpath()];
    for (std::string& other : place) {
      if (!other.starts_with(row)) continue;
      other.insert(other.size() - std::string_view("</row>").size(), markup);
      return;
    }
    place.push_back(row + markup + "</row>");
  }

  void add_introduction(const std::string& value) {
    std::string markup = "<introduction>";
    for (const std::string& line : lines_of(value)) markup += element_of_text("p", line);
    markup += "</introduction>";
    put_behind({"bureau", "title", "document-number", "index-number", "letterhead", "addressee"}, markup);
  }

  // Behind the last of the root's elements with these names.
  void put_behind(const std::set<std::string_view>& names, const std::string& markup) {
    const xml::Node root = draft_.tree().root();
    std::optional<xml::Node> at;
    for (const xml::Node& child : root.elements()) {
      if (child.namespace_uri() == record::namespace_uri && names.contains(child.name())) at = child;
    }
    if (at) {
      edits_.behind[at->xpath()].push_back(markup);
    } else {
      edits_.last[root.xpath()].push_back(markup);
    }
  }

  // The signature is there when one of its two lines is.
  void sign() {
    if (!sent_.contains("issuer") && !sent_.contains("signed")) return;
    const auto now = [this](const char* name) {
      const auto sent = sent_.find(name);
      const Field* field = part_.find(name);
      return sent != sent_.end() ? sent->second : field == nullptr ? std::string() : field->value;
    };
    const std::string issuer = now("issuer"), day = now("signed");
    std::string markup = "<signature>" + element_of_text("issuer", issuer);
    if (!is_blank(day)) markup += element_of_text("date", day);
    markup += "</signature>";
    const bool none = is_blank(issuer) && is_blank(day);
    for (const xml::Node& child : draft_.tree().root().elements()) {
      if (!is_element(child, "signature")) continue;
      if (!none && signs_more(child)) return sign_anew(child, issuer, day);
      edits_.instead[child.xpath()] = none ? std::vector<std::string>() : std::vector{markup};
      return;
    }
    if (!none) {
      put_behind(
          {"bureau", "title", "document-number", "index-number", "letterhead", "addressee", "introduction", "chapter"},
          markup);
    }
  }

  // Whether a signature says more than the two lines of the desk: other organs, a seal.
  static bool signs_more(const xml::Node& signature) {
    const std::vector<xml::Node> lines = signature.elements();
    const auto issuers =
        std::count_if(lines.begin(), lines.end(), [](const xml::Node& one) { return is_element(one, "issuer"); });
    return issuers > 1 || signature.attribute("seal");
  }
  // Its first issuer and its day are changed, the rest stays.
  void sign_anew(const xml::Node& signature, const std::string& issuer, const std::string& day) {
    bool named = false;
    bool dated = false;
    for (const xml::Node& line : signature.elements()) {
      if (is_element(line, "issuer") && !std::exchange(named, true)) edits_.texts[line.xpath()] = issuer;
      if (!is_element(line, "date")) continue;
      dated = true;
      if (is_blank(day)) {
        edits_.instead[line.xpath()] = {};
      } else {
        edits_.texts[line.xpath()] = day;
      }
    }
    if (!dated && !is_blank(day)) edits_.last[signature.xpath()].push_back(element_of_text("date", day));
  }

  const Draft& draft_;
  const Part& part_;
  Elements elements_;
  std::map<std::string, std::string> sent_;  // what is new
  Edits edits_;
};

}  // namespace

Edits Draft::edits(const Part& part, const Pairs& sent) const {
  return EditMaker(*this, part).make(sent);
}

}  // namespace banxin::desk
