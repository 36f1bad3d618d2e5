#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "font/font_book.h"

namespace banxin::svg {

// The unit of outlines, and of what stands in a run: 1/2000 em.
inline constexpr std::int64_t units_per_em = 2000;

// The outlines that pages use, each once.
class Outlines {
 public:
  explicit Outlines(const FontBook& fonts) : fonts_(fonts) {}

  // The id of its <path>, which depends on face and glyph alone; empty: nothing is drawn.
  const std::string& id_of(FaceId face, const UsedGlyph& glyph);

  std::map<std::string, std::string> take() && { return std::move(paths_); }

 private:
  const FontBook& fonts_;
  std::map<std::pair<FaceId, UsedGlyph>, std::string> ids_;
  std::map<std::string, std::string> paths_;
};

}  // namespace banxin::svg
