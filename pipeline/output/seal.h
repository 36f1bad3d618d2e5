#pragma once

#include <string>
#include <utility>

#include "base/digest.h"
#include "output/output.h"

namespace banxin::output {

// Makes Outputs. For the rooms of output/ and their tests: scripts/check-includes keeps this header from all others.
class Seal {
 public:
  static Output seal(OutputParts parts) { return Output(std::move(parts)); }
  // Of one that has no pages, made from the Document.
  static Output seal(OutputKind kind, std::string bytes, const DocumentInfo& info) {
    std::string sha512 = to_hex(digest(DigestKind::sha512, bytes));
    return seal(
        {.kind = kind, .bytes = std::move(bytes), .sha512 = std::move(sha512), .info = info, .faces = {}, .pages = {}});
  }
};

}  // namespace banxin::output
