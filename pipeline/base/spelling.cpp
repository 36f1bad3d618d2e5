#include "base/spelling.h"

#include <algorithm>
#include <cstddef>

namespace banxin {
namespace {

constexpr std::size_t longest_word = 60;  // bytes: what is longer is not a name that somebody misspelt

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

// How many letters have to be added, left out, changed or exchanged with the next one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1)});
      const bool exchanged = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (exchanged) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (same_but_for_case(word, name)) return name;
  }
  constexpr std::size_t shortest_word = 3;  // of two letters each stands for too many others
  if (word.size() < shortest_word || word.size() > longest_word) return {};
  std::size_t least = std::max<std::size_t>(1, std::min<std::size_t>(3, word.size() / 3)) + 1;
  std::string found;
  for (const std::string& name : names) {
    if (name.size() > longest_word) continue;
    const std::size_t apart = distance(word, name);
    if (apart > least) continue;
    found = apart < least ? name : std::string();
    least = apart;
  }
  return found;
}

}  // namespace banxin
