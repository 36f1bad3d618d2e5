#include <chrono>

#include "base/confined.h"
#include "picture/codec.h"
#include "picture/picture.h"

namespace banxin::picture {

std::optional<std::string> separate(const Picture& picture, std::string_view profile) {
  constexpr std::uint64_t mebibyte = 1U << 20U;
  // Four bytes for each pixel, beside the three that they are made from.
  const Bounds bounds{.memory = 256 * mebibyte,
                      .processor = std::chrono::seconds(8),
                      .time = std::chrono::seconds(60),
                      .answer = 128 * mebibyte};
  Confined made = run_confined(
      [&] {
        const bool png = picture.kind == Picture::Kind::png;
        const Pixels inks = to_inks(png ? decode_png(picture) : decode_jpeg(picture), picture.profile, profile);
        return std::string(inks.samples.begin(), inks.samples.end());
      },
      bounds);
  const std::size_t wanted =
      std::size_t{4} * static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  if (made.end != Confined::End::done || made.bytes.size() != wanted) return std::nullopt;
  return std::move(made.bytes);
}

}  // namespace banxin::picture
