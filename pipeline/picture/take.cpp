#include <fmt/format.h>

#include <chrono>
#include <new>
#include <utility>

#include "base/codes.h"
#include "base/confined.h"
#include "picture/codec.h"
#include "picture/picture.h"

namespace banxin::picture {
namespace {

constexpr std::uint64_t mebibyte = 1U << 20U;
// A page at 300 dpi takes a third of a second and 40 MiB.
constexpr Bounds bounds{.memory = 170 * mebibyte,
                        .processor = std::chrono::seconds(4),
                        .time = std::chrono::seconds(30),
                        .answer = 48 * mebibyte};

// What the process of a picture answers: a letter, then the numbers of a Reading and its bytes.
constexpr char taken_letter = 'p', broken_letter = 'b', large_letter = 'l';

void put(std::string& to, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
}
void put(std::string& to, const std::string& bytes) {
  put(to, static_cast<std::uint32_t>(bytes.size()));
  to += bytes;
}

// Answers that are not whole are read as empty: what they were made of counts as broken then.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : left_(bytes) {}

  std::uint32_t number() {
    std::uint32_t value = 0;
    for (const char c : bytes(4)) value = value << 8U | static_cast<unsigned char>(c);
    return value;
  }
  std::string_view bytes(std::size_t count) {
    if (left_.size() < count) left_ = {};
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(taken.size());
    return taken;
  }
  std::string text() { return std::string(bytes(number())); }

 private:
  std::string_view left_;
};

std::string packed(const Reading& reading) {
  const Picture& picture = reading.picture;
  std::string out(1, taken_letter);
  for (const int number : {static_cast<int>(picture.kind), static_cast<int>(picture.colour), picture.width,
                           picture.height, picture.bits, int{reading.was_cmyk}, int{reading.bad_profile}}) {
    put(out, static_cast<std::uint32_t>(number));
  }
  for (const std::string* bytes : {&picture.palette, &picture.profile, &picture.file}) put(out, *bytes);
  return out;
}

Reading unpacked(std::string_view answer) {
  Unpacker from(answer);
  Reading reading;
  Picture& picture = reading.picture;
  picture.kind = static_cast<Picture::Kind>(from.number());
  picture.colour = static_cast<Picture::Colour>(from.number());
  picture.width = static_cast<int>(from.number());
  picture.height = static_cast<int>(from.number());
  picture.bits = static_cast<int>(from.number());
  reading.was_cmyk = from.number() != 0;
  reading.bad_profile = from.number() != 0;
  picture.palette = from.text();
  picture.profile = from.text();
  picture.file = from.text();
  return reading;
}

std::string read_alone(std::string_view file) {
  try {
    return packed(is_png(file) ? read_png(file) : read_jpeg(file));
  } catch (const TooLarge& why) {
    return large_letter + std::string(why.what());
  } catch (const Broken& why) {
    return broken_letter + std::string(why.what());
  }
}

Diagnostic not_a_picture(const Place& place, const std::string& name) {
  return {.code = code::picture_kind,
          .place = place,
          .message = {fmt::format("“{}”不是 PNG 或 JPEG 图片。", name),
                      fmt::format("\"{}\" is no picture in PNG or JPEG.", name)},
          .hint = {"另存为 PNG（图表、截图）或 JPEG（照片）；只改文件名不行。",
                   "Save it as PNG (drawings, screens) or JPEG (photographs); renaming the file does not help."}};
}

Diagnostic broken(const Place& place, const std::string& name, const std::string& why) {
  return {.code = code::picture_broken,
          .place = place,
          .message = {fmt::format("图片“{}”坏了，解不开。", name),
                      fmt::format("The picture \"{}\" is damaged and cannot be decoded ({}).", name, why)},
          .hint = {"用看图软件打开核对，重新导出或重新复制。", "Open it in a viewer, and export or copy it again."}};
}

Diagnostic too_large(const Place& place, const std::string& name) {
  return {.code = code::picture_too_large,
          .place = place,
          .message = {fmt::format("图片“{}”太大：至多 {} 万像素，每边至多 {} 像素。", name, most_pixels / 10'000,
                                  most_side),
                      fmt::format("The picture \"{}\" is too large: at most {} million pixels, and {} on a side.", name,
                                  most_pixels / 1'000'000, most_side)},
          .hint = {"缩小后另存：通栏宽的图片，印刷只需 1850 像素宽。",
                   "Scale it down: as wide as the text, 1850 pixels across are enough for print."}};
}

Findings told_of(const Reading& reading, const Place& place, const std::string& name) {
  Findings told;
  const auto add = [&](Bilingual message, Bilingual hint) {
    told.push_back({.code = code::picture_colour,
                    .severity = Severity::warning,
                    .place = place,
                    .message = std::move(message),
                    .hint = std::move(hint)});
  };
  if (reading.was_cmyk) {
    add({fmt::format("图片“{}”是 CMYK 的，已转换为 sRGB。", name),
         fmt::format("The picture \"{}\" is in CMYK; it was converted to sRGB.", name)},
        {"核对颜色；最好从原图另存为 RGB。", "Compare the colours; better save it as RGB from the original."});
  }
  if (reading.bad_profile) {
    add({fmt::format("图片“{}”里的颜色特性文件不能用，颜色按 sRGB 理解。", name),
         fmt::format("The colour profile inside the picture \"{}\" cannot be used: its colours are read as sRGB.",
                     name)},
        {"核对颜色；另存时转换为 sRGB。", "Compare the colours; convert it to sRGB when you save it."});
  }
  return told;
}

}  // namespace

Pixels blank(int width, int height, int channels) {
  Pixels pixels{.width = width, .height = height, .channels = channels};
  pixels.samples.resize(pixels.row_bytes() * static_cast<std::size_t>(height));
  return pixels;
}

void check_size(std::int64_t width, std::int64_t height) {
  if (width == 0 || height == 0) throw Broken("it has no size");
  if (width > most_side || height > most_side || width * height > most_pixels) throw TooLarge("too many pixels");
}

Result<Picture> take(std::string_view file, const Place& place, const std::string& name) {
  if (!is_png(file) && !is_jpeg(file)) return not_a_picture(place, name);
  const Confined child = run_confined([file] { return read_alone(file); }, bounds);
  switch (child.end) {
    case Confined::End::memory:
    case Confined::End::processor:
    case Confined::End::time:
    case Confined::End::answer: return too_large(place, name);
    case Confined::End::crash: return broken(place, name, "crash");
    case Confined::End::no_process:
      return Diagnostic{.code = code::picture_no_process,
                        .place = place,
                        .message = {"系统不给解图片的进程。", "The system gave no process to decode a picture in."},
                        .hint = {"稍后再试。", "Try again later."}};
    case Confined::End::done: break;
  }
  const std::string_view answer = child.bytes;
  if (answer.starts_with(large_letter)) return too_large(place, name);
  if (!answer.starts_with(taken_letter)) return broken(place, name, std::string(answer.substr(answer.empty() ? 0 : 1)));
  Reading reading = unpacked(answer.substr(1));
  Findings told = told_of(reading, place, name);
  return {std::move(reading.picture), std::move(told)};
}

}  // namespace banxin::picture
