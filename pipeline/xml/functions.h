#pragma once

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "xml/internal.h"

namespace banxin::xml {

using Functions = std::map<std::pair<std::string, std::string>, Function>;
using XPathObject = std::unique_ptr<xmlXPathObject, Releaser<xmlXPathFreeObject>>;

// Node sets in document order, without namespace nodes.
Value to_value(xmlXPathObject& object);
// Null when there is no memory.
XPathObject to_object(const Value& value);

// Calls the function that the expression is at, with its arguments from the parser's stack, and pushes the result. An
// exception makes the evaluation fail; its message goes to `failure`. No exception leaves this call.
void call_function(xmlXPathParserContext* parser, int arguments, const Functions& functions, std::string& failure);

}  // namespace banxin::xml
