#include "validate/schema_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.h"
#include "base/spelling.h"
#include "base/text.h"
#include "base/utf8.h"
#include "forms/wording.h"
#include "record/record.h"
#include "validate/written_value.h"

namespace banxin::validate {
namespace {

using xml::Violation;
using ViolationKind = Violation::Kind;

constexpr std::size_t most_value = 40;  // characters of a value that a message quotes
constexpr std::size_t most_names = 6;   // that a hint lists

struct FaultWords {
  Bilingual message;
  Bilingual hint;
};

Bilingual both(const std::string& text) {
  return {text, text};
}

std::string quoted_text(const xml::Node& node) {
  return shortened(on_one_line(node.text()), most_value);
}

class SchemaFindings {
 public:
  SchemaFindings(const xml::Violations& violations, const xml::Tree& record, const Form& form,
                 const forms::Labels& labels, const forms::Cells& cells, const forms::Vocabulary& vocabulary)
      : violations_(violations),
        record_(record),
        form_(form),
        labels_(labels),
        cells_(cells),
        vocabulary_(vocabulary) {}

  Findings run() {
    Findings findings;
    for (const Violation& violation : violations_.held) {
      if (is_consequence(violation)) continue;
      FaultWords sentences = sentences_of(violation);
      findings.push_back({.code = code::schema_invalid,
                          .place = record_.place(violation.node),
                          .message = std::move(sentences.message),
                          .hint = std::move(sentences.hint)});
    }
    if (violations_.more > 0) findings.count_only(Severity::error, code::schema_invalid, violations_.more);
    return findings;
  }

 private:
  // An attribute is missing because its name is misspelt; a text is none because it is in an element of its own.
  bool is_consequence(const Violation& missing) const {
    if (missing.kind != ViolationKind::missing_attribute) {
      return missing.kind != ViolationKind::element_in_text && missing.node.is_element() &&
             std::any_of(violations_.held.begin(), violations_.held.end(), [&](const Violation& other) {
               return other.kind == ViolationKind::element_in_text && other.node == missing.node;
             });
    }
    return std::any_of(violations_.held.begin(), violations_.held.end(), [&](const Violation& other) {
      return other.kind == ViolationKind::attribute && other.node.parent() == missing.node &&
             near_attribute(other.node) == missing.names.front();
    });
  }

  FaultWords sentences_of(const Violation& v) const {
    switch (v.kind) {
      case ViolationKind::element: return of_element(v);
      case ViolationKind::missing_element: return of_missing_element(v);
      case ViolationKind::missing_attribute: return of_missing_attribute(v);
      case ViolationKind::attribute: return of_attribute(v);
      case ViolationKind::text: return of_text(v);
      case ViolationKind::element_in_text: return of_element_in_text(v);
      case ViolationKind::unlisted: return of_unlisted(v);
      case ViolationKind::value: return of_value(v);
      case ViolationKind::too_short:
        return {{what(v.node).zh + "是空的。", what(v.node).en + " is empty."}, {"请填上。", "Fill it in."}};
      case ViolationKind::too_long: return of_long_value(v);
      case ViolationKind::repeated: return of_repeated(v);
      case ViolationKind::other: break;
    }
    return {{what(v.node).zh + "不合表的规定。", what(v.node).en + " does not follow the form."}, as_in_blank_record()};
  }

  // ------------------------------------------------------------------ words

  // bureau（单位全称）
  Bilingual named(std::string_view element) const { return with_words(element, vocabulary_.element(element).words); }
  static Bilingual with_words(std::string_view name, const Bilingual& words) {
    const std::string shown = shortened(name);
    if (words.empty()) return both(shown);
    return {fmt::format("{}（{}）", shown, words.zh),
            words.en == name ? shown : fmt::format("{} ({})", shown, words.en)};
  }
  Bilingual named_attribute(std::string_view element, const std::string& name) const {
    const auto& attributes = vocabulary_.element(element).attributes;
    const auto found = attributes.find(name);
    return with_words(name, found == attributes.end() ? Bilingual() : found->second.words);
  }
  // The names that a hint lists; the rest is left out.
  Bilingual listed(const std::vector<std::string>& elements) const {
    Bilingual row;
    for (std::size_t i = 0; i < std::min(elements.size(), most_names); ++i) {
      // That any other namespace may be there helps nobody.
      if (elements[i] != "*" && !elements[i].starts_with("##")) add_to_row(row, named(elements[i]));
    }
    return row;
  }

