#include <libxml/tree.h>

#include <cstddef>
#include <unordered_map>

#include "base/text.h"
#include "base/utf8.h"
#include "xml/internal.h"

namespace banxin::xml {
namespace {

static_assert(sizeof(std::uintptr_t) >= 8, "a mark is kept in the space of a pointer");
constexpr unsigned half = 32;

bool is_text_node(const xmlNode* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

bool is_element_node(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE;
}

xmlNode* as_node(void* p) {
  return static_cast<xmlNode*>(p);
}
// libxml2 lays out attributes and documents so that they can be taken for nodes, as its own functions do.
xmlAttr* as_attribute(void* p) {
  return static_cast<xmlAttr*>(p);
}

std::optional<std::string> value_of(const xmlAttr* attribute) {
  if (attribute == nullptr) return std::nullopt;
  const xmlNode* first = attribute->children;
  if (first == nullptr) return std::string();
  // All of it is one text, except where there is a reference to an entity.
  if (first->next == nullptr && first->type == XML_TEXT_NODE) return std::string(view_of(first->content));
  const XmlString value(xmlNodeListGetString(attribute->doc, attribute->children, 1));
  return std::string(view_of(value.get()));
}

std::string_view key_of(const xmlNode* node) {
  return is_text_node(node) ? "text()" : view_of(node->name);
}

// A name as paths have it. One that is cut ends with a whole character.
std::string_view step_of(std::string_view name) {
  constexpr std::size_t longest = 120;  // bytes
  if (name.size() <= longest) return name;
  std::size_t end = longest;
  while (continues_character(name[end])) --end;
  return name.substr(0, end);
}

// The steps from the document to the node.
void append_path(const xmlNode* node, std::string& path) {
  if (node == nullptr || node->type == XML_DOCUMENT_NODE) return;
  append_path(node->parent, path);
  if (node->type != XML_ELEMENT_NODE && !is_text_node(node)) return;
  path.append("/").append(step_of(key_of(node)));
  if (const Mark mark = mark_of(node); mark.position != 0) {
    path.append("[").append(std::to_string(mark.position)).append("]");
  }
}

// The node after `node` in document order, no deeper than `top`; null at the end.
const xmlNode* next_node(const xmlNode* node, const xmlNode* top) {
  if (node->children != nullptr && node->type != XML_ENTITY_REF_NODE) return node->children;
  while (node != top && node->next == nullptr) node = node->parent;
  return node == top ? nullptr : node->next;
}

void mark_children(xmlNode* parent, std::unordered_map<std::string_view, std::uint32_t>& counts) {
  counts.clear();
  for (xmlNode* child = parent->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE && !is_text_node(child)) continue;
    set_mark(child, {mark_of(child).line, ++counts[key_of(child)]});
  }
  for (xmlNode* child = parent->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE && !is_text_node(child)) continue;
    if (counts[key_of(child)] == 1) set_mark(child, {mark_of(child).line, 0});
  }
}

template <class Wanted>
std::vector<Node> children_of(xmlNode* parent, Wanted wanted) {
  std::size_t count = 0;
  for (const xmlNode* child = parent->children; child != nullptr; child = child->next) count += wanted(child) ? 1 : 0;
  std::vector<Node> all;
  all.reserve(count);
  for (xmlNode* child = parent->children; child != nullptr; child = child->next) {
    if (wanted(child)) all.push_back(Access::node(child));
  }
  return all;
}

const xmlNode* top_of(const xmlDoc* document) {
  return reinterpret_cast<const xmlNode*>(document);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}

}  // namespace

Mark mark_of(const xmlNode* node) {
  const auto bits = reinterpret_cast<std::uintptr_t>(node->_private);  // NOLINT
  return {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> half)};
}

void set_mark(xmlNode* node, Mark mark) {
  const auto bits = static_cast<std::uintptr_t>(mark.line) | (static_cast<std::uintptr_t>(mark.position) << half);
  node->_private = reinterpret_cast<void*>(bits);  // NOLINT: a number kept in the space of a pointer
}

void mark_positions(xmlDoc* document) {
  std::unordered_map<std::string_view, std::uint32_t> counts;
  const xmlNode* top = top_of(document);
  for (const xmlNode* node = top; node != nullptr; node = next_node(node, top)) {
    // The document is not const; only the way through it is.
    if (node->children != nullptr) mark_children(const_cast<xmlNode*>(node), counts);  // NOLINT
  }
}

