// Places where a line may end but should rather not.
#include <cstddef>
#include <string_view>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

constexpr std::u32string_view magnitudes = U"万亿千百";
constexpr std::u32string_view han_digits = U"〇一二三四五六七八九十百千零两";

class Weigher {
 public:
  Weigher(const Characters& characters, const ShownCharacters& shown, const std::u32string& units, Breaks& breaks)
      : characters_(characters), shown_(shown), units_(units), breaks_(breaks) {}

  void run() {
    for (std::size_t i = 0; i + 1 < characters_.size(); ++i) {
      if (breaks_[i].kind == BreakKind::allowed) breaks_[i].at_least(weight(i));
    }
    for (std::size_t i = 0; i < characters_.size(); ++i) {
      if (characters_[i].kind == Kind::middle_dot) weigh_name(i);
      if (characters_[i].code == U'《') weigh_book_title(i);
    }
    weigh_label();
  }

 private:
  char32_t at(std::ptrdiff_t i) const {
    return i >= 0 && i < static_cast<std::ptrdiff_t>(characters_.size()) ? characters_[static_cast<std::size_t>(i)].code
                                                                         : 0;
  }
  Kind kind(std::ptrdiff_t i) const {
    return i >= 0 && i < static_cast<std::ptrdiff_t>(characters_.size()) ? characters_[static_cast<std::size_t>(i)].kind
                                                                         : Kind::line_end;
  }
  bool digit(std::ptrdiff_t i) const { return kind(i) == Kind::digit; }

  // The penalty of a line that ends after i; what was typed as a space between a number and its unit makes no
  // difference.
  std::int32_t weight(std::size_t i) const {
    const std::ptrdiff_t left = characters_[i].hidden ? shown_.before(i) : static_cast<std::ptrdiff_t>(i);
    const auto right = static_cast<std::ptrdiff_t>(shown_.after(i));
    const char32_t a = at(left);
    const char32_t b = at(right);
    if (digit(right) && names_a_number(left)) return strong;                                           // 表1
    if (b == U'〔' && digit(right + 1) && digit(right + 4) && kind(left) == Kind::han) return strong;  // 发〔2018〕
    if (digit(left) && is_one_of(b, units_)) return strong;         // 2018年 (CL-26)
    if (is_magnitude(left) && is_one_of(b, units_)) return strong;  // 100万元
    if (a == U'第' && (digit(right) || is_one_of(b, han_digits))) return strong;
    if (digit(right) && (kind(left) == Kind::tilde || kind(left) == Kind::dash)) return unpleasant;  // 5～10
    if (kind(right) == Kind::dash || kind(left) == Kind::hyphen) return unpleasant;
    if (digit(right) && digit(left - 1) && is_one_of(a, U"年月")) return unpleasant;  // 2018年1月1日
    return 0;
  }

  bool is_magnitude(std::ptrdiff_t i) const { return is_one_of(at(i), magnitudes) && digit(shown_left(i)); }
  std::ptrdiff_t shown_left(std::ptrdiff_t i) const { return i <= 0 ? -1 : shown_.before(static_cast<std::size_t>(i)); }

  // CL-27: 表 图 附件 附表 附录 before a number.
  bool names_a_number(std::ptrdiff_t i) const {
    if (at(i) == U'表' || at(i) == U'图') return true;
    return at(i - 1) == U'附' && is_one_of(at(i), U"件录");
  }

  // CL-30: up to four characters before and after 间隔号 are parts of a name.
  void weigh_name(std::size_t dot) {
    const auto at_dot = static_cast<std::ptrdiff_t>(dot);
    if (kind(at_dot - 1) != Kind::han || kind(at_dot + 1) != Kind::han) return;
    breaks_[dot].at_least(unpleasant);
    for (std::ptrdiff_t i = at_dot - 2; i >= at_dot - 4 && kind(i) == Kind::han; --i) {
      breaks_[static_cast<std::size_t>(i)].at_least(unpleasant);
    }
    if (kind(at_dot + 2) == Kind::han) breaks_[dot + 1].at_least(unpleasant);
  }

  // CL-30: a short 《…》 is one word.
  void weigh_book_title(std::size_t opening) {
    constexpr std::size_t longest = 6;
    std::size_t closing = opening + 1;
    while (closing < characters_.size() && closing <= opening + longest && characters_[closing].code != U'》')
      ++closing;
    if (at(static_cast<std::ptrdiff_t>(closing)) != U'》') return;
    for (std::size_t i = opening + 1; i + 1 < closing; ++i) breaks_[i].at_least(dear);
  }

  // A block of a few ideographs, maybe after a number （三）, is a name, a word or a label of a table. Two and three
  // stay together, four if they can; in longer ones words of two are the rule, as far as can be known without a
  // dictionary: 商业|企业, 社会|公益|组织, （三）不予|公开.
  void weigh_label() {
    constexpr std::size_t longest_word = 3;
    constexpr std::size_t longest_name = 4;
    constexpr std::size_t longest_label = 6;
    const std::size_t first = label_end(characters_);
    const std::size_t count = characters_.size() - first;
    if (count < 2 || count > longest_label) return;
    for (std::size_t i = first; i < characters_.size(); ++i) {
      if (characters_[i].kind != Kind::han) return;
    }
    for (std::size_t i = 0; i + 1 < count; ++i) {
      const bool leaves_one = i == 0 || i + 2 == count;
      const bool between_words = count % 2 == 0 && i % 2 == 1;
      Break& here = breaks_[first + i];
      if (count <= longest_word || leaves_one) {
        here.at_least(last_resort_penalty);
      } else if (count == longest_name || (count % 2 == 0 && !between_words)) {
        here.at_least(strong);
      } else {
        here.at_least(between_words ? mild : unpleasant);
      }
    }
  }

  const Characters& characters_;
  const ShownCharacters& shown_;
  const std::u32string& units_;
  Breaks& breaks_;
};

}  // namespace

void weigh_breaks(const Characters& characters, const ShownCharacters& shown, const Lexicon& lexicon, Breaks& breaks) {
  Weigher(characters, shown, lexicon.units, breaks).run();
}

}  // namespace banxin::text
