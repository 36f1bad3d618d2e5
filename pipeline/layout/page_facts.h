#pragma once

#include <string>

#include "base/length.h"

namespace banxin {

struct Page;

// A page as measured from what was set, not as the style wants it.
struct PageFacts {
  Length width = {}, height = {};
  std::string label = {};  // the number printed on it; empty: none
  Length left = {}, top = {}, right = {},
         bottom = {};  // of the em boxes of all content, from the page's top left corner; all 0: none
  int baselines = 0;   // different ones used by content
  int glyphs = 0;      // of content
};

namespace layout {

PageFacts measure(const Page& page);

}  // namespace layout
}  // namespace banxin
