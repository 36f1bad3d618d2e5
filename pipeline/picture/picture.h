#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/picture.h"
#include "base/result.h"

// The only door to libpng and libjpeg. Pictures are strangers' files: each is decoded in a process of its own, under
// bounds of memory and time (FG-02).
namespace banxin::picture {

// A page at 600 dpi needs 35 million pixels, one at 300 dpi 9.
inline constexpr std::int64_t most_pixels = 25'000'000;
inline constexpr int most_side = 20'000;
inline constexpr std::uint64_t most_file_bytes = 10U << 20U;

// A picture for a document, out of a PNG or JPEG file (told by its bytes). Nothing that the file holds besides is in
// it. Where that can be it is as it was (FG-04), byte for byte; decoded and coded anew are a PNG with transparency
// (laid on white), interlacing or 16 bits, and a JPEG that its camera says to turn, or in CMYK (which becomes sRGB).
// `place` is for findings, `name` what the record calls the file. Errors: picture-kind, picture-broken,
// picture-too-large (pixels, memory, time), picture-no-process. Warning: picture-colour (CMYK; a profile that cannot be
// used).
Result<Picture> take(std::string_view file, const Place& place, const std::string& name);

// The pixels of a picture in colour as the inks of a press: four bytes each, C M Y K, row after row, without gaps.
// `profile` is the press's ICC profile. Nothing: it cannot be done, or not within the bounds.
std::optional<std::string> separate(const Picture& picture, std::string_view profile);

}  // namespace banxin::picture
