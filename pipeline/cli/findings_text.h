#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/language.h"

namespace banxin::cli {

// One line for each finding, `file:line: severity[code]: message`, then its hint and its related places, indented.
std::string to_text(const Findings& findings, Language language, bool colours);

// The text with control characters written out (\n, \x1b): a file's name may hold any, and a line shall stay a line.
std::string one_line(std::string_view text);

}  // namespace banxin::cli
