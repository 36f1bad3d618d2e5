#include <png.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "picture/codec.h"

namespace banxin::picture {
namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1A\n", 8);
constexpr std::size_t chunk_frame = 12;  // length, name and check sum around a chunk's data (ISO/IEC 15948, 5.3)
constexpr std::uint64_t most_chunk = 4U << 20U;
constexpr int kept_bits = 8;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// The file's chunks up to the end of the picture, without those that say anything besides.
struct Chunks {
  std::string head;     // signature and IHDR
  std::string profile;  // iCCP
  std::string colours;  // PLTE and tRNS
  std::string rest;     // the data, and the end
  bool transparent = false;
  std::string palette;
};

Chunks chunks_of(std::string_view file) {
  Chunks out;
  out.head = signature;
  std::size_t at = signature.size();
  for (bool first = true;; first = false) {
    if (file.size() - at < chunk_frame) throw Broken("it ends too early");
    const std::size_t size = number_at(file, at);
    if (file.size() - at - chunk_frame < size) throw Broken("it ends too early");
    const std::string_view name = file.substr(at + 4, 4);
    const std::string_view whole = file.substr(at, size + chunk_frame);
    const std::string_view data = file.substr(at + 8, size);
    if (first && (name != "IHDR" || size != 13)) throw Broken("it has no header");
    if (first) {
      check_size(number_at(data, 0), number_at(data, 4));
      out.head += whole;
    } else if (name == "iCCP") {
      out.profile = whole;
    } else if (name == "PLTE" || name == "tRNS") {
      out.colours += whole;
      if (name == "PLTE") out.palette = data;
      if (name == "tRNS") out.transparent = true;
    } else if (name == "IDAT" || name == "IEND") {
      out.rest += whole;
      if (name == "IEND") return out;
    }
    at += whole.size();
  }
}

[[noreturn]] void fail(png_structp /*png*/, png_const_charp message) {
  throw Broken(message);
}
void ignore(png_structp /*png*/, png_const_charp /*message*/) {}

void give(png_structp png, png_bytep to, std::size_t size) {
  auto& left = *static_cast<std::string_view*>(png_get_io_ptr(png));
  if (left.size() < size) throw Broken("it ends too early");
  std::memcpy(to, left.data(), size);
  left.remove_prefix(size);
}

void take_in(png_structp png, png_bytep from, std::size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))
      ->append(reinterpret_cast<const char*>(from), size);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}
void flush(png_structp /*png*/) {}

// libpng's reader of a file.
class PngDecoder {
 public:
  explicit PngDecoder(std::string_view file)
      : left_(file), png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, ignore)) {
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) throw std::bad_alloc();
    png_set_chunk_malloc_max(png_, most_chunk);
    png_set_read_fn(png_, &left_, give);
    png_read_info(png_, info_);
  }
  ~PngDecoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngDecoder(const PngDecoder&) = delete;
  PngDecoder& operator=(const PngDecoder&) = delete;

  int width() const { return static_cast<int>(png_get_image_width(png_, info_)); }
  int height() const { return static_cast<int>(png_get_image_height(png_, info_)); }
  int bits() const { return png_get_bit_depth(png_, info_); }
  int type() const { return png_get_color_type(png_, info_); }
  bool interlaced() const { return png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE; }

  std::string profile() const {
    png_charp name = nullptr;
    png_bytep bytes = nullptr;
    png_uint_32 size = 0;
    int method = 0;
    if (png_get_iCCP(png_, info_, &name, &method, &bytes, &size) == 0) return {};
    return {reinterpret_cast<const char*>(bytes), size};  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
  }

  // Reads it to its end and keeps nothing.
  void check() {
    std::vector<std::uint8_t> row(png_get_rowbytes(png_, info_));
    for (int y = 0; y < height(); ++y) png_read_row(png_, row.data(), nullptr);
    png_read_end(png_, nullptr);
  }

  // Samples of 8 bits: grey, RGB, and either with an alpha channel.
  Pixels pixels() {
    png_set_expand(png_);
    png_set_scale_16(png_);
    png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    Pixels out = blank(width(), height(), png_get_channels(png_, info_));
    std::vector<png_bytep> rows;
    for (int y = 0; y < out.height; ++y) rows.push_back(out.row(y));
    png_read_image(png_, rows.data());
    png_read_end(png_, nullptr);
    return out;
  }

 private:
  std::string_view left_;
  png_structp png_;
  png_infop info_ = nullptr;
};

