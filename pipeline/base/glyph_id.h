#pragma once

#include <cstdint>

namespace banxin {

// A face of one FontBook, counted from 0 in the order of its profile.
using FaceId = std::uint16_t;
// A glyph of a face's file; 0 is .notdef.
using GlyphId = std::uint32_t;

}  // namespace banxin
