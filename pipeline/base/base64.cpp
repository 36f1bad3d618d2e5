#include "base/base64.h"

#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace banxin {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t group = 3;    // bytes
constexpr std::size_t letters = 4;  // that a group becomes
constexpr unsigned letter_bits = 6;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + group - 1) / group * letters);
  for (std::size_t at = 0; at < bytes.size(); at += group) {
    const std::uint32_t bits = byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
    for (std::size_t i = 0; i < letters; ++i) {
      const bool filled = at + i <= bytes.size();
      out += filled ? alphabet[bits >> (letter_bits * (letters - 1 - i)) & 0x3FU] : '=';
    }
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  std::size_t count = 0;  // of letters in the group
  std::size_t padding = 0;
  for (const char c : text) {
    if (white_space.find(c) != std::string_view::npos) continue;
    const std::size_t value = c == '=' ? 0 : alphabet.find(c);
    if (value == std::string_view::npos || (padding > 0 && c != '=')) return std::nullopt;
    if (c == '=') ++padding;
    bits = bits << letter_bits | static_cast<std::uint32_t>(value);
    if (++count < letters) continue;
    if (padding >= group) return std::nullopt;
    for (std::size_t i = 0; i < group - padding; ++i) out += static_cast<char>(bits >> (16U - 8U * i) & 0xFFU);
    bits = 0;
    count = 0;
  }
  return count == 0 ? std::optional(out) : std::nullopt;
}

}  // namespace banxin
