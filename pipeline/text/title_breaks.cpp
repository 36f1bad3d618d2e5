// The penalties of a title's breaks: its lines end where a reader would pause (GB/T 9704-2012, 7.3.1; CL-81).
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

constexpr std::int32_t between_words = 200;
constexpr std::int32_t behind_organ = 100;
constexpr std::int32_t behind_particle = 50;  // 的
constexpr std::int32_t good = 0;

bool has_word(const Characters& characters, std::size_t i, std::u32string_view word) {
  if (i + word.size() > characters.size()) return false;
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (characters[i + k].code != word[k]) return false;
  }
  return true;
}

// What follows an organ's name in a title.
bool follows_organ(const Characters& characters, std::size_t i, const Lexicon& lexicon) {
  if (i >= characters.size() || characters[i].kind == Kind::digit || characters[i].code == U'《') return true;
  return std::any_of(lexicon.organ_followers.begin(), lexicon.organ_followers.end(),
                     [&](std::u32string_view word) { return has_word(characters, i, word); });
}

// The characters of the organ's name in a title, [begin, end); empty when there is none.
struct Organ {
  std::size_t begin = 0, end = 0;
};

// The author's name wherever it is; else a name at the title's start that ends as organs' names do.
Organ find_organ(std::string_view text, const Characters& characters, std::string_view author, const Lexicon& lexicon) {
  const std::size_t place = author.empty() ? std::string_view::npos : text.find(author);
  if (place != std::string_view::npos) {
    Organ organ;
    while (characters[organ.begin].begin < place) ++organ.begin;
    organ.end = organ.begin;
    while (organ.end < characters.size() && characters[organ.end].end <= place + author.size()) ++organ.end;
    return organ;
  }
  for (std::size_t i = 2; i < characters.size() && characters[i].kind == Kind::han; ++i) {
    for (const std::u32string& end : lexicon.organ_ends) {
      if (has_word(characters, i, end) && follows_organ(characters, i + end.size(), lexicon))
        return {0, i + end.size()};
    }
  }
  return {};
}

class TitleWeigher {
 public:
  TitleWeigher(std::string_view text, const Characters& characters, std::string_view author, const Lexicon& lexicon,
               Breaks& breaks)
      : characters_(characters), breaks_(breaks), organ_(find_organ(text, characters, author, lexicon)) {}

  void run(const std::vector<Boundary>& words) {
    std::size_t word = 0;
    int depth = 0;  // of 《》
    for (std::size_t i = 0; i + 1 < characters_.size(); ++i) {
      if (characters_[i].code == U'《') ++depth;
      if (characters_[i].code == U'》') depth = std::max(0, depth - 1);
      while (word < words.size() && words[word].place < characters_[i].end) ++word;
      const bool ends_word = word < words.size() && words[word].place == characters_[i].end;
      if (breaks_[i].kind != BreakKind::allowed) continue;
      const std::int32_t other = std::max(breaks_[i].penalty, weight(i, ends_word));
      breaks_[i].penalty = (i >= organ_.begin && i + 1 < organ_.end) || depth > 0 ? last_resort_penalty : other;
    }
  }

 private:
  char32_t at(std::size_t i) const { return i < characters_.size() ? characters_[i].code : 0; }
  bool year_at(std::size_t i) const {
    for (std::size_t k = 0; k < 4; ++k) {
      if (i + k >= characters_.size() || characters_[i + k].kind != Kind::digit) return false;
    }
    return true;
  }
  bool ends_year(std::size_t i) const {  // 2018年度|
    const std::size_t year = at(i) == U'度' && i > 0 ? i - 1 : i;
    return at(year) == U'年' && year > 0 && characters_[year - 1].kind == Kind::digit;
  }

  // The penalty of a line that ends after i.
  std::int32_t weight(std::size_t i, bool ends_word) const {
    const char32_t b = at(i + 1);
    if (is_one_of(b, U"的地得") || characters_[i].kind == Kind::digit) return last_resort_penalty;
    if (i > 0 && at(i) == U'于' && is_one_of(at(i - 1), U"关对")) return last_resort_penalty;
    if (ends_year(i) && b != U'度') return good;
    if (has_word(characters_, i + 1, U"关于")) return good;
    if (i + 1 == organ_.end || i + 1 == organ_.begin || (year_at(i + 1) && at(i) != U'第')) return behind_organ;
    if (at(i) == U'的') return behind_particle;
    if (characters_[i].hidden || is_space(characters_[i].kind) || closes(characters_[i].kind)) return behind_particle;
    return ends_word ? between_words : last_resort_penalty;
  }

  const Characters& characters_;
  Breaks& breaks_;
  Organ organ_;
};

}  // namespace

bool find_title_words(std::string_view text, const Characters& characters, std::string_view author,
                      const Lexicon& lexicon, std::vector<Boundary>& words) {
  words.clear();
  const Organ organ = find_organ(text, characters, author, lexicon);
  for (std::size_t i = 0; i < characters.size();) {
    std::size_t end = i + 1;
    if (i == organ.begin && organ.end > i) {
      i = organ.end;
      continue;
    }
    const bool han = characters[i].kind == Kind::han;
    const auto word = std::find_if(lexicon.title_words.begin(), lexicon.title_words.end(),
                                   [&](const std::u32string& w) { return han && has_word(characters, i, w); });
    if (word != lexicon.title_words.end()) {
      end = i + word->size();
    } else if (han && !is_one_of(characters[i].code, lexicon.title_particles)) {
      return false;
    }
    words.push_back({characters[end - 1].end, false});
    i = end;
  }
  return true;
}

void weigh_title(std::string_view text, const Characters& characters, const std::vector<Boundary>& words,
                 std::string_view author, const Lexicon& lexicon, Breaks& breaks) {
  TitleWeigher(text, characters, author, lexicon, breaks).run(words);
}

}  // namespace banxin::text
