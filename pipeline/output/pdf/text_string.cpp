#include "output/pdf/text_string.h"

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace banxin::pdf {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

bool printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

void append_unit(std::string& out, std::uint32_t unit) {
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> static_cast<unsigned>(shift)) & 0xFU];
}

}  // namespace

std::string utf16_hex(std::string_view utf8) {
  std::string out;
  for (const char32_t character : decode_utf8(utf8)) {
    const auto c = static_cast<std::uint32_t>(character);
    if (c < 0x10000) {
      append_unit(out, c);
    } else {
      append_unit(out, 0xD800 + ((c - 0x10000) >> 10U));
      append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

std::string text_string(std::string_view utf8) {
  if (!printable_ascii(utf8)) return "<FEFF" + utf16_hex(utf8) + ">";
  std::string out = "(";
  for (const char c : utf8) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out + ")";
}

std::size_t text_string_size(std::string_view utf8) {
  return printable_ascii(utf8) ? utf8.size() : 2 + utf16_hex(utf8).size() / 2;
}

std::string byte_string(std::string_view bytes) {
  std::string out = "<";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  return out + ">";
}

}  // namespace banxin::pdf
