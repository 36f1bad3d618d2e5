#pragma once

#include <cstdint>

namespace banxin {

// Named, so that a profile can say what ink each is: black is K only, red M80 Y80 in print (GB/T 9704-2012, 6.2).
enum class Colour : std::uint8_t { black, red, grey };

}  // namespace banxin
