#pragma once

#include <string>
#include <string_view>

namespace banxin {

// Text as it stands in XML or HTML, in an element or between double quotes, well-formed whatever its bytes are. A line
// feed or a tab becomes a reference, which an attribute keeps; so does what is unseen (unseen.h), which then does
// nothing to the terminal that the document is printed on. What XML 1.0 has no place for, and each byte that is no
// UTF-8, becomes U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace banxin
