#pragma once

#include "base/page_style.h"
#include "layout/pages.h"

namespace banxin::layout {

// The page on which a landscape table is set: the page style's, turned a quarter turn to the right, so that the type
// area is as wide as it was high (GW-72). Lines and cells of the grid are as near to the old ones as they can be and
// still fill that area.
PageStyle landscape_style(const PageStyle& style);

// Moves an item of such a page to its place on the upright one, which keeps its number where it is (GW-70): a quarter
// turn to the left, so that the head of the table is at the left edge on every page (GW-71). `page_height` is the
// upright page's.
void turn(PageItem& item, Length page_height);

}  // namespace banxin::layout
