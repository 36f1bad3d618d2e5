#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layout/pages.h"

namespace banxin::layout {

struct Box {
  Length left, top, width, height;
};

// In the order in which series have them: each as different as can be from the one before it.
enum class Hatching : std::uint8_t { rising, grey, falling, white, crossed, level, upright, black };
inline constexpr std::size_t hatchings = 8;

inline Hatching hatching_of(std::size_t series) {
  return static_cast<Hatching>(series % hatchings);
}

// The lines of a hatching within a box; none of those that are filled or blank. Slopes are 1 or none, so that every
// corner is a whole number of units.
std::vector<Polygon> hatch(Hatching hatching, const Box& box);

}  // namespace banxin::layout
