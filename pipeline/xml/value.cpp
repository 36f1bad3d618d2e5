#include <libxml/xpath.h>

#include <cmath>

#include "xml/internal.h"

namespace banxin::xml {

std::string to_string(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* nodes = std::get_if<std::vector<Node>>(&value)) {
    return nodes->empty() ? std::string() : nodes->front().text();
  }
  const XmlString text(xmlXPathCastNumberToString(std::get<double>(value)));
  return std::string(view_of(text.get()));
}

bool to_boolean(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* number = std::get_if<double>(&value)) return *number != 0 && !std::isnan(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  return !std::get<std::vector<Node>>(value).empty();
}

}  // namespace banxin::xml
