#include "validate/written_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

#include "base/text.h"
#include "base/unseen.h"
#include "base/utf8.h"

namespace banxin::validate {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_full_width(char32_t c) {
  return c >= U'！' && c <= U'～';
}

// No-break, ideographic and fixed-width spaces.
bool is_other_space(char32_t c) {
  return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

bool is_hidden(char32_t c) {
  return is_unseen(c) && c != '\n' && c != '\t' && c != '\r';
}

std::u32string characters_of_value(std::string_view value) {
  std::u32string text;
  while (!value.empty()) text += take_any_character(value);
  return text;
}

Bilingual name_of_character(char32_t c) {
  const std::string point = code_point_name(c);
  if (c == 0xA0) return {"不间断空格 " + point, "a no-break space (" + point + ")"};
  if (c == 0x3000) return {"全角空格 " + point, "a full-width space (" + point + ")"};
  if (is_other_space(c)) return {"特殊的空格 " + point, "an unusual space (" + point + ")"};
  return {"看不见的字符 " + point, "the invisible character " + point};
}

std::vector<std::string> groups_of_digits(std::string_view text) {
  std::vector<std::string> groups;
  for (std::size_t begin = text.find_first_of(digits); begin != std::string_view::npos;
       begin = text.find_first_of(digits, begin)) {
    const std::size_t end = std::min(text.find_first_not_of(digits, begin), text.size());
    groups.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  return groups;
}

int number_of(const std::string& group) {
  return group.size() > 4 ? -1 : std::stoi(group);
}

std::string day_of(int year, int month, int day) {
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  return date.ok() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string();
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool is_number(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? "0" : text.substr(point + 1);
  return !whole.empty() && !part.empty() && whole.find_first_not_of(digits) == std::string_view::npos &&
         part.find_first_not_of(digits) == std::string_view::npos;
}

// 1,286 and 12,345,678.90: groups of three after the first. `separators` are taken out.
bool has_thousands(std::string_view text, std::string& without) {
  std::string group;
  bool any = false;
  const std::string_view whole = text.substr(0, text.find('.'));
  for (std::string_view rest = whole; !rest.empty();) {
    const char32_t c = take_any_character(rest);
    if (c >= '0' && c <= '9') {
      group += static_cast<char>(c);
      continue;
    }
    if (c != ',' && c != U'，' && c != '\'' && c != U'’' && c != ' ') return false;
    if (group.empty() || group.size() > 3 || (any && group.size() != 3)) return false;
    any = true;
    without += group;
    group.clear();
  }
  without += group + std::string(text.substr(whole.size()));
  return any && group.size() == 3 && is_number(without);
}

// The numbers of a text that holds nothing else but marks between them.
std::size_t count_of_numbers(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  while (!text.empty()) {
    const char32_t c = take_any_character(text);
    const bool part = (c >= '0' && c <= '9') || (c == '.' && inside);
    const bool between = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ',' || c == U'，' || c == U'、' ||
                         c == ';' || c == U'；' || c == '/' || c == '|';
    if (!part && !between) return 0;
    count += part && !inside ? 1 : 0;
    inside = part;
  }
  return count;
}

Fault fault_of_number(const std::string& number) {
  if (number.front() == '0' && number.size() > 1 && number[1] != '.') {
    std::string without = number.substr(std::min(number.find_first_not_of('0'), number.size() - 1));
    if (without.front() == '.') without.insert(0, 1, '0');
    return {{"前面有多余的 0", "it has a needless 0 in front"},
            {fmt::format("写作 {}。", without), fmt::format("Write {}.", without)}};
  }
  return {{"位数过多", "it has too many digits"},
          {"整数至多 12 位，小数至多 6 位；请核对。", "At most 12 digits and 6 decimals: check it."}};
}

// 12.50 for 12。50, where nothing else is wrong; else empty.
std::string with_decimal_point(std::string_view plain) {
  constexpr std::string_view full_stop = "。";
  const std::size_t at = plain.find(full_stop);
  if (at == std::string_view::npos) return {};
  std::string number = std::string(plain.substr(0, at)) + "." + std::string(plain.substr(at + full_stop.size()));
  return is_number(number) ? number : std::string();
}

// -8 for —8 or －8; empty where the text is no figure behind one dash or sign.
std::string with_ascii_sign(std::string_view plain) {
  for (const std::string_view minus : {"-", "+", "–", "—", "−"}) {
    if (!plain.starts_with(minus)) continue;
    const std::string number(plain.substr(minus.size()));
    return is_number(number) ? (minus == "+" ? "+" : "-") + number : std::string();
  }
  return {};
}

// 2-3, 2至3
bool is_range(std::string_view plain, std::size_t tail) {
  const std::string_view rest = plain.substr(tail);
  for (const std::string_view to : {"-", "–", "—", "~", "～", "至", "到"}) {
    if (rest.starts_with(to) && is_number(trimmed(rest.substr(to.size())))) return true;
  }
  return false;
}

// 12件, 12（含废止2件）: the figure in front of what should not be there.
Fault fault_of_tail(const std::string& number, const std::string& tail, const std::string& unit) {
  constexpr std::size_t longest_unit = 12;
  const bool remark = tail.size() > longest_unit || tail.find_first_of("([0123456789") != std::string::npos;
  if (remark) {
    return {{"数字后面还有说明", "there is a remark after the digits"},
            {fmt::format("只填 {}；说明写到正文里。", number),
             fmt::format("Write {} alone; the remark belongs into the text.", number)}};
  }
  constexpr std::size_t shortest_unit = 3;  // bytes: one Chinese character
  if (unit.empty() || unit == "——" || tail == unit || (tail.size() < shortest_unit && tail != "%")) {
    return {{fmt::format("数字后面还有“{}”", shortened(tail, 12)),
             fmt::format("there is \"{}\" after the digits", shortened(tail, 12))},
            {fmt::format("只填 {}。", number), fmt::format("Write {} alone.", number)}};
  }
  return {{fmt::format("数字后面还有“{}”", shortened(tail, 12)),
           fmt::format("there is \"{}\" after the digits", shortened(tail, 12))},
          {fmt::format("这一格以“{}”计，只填数字，不写单位。", unit),
           fmt::format("This cell counts in {}: write digits alone, without a unit.", unit)}};
}

}  // namespace

std::string plainly_written(std::string_view value) {
  std::string plain;
  for (const char32_t c : characters_of_value(value)) {
    if (is_hidden(c)) continue;
    append_utf8(plain, is_full_width(c) ? c - U'！' + U'!' : is_other_space(c) ? U' ' : c);
  }
  return std::string(trimmed(plain));
}

Bilingual unusual_characters(std::string_view value) {
  constexpr std::size_t most_named = 3;
  Bilingual names;
  std::u32string seen;
  const std::u32string text = characters_of_value(value);
  if (std::any_of(text.begin(), text.end(), is_full_width)) names = {"全角字符", "full-width characters"};
  for (const char32_t c : text) {
    if (!is_hidden(c) && !is_other_space(c)) continue;
    if (seen.find(c) != std::u32string::npos || seen.size() == most_named) continue;
    seen += c;
    add_to_row(names, name_of_character(c));
  }
  return names;
}

bool is_day_by_shape(std::string_view value) {
  value = trimmed(value);
  constexpr std::string_view shape = "0000-00-00";
  return std::equal(value.begin(), value.end(), shape.begin(), shape.end(),
                    [](char c, char like) { return like == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

std::string meant_day(std::string_view value) {
  constexpr std::size_t longest = 40;
  if (value.size() > longest) return {};
  const std::vector<std::string> groups = groups_of_digits(plainly_written(value));
  if (groups.size() == 1 && groups[0].size() == 8) {
    return day_of(std::stoi(groups[0].substr(0, 4)), std::stoi(groups[0].substr(4, 2)), std::stoi(groups[0].substr(6)));
  }
  // A time of day may follow.
  if (groups.size() < 3) return {};
  const int first = number_of(groups[0]);
  const int second = number_of(groups[1]);
  const int third = number_of(groups[2]);
  if (groups[0].size() == 4 && groups[2].size() <= 2) return day_of(first, second, third);
  if (groups.size() > 3 || groups[2].size() != 4) return {};
  // 31-1-2024 or 1/31/2024; 1-2-2024 could be either.
  std::string day_first = day_of(third, second, first);
  std::string month_first = day_of(third, first, second);
  if (first == second || month_first.empty()) return day_first;
  if (!day_first.empty()) return {};
  return month_first;
}

std::string meant_year(std::string_view value) {
  constexpr std::size_t longest = 40;
  if (value.size() > longest) return {};
  const std::vector<std::string> groups = groups_of_digits(plainly_written(value));
  return groups.size() == 1 && groups[0].size() == 4 ? groups[0] : std::string();
}

Fault fault_of_figure(std::string_view text, const std::string& unit) {
  const std::string plain = plainly_written(text);
  const Bilingual unusual = unusual_characters(text);
  std::string without;
  if (!unusual.empty() && (is_number(plain) || plain == "/" || plain == "-")) {
    return {{fmt::format("里面有{}", unusual.zh), fmt::format("it holds {}", unusual.en)},
            {fmt::format("改为半角的 {}。", plain), fmt::format("Write {} in ASCII characters.", plain)}};
  }
  if (const std::string number = with_decimal_point(plain); !number.empty()) {
    return {{"小数点写成了句号", "its decimal point is a full stop (。)"},
            {fmt::format("写作 {}。", number), fmt::format("Write {}.", number)}};
  }
  if (has_thousands(plain, without)) {
    return {{"有千位分隔号", "it has separators of thousands"},
            {fmt::format("写作 {}。", without), fmt::format("Write {}.", without)}};
  }
  if (const std::size_t count = count_of_numbers(plain); count > 1) {
    return {{fmt::format("一格只填一个数，这里有 {} 个", count),
             fmt::format("a cell takes one figure, here are {}", count)},
            {"每个数填到它自己的行和栏里。", "Put each figure into its own row and column."}};
  }
  if (!plain.empty() && is_number(plain)) return fault_of_number(plain);
  if (const std::string number = with_ascii_sign(plain); !number.empty() && number != trimmed(text)) {
    return {{"正负号不是半角的", "its sign is not the ASCII one"},
            {fmt::format("写作 {}。", number), fmt::format("Write {}.", number)}};
  } else if (!number.empty()) {
    return {{"这一格不能带正负号", "this cell takes no sign"},
            {"填实际的数；核对是不是填错了格。", "Write the figure itself; see whether it belongs into another cell."}};
  }
  if (plain.find_first_not_of("-–—") == std::string::npos || contains_any(plain, {"——", "--", "－"})) {
    return {{"这个符号写法不对", "the mark is written in another way"},
            {"不适用的写一个 / 或 -，没有的填 0，不知道的空着。",
             "Write one / or - where it does not apply, 0 where there were none, nothing where it is not known."}};
  }
  constexpr std::string_view like_digits = "OoIl";
  if (plain.find_first_of(digits) != std::string::npos && plain.find_first_of(like_digits) != std::string::npos &&
      plain.find_first_not_of("0123456789OoIl.") == std::string::npos) {
    return {{"有字母混在数字里", "it has letters among the digits"},
            {"字母 O 改为数字 0，字母 l、I 改为数字 1。", "Write the digits 0 and 1, not the letters O, l and I."}};
  }
  const std::size_t tail = plain.find_first_not_of("0123456789.");
  if (tail != std::string::npos && tail > 0 && is_number(plain.substr(0, tail))) {
    if (contains_any(plain.substr(tail, 1), {"+", "*", "="})) {
      return {{"是一个算式", "it is a calculation"}, {"只填算出来的数。", "Write its result alone."}};
    }
    if (is_range(plain, tail)) {
      return {{"是一个范围", "it is a range"}, {"填一个确切的数。", "Write one exact figure."}};
    }
    return fault_of_tail(plain.substr(0, tail), std::string(trimmed(plain.substr(tail))), unit);
  }
  if (contains_any(plain, {"无", "没有", "〇", "零"})) {
    return {{"是文字", "it is words"},
            {"没有的填 0；不知道的空着。", "Write 0 where there were none; leave it blank where it is not known."}};
  }
  if (contains_any(plain, {"一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百"})) {
    return {{"用了汉字数字", "it is in Chinese numerals"}, {"改用阿拉伯数字，如 12。", "Write ASCII digits, as 12."}};
  }
  if (plain.find_first_of(digits) != std::string::npos && contains_any(plain, {"增", "减", "升", "降", "↑", "↓"})) {
    return {{"数字之外还有别的字符", "it has more than digits"},
            {"填一个数；表里写增减的栏，增加写 +2，减少写 -2。",
             "Write one figure alone; in a column of changes +2 for more and -2 for less."}};
  }
  if (plain.find_first_of(digits) != std::string::npos) {
    return {{"数字之外还有别的字符", "it has more than digits"},
            {"只填一个数；说明写到正文里。", "Write one figure alone; explanations belong into the text."}};
  }
  return {
      {"不是数", "it is not a figure"},
      {"填半角数字；没有的填 0，不知道的空着，不适用的填 /、- 或 不适用。",
       "Write ASCII digits; 0 where there were none, nothing where it is not known, /, - or 不适用 where it does not "
       "apply."}};
}

}  // namespace banxin::validate