  // An element, or the attribute of one, as the subject of a sentence.
  Bilingual what(const xml::Node& node) const {
    if (!node.is_attribute()) {
      const Bilingual element = named(node.is_element() ? node.name() : node.parent().name());
      return {element.zh, "Element " + element.en};
    }
    const Bilingual attribute = named_attribute(node.parent().name(), std::string(node.name()));
    const std::string element = shortened(node.parent().name());
    return {fmt::format("{} 的属性 {}", element, attribute.zh),
            fmt::format("Attribute {} of {}", attribute.en, element)};
  }

  Bilingual as_in_blank_record() const {
    return {fmt::format("对照 banxin new --form {} 给出的空白记录改正。", form_.id),
            fmt::format("Compare it with the blank record that banxin new --form {} writes.", form_.id)};
  }

  // --------------------------------------------------------------- elements

  std::vector<std::string> element_names() const {
    std::vector<std::string> names;
    for (const auto& [name, element] : vocabulary_.elements()) names.push_back(name);
    return names;
  }

  // The sibling of that name, the first of all; nothing when there is none.
  static std::optional<xml::Node> sibling(const xml::Node& node, std::string_view name) {
    for (const xml::Node& one : node.parent().elements()) {
      if (record::is_element(one, name) && one != node) return one;
    }
    return std::nullopt;
  }
  // Whether `a` comes before `b`, its sibling.
  static bool is_before(const xml::Node& a, const xml::Node& b) {
    for (const xml::Node& one : a.parent().elements()) {
      if (one == a) return true;
      if (one == b) return false;
    }
    return false;
  }

  // 第 12 行, as seen from a node that may be in the same one.
  static Bilingual line_of(const xml::Node& node, const xml::Node& from) {
    if (node.line() == from.line()) return {"这一行前面", "the same line"};
    return {fmt::format("第 {} 行", node.line()), fmt::format("line {}", node.line())};
  }

  FaultWords of_element(const Violation& v) const {
    const std::string name(v.node.name());
    const std::string parent(v.node.parent().name());
    const auto& in_parent = vocabulary_.element(parent);
    if (v.node.namespace_uri() != record::namespace_uri) return of_foreign(v.node);
    if (!vocabulary_.elements().contains(name)) return of_unknown_element(v, in_parent.mixed);
    const auto child = in_parent.children.find(name);
    if (child == in_parent.children.end()) return of_wrong_parent(v.node);
    if (const auto other = sibling(v.node, name); other && !child->second.many && is_before(*other, v.node)) {
      const Bilingual where = line_of(*other, v.node);
      return {{fmt::format("{}里只能有一个 {}，{}已有一个。", named(parent).zh, named(name).zh, where.zh),
               fmt::format("Element {} takes one {}; there is one in {} already.", named(parent).en, named(name).en,
                           where.en)},
              {"合成一个，或删去多余的。", "Make one of the two, or delete the one that is not needed."}};
    }
    return of_order(v, in_parent);
  }

  static FaultWords of_foreign(const xml::Node& node) {
    const std::string name = shortened(node.name());
    if (node.namespace_uri().empty()) {
      return {
          {fmt::format("元素 {} 不在记录的命名空间里（它或外层写了 xmlns=\"\"）。", name),
           fmt::format("The element {} is not in the record's namespace (xmlns=\"\" is there or around it).", name)},
          {"删去 xmlns=\"\"。", "Delete xmlns=\"\"."}};
    }
    return {{fmt::format("元素 {} 的命名空间是“{}”，不是记录的。", name, shortened(node.namespace_uri())),
             fmt::format("The element {} is of the namespace \"{}\", which is not the record's.", name,
                         shortened(node.namespace_uri()))},
            {"是本表内容的，删去它的 xmlns 或前缀；其他资料移到最后的 extension 里。",
             "If it belongs to the form, delete its xmlns or prefix; put other data into extension, at the end."}};
  }

