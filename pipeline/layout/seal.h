#pragma once

#include "layout/pages.h"

namespace banxin::layout {

// Makes Pages. For this room and its tests: scripts/check-includes keeps this header from all others.
class Seal {
 public:
  // Throws std::logic_error when the parts are not what Pages says of itself: a fault of the room.
  static Pages seal(PagesParts parts);
};

}  // namespace banxin::layout
