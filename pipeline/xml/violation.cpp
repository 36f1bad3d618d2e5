#include "xml/violation.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "xml/internal.h"

namespace banxin::xml {
namespace {

using Kind = Violation::Kind;

// The text between the first `open` and the last `close`; empty when they are not there.
std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t begin = text.find(open);
  const std::size_t end = text.rfind(close);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + open.size()) return {};
  return text.substr(begin + open.size(), end - begin - open.size());
}

// {namespace}name without its namespace. "*" stands for any element, ##other for one of another namespace.
std::string local_name(std::string_view name) {
  const std::size_t end = name.starts_with('{') ? name.find('}') : std::string_view::npos;
  if (end != std::string_view::npos) name.remove_prefix(end + 1);
  return std::string(name.substr(0, name.find('*', 1)));
}

// The names in "Expected is one of ( {ns}a, {ns}b )."
std::vector<std::string> expected_names(std::string_view message) {
  std::vector<std::string> names;
  for (std::string_view list = between(message, "( ", " )"); !list.empty();) {
    const std::size_t comma = list.find(", ");
    names.push_back(local_name(list.substr(0, comma)));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
  }
  return names;
}

// The values in "is not an element of the set {'a', 'b'}."
std::vector<std::string> listed_values(std::string_view message) {
  std::vector<std::string> values;
  std::string_view list = between(message, "the set {'", "'}");
  while (!list.empty()) {
    const std::size_t comma = list.find("', '");
    values.emplace_back(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 4);
  }
  return values;
}

bool names_type(int code) {
  return code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3;
}

Kind kind_of(const xmlError& error) {
  const std::string_view message = view_of(error.message);
  switch (error.code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
      return message.find("Missing child") == std::string_view::npos ? Kind::element : Kind::missing_element;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4: return Kind::missing_attribute;
    case XML_SCHEMAV_CVC_TYPE_3_1_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2: return Kind::attribute;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3: return Kind::text;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
    case XML_SCHEMAV_CVC_TYPE_3_1_2: return Kind::element_in_text;
    case XML_SCHEMAV_CVC_IDC: return Kind::repeated;
    case XML_SCHEMAV_CVC_ENUMERATION_VALID: return Kind::unlisted;
    case XML_SCHEMAV_CVC_MINLENGTH_VALID: return Kind::too_short;
    case XML_SCHEMAV_CVC_MAXLENGTH_VALID: return Kind::too_long;
    default: break;
  }
  const bool value = names_type(error.code) ||
                     (error.code >= XML_SCHEMAV_CVC_LENGTH_VALID && error.code < XML_SCHEMAV_CVC_ENUMERATION_VALID);
  return value ? Kind::value : Kind::other;
}

// The node at fault. libxml2 gives the element for an attribute, and the parent for a text that may not be there; only
// the message says which attribute.
Node node_of(const xmlError& error, const Tree& tree) {
  auto* raw = static_cast<xmlNode*>(error.node);
  if (raw == nullptr) return tree.root();
  const Node node = Access::node(raw->type == XML_TEXT_NODE ? raw->parent : raw);
  const std::string_view message = view_of(error.message);
  const std::string_view subject = message.substr(0, message.find("': "));
  const std::size_t begin = subject.find("', attribute '");
  if (begin != std::string_view::npos) {
    const std::string name = local_name(subject.substr(begin + std::string_view("', attribute '").size()));
    for (const Node& attribute : node.attributes()) {
      if (attribute.name() == name) return attribute;
    }
  }
  if (kind_of(error) == Kind::text) {
    for (const Node& child : node.children()) {
      if (child.is_text() && !is_blank(child.text())) return child;
    }
  }
  return node;
}

}  // namespace

void add_violation(std::vector<Violation>& violations, const xmlError& error, const Tree& tree) {
  const std::string_view message = view_of(error.message);
  Violation violation{.kind = kind_of(error), .node = node_of(error, tree), .names = {}, .type = {}};
  if (names_type(error.code)) {
    violation.type = local_name(between(message, "type '", "'."));
    if (!violations.empty() && violations.back().node == violation.node) {
      violations.back().type = std::move(violation.type);
      return;
    }
  }
  switch (violation.kind) {
    case Kind::element:
    case Kind::missing_element: violation.names = expected_names(message); break;
    case Kind::missing_attribute: violation.names = {local_name(between(message, "The attribute '", "' is"))}; break;
    case Kind::unlisted: violation.names = listed_values(message); break;
    case Kind::too_long: violation.names = {std::string(between(message, "maximum length of '", "'."))}; break;
    default: break;
  }
  violations.push_back(std::move(violation));
}

}  // namespace banxin::xml
