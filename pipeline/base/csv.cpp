#include "base/csv.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin {
namespace {

constexpr char32_t full_width = 0xFEE0;  // from a character of ASCII to its full-width form

// The half-width form of a full-width character of ASCII; any other as it is.
char32_t half_width(char32_t character) {
  return character >= '!' + full_width && character <= '~' + full_width ? character - full_width : character;
}

bool is_space(char32_t character) {
  return character == ' ' || character == 0xA0 || character == 0x1680 || (character >= 0x2000 && character <= 0x200A) ||
         character == 0x202F || character == 0x205F || character == 0x3000;
}

// In digits of one width or the other, behind a minus or none.
bool is_number(std::string_view text) {
  char32_t first = 0;
  for (bool begun = false; !text.empty(); begun = true) {
    const char32_t character = half_width(take_character(text));
    if (!begun && character == '-') continue;
    if (first == 0) first = character;
    if ((character < '0' || character > '9') && character != '.') return false;
  }
  return first != 0 && first != '.';
}

// Spreadsheets look for a sign behind blanks and what nobody sees, and take a full-width one for the same.
bool is_formula(std::string_view text) {
  if (!text.empty() && std::string_view("\t\r\n").find(text.front()) != std::string_view::npos) return true;
  while (!text.empty()) {
    std::string_view rest = text;
    const char32_t character = take_character(rest);
    if (is_space(character) || is_unseen(character)) {
      text = rest;
      continue;
    }
    return std::u32string_view(U"=+-@|").find(half_width(character)) != std::u32string_view::npos && !is_number(text);
  }
  return false;
}

// The text as UTF-8, whatever its bytes are.
std::string as_utf8(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t valid = valid_utf8_prefix(text);
    out += text.substr(0, valid);
    if (valid == text.size()) return out;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(valid + 1);
  }
}

std::string quoted(std::string_view bytes) {
  const std::string text = as_utf8(bytes);
  std::string field = (is_formula(text) ? "'" : "") + shown_lines(text);
  if (field.find_first_of(",\"\n") == std::string::npos) return field;
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string csv_line(std::initializer_list<std::string_view> fields) {
  std::string line;
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) line += ',';
    line += quoted(field);
    first = false;
  }
  return line + "\r\n";
}

std::vector<std::vector<std::string>> read_csv(std::string_view bytes) {
  if (bytes.starts_with(csv_begin)) bytes.remove_prefix(csv_begin.size());
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (bytes.substr(at + 1).starts_with('"')) {
        row.back() += bytes[++at];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && bytes.substr(at + 1).starts_with('\n')) ++at;
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
    } else {
      row.back() += c;
    }
  }
  if (row.size() > 1 || !row.front().empty()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace banxin