  FaultWords of_unknown_element(const Violation& v, bool in_text) const {
    const std::string name = shortened(v.node.name());
    std::string near = nearest(v.node.name(), v.names);
    if (near.empty() && !in_text) near = nearest(v.node.name(), element_names());
    if (!near.empty()) {
      return {{fmt::format("没有 {} 这种元素，多半是 {}。", name, named(near).zh),
               fmt::format("There is no element {}; {} is probably meant.", name, named(near).en)},
              {fmt::format("开始和结束标签都改作 {}。", near),
               fmt::format("Write {} in the start and the end tag.", near)}};
    }
    if (in_text) {
      const Bilingual parent = named(v.node.parent().name());
      return {{fmt::format("{}里不能有元素 {}，只写文字。", parent.zh, name),
               fmt::format("Element {} holds text; it cannot have an element {}.", parent.en, name)},
              name == "br"
                  ? Bilingual{"要分段的，另写一个 <p>…</p>。", "Write another <p>...</p> for another paragraph."}
                  : Bilingual{fmt::format("删去标签 {}，留下文字。", name),
                              fmt::format("Delete the tags {} and leave the text.", name)}};
    }
    FaultWords sentences{{fmt::format("没有 {} 这种元素。", name), fmt::format("There is no element {}.", name)},
                         {"删去它。", "Delete it."}};
    std::vector<std::string> possible = v.names;
    if (possible.empty()) {
      for (const auto& [child, how] : vocabulary_.element(v.node.parent().name()).children) possible.push_back(child);
    }
    if (const Bilingual names = listed(possible); !names.empty()) {
      sentences.hint = {fmt::format("改作 {}，或删去它。", names.zh),
                        fmt::format("Make it {}, or delete it.", names.en)};
    }
    return sentences;
  }

  FaultWords of_wrong_parent(const xml::Node& node) const {
    const std::string name(node.name());
    const Bilingual parent = named(node.parent().name());
    std::vector<std::string> parents;
    for (const auto& [one, element] : vocabulary_.elements()) {
      if (element.children.contains(name)) parents.push_back(one);
    }
    const Bilingual names = listed(parents);
    return {{fmt::format("{}不能写在 {}里。", named(name).zh, parent.zh),
             fmt::format("Element {} cannot be in {}.", named(name).en, parent.en)},
            {fmt::format("移到 {}里，或删去。", names.zh), fmt::format("Move it into {}, or delete it.", names.en)}};
  }

  FaultWords of_order(const Violation& v, const forms::Vocabulary::Element& in_parent) const {
    const std::string name(v.node.name());
    const std::string parent(v.node.parent().name());
    for (const std::string& wanted : v.names) {
      const auto child = in_parent.children.find(wanted);
      if (child == in_parent.children.end() || !child->second.required) continue;
      if (sibling(v.node, wanted)) return in_order(wanted, name);
      return {{fmt::format("{}里缺少 {}。", named(parent).zh, named(wanted).zh),
               fmt::format("Element {} lacks {}.", named(parent).en, named(wanted).en)},
              {fmt::format("在 {} 前面补上 <{}>…</{}>。", name, wanted, wanted),
               fmt::format("Add <{}>...</{}> before {}.", wanted, wanted, name)}};
    }
    xml::Node before;
    for (const xml::Node& one : v.node.parent().elements()) {
      if (one == v.node) break;
      before = one;
    }
    if (before != xml::Node()) return in_order(name, std::string(before.name()));
    return {
        {fmt::format("{}不能写在这里。", named(name).zh), fmt::format("Element {} cannot be here.", named(name).en)},
        as_in_blank_record()};
  }

  // `first` has to come before `second`, and does not.
  FaultWords in_order(const std::string& first, const std::string& second) const {
    return {{fmt::format("次序不对：{}应在 {}前面。", named(first).zh, named(second).zh),
             fmt::format("The order is wrong: {} comes before {}.", named(first).en, named(second).en)},
            {fmt::format("把 {} 移到 {} 前面。", first, second), fmt::format("Move {} before {}.", first, second)}};
  }

  FaultWords of_missing_element(const Violation& v) const {
    const Bilingual here = named(v.node.name());
    const auto& children = vocabulary_.element(v.node.name()).children;
    for (const std::string& name : v.names) {
      const auto child = children.find(name);
      if (child == children.end() || !child->second.required) continue;
      return {{fmt::format("{}里缺少 {}。", here.zh, named(name).zh),
               fmt::format("Element {} lacks {}.", here.en, named(name).en)},
              {fmt::format("补上 <{}>…</{}>。", name, name), fmt::format("Add <{}>...</{}>.", name, name)}};
    }
    const Bilingual names = listed(v.names);
    return {{fmt::format("{}是空的。", here.zh), fmt::format("Element {} is empty.", here.en)},
            {fmt::format("写上 {}；不需要的，连同标签删去。", names.zh),
             fmt::format("Put {} there; delete it when it is not needed.", names.en)}};
  }

