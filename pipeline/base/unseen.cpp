#include "base/unseen.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.h"

namespace banxin {
namespace {

struct Range {
  char32_t first, last;
};

// Sorted, without the noncharacters at the end of each plane. U+FE00-FE0F, U+180B-180D, U+180F and U+E0100-E01EF, the
// selectors, are not among them.
constexpr std::array<Range, 20> unseen = {{
    {0x00, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},       {0x034F, 0x034F},   {0x061C, 0x061C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180E, 0x180E},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF},
}};

void append_escape(std::string& out, char32_t character) {
  const auto code = static_cast<unsigned>(character);
  auto to = std::back_inserter(out);
  if (character == '\n') {
    out += "\\n";
  } else if (character < 0x80) {
    fmt::format_to(to, "\\x{:02x}", code);
  } else if (character < 0x10000) {
    fmt::format_to(to, "\\u{:04x}", code);
  } else {
    fmt::format_to(to, "\\U{:08x}", code);
  }
}

std::string written_out(std::string_view text, bool lines) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view rest = text.substr(at);
    const std::size_t size = character_size(rest);
    const char32_t character = size == 0 ? 0 : take_character(rest);
    const bool of_lines = lines && (character == '\n' || character == '\t');
    const std::size_t end = at + (size == 0 ? 1 : size);
    if (size == 0 || (is_unseen(character) && !of_lines)) {
      out += text.substr(copied, at - copied);
      if (size == 0) {
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(text[at]));
      } else {
        append_escape(out, character);
      }
      copied = end;
    }
    at = end;
  }
  return out += text.substr(copied);
}

}  // namespace

bool is_unseen(char32_t character) {
  constexpr char32_t first_of_many = 0x7F;
  if (character >= ' ' && character < first_of_many) return false;
  if ((character & 0xFFFEU) == 0xFFFE) return true;
  const auto* const found = std::lower_bound(unseen.begin(), unseen.end(), character,
                                             [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return found != unseen.end() && character >= found->first;
}

bool is_white_space(char32_t character) {
  const auto between = [character](char32_t first, char32_t last) { return character >= first && character <= last; };
  return between(0x09, 0x0D) || character == 0x20 || character == 0x85 || character == 0xA0 || character == 0x1680 ||
         between(0x2000, 0x200A) || between(0x2028, 0x2029) || character == 0x202F || character == 0x205F ||
         character == 0x3000;
}

bool is_all_white(std::string_view text) {
  while (!text.empty()) {
    if (!is_white_space(take_character(text))) return false;
  }
  return true;
}

std::string shown(std::string_view text) {
  return written_out(text, false);
}

std::string shown_lines(std::string_view text) {
  return written_out(text, true);
}

// Behind U+007E a document has characters of its strings alone.
std::string shown_json(std::string json) {
  constexpr char32_t first_of_many = 0x7F;
  constexpr char32_t supplementary = 0x10000;
  std::string out;
  std::size_t copied = 0;
  for (std::string_view rest = json; !rest.empty();) {
    const std::size_t at = json.size() - rest.size();
    const char32_t character = take_character(rest);
    if (character < first_of_many || !is_unseen(character)) continue;
    out.append(json, copied, at - copied);
    copied = json.size() - rest.size();
    auto to = std::back_inserter(out);
    if (character < supplementary) {
      fmt::format_to(to, "\\u{:04x}", static_cast<unsigned>(character));
    } else {
      const auto beyond = static_cast<unsigned>(character - supplementary);
      fmt::format_to(to, "\\u{:04x}\\u{:04x}", 0xD800U + (beyond >> 10U), 0xDC00U + (beyond & 0x3FFU));
    }
  }
  if (copied == 0) return json;
  return out.append(json, copied);
}

}  // namespace banxin
