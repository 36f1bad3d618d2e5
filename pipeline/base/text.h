#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

// Small tools for text that every room needs.
namespace banxin {

// White space of XML (XML 1.0, 2.3), of a form's files, of a line in a file.
inline constexpr std::string_view white_space = " \t\r\n";

inline bool is_blank(std::string_view text) {
  return text.find_first_not_of(white_space) == std::string_view::npos;
}

// The text without the white space around it.
inline std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(white_space) - begin + 1);
}

// Text that is written over several lines for the eye: a line break between two Chinese characters or marks is nothing,
// all other white space one blank, and none stands at the ends.
std::string on_one_line(std::string_view text);
// A title that is set in several lines: a line break beside a Chinese character or mark is nothing.
std::string joined_lines(std::string_view text);

// The words of a list: "a b  c".
std::vector<std::string> words_of(std::string_view text);

// Each character for which `stays` is false as % and two hexadecimal digits (RFC 3986, 2.1).
std::string percent_encoded(std::string_view text, bool (*stays)(char));

// Puts one more into a row: 甲、乙、丙.
inline void add_to_row(std::string& row, std::string_view separator, std::string_view one) {
  if (!row.empty()) row += separator;
  row += one;
}
inline void add_to_row(Bilingual& row, const Bilingual& one) {
  add_to_row(row.zh, "、", one.zh);
  add_to_row(row.en, ", ", one.en);
}

}  // namespace banxin
