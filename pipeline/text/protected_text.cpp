// What no line may end in, found by reading the block once from each place where such a thing can begin.
#include <cstddef>
#include <string_view>

#include "text/line_breaks.h"

namespace banxin::text {
namespace {

bool is_ascii_graphic(const Character& c) {
  return c.code > 0x20 && c.code < 0x7F;
}
bool is_upper(char32_t code) {
  return code >= U'A' && code <= U'Z';
}
bool is_ascii_letter(char32_t code) {
  return is_upper(code) || (code >= U'a' && code <= U'z');
}
bool is_ascii_digit(char32_t code) {
  return code >= U'0' && code <= U'9';
}
class Protector {
 public:
  Protector(const Characters& characters, const ShownCharacters& shown, const std::vector<std::u32string>& units,
            Breaks& breaks)
      : characters_(characters), shown_(shown), units_(units), breaks_(breaks) {}

  void run() {
    protect_label();
    for (std::size_t i = 0; i < size(); ++i) {
      if (at(i) == U'〔' || at(i) == U'（' || at(i) == U'[') protect_document_number(i);
      if (starts_token(i)) protect_token(i);
      if (is_upper(at(i)) && (i == 0 || !is_ascii_letter(at(i - 1)))) protect_standard(i);
      if (is_ascii_digit(at(i)) && (i == 0 || !is_ascii_digit(at(i - 1)))) protect_groups(i);
      if (at(i) == U'+') protect_telephone(i);
      if (is_ascii_digit(at(i)) && at(i + 1) == U' ') protect_unit(i + 1);
    }
  }

 private:
  std::size_t size() const { return characters_.size(); }
  // 0 past the end.
  char32_t at(std::size_t i) const { return i < size() ? characters_[i].code : 0; }
  std::size_t digits_end(std::size_t i) const {
    while (is_ascii_digit(at(i))) ++i;
    return i;
  }

  // No line ends inside [first, last).
  void keep(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i + 1 < last && i < size(); ++i) breaks_[i].forbid();
  }

  // CL-31: 一、 （一） 1. （1） at the block's start stay with the character after them.
  void protect_label() {
    constexpr std::u32string_view numerals = U"〇一二三四五六七八九十百零0123456789";
    const bool bracketed = at(0) == U'（' || at(0) == U'(';
    std::size_t i = bracketed ? 1 : 0;
    const std::size_t first = i;
    while (is_one_of(at(i), numerals)) ++i;
    if (i == first) return;
    const bool closed = bracketed ? at(i) == U'）' || at(i) == U')' : is_one_of(at(i), U"、.．");
    if (closed && i < size()) keep(0, shown_.after(i) + 1);
  }

  // CL-27, CL-29: 〔2018〕32号, with whatever brackets.
  void protect_document_number(std::size_t i) {
    const std::size_t year_end = digits_end(i + 1);
    if (year_end - i - 1 != 4 || !is_one_of(at(year_end), U"〕）]")) return;
    std::size_t number = year_end + 1;
    if (at(number) == U'第') ++number;
    const std::size_t number_end = digits_end(number);
    if (number_end > number && at(number_end) == U'号') keep(i, number_end + 1);
  }

  bool starts_token(std::size_t i) const {
    return is_ascii_graphic(characters_[i]) && (i == 0 || !is_ascii_graphic(characters_[i - 1]));
  }

  void protect_token(std::size_t first) {
    std::size_t last = first;
    bool address = false;
    bool mail = false;
    for (; last < size() && is_ascii_graphic(characters_[last]); ++last) {
      mail = mail || at(last) == U'@';
      address = address || (at(last) == U':' && at(last + 1) == U'/' && at(last + 2) == U'/');
    }
    address = address || ((at(first) | 0x20U) == U'w' && (at(first + 1) | 0x20U) == U'w' &&
                          (at(first + 2) | 0x20U) == U'w' && at(first + 3) == U'.');
    if (address) {
      protect_address(first, last);
    } else if (mail) {
      keep(first, last);
    }
  }

  // CL-29: an address is broken only after / ? & = . but not inside :// or before its last character.
  void protect_address(std::size_t first, std::size_t last) {
    keep(first, last);
    for (std::size_t i = first; i + 2 < last; ++i) {
      const bool between_slashes = at(i) == U'/' && (at(i + 1) == U'/' || (i > 0 && at(i - 1) == U'/'));
      if (is_one_of(at(i), U"/?&=.") && !between_slashes && !is_one_of(at(i + 1), U"/?&=.")) {
        breaks_[i] = {BreakKind::allowed, unpleasant};
      }
    }
  }

  // CL-29: GB/T 9704-2012, DB33/T 2345—2020, ISO 9001:2015. Letters, a slash and letters, a space, numbers.
  void protect_standard(std::size_t first) {
    std::size_t i = first;
    while (is_upper(at(i))) ++i;
    if (i - first < 2) return;
    i = digits_end(i);
    if (at(i) == U'/') {
      const std::size_t letters = ++i;
      while (is_upper(at(i))) ++i;
      if (i == letters) return;
    }
    if (at(i) == U' ') ++i;
    const std::size_t number = i;
    i = digits_end(i);
    if (i == number) return;
    while (is_one_of(at(i), U".:-–—") && is_ascii_digit(at(i + 1))) i = digits_end(i + 1);
    keep(first, i);
  }

  // CL-105: 3 456 789, groups of three after a space.
  void protect_groups(std::size_t first) {
    if (first < groups_end_) return;
    std::size_t i = digits_end(first);
    if (i - first > 3) return;
    while (is_group_space(at(i)) && digits_end(i + 1) == i + 4) i += 4;
    groups_end_ = i;
    keep(first, i);
  }
  static bool is_group_space(char32_t code) { return code == U' ' || code == 0x202F || code == 0xA0; }

  // +86 577 65837987
  void protect_telephone(std::size_t first) {
    std::size_t i = first + 1;
    while (is_ascii_digit(at(i)) || (is_one_of(at(i), U" -()") && is_one_of(at(i + 1), U"0123456789()"))) ++i;
    keep(first, i);
  }

  // CL-24: a western unit after a number and a space.
  void protect_unit(std::size_t space) {
    std::size_t end = space + 1;
    while (end < size() && characters_[end].kind == Kind::letter) ++end;
    for (const std::u32string& unit : units_) {
      if (unit.size() != end - space - 1) continue;
      bool same = true;
      for (std::size_t k = 0; k < unit.size(); ++k) same = same && at(space + 1 + k) == unit[k];
      if (same) keep(space - 1, end);
    }
    if (at(space + 1) == U'%') keep(space - 1, space + 2);
  }

  const Characters& characters_;
  const ShownCharacters& shown_;
  const std::vector<std::u32string>& units_;
  Breaks& breaks_;
  std::size_t groups_end_ = 0;  // of the last number in groups
};

}  // namespace

void protect_text(const Characters& characters, const ShownCharacters& shown, const Lexicon& lexicon, Breaks& breaks) {
  Protector(characters, shown, lexicon.western_units, breaks).run();
}

}  // namespace banxin::text
