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
bool is_full_width_digit(char32_t code) {
  return code >= U'０' && code <= U'９';
}
// ㎡ ㎏ ㎞ and the like: a unit drawn as one character.
bool is_unit_sign(char32_t code) {
  return code >= 0x3380 && code <= 0x33DF;
}

constexpr std::u32string_view dashes = U"-‐‑–—―－";
constexpr std::u32string_view signs = U"+-−±＋－";
constexpr std::u32string_view address_marks = U"/?&=.-_";

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
      if (characters_[i].kind == Kind::digit) protect_digit(i);
      if (at(i) == U'+') protect_international(i);
      if (at(i) == U'第') protect_ordinal(i);
      if (is_one_of(at(i), signs)) protect_sign(i);
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

  // CL-31: the label stays with the character after it.
  void protect_label() {
    const std::size_t end = label_end(characters_);
    if (end > 0) keep(0, shown_.after(end - 1) + 1);
  }

  void protect_digit(std::size_t i) {
    const char32_t next = at(i + 1);
    const char32_t second = at(i + 2);
    if (is_unit_sign(next)) keep(i, i + 2);  // CL-24
    if (is_full_width_digit(at(i)) && is_one_of(next, U"．，：") && is_full_width_digit(second)) keep(i, i + 3);
    if (!is_ascii_digit(at(i))) return;
    if (next == U' ') protect_unit(i + 1);
    if (i > 0 && is_ascii_digit(at(i - 1))) return;
    protect_groups(i);
    protect_telephone(i);
    protect_time(i);
  }

  // 17：30, as 17:30.
  void protect_time(std::size_t first) {
    const std::size_t colon = digits_end(first);
    if (colon - first <= 2 && at(colon) == U'：' && digits_end(colon + 1) == colon + 3) keep(first, colon + 3);
  }

  // CL-23: －5, +3.
  void protect_sign(std::size_t i) {
    const bool first = i == 0 || characters_[i - 1].kind == Kind::han || characters_[i - 1].chinese;
    if (first && i + 1 < size() && characters_[i + 1].kind == Kind::digit) breaks_[i].forbid();
  }

  // CL-27: 第492号.
  void protect_ordinal(std::size_t i) {
    const std::size_t end = digits_end(i + 1);
    if (end > i + 1 && at(end) == U'号') keep(i, end + 1);
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
    address = address || has_domain(first, last);
    if (address || mail) protect_address(first, last, mail ? dear : unpleasant);
  }

  // www.ruian.gov.cn, ruian.gov.cn/zwgk
  bool has_domain(std::size_t first, std::size_t last) const {
    int dots = 0;
    bool path = false;
    for (std::size_t i = first + 1; i + 1 < last; ++i) {
      dots += at(i) == U'.' && is_ascii_letter(at(i + 1)) ? 1 : 0;
      path = path || at(i) == U'/';
    }
    return dots >= 2 || (dots == 1 && path);
  }

  // CL-29: an address is broken only behind its marks, but not inside :// or before its last character.
  void protect_address(std::size_t first, std::size_t last, std::int32_t penalty) {
    keep(first, last);
    for (std::size_t i = first; i + 2 < last; ++i) {
      const bool between_slashes = at(i) == U'/' && (at(i + 1) == U'/' || (i > 0 && at(i - 1) == U'/'));
      const bool behind = is_one_of(at(i), address_marks) || (at(i) == U'@' && i > first);
      if (behind && !between_slashes && !is_one_of(at(i + 1), address_marks)) {
        breaks_[i] = {BreakKind::allowed, penalty};
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

  // CL-29: 0577—65837987, （0577）65837987, 400-800-1234, 65837987-801, whatever dash is typed.
  void protect_telephone(std::size_t first) {
    const std::size_t end = digits_end(first);
    const std::size_t digits = end - first;
    const bool area = (at(first) == U'0' && (digits == 3 || digits == 4)) ||
                      (digits == 3 && is_one_of(at(first), U"48") && at(first + 1) == U'0' && at(first + 2) == U'0');
    const bool local = digits == 7 || digits == 8 || digits == 11;
    if (area && first > 0 && is_one_of(at(end), U"）)") && digits_end(end + 1) > end + 4) {
      keep(first - 1, digits_end(end + 1));
    }
    if (!area && !local) return;
    std::size_t i = end;
    while (is_one_of(at(i), dashes) && is_ascii_digit(at(i + 1))) i = digits_end(i + 1);
    keep(first, i);
  }

  // +86 577 65837987
  void protect_international(std::size_t first) {
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

std::size_t label_end(const Characters& characters) {
  constexpr std::u32string_view numerals = U"〇一二三四五六七八九十百零0123456789";
  const auto at = [&](std::size_t i) { return i < characters.size() ? characters[i].code : 0; };
  const bool bracketed = at(0) == U'（' || at(0) == U'(';
  const std::size_t first = bracketed ? 1 : 0;
  std::size_t i = first;
  while (is_one_of(at(i), numerals)) ++i;
  const bool closed = bracketed ? is_one_of(at(i), U"）)") : is_one_of(at(i), U"、.．");
  return closed && i > first ? i + 1 : 0;
}

void protect_text(const Characters& characters, const ShownCharacters& shown, const Lexicon& lexicon, Breaks& breaks) {
  Protector(characters, shown, lexicon.western_units, breaks).run();
}

}  // namespace banxin::text
