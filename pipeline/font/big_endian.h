#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Numbers as font files have them. Reading past the end gives 0: callers check sizes where it matters.
namespace banxin::font {

inline std::uint32_t read_number(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || bytes.size() - at < size) return 0;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

inline std::uint16_t read_u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(read_number(bytes, at, 2));
}
inline std::int16_t read_i16(std::string_view bytes, std::size_t at) {
  return static_cast<std::int16_t>(read_u16(bytes, at));
}
inline std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
  return read_number(bytes, at, 4);
}

// Writes the `size` lowest bytes of `number` over those at `at`, which must exist.
inline void put_number(std::string& bytes, std::size_t at, std::uint32_t number, std::size_t size) {
  for (std::size_t i = size; i-- > 0; number >>= 8U) bytes[at + i] = static_cast<char>(number & 0xFFU);
}
inline void put_u16(std::string& bytes, std::size_t at, int number) {
  put_number(bytes, at, static_cast<std::uint32_t>(number), 2);
}

inline void append_u16(std::string& bytes, int number) {
  bytes.resize(bytes.size() + 2);
  put_u16(bytes, bytes.size() - 2, number);
}
inline void append_u32(std::string& bytes, std::uint32_t number) {
  bytes.resize(bytes.size() + 4);
  put_number(bytes, bytes.size() - 4, number, 4);
}

}  // namespace banxin::font
