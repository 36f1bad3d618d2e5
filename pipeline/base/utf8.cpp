#include "base/utf8.h"

#include <fmt/format.h>

#include <cstdint>

namespace banxin {

std::size_t character_size(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;  // NOLINT(readability-avoid-nested-conditional*)
  // The second byte's range depends on the first (Unicode, table 3-7).
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;   // NOLINT
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;  // NOLINT
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t k = 2; k < size; ++k) {
    if ((byte(k) & 0xC0U) != 0x80) return 0;
  }
  return size;
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : character_size(text.substr(at));
    if (size == 0) return at;
    at += size;
  }
  return at;
}

char32_t take_any_character(std::string_view& text) {
  if (character_size(text) != 0) return take_character(text);
  text.remove_prefix(1);
  return 0xFFFD;
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) out += take_any_character(text);
  return out;
}

std::string code_point_name(char32_t character) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character));
}

bool is_private_use(char32_t character) {
  if (character >= 0xE000 && character <= 0xF8FF) return true;
  return character >= 0xF0000 && character <= 0x10FFFF && (character & 0xFFFFU) < 0xFFFE;
}

}  // namespace banxin
