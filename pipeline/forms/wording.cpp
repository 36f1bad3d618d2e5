#include "forms/wording.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "words/heading_number.h"

namespace banxin::forms {
namespace {

constexpr char32_t ideographic_space = 0x3000;

bool is_white(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ideographic_space || c == 0xA0;
}

std::string without_white(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char32_t c = take_character(text);
    if (!is_white(c)) append_utf8(out, c);
  }
  return out;
}

// Marks as official wordings have them; 0: left out.
char32_t folded(char32_t c) {
  constexpr std::array<std::pair<char32_t, char32_t>, 13> marks = {{{'(', U'（'},
                                                                    {')', U'）'},
                                                                    {',', U'，'},
                                                                    {':', U'：'},
                                                                    {';', U'；'},
                                                                    {U'．', '.'},
                                                                    {'"', 0},
                                                                    {'\'', 0},
                                                                    {U'“', 0},
                                                                    {U'”', 0},
                                                                    {U'‘', 0},
                                                                    {U'’', 0},
                                                                    {U'、', 0}}};
  const auto* const found = std::find_if(marks.begin(), marks.end(), [c](const auto& mark) { return mark.first == c; });
  return found == marks.end() ? c : found->second;
}

// How many bytes the year at the start of a heading takes: 2023年, 2023年度.
std::size_t year_size(std::string_view text) {
  constexpr std::size_t digits = 4;
  if (text.find_first_not_of("0123456789") != digits) return 0;
  const std::string_view behind = text.substr(digits);
  for (const std::string_view word : {std::string_view("年度"), std::string_view("年")}) {
    if (behind.starts_with(word)) return digits + word.size();
  }
  return 0;
}

}  // namespace

std::string wording_key(std::string_view text) {
  const std::string all = without_white(text);
  std::string_view rest = all;
  std::string_view behind_stray = all;
  if (!behind_stray.empty()) take_character(behind_stray);
  if (const auto number = words::read_heading_number(rest)) {
    rest.remove_prefix(number->size);
  } else if (const auto later = words::read_heading_number(behind_stray)) {
    rest = behind_stray.substr(later->size);
  }
  rest.remove_prefix(year_size(rest));
  std::string key;
  while (!rest.empty()) {
    if (const char32_t c = folded(take_character(rest)); c != 0) append_utf8(key, c);
  }
  return key;
}

Wording wording_of(std::string_view found, std::string_view official, const std::vector<std::string>& variants) {
  if (without_white(found) == without_white(official)) return Wording::official;
  const std::string key = wording_key(found);
  const bool known =
      key == wording_key(official) ||
      std::any_of(variants.begin(), variants.end(), [&](const auto& variant) { return key == wording_key(variant); });
  return known ? Wording::variant : Wording::unknown;
}

}  // namespace banxin::forms
