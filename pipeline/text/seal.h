#pragma once

#include "text/shaped_document.h"

namespace banxin::text {

// Makes ShapedDocuments. For this room and its tests: scripts/check-includes keeps this header from all others.
class Seal {
 public:
  // Throws std::logic_error when the parts are not what ShapedDocument says of itself: a fault of the room.
  static ShapedDocument seal(ShapedDocumentParts parts);
};

}  // namespace banxin::text
