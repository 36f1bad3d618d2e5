#include "validate/one_line.h"

#include <cstddef>

namespace banxin::validate {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_blank(text[i])) {
      out += text[i++];
      continue;
    }
    bool line_break = false;
    for (; i < text.size() && is_blank(text[i]); ++i) line_break |= text[i] == '\n';
    if (out.empty() || i == text.size()) continue;
    const bool between_chinese = !is_ascii(out.back()) && !is_ascii(text[i]);
    if (!line_break || !between_chinese) out += ' ';
  }
  return out;
}

}  // namespace banxin::validate
