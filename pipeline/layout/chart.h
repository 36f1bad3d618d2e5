#pragma once

#include <vector>

#include "base/page_style.h"
#include "layout/pages.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// A chart's marks, all of its figure's node, placed from its own top left corner.
struct DrawnChart {
  Length height;
  std::vector<PageItem> items;
};

// Lying bars from an axis of zero, each as long as its figure says: the longest figure (of `shares` every entry) has
// the room that labels and values leave. Series differ by hatching, which every press and every eye can tell apart
// (FG-11).
DrawnChart draw(const ShapedFigure& figure, const PageStyle& style, Length width);

}  // namespace banxin::layout
