#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "feedback/feedback.h"
#include "feedback/path.h"
#include "record/parts.h"
#include "record/record.h"

namespace banxin::feedback {
namespace {

constexpr std::size_t most_name = 40;  // characters of a heading or a label

Bilingual quoted(std::string_view text) {
  const std::string brief = shortened(on_one_line(text), most_name);
  return {"“" + brief + "”", "“" + brief + "”"};
}

// Names the elements of one record.
class Namer {
 public:
  explicit Namer(const FormWords& words) : words_(words) {}

  Bilingual name(const xml::Node& node, int position) const {
    const std::string_view name = node.name();
    if (name == "chapter" || name == "section") return heading(node, position);
    if (name == "row" || name == "own-row") return row(node);
    if ((name == "cell" || name == "text") && is_row(node.parent())) return column(node);
    if (name == "own-table") return own_table(node, position);
    const std::string n = std::to_string(std::max(position, 1));
    if (name == "p") return {"第 " + n + " 段", "paragraph " + n};
    if (name == "item") return {"第 " + n + " 项", "item " + n};
    if (name == "tr") return {"第 " + n + " 行", "row " + n};
    if (name == "td" || name == "th") return {"第 " + n + " 格", "cell " + n};
    return counted(word(name), position);
  }

  Bilingual attribute(const xml::Node& of) const {
    if (words_.vocabulary == nullptr) return quoted(of.name());
    const auto& attributes = words_.vocabulary->element(of.parent().name()).attributes;
    const auto known = attributes.find(std::string(of.name()));
    return known == attributes.end() || known->second.words.empty() ? quoted(of.name()) : known->second.words;
  }

 private:
  static bool is_row(const xml::Node& node) { return node.name() == "row" || node.name() == "own-row"; }

  // What the schema calls an element; what it does not know, by the name that it was given.
  Bilingual word(std::string_view name) const {
    if (words_.vocabulary == nullptr) return quoted(name);
    const Bilingual& known = words_.vocabulary->element(name).words;
    return known.empty() ? quoted(name) : known;
  }

  static Bilingual counted(Bilingual word, int position) {
    if (position < 2) return word;
    return {fmt::format("{}（第 {} 个）", word.zh, position), fmt::format("{} {}", word.en, position)};
  }

  // The printed heading: the form's own where it has one.
  Bilingual heading(const xml::Node& node, int position) const {
    if (words_.labels != nullptr && node.name() == "chapter") {
      const auto* const official = words_.labels->find_chapter(node.attribute("id").value_or(""));
      if (official != nullptr) return {official->text, official->text};
    }
    const auto own = record::heading_of(node);
    if (own && !is_blank(own->text())) return quoted(own->text());
    return counted(word(node.name()), position);
  }

  Bilingual row(const xml::Node& node) const {
    const forms::Label* label =
        words_.labels == nullptr ? nullptr : words_.labels->find(node.attribute("id").value_or(""));
    std::string text = label == nullptr ? node.attribute("label").value_or("") : label->text;
    if (is_blank(text)) text = node.attribute("id").value_or("");
    const Bilingual name = quoted(text);
    return {name.zh + "行", "row " + name.en};
  }

  Bilingual column(const xml::Node& node) const {
    const std::string id = node.attribute("id").value_or("");
    const forms::Label* label = words_.labels == nullptr ? nullptr : words_.labels->find(id);
    const Bilingual name = quoted(label == nullptr ? id : label->text);
    return {name.zh + "栏", "column " + name.en};
  }

  Bilingual own_table(const xml::Node& node, int position) const {
    for (const xml::Node& child : node.elements()) {
      if (!record::is_element(child, "caption") || is_blank(child.text())) continue;
      const Bilingual caption = quoted(child.text());
      return {"表" + caption.zh, "table " + caption.en};
    }
    return counted(word(node.name()), position);
  }

  const FormWords& words_;
};

}  // namespace

Bilingual place_in_words(const xml::Tree& tree, const FormWords& words, std::string_view xpath) {
  const Namer namer(words);
  Bilingual place;
  const auto add = [&place](const Bilingual& part) {
    add_to_row(place.zh, "，", part.zh);
    add_to_row(place.en, ", ", part.en);
  };
  const std::vector<Reached> way = follow(tree, xpath);
  for (const auto& [node, position] : way) {
    // What stands in a list or a table has a name or a number of its own: these say nothing more.
    const bool holds_the_next = node.name() == "list" || node.name() == "body" || node.name() == "statistics";
    if (holds_the_next && node != way.back().node) continue;
    add(node.is_attribute() ? namer.attribute(node) : namer.name(node, position));
  }
  if (place.empty()) return {"整份报告", "the report as a whole"};
  return place;
}

}  // namespace banxin::feedback
