// jpeglib.h needs what it does not include.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
// clang-format on

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "picture/codec.h"
#include "picture/jpeg_markers.h"

namespace banxin::picture {
namespace {

[[noreturn]] void fail(j_common_ptr jpeg) {
  std::string message(JMSG_LENGTH_MAX, '\0');
  jpeg->err->format_message(jpeg, message.data());
  throw Broken(message.c_str());
}
void ignore(j_common_ptr /*jpeg*/) {}

jpeg_error_mgr* say_by_exceptions(jpeg_error_mgr& errors) {
  jpeg_error_mgr* const made = jpeg_std_error(&errors);
  made->error_exit = fail;
  made->output_message = ignore;
  return made;
}

// libjpeg's reader of a file.
class JpegDecoder {
 public:
  explicit JpegDecoder(std::string_view file) {
    jpeg_.err = say_by_exceptions(errors_);
    jpeg_create_decompress(&jpeg_);
    const auto* bytes =
        reinterpret_cast<const unsigned char*>(file.data());  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    jpeg_mem_src(&jpeg_, bytes, static_cast<unsigned long>(file.size()));  // NOLINT(google-runtime-int): libjpeg's
    jpeg_read_header(&jpeg_, TRUE);
    if (jpeg_.num_components == 4) jpeg_.out_color_space = JCS_CMYK;
    jpeg_start_decompress(&jpeg_);
  }
  ~JpegDecoder() { jpeg_destroy_decompress(&jpeg_); }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  int width() const { return static_cast<int>(jpeg_.output_width); }
  int height() const { return static_cast<int>(jpeg_.output_height); }
  int channels() const { return jpeg_.output_components; }
  bool is_ycc() const { return jpeg_.jpeg_color_space == JCS_YCbCr; }

  // Reads it to its end and keeps nothing.
  void check() {
    std::vector<std::uint8_t> row(static_cast<std::size_t>(width()) * static_cast<std::size_t>(channels()));
    JSAMPROW rows = row.data();
    while (jpeg_.output_scanline < jpeg_.output_height) jpeg_read_scanlines(&jpeg_, &rows, 1);
    finish();
  }

  Pixels pixels() {
    Pixels out = blank(width(), height(), channels());
    while (jpeg_.output_scanline < jpeg_.output_height) {
      JSAMPROW row = out.row(static_cast<int>(jpeg_.output_scanline));
      jpeg_read_scanlines(&jpeg_, &row, 1);
    }
    finish();
    return out;
  }

 private:
  // libjpeg fills with grey what is damaged or missing, and only warns.
  void finish() {
    jpeg_finish_decompress(&jpeg_);
    if (errors_.num_warnings > 0) throw Broken("its data are damaged");
  }

  jpeg_error_mgr errors_{};
  jpeg_decompress_struct jpeg_{};
};

struct FreeBytes {
  void operator()(unsigned char* bytes) const { std::free(bytes); }  // NOLINT(cppcoreguidelines-no-malloc): libjpeg's
};

std::string encode_jpeg(const Pixels& pixels) {
  constexpr int quality = 95;
  jpeg_error_mgr errors{};
  jpeg_compress_struct jpeg{};
  jpeg.err = say_by_exceptions(errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;  // NOLINT(google-runtime-int): libjpeg's
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = static_cast<JDIMENSION>(pixels.width);
  jpeg.image_height = static_cast<JDIMENSION>(pixels.height);
  jpeg.input_components = pixels.channels;
  jpeg.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, quality, TRUE);
  jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress(&jpeg, TRUE);
  std::vector<std::uint8_t> line(pixels.row_bytes());
  while (jpeg.next_scanline < jpeg.image_height) {
    const std::uint8_t* from = pixels.row(static_cast<int>(jpeg.next_scanline));
    line.assign(from, from + line.size());
    JSAMPROW row = line.data();
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  const std::unique_ptr<unsigned char, FreeBytes> owner(bytes);
  std::string out(reinterpret_cast<const char*>(bytes), size);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
  jpeg_destroy_compress(&jpeg);
  return out;
}

// As Exif's tag 274 says: 2 mirrored, 3 upside down, 6 and 8 lying on a side, the others mirrored as well.
Pixels turned(const Pixels& from, int orientation) {
  const bool swapped = orientation >= 5;
  Pixels out = blank(swapped ? from.height : from.width, swapped ? from.width : from.height, from.channels);
  const int right = from.width - 1;
  const int bottom = from.height - 1;
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      int source_x = swapped ? y : x;
      int source_y = swapped ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) source_x = right - source_x;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) source_y = bottom - source_y;
      const std::uint8_t* pixel = from.row(source_y) + static_cast<std::ptrdiff_t>(source_x) * from.channels;
      std::copy(pixel, pixel + from.channels, out.row(y) + static_cast<std::ptrdiff_t>(x) * from.channels);
    }
  }
  return out;
}

}  // namespace

bool is_jpeg(std::string_view file) {
  return file.starts_with("\xFF\xD8\xFF");
}

Reading read_jpeg(std::string_view file) {
  const JpegParts parts = jpeg_parts(file);
  if (parts.components != 1 && parts.components != 3 && parts.components != 4) throw Broken("its colours are unknown");
  Reading out;
  Picture& picture = out.picture;
  picture.kind = Picture::Kind::jpeg;
  picture.profile = parts.profile;
  if (!parts.profile.empty() && !usable_profile(parts.profile, parts.components)) {
    out.bad_profile = true;
    picture.profile.clear();
  }
  out.was_cmyk = parts.components == 4;
  const std::string plain = dressed(parts, picture.profile);
  JpegDecoder decoder(plain);
  picture.colour = parts.components == 1 ? Picture::Colour::grey : Picture::Colour::rgb;
  picture.width = decoder.width();
  picture.height = decoder.height();
  // One whose components are RGB themselves is rare, and not all readers of PDF agree about it.
  if (parts.orientation == 1 && (parts.components == 1 || decoder.is_ycc())) {
    decoder.check();
    picture.file = plain;
    return out;
  }
  Pixels pixels = decoder.pixels();
  if (out.was_cmyk) {
    // Adobe's programs write what is left of the paper's white.
    if (parts.adobe) {
      for (std::uint8_t& sample : pixels.samples) sample = static_cast<std::uint8_t>(~sample);
    }
    pixels = to_srgb(pixels, picture.profile);
    picture.profile.clear();
  }
  if (parts.orientation != 1) pixels = turned(pixels, parts.orientation);
  picture.width = pixels.width;
  picture.height = pixels.height;
  picture.file = dressed(jpeg_parts(encode_jpeg(pixels)), picture.profile);
  return out;
}

Pixels decode_jpeg(const Picture& picture) {
  return JpegDecoder(picture.file).pixels();
}

}  // namespace banxin::picture
