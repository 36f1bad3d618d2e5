#pragma once

#include <compare>
#include <cstdint>

namespace banxin {

// Bytes [begin, end) of a UTF-8 text; both ends stand on character boundaries.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  auto operator<=>(const TextRange&) const = default;
};

}  // namespace banxin
