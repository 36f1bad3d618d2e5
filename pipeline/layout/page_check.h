#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "layout/pages.h"

namespace banxin::layout {

// Something on the pages, or in the tree of what they show, that no faithful document can hold, whatever its format.
// The room that writes the pages gives it a code and says how bad it is there.
struct PageFault {
  OriginId origin = 0;
  Bilingual message, hint;
  bool always = false;  // then nothing can be written, not even a draft that claims nothing
};
using PageFaults = std::vector<PageFault>;

// Marks: a page of a size that no format knows, content that belongs to no block, text without a size, a glyph that the
// face does not have (PA-21), text that cannot be read aloud or copied (PA-22, PA-23).
PageFaults check_marks(const Pages& pages);

// Tables: one head and bodies (PA-75), cells that cover a regular grid (PA-76), a header for each data cell (PA-78).
// The nodes are a tree: a parent comes before its children.
PageFaults check_tables(const NodeTree& nodes);

}  // namespace banxin::layout
