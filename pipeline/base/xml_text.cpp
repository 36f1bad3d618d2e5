#include "base/xml_text.h"

#include <fmt/format.h>

#include <iterator>

#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// What XML 1.0 has no place for, not even as a reference (2.2, Char).
bool is_no_xml(char32_t character) {
  return (character < ' ' && character != '\n' && character != '\t') || character == 0xFFFE || character == 0xFFFF;
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) {
      out += replacement;
      text.remove_prefix(1);
      continue;
    }
    const std::string_view bytes = text.substr(0, size);
    switch (const char32_t character = take_character(text)) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      case '\t': out += "&#9;"; break;
      default:
        if (is_no_xml(character)) {
          out += replacement;
        } else if (is_unseen(character)) {
          fmt::format_to(std::back_inserter(out), "&#x{:X};", static_cast<unsigned>(character));
        } else {
          out += bytes;
        }
    }
  }
  return out;
}

}  // namespace banxin
