#pragma once

#include <optional>
#include <string_view>

#include "record/record.h"
#include "xml/xml.h"

namespace banxin::record {

// What an element of a record is, for code that reads its text.
enum class Part {
  other,      // tables, the signature, anything that is not the record's own
  container,  // holds parts: introduction, chapter, section, list
  heading,    // of the container that it is in
  paragraph,  // text: p, item
};

inline Part part_of(const xml::Node& node) {
  if (node.namespace_uri() != namespace_uri) return Part::other;
  const std::string_view name = node.name();
  if (name == "p" || name == "item") return Part::paragraph;
  if (name == "heading") return Part::heading;
  const bool container = name == "introduction" || name == "chapter" || name == "section" || name == "list";
  return container ? Part::container : Part::other;
}

// Every paragraph below the node, in reading order, those of nested sections and lists with the rest.
template <class Visit>
void for_each_paragraph(const xml::Node& below, const Visit& visit) {
  for (const xml::Node& child : below.elements()) {
    const Part part = part_of(child);
    if (part == Part::paragraph) visit(child);
    if (part == Part::container) for_each_paragraph(child, visit);
  }
}

// Every picture or chart, by the element's name, below the node, in reading order.
template <class Visit>
void for_each_figure(const xml::Node& below, std::string_view name, const Visit& visit) {
  for (const xml::Node& child : below.elements()) {
    if (is_element(child, name)) visit(child);
    if (part_of(child) == Part::container) for_each_figure(child, name, visit);
  }
}

// The heading of a chapter or a section; nothing when it has none.
inline std::optional<xml::Node> heading_of(const xml::Node& part) {
  for (const xml::Node& child : part.elements()) {
    if (is_element(child, "heading")) return child;
  }
  return std::nullopt;
}

}  // namespace banxin::record
