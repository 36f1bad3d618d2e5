#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "xml/xml.h"

namespace banxin::xml {

// Refuses a text before it is parsed when a tag has more attributes than allowed: libxml2 compares each attribute of a
// tag with every other before it reports any of them.
//
// Looks at every `<` before a name as if it opened a tag, whatever is around it. No attribute value holds a `<`, so
// each tag that the parser can see ends before the next one: damage elsewhere cannot hide it, and the time is linear.
// The price is that tags inside comments and CDATA count too.
std::optional<Diagnostic> scan_tags(std::string_view text, const std::string& file, const Limits& limits);

}  // namespace banxin::xml
