// The penalties of a title's breaks: its lines end where a reader would pause (GB/T 9704-2012, 7.3.1; CL-81).
#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

constexpr std::int32_t between_words = 200;
constexpr std::int32_t behind_organ = 100;
constexpr std::int32_t behind_particle = 50;  // 的
constexpr std::int32_t good = 0;

// The last word of an organ's name. Longer ones stand before those that they end with.
constexpr std::array<std::u32string_view, 15> organ_ends = {
    U"人民政府办公室", U"人民政府办公厅", U"委员会办公室", U"人民政府", U"委员会", U"办公厅", U"办公室", U"管委会",
    U"局",             U"厅",             U"委",           U"院",       U"部",     U"处",     U"办"};
// What may follow an organ's name in a title.
constexpr std::array<std::u32string_view, 5> organ_followers = {U"关于", U"政府信息", U"信息公开", U"年度", U"转发"};

bool is_one_of(char32_t code, std::u32string_view set) {
  return set.find(code) != std::u32string_view::npos;
}

class TitleWeigher {
 public:
  TitleWeigher(std::string_view text, const Characters& characters, std::string_view author, Breaks& breaks)
      : text_(text), characters_(characters), breaks_(breaks), organ_end_(organ_end(author)) {}

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
      breaks_[i].penalty = i + 1 < organ_end_ || depth > 0 ? last_resort : other;
    }
  }

 private:
  char32_t at(std::size_t i) const { return i < characters_.size() ? characters_[i].code : 0; }
  bool has(std::size_t i, std::u32string_view word) const {
    for (std::size_t k = 0; k < word.size(); ++k) {
      if (at(i + k) != word[k]) return false;
    }
    return true;
  }
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

  // The penalty of a line that ends behind i.
  std::int32_t weight(std::size_t i, bool ends_word) const {
    const char32_t b = at(i + 1);
    if (is_one_of(b, U"的地得") || characters_[i].kind == Kind::digit) return last_resort;
    if (i > 0 && at(i) == U'于' && is_one_of(at(i - 1), U"关对")) return last_resort;
    if (ends_year(i) && b != U'度') return good;
    if (has(i + 1, U"关于")) return good;
    if (i + 1 == organ_end_ || (year_at(i + 1) && at(i) != U'第')) return behind_organ;
    if (at(i) == U'的') return behind_particle;
    if (characters_[i].hidden || is_space(characters_[i].kind) || closes(characters_[i].kind)) return behind_particle;
    return ends_word ? between_words : last_resort;
  }

  // Characters of the organ's name that the title begins with; 0 for none that is known or can be told.
  std::size_t organ_end(std::string_view author) const {
    if (!author.empty() && text_.substr(0, author.size()) == author) {
      std::size_t i = 0;
      while (i < characters_.size() && characters_[i].end <= author.size()) ++i;
      return i;
    }
    for (std::size_t i = 2; i < characters_.size() && characters_[i].kind == Kind::han; ++i) {
      for (const std::u32string_view end : organ_ends) {
        if (has(i, end) && follows_organ(i + end.size())) return i + end.size();
      }
    }
    return 0;
  }
  bool follows_organ(std::size_t i) const {
    if (i >= characters_.size() || characters_[i].kind == Kind::digit || at(i) == U'《') return true;
    return std::any_of(organ_followers.begin(), organ_followers.end(),
                       [&](std::u32string_view word) { return has(i, word); });
  }

  std::string_view text_;
  const Characters& characters_;
  Breaks& breaks_;
  std::size_t organ_end_;
};

}  // namespace

void weigh_title(std::string_view text, const Characters& characters, const std::vector<Boundary>& words,
                 std::string_view author, Breaks& breaks) {
  TitleWeigher(text, characters, author, breaks).run(words);
}

}  // namespace banxin::text
