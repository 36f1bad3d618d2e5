#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "support/temporary_folder.h"
#include "xml/xml.h"

namespace banxin::test {

// The tree of a text that must be sound.
xml::Tree tree_of(std::string_view text);

// Findings as text, one line each: file:line: severity[code] xpath message | hint, Chinese and English below each
// other.
std::string listing(const Findings& findings);

// The codes of all errors, separated by blanks.
std::string codes(const Findings& findings);

}  // namespace banxin::test
