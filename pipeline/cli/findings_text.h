#pragma once

#include <string>

#include "base/diagnostic.h"
#include "cli/language.h"

namespace banxin::cli {

// Safe to print on a terminal (base/unseen.h): one line for each finding, `file:line: severity[code]: message` (the
// severity in the language: scripts read JSON), then its hint and its related places, indented.
std::string to_text(const Findings& findings, Language language, bool colours);

}  // namespace banxin::cli
