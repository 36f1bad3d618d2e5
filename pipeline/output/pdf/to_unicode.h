#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::pdf {

// What a reader copies where a code is shown.
struct Reading {
  std::uint16_t code = 0;
  std::string_view text;  // UTF-8
};

// A ToUnicode CMap (ISO 32000-1, 9.10.3) of two-byte codes, one bfchar entry each, at most 100 in a block
// (PA-30).
std::string to_unicode_map(const std::vector<Reading>& readings);

}  // namespace banxin::pdf
