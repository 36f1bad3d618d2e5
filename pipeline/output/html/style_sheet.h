#pragma once

#include <string>

#include "base/page_style.h"

namespace banxin::html {

// The page's style sheet: faces, alignments, indents and relative sizes of the page style's text styles, for a screen
// of any width, light or dark, and for a printer. Elements stand for their usual style (h1 for title, p for body);
// every other style is a class of its name.
std::string style_sheet(const PageStyle& style);

}  // namespace banxin::html
