#include "words/plain_text.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace banxin::words {
namespace {

struct Character {
  char32_t c = 0;
  std::size_t offset = 0;
};
using Characters = std::vector<Character>;

constexpr std::size_t thousands = 3;  // digits between two separators

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_ascii_word(char32_t c) {
  return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B || c == 0xFEFF;
}

// The text of a tree is known to be UTF-8.
Characters decoded(std::string_view text) {
  Characters out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t offset = text.size() - rest.size();
    out.push_back({take_character(rest), offset});
  }
  return out;
}

char32_t at(const Characters& text, std::size_t i) {
  return i < text.size() ? text[i].c : 0;
}

// Full-width digits and the full-width point become ASCII.
void narrow_digits(Characters& text) {
  for (Character& one : text) {
    if (one.c >= 0xFF10 && one.c <= 0xFF19) one.c = one.c - 0xFF10 + U'0';
    if (one.c == 0xFF0E) one.c = U'.';
  }
}

void drop_spaces(Characters& text) {
  Characters out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_space(text[i].c)) {
      out.push_back(text[i]);
      continue;
    }
    std::size_t next = i;
    while (next < text.size() && is_space(text[next].c)) ++next;
    if (!out.empty() && is_ascii_word(out.back().c) && is_ascii_word(at(text, next))) {
      out.push_back({U' ', text[i].offset});
    }
    i = next - 1;
  }
  text = std::move(out);
}

// 1,286: there are exactly three digits after the separator, and one to three or another such group before it.
bool separates_thousands(const Characters& text, std::size_t i) {
  if (i == 0 || !is_digit(text[i - 1].c)) return false;
  for (std::size_t k = 1; k <= thousands; ++k) {
    if (!is_digit(at(text, i + k))) return false;
  }
  return !is_digit(at(text, i + thousands + 1));
}

void drop_thousands_separators(Characters& text) {
  Characters out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i].c == U',' && separates_thousands(text, i)) continue;
    out.push_back(text[i]);
  }
  text = std::move(out);
}

char32_t full_width(const Characters& text, std::size_t i) {
  switch (text[i].c) {
    case U',': return U'，';
    case U';': return U'；';
    case U':': return U'：';
    case U'(': return U'（';
    case U')': return U'）';
    case U'!': return U'！';
    case U'?': return U'？';
    // A point inside a figure or an address is not a full stop; after Chinese text it ends the sentence.
    case U'.': return i > 0 && text[i - 1].c >= 0x80 && !is_digit(at(text, i + 1)) ? U'。' : U'.';
    default: return text[i].c;
  }
}

void widen_punctuation(Characters& text) {
  for (std::size_t i = 0; i < text.size(); ++i) text[i].c = full_width(text, i);
}

std::optional<char32_t> digit_of(char32_t ideograph) {
  constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  if (ideograph == U'○' || ideograph == U'零' || ideograph == U'Ｏ') return U'0';
  const std::size_t value = digits.find(ideograph);
  if (value == std::u32string_view::npos) return std::nullopt;
  return U'0' + static_cast<char32_t>(value);
}

// 二〇一八年
void read_years(Characters& text) {
  constexpr std::size_t year_digits = 4;
  for (std::size_t i = 0; i + year_digits < text.size(); ++i) {
    if (text[i + year_digits].c != U'年') continue;
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(i);
    const auto last = first + static_cast<std::ptrdiff_t>(year_digits);
    if (!std::all_of(first, last, [](const Character& one) { return digit_of(one.c).has_value(); })) continue;
    std::for_each(first, last, [](Character& one) { one.c = *digit_of(one.c); });
  }
}

bool joins_years(char16_t mark) {
  constexpr std::u16string_view marks = u"—–-－~～〜至到、和与及";
  return marks.find(mark) != std::u16string_view::npos;
}

}  // namespace

PlainText::PlainText(std::string utf8) : original_(std::move(utf8)) {
  Characters text = decoded(original_);
  narrow_digits(text);
  drop_spaces(text);
  drop_thousands_separators(text);
  widen_punctuation(text);
  read_years(text);
  for (const Character& one : text) {
    const auto c = static_cast<UChar32>(one.c);
    if (U16_LENGTH(c) == 1) {
      units_ += static_cast<char16_t>(c);
    } else {
      units_ += {U16_LEAD(c), U16_TRAIL(c)};
    }
    offsets_.resize(units_.size(), one.offset);
  }
  offsets_.push_back(original_.size());
}

std::string PlainText::utf8(Span span) const {
  return to_utf8(std::u16string_view(units_).substr(static_cast<std::size_t>(span.begin),
                                                    static_cast<std::size_t>(span.end - span.begin)));
}

std::string PlainText::excerpt(Span span) const {
  constexpr std::size_t most = 240;  // bytes, about 80 ideographs
  // The end is the next unit's beginning: blanks before that one are not quoted.
  const std::size_t begin = offset(span.begin);
  std::string text = on_one_line(std::string_view(original_).substr(begin, offset(span.end) - begin));
  if (text.size() <= most) return text;
  const auto is_inside = [&](std::size_t i) { return continues_character(text[i]); };
  std::size_t head = most / 2;
  while (is_inside(head)) --head;
  std::size_t tail = text.size() - most / 2;
  while (is_inside(tail)) ++tail;
  return text.substr(0, head) + "……" + text.substr(tail);
}

std::vector<Span> PlainText::split(Span whole, const char16_t* marks) const {
  const std::u16string_view any = marks;
  std::vector<Span> pieces;
  int begin = whole.begin;
  for (int i = whole.begin; i <= whole.end; ++i) {
    if (i < whole.end && any.find(unit(i)) == std::u16string_view::npos) continue;
    if (i > begin) pieces.push_back({begin, i});
    begin = i + 1;
  }
  return pieces;
}

std::vector<Span> PlainText::sentences() const {
  return split(whole(), u"。！？；");
}

std::vector<Span> PlainText::clauses(Span sentence) const {
  return split(sentence, u"，：（）");
}

bool PlainText::has_digit(Span span) const {
  for (int i = span.begin; i < span.end; ++i) {
    if (is_digit(unit(i))) return true;
  }
  return false;
}

std::vector<int> PlainText::years(Span span) const {
  constexpr int year_digits = 4;
  constexpr int first_year = 1900;
  constexpr int last_year = 2099;
  std::vector<int> years;
  for (int i = span.begin; i < span.end;) {
    int end = i;
    int value = 0;
    while (end < span.end && is_digit(unit(end))) {
      if (end - i < year_digits) value = value * 10 + (unit(end) - u'0');
      ++end;
    }
    const bool four = end - i == year_digits && value >= first_year && value <= last_year;
    // In 2017—2018年 the first number is a year too; 2018条 is not one.
    const bool last = four && end < whole().end && unit(end) == u'年';
    const bool joined = four && !last && end + 1 < whole().end && joins_years(unit(end)) && is_digit(unit(end + 1));
    if (last || joined) years.push_back(value);
    i = end > i ? end : i + 1;
  }
  return years;
}

std::string to_utf8(std::u16string_view units) {
  std::string out;
  icu::UnicodeString(0, units.data(), static_cast<std::int32_t>(units.size())).toUTF8String(out);
  return out;
}

std::u16string to_utf16(std::string_view utf8) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

}  // namespace banxin::words
