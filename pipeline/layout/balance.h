#pragma once

#include "layout/line_breaker.h"

namespace banxin::layout {

// Breaks a title (GW-41): one line if it fits; else, with as few lines as possible, widths that rise or fall all the
// way (梯形) or rise and then fall (菱形), never equal and never narrow in the middle. Among those it takes the choice
// with the least penalties and the most even lines. A title of more than five lines is broken like any text.
BrokenText break_balanced(const ShapedText& text, const Setting& setting);

}  // namespace banxin::layout
