#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/picture.h"

// What the files of this room share. Everything here runs in the process of one picture and says by an exception that
// the picture is of no use. libpng and libjpeg are left by it too: both are built with tables to unwind by, and where
// one was not, the process ends and the picture counts as broken.
namespace banxin::picture {

struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Samples of 8 bits, row after row, without gaps.
struct Pixels {
  int width = 0, height = 0, channels = 0;
  std::vector<std::uint8_t> samples = {};

  std::size_t row_bytes() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels); }
  std::uint8_t* row(int y) { return samples.data() + static_cast<std::size_t>(y) * row_bytes(); }
  const std::uint8_t* row(int y) const { return samples.data() + static_cast<std::size_t>(y) * row_bytes(); }
};
// Blank. Throws TooLarge.
Pixels blank(int width, int height, int channels);
void check_size(std::int64_t width, std::int64_t height);

// What was read of a file, with what a person should know of it.
struct Reading {
  Picture picture;
  bool was_cmyk = false;
  bool bad_profile = false;
};

bool is_png(std::string_view file);
Reading read_png(std::string_view file);
std::string encode_png(const Pixels& pixels, const std::string& profile);

bool is_jpeg(std::string_view file);
Reading read_jpeg(std::string_view file);

// The pixels of a picture of this room: one channel, or three. Of a palette they are its colours.
Pixels decode_png(const Picture& picture);
Pixels decode_jpeg(const Picture& picture);

// Whether a PDF can hold it (ISO 32000-1, 8.6.5.5) for colours of so many channels.
bool usable_profile(const std::string& profile, int channels);
// Four channels, 255 being full ink, as three of sRGB: by their profile, or without one by the plain rule.
Pixels to_srgb(const Pixels& inks, const std::string& profile);
// Three channels as inks of a press, 255 being full ink. Throws Broken where the profiles do not serve.
Pixels to_inks(const Pixels& pixels, const std::string& profile, std::string_view press);

}  // namespace banxin::picture
