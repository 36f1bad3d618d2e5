#pragma once

#include <vector>

#include "layout/adjust.h"
#include "layout/pages.h"

namespace banxin::layout {

// What the items of a line are for.
struct Purpose {
  Artifact artifact = Artifact::none;  // none: content of the nodes of its runs
  Colour colour = Colour::black;
};

// Adds the line's glyphs as items, one for each stretch of clusters that share a text run. `corner` is the left end of
// the line's measure on the baseline. White space inside the text is kept as clusters without glyphs, so that words
// stay apart when copied.
void place_line(const ShapedText& text, Length size, const Line& line, const SetLine& set, Point start,
                const Purpose& purpose, std::vector<PageItem>& items);

// From the left end of the measure to the first cell (CL-82: centred and flush lines are set solid).
Length aligned(Alignment alignment, Length measure, Length width);

// Moves an item, whatever it is.
void shift(PageItem& item, Point by);

}  // namespace banxin::layout
