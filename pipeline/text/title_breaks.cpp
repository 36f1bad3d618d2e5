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
// A name that has room on a line is not broken for the shape's sake, and a word not at all where that can be helped: a
// wrong shape costs less than the one, many of them less than the other (layout/balance.cpp).
constexpr std::int32_t inside_name = 500'000;
constexpr std::int32_t inside_word = 10'000'000;
// Added to inside_name: a name that has no room on a line parts between organs rather than behind its places, and
// behind them rather than between other words.
constexpr std::int32_t behind_part = 50;
constexpr std::int32_t behind_place = 200;
constexpr std::int32_t words_of_name = 300;

bool has_word(const Characters& characters, std::size_t i, std::u32string_view word) {
  if (i + word.size() > characters.size()) return false;
  for (std::size_t k = 0; k < word.size(); ++k) {
    if (characters[i + k].code != word[k]) return false;
  }
  return true;
}

// How long the longest of these words is that begin at i; 0: none does. `words`: the longer ones first.
std::size_t longest_of(const Characters& characters, std::size_t i, const std::vector<std::u32string>& words) {
  for (const std::u32string& word : words) {
    if (has_word(characters, i, word)) return word.size();
  }
  return 0;
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

// Where a long name of an organ may part: 瑞安市|人力资源|和社会保障局. Its words are the lexicon's; what is between
// them is the name of a place, or of something the lexicon does not know.
class NameReader {
 public:
  NameReader(const Characters& characters, const Organ& organ, const Lexicon& lexicon)
      : characters_(characters), organ_(organ), lexicon_(lexicon) {
    penalties_.assign(organ.end - organ.begin, inside_word);
  }

  // The penalty of a line that ends behind each of its characters.
  std::vector<std::int32_t> run() {
    for (std::size_t i = organ_.begin; i < organ_.end;) {
      if (const std::size_t word = fitting(i, word_at(characters_, i, lexicon_))) {
        end_unknown(i);
        const bool is_end = longest_of(characters_, i, lexicon_.organ_ends) == word;
        i = end_token(i, word, is_end ? behind_part : words_of_name);
      } else if (const std::size_t place = fitting(i, longest_of(characters_, i, lexicon_.place_ends));
                 place > 0 && i > organ_.begin && may_end_place(i)) {
        i = end_name(i, place, behind_place);
        behind_place_ = true;
        may_go_on_ = place == 1 && is_one_of(characters_[i - 1].code, U"州乡镇村县");
      } else if (const std::size_t part = fitting(i, longest_of(characters_, i, lexicon_.organ_ends));
                 part > 0 && i > organ_.begin && characters_[i - 1].kind == Kind::han) {
        i = end_name(i, part, behind_part);
      } else {
        ++i;
        if (characters_[i - 1].kind != Kind::han) i = end_token(i - 1, 1, good);
      }
    }
    return std::move(penalties_);
  }

 private:
  std::size_t fitting(std::size_t i, std::size_t length) const { return i + length <= organ_.end ? length : 0; }
  std::int32_t& behind(std::size_t i) { return penalties_[i - organ_.begin]; }

  // Two unknown characters and more are a word; a single one belongs to the word behind it (和社会保障).
  void end_unknown(std::size_t i) {
    if (i >= unknown_ + 2) behind(i - 1) = words_of_name;
  }
  // Gives the place behind the token.
  std::size_t end_token(std::size_t i, std::size_t length, std::int32_t penalty) {
    behind(i + length - 1) = penalty;
    behind_place_ = false;
    unknown_ = i + length;
    return unknown_;
  }
  // The last word of a name belongs to what stands before it (水利局, 公安县).
  std::size_t end_name(std::size_t i, std::size_t length, std::int32_t penalty) {
    behind(i - 1) = inside_word;
    return end_token(i, length, penalty);
  }
  // Behind 江苏省 a place's name begins with 镇; behind 杭州, 萍乡 it may end with 市, behind 沙县 with 区.
  bool may_end_place(std::size_t i) const {
    if (characters_[i - 1].kind != Kind::han) return false;
    if (i > unknown_ || !behind_place_) return true;
    return may_go_on_ && is_one_of(characters_[i].code, U"省市县区");
  }

  const Characters& characters_;
  const Organ organ_;
  const Lexicon& lexicon_;
  std::vector<std::int32_t> penalties_;
  std::size_t unknown_ = organ_.begin;  // where the last token ended
  bool behind_place_ = false;           // and it was the end of a place's name
  bool may_go_on_ = false;              // which may be a part of another (杭州市)
};

class TitleWeigher {
 public:
  TitleWeigher(std::string_view text, const Characters& characters, std::string_view author, const Lexicon& lexicon,
               Breaks& breaks)
      : characters_(characters),
        lexicon_(lexicon),
        breaks_(breaks),
        organ_(find_organ(text, characters, author, lexicon)),
        organ_penalties_(NameReader(characters, organ_, lexicon).run()) {}

  void run(const std::vector<Boundary>& words) {
    std::size_t word = 0;
    int depth = 0;  // of 《》
    for (std::size_t i = 0; i + 1 < characters_.size(); ++i) {
      if (characters_[i].code == U'《') ++depth;
      if (characters_[i].code == U'》') depth = std::max(0, depth - 1);
      while (word < words.size() && words[word].place < characters_[i].end) ++word;
      bool ends_word = word < words.size() && words[word].place == characters_[i].end;
      if (breaks_[i].kind != BreakKind::allowed) continue;
      if (ends_word && word + 1 < words.size() && words[word + 1].place == characters_[i + 1].end) {
        ends_word = !ends_name(i + 1);
      }
      breaks_[i].penalty = std::max(breaks_[i].penalty, penalty(i, ends_word, depth > 0));
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
  // A single character that ends a name: 县, 局.
  bool ends_name(std::size_t i) const {
    return longest_of(characters_, i, lexicon_.place_ends) == 1 || longest_of(characters_, i, lexicon_.organ_ends) == 1;
  }

  std::int32_t penalty(std::size_t i, bool ends_word, bool in_book_title) const {
    if (i >= organ_.begin && i + 1 < organ_.end) return named(organ_penalties_[i - organ_.begin]);
    const std::int32_t other = weight(i, ends_word);
    return in_book_title ? named(other) : other;
  }
  static std::int32_t named(std::int32_t penalty) { return std::min(inside_word, inside_name + penalty); }

  // The penalty of a line that ends after i.
  std::int32_t weight(std::size_t i, bool ends_word) const {
    const char32_t b = at(i + 1);
    if (is_one_of(b, U"的地得") || characters_[i].kind == Kind::digit) return inside_word;
    if (i > 0 && at(i) == U'于' && is_one_of(at(i - 1), U"关对")) return inside_word;
    if (ends_year(i) && b != U'度') return good;
    if (has_word(characters_, i + 1, U"关于")) return good;
    if (i + 1 == organ_.end || i + 1 == organ_.begin || (year_at(i + 1) && at(i) != U'第')) return behind_organ;
    if (at(i) == U'的') return behind_particle;
    if (characters_[i].hidden || is_space(characters_[i].kind) || closes(characters_[i].kind)) return behind_particle;
    return ends_word ? between_words : inside_word;
  }

  const Characters& characters_;
  const Lexicon& lexicon_;
  Breaks& breaks_;
  const Organ organ_;
  const std::vector<std::int32_t> organ_penalties_;
};

}  // namespace

std::size_t word_at(const Characters& characters, std::size_t i, const Lexicon& lexicon) {
  const std::vector<std::u32string>& words = lexicon.title_words;
  const char32_t first = characters[i].code;
  auto word = std::lower_bound(words.begin(), words.end(), first,
                               [](const std::u32string& a, char32_t code) { return a.front() < code; });
  for (; word != words.end() && word->front() == first; ++word) {
    if (has_word(characters, i, *word)) return word->size();
  }
  return 0;
}

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
    if (const std::size_t word = han ? word_at(characters, i, lexicon) : 0) {
      end = i + word;
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