  // ------------------------------------------------------------- attributes

  std::vector<std::string> attribute_names(std::string_view element) const {
    std::vector<std::string> names;
    for (const auto& [name, words] : vocabulary_.element(element).attributes) names.push_back(name);
    return names;
  }
  std::string near_attribute(const xml::Node& attribute) const {
    return nearest(attribute.name(), attribute_names(attribute.parent().name()));
  }

  FaultWords of_missing_attribute(const Violation& v) const {
    const std::string& name = v.names.front();
    const Bilingual attribute = named_attribute(v.node.name(), name);
    const std::string id = name == "id" ? id_by_label(v.node) : std::string();
    const std::string value = id.empty() ? "…" : id;
    return {{fmt::format("{}没有写属性 {}。", named(v.node.name()).zh, attribute.zh),
             fmt::format("Element {} lacks the attribute {}.", named(v.node.name()).en, attribute.en)},
            {fmt::format("补上 {}=\"{}\"。", name, value), fmt::format("Add {}=\"{}\".", name, value)}};
  }

  FaultWords of_attribute(const Violation& v) const {
    const std::string element(v.node.parent().name());
    const std::string name = shortened(v.node.name());
    if (const std::string near = near_attribute(v.node); !near.empty()) {
      const Bilingual meant = named_attribute(element, near);
      return {{fmt::format("{}没有属性 {}，多半是 {}。", named(element).zh, name, meant.zh),
               fmt::format("Element {} has no attribute {}; {} is probably meant.", named(element).en, name, meant.en)},
              {fmt::format("改作 {}=\"…\"。", near), fmt::format("Write {}=\"...\".", near)}};
    }
    return {{fmt::format("{}没有属性 {}。", named(element).zh, name),
             fmt::format("Element {} has no attribute {}.", named(element).en, name)},
            {"删去它，或改正属性名。", "Delete it, or correct its name."}};
  }

  // ------------------------------------------------------------------ texts

  // How the figures of a row are written, with the ids of its columns.
  Bilingual hint_of_cells(const xml::Node& row) const {
    const forms::Label* label = labels_.find(row.attribute("id").value_or(""));
    Bilingual columns;
    const auto ids = label == nullptr ? std::vector<std::string>() : label->cells;
    for (const std::string& id : ids) add_to_row(columns, with_label(id, row.name()));
    if (columns.empty()) columns = {"栏代号", "the id of its column"};
    return {
        fmt::format("每个数写作 <cell id=\"…\">数</cell>，id 是 {}；不需要的删去。", columns.zh),
        fmt::format("Write each figure as <cell id=\"...\">FIGURE</cell> with the id {}, or delete it.", columns.en)};
  }

  FaultWords of_text(const Violation& v) const {
    const std::string parent(v.node.parent().name());
    const auto& children = vocabulary_.element(parent).children;
    const std::string text = quoted_text(v.node);
    FaultWords sentences{
        {fmt::format("文字“{}”直接写在 {}里，没有放进标签。", text, named(parent).zh),
         fmt::format("The text \"{}\" is directly in {}, without a tag of its own.", text, named(parent).en)},
        {"放进该放的元素里；不需要的删去。", "Put it into the element where it belongs, or delete it."}};
    if (children.contains("cell")) {
      sentences.hint = hint_of_cells(v.node.parent());
    } else if (children.contains("p")) {
      sentences.hint = {"写作 <p>…</p>；不需要的删去。", "Write it as <p>...</p>, or delete it."};
    } else if (children.size() == 1) {
      const std::string& child = children.begin()->first;
      sentences.hint = {fmt::format("写作 <{}>…</{}>；不需要的删去。", child, child),
                        fmt::format("Write it as <{}>...</{}>, or delete it.", child, child)};
    }
    return sentences;
  }