// On white paper.
Pixels flattened(const Pixels& from) {
  constexpr int full = 255;
  const int channels = from.channels - 1;
  Pixels out = blank(from.width, from.height, channels);
  std::size_t at = 0;
  for (std::size_t i = 0; i < from.samples.size(); i += static_cast<std::size_t>(from.channels)) {
    const int alpha = from.samples[i + static_cast<std::size_t>(channels)];
    for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
      const int shown = from.samples[i + c] * alpha + full * (full - alpha);
      out.samples[at++] = static_cast<std::uint8_t>((shown + full / 2) / full);
    }
  }
  return out;
}

}  // namespace

bool is_png(std::string_view file) {
  return file.starts_with(signature);
}

Reading read_png(std::string_view file) {
  Chunks chunks = chunks_of(file);
  Reading out;
  Picture& picture = out.picture;
  picture.kind = Picture::Kind::png;
  const std::string bare = chunks.head + chunks.profile + chunks.colours + chunks.rest;
  PngDecoder decoder(bare);
  const bool grey = (decoder.type() & PNG_COLOR_MASK_COLOR) == 0;
  const bool palette = decoder.type() == PNG_COLOR_TYPE_PALETTE;
  picture.profile = decoder.profile();
  if (!chunks.profile.empty() && (picture.profile.empty() || !usable_profile(picture.profile, grey ? 1 : 3))) {
    out.bad_profile = true;
    picture.profile.clear();
  }
  picture.width = decoder.width();
  picture.height = decoder.height();
  picture.colour = palette ? Picture::Colour::palette : grey ? Picture::Colour::grey : Picture::Colour::rgb;
  const bool alpha = chunks.transparent || (decoder.type() & PNG_COLOR_MASK_ALPHA) != 0;
  if (!alpha && !decoder.interlaced() && decoder.bits() <= kept_bits) {
    decoder.check();
    picture.bits = decoder.bits();
    if (palette) picture.palette = chunks.palette;
    picture.file = chunks.head + (picture.profile.empty() ? "" : chunks.profile) + chunks.colours + chunks.rest;
    return out;
  }
  Pixels pixels = decoder.pixels();
  if (pixels.channels % 2 == 0) pixels = flattened(pixels);
  picture.colour = pixels.channels == 1 ? Picture::Colour::grey : Picture::Colour::rgb;
  picture.file = encode_png(pixels, picture.profile);
  return out;
}

std::string encode_png(const Pixels& pixels, const std::string& profile) {
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, ignore);
  png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
  const auto free_both = [&info](png_structp made) { png_destroy_write_struct(&made, &info); };
  const std::unique_ptr<png_struct, decltype(free_both)> owner(png, free_both);
  if (info == nullptr) throw std::bad_alloc();
  // Of photographs higher levels save a hundredth and take twice the time.
  constexpr int level = 4;
  png_set_write_fn(png, &out, take_in, flush);
  png_set_compression_level(png, level);
  png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height), kept_bits,
               pixels.channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!profile.empty()) {
    const auto* bytes =
        reinterpret_cast<png_const_bytep>(profile.data());  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    png_set_iCCP(png, info, "ICC", PNG_COMPRESSION_TYPE_BASE, bytes, static_cast<png_uint_32>(profile.size()));
  }
  png_write_info(png, info);
  for (int y = 0; y < pixels.height; ++y) png_write_row(png, pixels.row(y));
  png_write_end(png, nullptr);
  return out;
}

Pixels decode_png(const Picture& picture) {
  return PngDecoder(picture.file).pixels();
}

}  // namespace banxin::picture
