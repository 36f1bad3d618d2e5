#pragma once

#include <string_view>
#include <vector>

namespace banxin::import {

// Text out of a mail or a PDF has a line break at the end of each line of the page. For each of these lines, which
// stand one below the other, whether it goes on with the one before: that one is as wide as the text, and nothing says
// that a paragraph begins here (an indent, where the text has any; a heading's number; the end of a sentence before,
// where it has none). All false for a text whose lines do not look as if they were broken at a width. An empty line
// stands for whatever is no text, and parts what is around it.
std::vector<bool> broken_lines(const std::vector<std::string_view>& lines);

}  // namespace banxin::import