  FaultWords of_element_in_text(const Violation& v) const {
    const auto elements = v.node.elements();
    const std::string child = elements.empty() ? std::string() : shortened(elements.front().name());
    return {
        {fmt::format("{}里只能写文字，不能有元素 {}。", named(v.node.name()).zh, child),
         fmt::format("Element {} holds text alone; it cannot have an element {}.", named(v.node.name()).en, child)},
        {fmt::format("删去标签 {}，留下文字。", child), fmt::format("Delete the tags {} and leave the text.", child)}};
  }

  // ----------------------------------------------------------------- values

  // The label of a row, column or chapter, as a remark to its id in that element.
  Bilingual with_label(const std::string& id, std::string_view element) const {
    const forms::Label* label = element == "chapter" ? nullptr : labels_.find(id);
    const forms::ChapterLabel* chapter = label == nullptr ? labels_.find_chapter(id) : nullptr;
    if (label == nullptr && chapter == nullptr) return both(id);
    const std::string& text = label != nullptr ? label->text : chapter->text;
    return {id + "（" + text + "）", id + " (" + text + ")"};
  }

  // The id whose words these are; empty when there is none.
  std::string id_by_words(std::string_view words, const std::vector<std::string>& ids) const {
    if (trimmed(words).empty()) return {};
    for (const forms::Label& label : labels_.all()) {
      const bool wanted = ids.empty() || std::find(ids.begin(), ids.end(), label.id) != ids.end();
      if (!wanted) continue;
      if (trimmed(words) == label.name) return label.id;
      if (forms::wording_of(trimmed(words), label.text, label.variants) != forms::Wording::unknown) return label.id;
    }
    return {};
  }
  std::string id_by_label(const xml::Node& row, const std::vector<std::string>& ids = {}) const {
    const bool labelled = row.name() == "row" || row.name() == "cell";
    return labelled ? id_by_words(row.attribute("label").value_or(""), ids) : std::string();
  }

  // An id that the form has for something else; nothing when it is one of the rows or columns with figures.
  std::optional<FaultWords> of_other_label(const forms::Label& label, const xml::Node& id) const {
    const bool of_row = id.parent().name() == "row";
    const std::string shown = label.id + "（" + label.text + "）";
    if (of_row && label.heading && !label.column) {
      return FaultWords{{fmt::format("{}是标题行，没有统计数。", shown),
                         fmt::format("The id {} is that of a heading's row; it has no figures.", shown)},
                        {"填到它下面的各行里。", "Fill in the rows below it."}};
    }
    if (of_row != label.column) return std::nullopt;
    return FaultWords{{fmt::format("{}是{}的代号，不是{}的。", shown, of_row ? "栏" : "行", of_row ? "行" : "栏"),
                       fmt::format("The id {} is that of a {}, not of a {}.", shown, of_row ? "column" : "row",
                                   of_row ? "row" : "column")},
                      as_in_blank_record()};
  }

  FaultWords of_unlisted(const Violation& v) const {
    const std::string value = quoted_text(v.node);
    const std::string name(v.node.name());
    if (const forms::Label* label = labels_.find(trimmed(v.node.text())); label != nullptr && name == "id") {
      if (auto sentences = of_other_label(*label, v.node)) return *std::move(sentences);
    }
    const auto is_listed = [&](const std::string& one) {
      return std::find(v.names.begin(), v.names.end(), one) != v.names.end();
    };
    const auto write = [&](const std::string& right) {
      return v.node.is_attribute()
                 ? Bilingual{fmt::format("写作 {}=\"{}\"。", name, right), fmt::format("Write {}=\"{}\".", name, right)}
                 : Bilingual{fmt::format("写作 {}。", right), fmt::format("Write {}.", right)};
    };
    const std::string plain = plainly_written(v.node.text());
    if (is_listed(plain)) {
      Bilingual unusual = unusual_characters(v.node.text());
      if (unusual.empty()) unusual = {"多余的空格", "a needless blank"};
      return {{fmt::format("{}“{}”里有{}。", what(v.node).zh, value, unusual.zh),
               fmt::format("{}: \"{}\" holds {}.", what(v.node).en, value, unusual.en)},
              write(plain)};
    }
    std::string meant = nearest(plain, v.names);
    if (meant.empty()) meant = id_by_words(plain, v.names);
    if (meant.empty() && name == "id") meant = id_by_label(v.node.parent(), v.names);
    if (!meant.empty() && is_listed(meant)) {
      const Bilingual label = with_label(meant, v.node.parent().name());
      return {{fmt::format("没有“{}”这个{}，多半是 {}。", value, of_what(v.node).zh, label.zh),
               fmt::format("There is no {} \"{}\"; {} is probably meant.", of_what(v.node).en, value, label.en)},
              write(meant)};
    }
    const bool of_id = of_what(v.node).zh.ends_with("代号");
    FaultWords sentences{of_id ? Bilingual{fmt::format("没有“{}”这个{}。", value, of_what(v.node).zh),
                                           fmt::format("There is no {} \"{}\".", of_what(v.node).en, value)}
                               : Bilingual{fmt::format("{}不能写“{}”。", what(v.node).zh, value),
                                           fmt::format("{} cannot be \"{}\".", what(v.node).en, value)},
                         as_in_blank_record()};
    if (v.names.size() <= most_names) {
      Bilingual names;
      for (const std::string& one : v.names) add_to_row(names, with_label(one, v.node.parent().name()));
      sentences.hint = {fmt::format("写作 {} 之一。", names.zh), fmt::format("Write one of {}.", names.en)};
    } else if (name == "id" && v.node.parent().name() == "row") {
      sentences.hint.zh = "表里没有的行用 own-row；" + sentences.hint.zh;
      sentences.hint.en = "A row that the form does not have is an own-row. " + sentences.hint.en;
    }
    return sentences;
  }

