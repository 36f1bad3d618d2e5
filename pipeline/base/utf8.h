#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace banxin {

// Whether the byte goes on with a character that began before it.
inline bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Takes the first character off a non-empty text that is known to be UTF-8.
inline char32_t take_character(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const auto tail = [&byte](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
  const char32_t lead = byte(0);
  char32_t character = lead;
  std::size_t size = 1;
  if (lead >= 0xF0) {
    character = (lead & 7U) << 18U | tail(1) << 12U | tail(2) << 6U | tail(3);
    size = 4;
  } else if (lead >= 0xE0) {
    character = (lead & 15U) << 12U | tail(1) << 6U | tail(2);
    size = 3;
  } else if (lead >= 0xC0) {
    character = (lead & 31U) << 6U | tail(1);
    size = 2;
  }
  text.remove_prefix(size < text.size() ? size : text.size());
  return character;
}

inline void append_utf8(std::string& out, char32_t character) {
  const auto tail = [character](unsigned shift) { return static_cast<char>(0x80U | ((character >> shift) & 0x3FU)); };
  if (character < 0x80) {
    out += static_cast<char>(character);
  } else if (character < 0x800) {
    out += static_cast<char>(0xC0U | (character >> 6U));
    out += tail(0);
  } else if (character < 0x10000) {
    out += static_cast<char>(0xE0U | (character >> 12U));
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xF0U | (character >> 18U));
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

inline std::string utf8_of(char32_t character) {
  std::string out;
  append_utf8(out, character);
  return out;
}

// How many bytes the first character of a non-empty text has; 0 when its bytes are no UTF-8 (ISO/IEC 10646, 9.2:
// shortest forms only, no surrogates, nothing above U+10FFFF).
std::size_t character_size(std::string_view text);

// How many leading bytes are UTF-8: all of them, or those before the first byte that cannot be.
std::size_t valid_utf8_prefix(std::string_view text);

// Takes the first character off a non-empty text; a byte that is part of none is taken as U+FFFD.
char32_t take_any_character(std::string_view& text);

// All characters; a byte that is part of none becomes U+FFFD.
std::u32string decode_utf8(std::string_view text);

// As messages name it: U+5F20, U+20C0E.
std::string code_point_name(char32_t character);

// U+E000-F8FF and planes 15 and 16 without their noncharacters: nothing says what they look like elsewhere.
bool is_private_use(char32_t character);

}  // namespace banxin
