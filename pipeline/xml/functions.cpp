#include "xml/functions.h"

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <new>
#include <stdexcept>

namespace banxin::xml {
namespace {

std::vector<Node> nodes_of(xmlXPathObject& object) {
  std::vector<Node> nodes;
  if (object.nodesetval == nullptr) return nodes;
  xmlXPathNodeSetSort(object.nodesetval);
  nodes.reserve(static_cast<std::size_t>(object.nodesetval->nodeNr));
  for (int i = 0; i < object.nodesetval->nodeNr; ++i) {
    xmlNode* node = object.nodesetval->nodeTab[i];
    switch (node->type) {
      case XML_ELEMENT_NODE:
      case XML_ATTRIBUTE_NODE:
      case XML_TEXT_NODE:
      case XML_CDATA_SECTION_NODE:
      case XML_DOCUMENT_NODE: nodes.push_back(Access::node(node)); break;
      default: break;
    }
  }
  return nodes;
}

Value call(xmlXPathParserContext* parser, int count, const Functions& functions) {
  std::vector<Value> arguments(static_cast<std::size_t>(count));
  // The last of them is on top.
  for (std::size_t i = arguments.size(); i-- > 0;) {
    const XPathObject object(valuePop(parser));
    if (!object) throw std::invalid_argument("an argument is missing");
    arguments[i] = to_value(*object);
  }
  const auto found = functions.find(
      {std::string(view_of(parser->context->functionURI)), std::string(view_of(parser->context->function))});
  if (found == functions.end()) throw std::invalid_argument("there is no such function");
  return found->second(arguments);
}

}  // namespace

Value to_value(xmlXPathObject& object) {
  switch (object.type) {
    case XPATH_BOOLEAN: return object.boolval != 0;
    case XPATH_NUMBER: return object.floatval;
    case XPATH_STRING: return std::string(view_of(object.stringval));
    case XPATH_NODESET:
    case XPATH_XSLT_TREE: return nodes_of(object);
    default: return std::string();
  }
}

XPathObject to_object(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return XPathObject(xmlXPathNewBoolean(*truth ? 1 : 0));
  if (const auto* number = std::get_if<double>(&value)) return XPathObject(xmlXPathNewFloat(*number));
  if (const auto* text = std::get_if<std::string>(&value)) return XPathObject(xmlXPathNewString(to_xml(*text)));
  XPathObject object(xmlXPathNewNodeSet(nullptr));
  if (!object) return object;
  for (const Node& node : std::get<std::vector<Node>>(value)) {
    if (xmlNode* raw = Access::raw(node); raw != nullptr) xmlXPathNodeSetAdd(object->nodesetval, raw);
  }
  return object;
}

void call_function(xmlXPathParserContext* parser, int arguments, const Functions& functions, std::string& failure) {
  const auto name = [parser] { return std::string(view_of(parser->context->function)); };
  try {
    XPathObject result = to_object(call(parser, arguments, functions));
    if (!result) throw std::bad_alloc();
    valuePush(parser, result.release());
    return;
  } catch (const std::exception& e) {
    failure = fmt::format("{}(): {}", name(), e.what());
  } catch (...) {
    failure = fmt::format("{}() failed", name());
  }
  xmlXPathErr(parser, XPATH_EXPR_ERROR);
}

}  // namespace banxin::xml