  // What the value is, as one asks for it: 行的代号, id of a row; else the attribute's own words.
  Bilingual of_what(const xml::Node& node) const {
    if (!node.is_attribute()) return {named(node.name()).zh + "值", "value of " + named(node.name()).en};
    if (node.name() == "after") return {"行代号", "row id"};
    const auto& attributes = vocabulary_.element(node.parent().name()).attributes;
    const auto found = attributes.find(std::string(node.name()));
    if (found != attributes.end() && !found->second.words.empty()) return found->second.words;
    return {std::string(node.name()) + " 的值", "value of " + std::string(node.name())};
  }

  static bool holds_figure(const xml::Node& node) {
    if (!node.is_element() || node.namespace_uri() != record::namespace_uri) return false;
    return node.name() == "cell" || node.name() == "row" || node.name() == "own-row";
  }

  FaultWords of_value(const Violation& v) const {
    if (holds_figure(v.node)) return of_figure(v.node);
    if (v.node.is_attribute() && v.node.name() == "after")
      return of_unlisted({ViolationKind::unlisted, v.node, row_ids(), {}});
    const std::string type = v.type.empty() ? type_of(v.node) : v.type;
    const std::string value = quoted_text(v.node);
    const std::string text = v.node.text();
    if (trimmed(text).empty())
      return {{what(v.node).zh + "是空的。", what(v.node).en + " is empty."}, hint_of_type(type)};
    FaultWords sentences{{fmt::format("{}“{}”写法不对。", what(v.node).zh, value),
                          fmt::format("{}: \"{}\" is not written as it should be.", what(v.node).en, value)},
                         hint_of_type(type)};
    const std::string right = type == "Day" ? meant_day(text) : type == "Year" ? meant_year(text) : std::string();
    if (!right.empty()) sentences.hint = {fmt::format("只写 {}。", right), fmt::format("Write {} alone.", right)};
    if (const Bilingual unusual = unusual_characters(text); !unusual.empty()) {
      sentences.message = {fmt::format("{}“{}”里有{}。", what(v.node).zh, value, unusual.zh),
                           fmt::format("{}: \"{}\" holds {}.", what(v.node).en, value, unusual.en)};
    } else if (!right.empty() && right == trimmed(text)) {
      sentences.message = {fmt::format("{}“{}”前后有空格。", what(v.node).zh, value),
                           fmt::format("{}: \"{}\" has blanks around it.", what(v.node).en, value)};
    } else if (type == "Day" && right.empty() && is_day_by_shape(text)) {
      sentences.message = {fmt::format("{}“{}”：没有这一天。", what(v.node).zh, value),
                           fmt::format("{}: there is no day \"{}\".", what(v.node).en, value)};
      sentences.hint = {"请核对月和日。", "Check month and day."};
    }
    return sentences;
  }