void copy_marks(const xmlDoc* from, xmlDoc* to) {
  const xmlNode* source = top_of(from);
  const xmlNode* target = top_of(to);
  while (source != nullptr && target != nullptr) {
    if (source->type == XML_ELEMENT_NODE || is_text_node(source)) {
      set_mark(const_cast<xmlNode*>(target), mark_of(source));  // NOLINT: as above
    }
    source = next_node(source, top_of(from));
    target = next_node(target, top_of(to));
  }
}

Node Access::node(xmlNode* node) {
  Node result;
  if (node != nullptr && node->type == XML_ATTRIBUTE_NODE) {
    result.attribute_ = node;
    result.node_ = node->parent;
  } else {
    result.node_ = node;
  }
  return result;
}

bool Node::is_element() const {
  return attribute_ == nullptr && node_ != nullptr && as_node(node_)->type == XML_ELEMENT_NODE;
}

bool Node::is_text() const {
  return attribute_ == nullptr && node_ != nullptr && is_text_node(as_node(node_));
}

bool Node::is_attribute() const {
  return attribute_ != nullptr;
}

std::string_view Node::name() const {
  if (attribute_ != nullptr) return view_of(as_attribute(attribute_)->name);
  return is_element() ? view_of(as_node(node_)->name) : std::string_view();
}

std::string_view Node::namespace_uri() const {
  const xmlNs* ns = nullptr;
  if (attribute_ != nullptr) {
    ns = as_attribute(attribute_)->ns;
  } else if (is_element()) {
    ns = as_node(node_)->ns;
  }
  return ns == nullptr ? std::string_view() : view_of(ns->href);
}

std::optional<std::string> Node::attribute(const char* name) const {
  constexpr std::string_view xml_prefix = "xml:";
  if (!is_element()) return std::nullopt;
  if (std::string_view(name).starts_with(xml_prefix)) {
    return attribute(name + xml_prefix.size(), to_chars(XML_XML_NAMESPACE));
  }
  return value_of(xmlHasNsProp(as_node(node_), to_xml(name), nullptr));
}

std::optional<std::string> Node::attribute(const char* name, const char* attribute_namespace) const {
  if (!is_element()) return std::nullopt;
  return value_of(xmlHasNsProp(as_node(node_), to_xml(name), to_xml(attribute_namespace)));
}

std::vector<Node> Node::attributes() const {
  std::vector<Node> all;
  if (!is_element()) return all;
  for (xmlAttr* attribute = as_node(node_)->properties; attribute != nullptr; attribute = attribute->next) {
    Node node;
    node.node_ = node_;
    node.attribute_ = attribute;
    all.push_back(node);
  }
  return all;
}

std::string Node::text() const {
  if (node_ == nullptr) return {};
  if (attribute_ != nullptr) return value_of(as_attribute(attribute_)).value_or(std::string());
  if (is_text()) return std::string(view_of(as_node(node_)->content));
  const XmlString content(xmlNodeGetContent(as_node(node_)));
  return std::string(view_of(content.get()));
}

std::string Node::trimmed_text() const {
  const std::string all = text();
  return std::string(trimmed(all));
}

std::vector<Node> Node::children() const {
  if (node_ == nullptr || attribute_ != nullptr || is_text()) return {};
  return children_of(as_node(node_), [](const xmlNode* it) { return is_element_node(it) || is_text_node(it); });
}

std::vector<Node> Node::elements() const {
  if (node_ == nullptr || attribute_ != nullptr || is_text()) return {};
  return children_of(as_node(node_), is_element_node);
}

Node Node::parent() const {
  Node parent;
  if (attribute_ != nullptr) {
    parent.node_ = node_;
  } else if (node_ != nullptr) {
    parent.node_ = as_node(node_)->parent;
  }
  return parent;
}

int Node::line() const {
  if (node_ == nullptr || (!is_element() && !is_text() && !is_attribute())) return 0;
  return static_cast<int>(mark_of(as_node(node_)).line);
}

std::string Node::xpath() const {
  if (node_ == nullptr) return {};
  std::string path;
  append_path(as_node(node_), path);
  if (attribute_ != nullptr) {
    const bool of_xml = namespace_uri() == to_chars(XML_XML_NAMESPACE);
    path.append(of_xml ? "/@xml:" : "/@").append(step_of(name()));
  }
  return path.empty() ? "/" : path;
}

}  // namespace banxin::xml
