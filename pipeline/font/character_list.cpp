#include "font/character_list.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "base/file.h"

namespace banxin::font {
namespace {

constexpr std::uint64_t most_list_bytes = 4U << 20U;

// Takes the first character off; none when the bytes are not UTF-8 (RFC 3629).
std::optional<char32_t> take_character(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (size == 0 || text.size() < size) return std::nullopt;
  constexpr std::array<unsigned, 5> lead_bits = {0, 0x7F, 0x1F, 0x0F, 0x07};
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  char32_t character = lead & lead_bits[size];
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    character = character << 6U | (byte & 0x3FU);
  }
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < least[size] || character > 0x10FFFF || surrogate) return std::nullopt;
  text.remove_prefix(size);
  return character;
}

Diagnostic unusable(const std::string& file, int line) {
  return {.code = "font-list-unusable",
          .place = {file, line, {}},
          .message = {"字表的这一行不是 UTF-8。", "This line of the character list is not UTF-8."},
          .hint = {"请恢复随程序安装的文件，或另存为 UTF-8。",
                   "Restore the file that came with the program, or save it as UTF-8."}};
}

}  // namespace

Result<std::u32string> read_character_list(const std::string& file) {
  auto bytes = read_file(file, most_list_bytes);
  if (!bytes) {
    Findings findings = bytes.take_findings();
    for (Diagnostic& d : findings) d.code = "font-list-unusable";
    return findings;
  }
  std::u32string characters;
  std::string_view text = *bytes;
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!content.empty() && content.front() == '#') continue;
    while (!content.empty()) {
      const auto character = take_character(content);
      if (!character) return unusable(file, line);
      characters += *character;
    }
  }
  return characters;
}

}  // namespace banxin::font
