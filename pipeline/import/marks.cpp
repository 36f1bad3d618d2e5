#include "import/marks.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin::import {
namespace {

constexpr std::array<std::pair<char32_t, char32_t>, 7> pairs = {
    {{',', U'，'}, {'(', U'（'}, {')', U'）'}, {':', U'：'}, {';', U'；'}, {'!', U'！'}, {'?', U'？'}}};

// 0 when it is no mark that a copy turns into ASCII.
char32_t full_width(char32_t c) {
  const auto* const found = std::find_if(pairs.begin(), pairs.end(), [c](const auto& pair) { return pair.first == c; });
  return found == pairs.end() ? 0 : found->second;
}

// Han, or a mark that only Chinese typing has: CJK symbols, full-width forms, the quotation marks and the dash.
bool is_chinese(char32_t c) {
  return (c >= 0x3001 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x323AF) || c == U'“' || c == U'”' || c == U'‘' ||
         c == U'’' || c == U'—' || c == U'…';
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char32_t c = take_any_character(text);
    if (is_white_space(c) || is_unseen(c)) continue;
    const bool wide = (c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ');
    constexpr char32_t from_ascii = 0xFEE0;
    append_utf8(out, wide ? c - from_ascii : c);
  }
  return out;
}

std::string with_marks_restored(std::string_view text, int& count) {
  std::u32string characters = decode_utf8(text);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < characters.size(); ++i) {
      const char32_t wide = full_width(characters[i]);
      if (wide == 0) continue;
      const bool before = i > 0 && is_chinese(characters[i - 1]);
      const bool behind = i + 1 < characters.size() && is_chinese(characters[i + 1]);
      if (!before && !behind) continue;
      characters[i] = wide;
      ++count;
      changed = true;
    }
  }
  std::string out;
  for (const char32_t c : characters) append_utf8(out, c);
  return out;
}

int edit_distance(std::u32string_view a, std::u32string_view b, int most) {
  const auto gap = static_cast<int>(a.size() > b.size() ? a.size() - b.size() : b.size() - a.size());
  if (gap > most) return most + 1;
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = std::exchange(row[0], static_cast<int>(i));
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int same = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({same, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return row[b.size()];
}

}  // namespace banxin::import
