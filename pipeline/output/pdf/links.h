#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "layout/pages.h"

namespace banxin::pdf {

// Where a link can be followed: the box of its text on one line of a page, in 10^-3 pt from the page's bottom left
// corner.
struct LinkArea {
  NodeId node = 0;  // the link
  int page = 0;
  std::int64_t left = 0, bottom = 0, right = 0, top = 0;
};

// The areas of all links, by page, then in reading order.
std::vector<LinkArea> link_areas(const Pages& pages);

// A target in the 7-bit ASCII that an action takes (ISO 32000-1, 12.6.4.7): anything else becomes %XX, byte by byte.
std::string ascii_uri(std::string_view target);

}  // namespace banxin::pdf
