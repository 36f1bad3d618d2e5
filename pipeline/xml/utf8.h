#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace banxin::xml {

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

// How many leading bytes are UTF-8: all of them, or those before the first byte that cannot be (ISO/IEC 10646, 9.2:
// shortest forms only, no surrogates, nothing above U+10FFFF).
std::size_t valid_utf8_prefix(std::string_view text);

}  // namespace banxin::xml
