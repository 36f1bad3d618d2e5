#include "picture/jpeg_markers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "picture/codec.h"

namespace banxin::picture {
namespace {

constexpr unsigned char start_of_image = 0xD8, end_of_image = 0xD9, start_of_scan = 0xDA, comment = 0xFE;
constexpr unsigned char first_application = 0xE0, last_application = 0xEF, adobe_segment = 0xEE;
// A decoder goes through the whole picture for each scan; a progressive picture has about ten.
constexpr int most_scans = 40;
constexpr std::string_view exif_name("Exif\0\0", 6);
constexpr std::string_view profile_name("ICC_PROFILE\0", 12);
constexpr std::string_view jfif_name("JFIF\0", 5);
constexpr std::string_view adobe_name = "Adobe";

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size()) throw Broken("it ends too early");
  return static_cast<unsigned char>(bytes[at]);
}

std::size_t big(std::string_view bytes, std::size_t at) {
  return static_cast<std::size_t>(byte_at(bytes, at)) << 8U | byte_at(bytes, at + 1);
}

// Baseline, extended and progressive by Huffman's code, which is all that a PDF's reader must know.
bool is_known_frame(unsigned char marker) {
  return marker >= 0xC0 && marker <= 0xC2;
}
bool is_other_frame(unsigned char marker) {
  return marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Of an Exif segment, what it says of how the picture is to be turned; 1 where it says nothing that can be read.
int orientation_of(std::string_view exif) {
  constexpr std::size_t header = 8, entry_size = 12;
  constexpr std::size_t tag = 0x0112;
  if (exif.size() < header) return 1;
  const bool little = exif.starts_with("II");
  const auto number = [&](std::size_t at, std::size_t size) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8U | byte_at(exif, little ? at + size - 1 - i : at + i);
    return value;
  };
  const std::size_t directory = number(4, 4);
  if (directory > exif.size() - 2) return 1;
  const std::size_t count = number(directory, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = directory + 2 + i * entry_size;
    if (at + entry_size > exif.size()) return 1;
    if (number(at, 2) != tag) continue;
    const std::size_t value = number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

class MarkerReader {
 public:
  explicit MarkerReader(std::string_view file) : file_(file) {}

  JpegParts read() {
    parts_.bare = file_.substr(0, 2);
    at_ = 2;
    for (;;) {
      const unsigned char marker = next_marker();
      if (marker == end_of_image) break;
      const std::size_t size = big(file_, at_);
      if (size < 2 || at_ + size > file_.size()) throw Broken("it ends too early");
      const std::string_view data = file_.substr(at_ + 2, size - 2);
      const std::size_t begin = at_ - 2;
      at_ += size;
      if (!take(marker, data)) continue;
      if (marker == start_of_scan) skip_scan();
      parts_.bare += file_.substr(begin, at_ - begin);
    }
    if (parts_.components == 0 || scans_ == 0) throw Broken("it holds no picture");
    parts_.bare += file_.substr(at_ - 2, 2);
    return std::move(parts_);
  }

 private:
  // Any number of 0xFF may stand before a marker.
  unsigned char next_marker() {
    if (byte_at(file_, at_) != 0xFF) throw Broken("no marker where one should be");
    while (byte_at(file_, at_) == 0xFF) ++at_;
    return byte_at(file_, at_++);
  }

  // Whether the segment is part of the picture.
  bool take(unsigned char marker, std::string_view data) {
    if (marker == comment) return false;
    if (marker >= first_application && marker <= last_application) return take_application(marker, data);
    if (is_other_frame(marker)) throw Broken("its coding is none that documents hold");
    if (is_known_frame(marker)) {
      if (parts_.components != 0) throw Broken("it has two frames");
      if (byte_at(data, 0) != 8) throw Broken("its samples have not 8 bits");
      check_size(static_cast<std::int64_t>(big(data, 3)), static_cast<std::int64_t>(big(data, 1)));
      parts_.components = byte_at(data, 5);
    }
    if (marker == start_of_scan && ++scans_ > most_scans) throw TooLarge("too many scans");
    return true;
  }

  bool take_application(unsigned char marker, std::string_view data) {
    constexpr std::size_t numbers = 2;  // of a profile's part: which, of how many
    if (data.starts_with(jfif_name)) parts_.jfif = true;
    if (data.starts_with(exif_name)) parts_.orientation = orientation_of(data.substr(exif_name.size()));
    if (data.starts_with(profile_name) && data.size() > profile_name.size() + numbers)
      parts_.profile += data.substr(profile_name.size() + numbers);
    const bool adobe = marker == adobe_segment && data.starts_with(adobe_name) && data.size() == 12;
    parts_.adobe = parts_.adobe || adobe;
    return adobe;
  }

  // Ends at the next marker that is neither a stuffed byte nor a restart.
  void skip_scan() {
    for (;; ++at_) {
      at_ = file_.find('\xFF', at_);
      if (at_ == std::string_view::npos) throw Broken("it ends too early");
      const unsigned char next = byte_at(file_, at_ + 1);
      if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return;
    }
  }

  std::string_view file_;
  std::size_t at_ = 0;
  int scans_ = 0;
  JpegParts parts_;
};

}  // namespace

JpegParts jpeg_parts(std::string_view file) {
  return MarkerReader(file).read();
}

std::string dressed(const JpegParts& parts, std::string_view profile) {
  constexpr std::size_t most_part = 65'519;  // of a profile, in one segment
  std::string out = parts.bare.substr(0, 2);
  // ITU-T T.871: version 1.01, no density, no small picture.
  if (parts.jfif) out += std::string_view("\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 18);
  const std::size_t count = (profile.size() + most_part - 1) / most_part;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view part = profile.substr(i * most_part, most_part);
    const std::size_t size = 2 + profile_name.size() + 2 + part.size();
    out += {'\xFF', '\xE2', static_cast<char>(size >> 8U), static_cast<char>(size & 0xFFU)};
    out += profile_name;
    out += {static_cast<char>(i + 1), static_cast<char>(count)};
    out += part;
  }
  return out + parts.bare.substr(2);
}

}  // namespace banxin::picture
