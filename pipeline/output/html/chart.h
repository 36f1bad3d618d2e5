#pragma once

#include <string>

#include "compose/document.h"

namespace banxin::html {

// A chart as an <svg> within a page (FG-12): bars as long as their figures, in the text's own colour, by hatching
// alone. `words` are what is said in its place; `node` makes its names unlike those of other charts.
std::string chart_drawing(const Chart& chart, const std::string& words, NodeId node);

}  // namespace banxin::html
