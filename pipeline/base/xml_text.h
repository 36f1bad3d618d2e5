#pragma once

#include <string>
#include <string_view>

namespace banxin {

// UTF-8 text as it stands in XML or HTML, in an element or between double quotes. A line feed or a tab becomes a
// reference, which an attribute keeps; other controls, for which XML has no place, become U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace banxin