  std::string type_of(const xml::Node& node) const {
    if (!node.is_attribute()) return vocabulary_.element(node.name()).type;
    const auto& attributes = vocabulary_.element(node.parent().name()).attributes;
    const auto found = attributes.find(std::string(node.name()));
    return found == attributes.end() ? std::string() : found->second.type;
  }
  std::vector<std::string> row_ids() const {
    std::vector<std::string> ids;
    for (const forms::Label& label : labels_.all()) {
      if (!label.column) ids.push_back(label.id);
    }
    return ids;
  }

  Bilingual hint_of_type(const std::string& type) const {
    const Bilingual words = vocabulary_.words_of_type(type);
    if (words.empty()) return as_in_blank_record();
    return {fmt::format("写法：{}。", words.zh), fmt::format("Write {}.", words.en)};
  }

  FaultWords of_figure(const xml::Node& node) const {
    const bool own = node.name() == "own-row";
    const std::string id = own ? std::string() : cells_.id_of(node);
    const std::string name = id.empty() ? forms::short_label(node.attribute("label").value_or("")) : cells_.name(id);
    const std::string shown = shortened(name.empty() ? node.name() : std::string_view(name));
    if (cells_.holds_text(id)) {
      const std::string_view column = forms::column_of(id);
      return {{fmt::format("{}这一栏写的是文字，不是统计数。", shown),
               fmt::format("{} is a column of text, not of figures.", shown)},
              {fmt::format("写作 <text id=\"{}\">。", column), fmt::format("Write <text id=\"{}\">.", column)}};
    }
    const auto [reason, hint] = fault_of_figure(node.text(), id.empty() ? std::string() : cells_.unit(id));
    const std::string value = quoted_text(node);
    return {{fmt::format("{}的统计数“{}”不能用：{}。", shown, value, reason.zh),
             fmt::format("The figure \"{}\" of {} cannot be used: {}.", value, shown, reason.en)},
            hint};
  }

  FaultWords of_long_value(const Violation& v) const {
    std::size_t length = 0;
    const std::string text = v.node.text();
    for (const char c : text) length += continues_character(c) ? 0 : 1;
    return {{fmt::format("{}有 {} 字，至多 {} 字。", what(v.node).zh, length, v.names.front()),
             fmt::format("{} has {} characters; it may have {}.", what(v.node).en, length, v.names.front())},
            {"多半是把正文放错了地方。", "Text of the report was probably put into the wrong place."}};
  }

  // The first element of the name with the same id, or table, before the node; nothing when there is none.
  static std::optional<xml::Node> first_alike(const xml::Node& from, const xml::Node& node, const char* key) {
    for (const xml::Node& child : from.elements()) {
      if (child == node) return std::nullopt;
      if (child.name() == node.name() && child.attribute(key) == node.attribute(key)) return child;
      if (auto found = first_alike(child, node, key)) return found;
    }
    return std::nullopt;
  }

  FaultWords of_repeated(const Violation& v) const {
    const bool by_table = !v.node.attribute("id");
    const char* key = by_table ? "table" : "id";
    const xml::Node within = v.node.name() == "cell" ? v.node.parent() : record_.root();
    const auto first = first_alike(within, v.node, key);
    const std::string id = shortened(v.node.attribute(key).value_or(""));
    const Bilingual label = with_label(id, v.node.name());
    Bilingual shown = named(v.node.name());
    if (!id.empty()) shown = {shown.zh + label.zh, shown.en + " " + label.en};
    const Bilingual line = first ? line_of(*first, v.node) : Bilingual();
    const Bilingual where =
        first ? Bilingual{fmt::format("，{}已有", line.zh), fmt::format(": it is in {} already", line.en)}
              : Bilingual();
    return {{fmt::format("{}写了两次{}。", shown.zh, where.zh),
             fmt::format("Element {} is there twice{}.", shown.en, where.en)},
            {"核对后只留一个；其中一个也可能是代号写错了。", "Keep one of them; in the other the id may be wrong."}};
  }

  const xml::Violations& violations_;
  const xml::Tree& record_;
  const Form& form_;
  const forms::Labels& labels_;
  const forms::Cells& cells_;
  const forms::Vocabulary& vocabulary_;
};

}  // namespace

Findings schema_findings(const xml::Violations& violations, const xml::Tree& record, const Form& form,
                         const forms::Labels& labels, const forms::Cells& cells, const forms::Vocabulary& vocabulary) {
  return SchemaFindings(violations, record, form, labels, cells, vocabulary).run();
}

}  // namespace banxin::validate
