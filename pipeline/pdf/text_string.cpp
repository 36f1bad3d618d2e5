#include "pdf/text_string.h"

#include <algorithm>
#include <cstdint>

namespace banxin::pdf {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view digits = "0123456789ABCDEF";

bool printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

void append_unit(std::string& out, std::uint32_t unit) {
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> static_cast<unsigned>(shift)) & 0xFU];
}

// How many bytes the character takes whose first byte is `lead`; 0: none starts so.
std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

char32_t decode_one(std::string_view bytes) {
  constexpr unsigned first_bits[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t value = static_cast<unsigned char>(bytes[0]) & first_bits[bytes.size()];
  for (const char c : bytes.substr(1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) return replacement;
    value = (value << 6U) | (byte & 0x3FU);
  }
  return static_cast<char32_t>(value);
}

}  // namespace

std::u32string decode_utf8(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t length = length_of(static_cast<unsigned char>(utf8[i]));
    if (length == 0 || i + length > utf8.size()) {
      out += replacement;
      ++i;
      continue;
    }
    out += decode_one(utf8.substr(i, length));
    i += length;
  }
  return out;
}

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
