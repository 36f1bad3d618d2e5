#include "words/heading_number.h"

#include <array>
#include <initializer_list>
#include <utility>

namespace banxin::words {
namespace {

using Kind = HeadingNumber::Kind;

constexpr std::array<std::string_view, 10> ideographs = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::string_view ten = "十";
constexpr int most_number_digits = 3;

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> beginnings) {
  for (const std::string_view beginning : beginnings) {
    if (take(text, beginning)) return true;
  }
  return false;
}

// 0 when there is none.
int take_unit(std::string_view& text) {
  for (std::size_t i = 1; i < ideographs.size(); ++i) {
    if (take(text, ideographs[i])) return static_cast<int>(i);
  }
  return 0;
}

// 一 to 九十九; 0 when there is none.
int take_ideographs(std::string_view& text) {
  const int first = take_unit(text);
  if (!take(text, ten)) return first;
  return (first == 0 ? 1 : first) * 10 + take_unit(text);
}

int take_digits(std::string_view& text) {
  int value = 0;
  for (int taken = 0; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++taken) {
    if (taken == most_number_digits) return 0;
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

std::optional<std::pair<Kind, int>> take_number(std::string_view& text) {
  const bool bracket = take_any(text, {"（", "("});
  int value = take_ideographs(text);
  const bool digits = value == 0;
  if (digits) value = take_digits(text);
  if (value == 0) return std::nullopt;
  if (bracket) {
    if (!take_any(text, {"）", ")"})) return std::nullopt;
    return {{digits ? Kind::bracketed_digits : Kind::bracketed_ideographs, value}};
  }
  if (!take_any(text, {"、", ".", "．"})) return std::nullopt;
  // 1.5亿元; but 三、2019年…
  if (digits && !text.empty() && text.front() >= '0' && text.front() <= '9') return std::nullopt;
  return {{digits ? Kind::digits : Kind::ideographs, value}};
}

std::string in_ideographs(int value) {
  const int tens = value / 10;
  std::string text;
  if (tens > 0) text = (tens > 1 ? std::string(ideographs.at(static_cast<std::size_t>(tens))) : "") + std::string(ten);
  return text + std::string(ideographs.at(static_cast<std::size_t>(value % 10)));
}

}  // namespace

std::optional<HeadingNumber> read_heading_number(std::string_view heading) {
  std::string_view rest = heading;
  const auto number = take_number(rest);
  if (!number) return std::nullopt;
  return HeadingNumber{number->first, number->second, heading.size() - rest.size()};
}

std::string written(HeadingNumber::Kind kind, int value) {
  const bool in_words = (kind == Kind::ideographs || kind == Kind::bracketed_ideographs) && value < 100;
  const std::string number = in_words ? in_ideographs(value) : std::to_string(value);
  switch (kind) {
    case Kind::ideographs: return number + "、";
    case Kind::digits: return number + ".";
    case Kind::bracketed_ideographs:
    case Kind::bracketed_digits: break;
  }
  return "（" + number + "）";
}

}  // namespace banxin::words
