#pragma once

#include "compose/document.h"

namespace banxin::compose {

// Makes Documents. For this room and its tests: scripts/check-includes keeps this header from all others.
class Seal {
 public:
  // Throws std::logic_error when the parts are not what Document says of itself: a fault of the room.
  static Document seal(DocumentParts parts);
};

}  // namespace banxin::compose
