#pragma once

#include <cstdint>

namespace banxin {

enum class ChartKind : std::uint8_t {
  bars,     // a bar for each figure
  stacked,  // an entry's bars one behind another
  shares,   // the same, all as long as the chart is wide: parts of a whole
};

}  // namespace banxin
