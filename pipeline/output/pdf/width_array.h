#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace banxin::pdf {

// The width of every code that a font's /W does not name, in thousandths of an em: that of a Chinese character.
inline constexpr int default_width = 1000;

struct CodeWidth {
  std::uint16_t code = 0;
  std::uint16_t width = 0;
};

// The /W array of a CIDFont (ISO 32000-1, 9.7.4.3), in any order given; a code that is given twice counts once.
std::string width_array(std::vector<CodeWidth> widths);

}  // namespace banxin::pdf
