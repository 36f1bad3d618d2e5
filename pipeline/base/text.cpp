#include "base/text.h"

#include <cstddef>

namespace banxin {
namespace {

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

std::string joined(std::string_view text, bool chinese_on_both_sides) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_white(text[i])) {
      out += text[i++];
      continue;
    }
    bool line_break = false;
    for (; i < text.size() && is_white(text[i]); ++i) line_break |= text[i] == '\n';
    if (out.empty() || i == text.size()) continue;
    const bool before = !is_ascii(out.back());
    const bool behind = !is_ascii(text[i]);
    const bool by_chinese = chinese_on_both_sides ? before && behind : before || behind;
    if (!line_break || !by_chinese) out += ' ';
  }
  return out;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  return joined(text, true);
}

std::string joined_lines(std::string_view text) {
  return joined(text, false);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = text.find_first_not_of(white_space); begin != std::string_view::npos;
       begin = text.find_first_not_of(white_space, begin)) {
    const std::size_t end = std::min(text.find_first_of(white_space, begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

std::string percent_encoded(std::string_view text, bool (*stays)(char)) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (stays(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return out;
}

}  // namespace banxin
