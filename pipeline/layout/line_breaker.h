#pragma once

#include <cstdint>
#include <vector>

#include "layout/measure.h"

namespace banxin::layout {

// How far the breaker had to go, in this order.
enum class Resort : std::uint8_t {
  usual,       // breaks of a penalty below last_resort_penalty, gaps stretched to loosest_gap
  all_breaks,  // every break that the text allows
  any_gap,   // gaps widened up to widest_stretch, lines left short; the line squeezed beyond its marks by tightest_gap
  anywhere,  // between any two clusters
};

inline constexpr Em loosest_gap = Em::ratio(1, 10);   // put into a gap between characters
inline constexpr Em tightest_gap = Em::ratio(1, 32);  // taken out of every gap

// Half-width cells at a line's ends leave a line of whole cells on the grid a part of one tracking too wide or too
// narrow: it is simply spread over the gaps.
Length grid_rounding(const Setting& setting);

struct BrokenText {
  std::vector<Line> lines;
  Resort resort = Resort::usual;
  bool overfull = false;  // a single cluster is wider than the measure: the lines cannot be set
};

// Chooses the breaks of the whole block together, so that the sum of what its lines cost is least (Knuth and Plass,
// Breaking Paragraphs into Lines). A line costs what it is squeezed or, dearer, stretched (CL-65), what its
// gaps differ from those of the line before it, and the penalty of its break, squared; the last one is not stretched
// and holds two Chinese characters if any choice of breaks allows it (CL-77). Near linear: a line's start is forgotten
// as soon as nothing more fits after it.
BrokenText break_lines(const ShapedText& text, const Setting& setting);

}  // namespace banxin::layout
