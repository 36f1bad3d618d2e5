#include "import/numbering.h"

#include <array>
#include <set>
#include <string_view>

#include "base/utf8.h"
#include "import/package.h"

namespace banxin::import {
namespace {

constexpr int most_levels = 9;

// Up to 9999, as in running text: 十二, 一百零五.
std::string in_chinese(int value, const std::array<const char*, 10>& digits, const std::array<const char*, 4>& places,
                       bool leaves_out_one) {
  constexpr int most = 9999;
  if (value <= 0 || value > most) return std::to_string(value);
  std::string out;
  bool zero = false;
  int unit = 1000;
  for (std::size_t place = places.size(); place-- > 0; unit /= 10) {
    const int digit = value / unit % 10;
    if (digit == 0) {
      zero = !out.empty();
      continue;
    }
    if (zero) out += digits[0];
    zero = false;
    if (!(leaves_out_one && digit == 1 && place == 1 && out.empty())) out += digits.at(static_cast<std::size_t>(digit));
    out += places.at(place);
  }
  return out;
}

std::string in_roman(int value) {
  constexpr int most = 3999;
  if (value <= 0 || value > most) return std::to_string(value);
  constexpr std::array<std::pair<int, const char*>, 13> parts = {{{1000, "M"},
                                                                  {900, "CM"},
                                                                  {500, "D"},
                                                                  {400, "CD"},
                                                                  {100, "C"},
                                                                  {90, "XC"},
                                                                  {50, "L"},
                                                                  {40, "XL"},
                                                                  {10, "X"},
                                                                  {9, "IX"},
                                                                  {5, "V"},
                                                                  {4, "IV"},
                                                                  {1, "I"}}};
  std::string out;
  for (const auto& [size, text] : parts) {
    for (; value >= size; value -= size) out += text;
  }
  return out;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// A to Z, then AA to ZZ.
std::string in_letters(int value) {
  constexpr int letters = 26;
  if (value <= 0 || value > letters * letters) return std::to_string(value);
  std::string text;
  text.append(static_cast<std::size_t>((value - 1) / letters) + 1, static_cast<char>('A' + (value - 1) % letters));
  return text;
}

std::string of_range(char32_t first, int value, int most) {
  if (value <= 0 || value > most) return std::to_string(value);
  return utf8_of(first + static_cast<char32_t>(value - 1));
}

}  // namespace

std::string number_text(const std::string& format, int value) {
  constexpr std::array<const char*, 10> plain = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  constexpr std::array<const char*, 4> plain_places = {"", "十", "百", "千"};
  constexpr std::array<const char*, 10> legal = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
  constexpr std::array<const char*, 4> legal_places = {"", "拾", "佰", "仟"};
  constexpr int circles = 20;
  constexpr int stems = 10;
  static const std::set<std::string> chinese = {
      "chineseCounting",   "chineseCountingThousand",   "japaneseCounting",          "ideographDigital",
      "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand"};
  if (format == "none") return {};
  if (chinese.contains(format)) return in_chinese(value, plain, plain_places, true);
  if (format == "chineseLegalSimplified") return in_chinese(value, legal, legal_places, false);
  if (format == "upperRoman") return in_roman(value);
  if (format == "lowerRoman") return lower(in_roman(value));
  if (format == "upperLetter") return in_letters(value);
  if (format == "lowerLetter") return lower(in_letters(value));
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") {
    return of_range(U'①', value, circles);
  }
  if (format == "ideographTraditional") {
    constexpr std::array<const char*, stems> names = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    return value >= 1 && value <= stems ? names.at(static_cast<std::size_t>(value - 1)) : std::to_string(value);
  }
  std::string digits = std::to_string(value);
  if (format == "decimalZero" && value >= 0 && value < 10) digits.insert(0, 1, '0');
  if (format != "decimalFullWidth") return digits;
  std::string wide;
  for (const char c : digits) append_utf8(wide, U'０' + static_cast<char32_t>(c - '0'));
  return wide;
}

Numbering::Numbering(const xml::Tree& tree) {
  const auto read_level = [](const xml::Node& node) {
    Level level;
    if (const auto one = child_of(node, "numFmt")) level.format = attribute_of(*one, "val");
    if (const auto one = child_of(node, "lvlText")) level.text = attribute_of(*one, "val");
    if (const auto one = child_of(node, "start")) level.start = number_of(attribute_of(*one, "val"), 1);
    level.legal = child_of(node, "isLgl").has_value();
    return level;
  };
  for (const xml::Node& node : tree.root().elements()) {
    if (node.name() == "abstractNum") {
      Levels& levels = abstract_[number_of(attribute_of(node, "abstractNumId"), 0)];
      for (const xml::Node& one : node.elements()) {
        if (one.name() == "lvl") levels[number_of(attribute_of(one, "ilvl"), 0)] = read_level(one);
      }
    } else if (node.name() == "num") {
      List& list = lists_[number_of(attribute_of(node, "numId"), 0)];
      for (const xml::Node& one : node.elements()) {
        if (one.name() == "abstractNumId") list.abstract = number_of(attribute_of(one, "val"), 0);
        if (one.name() != "lvlOverride") continue;
        const int at = number_of(attribute_of(one, "ilvl"), 0);
        if (const auto own = child_of(one, "lvl")) list.changed[at] = read_level(*own);
        if (const auto start = child_of(one, "startOverride")) {
          const Level* base = level_of(list, at);
          Level changed = base == nullptr ? Level{} : *base;
          changed.start = number_of(attribute_of(*start, "val"), 1);
          list.changed[at] = changed;
        }
      }
    }
  }
}

const Numbering::Level* Numbering::level_of(const List& list, int level) const {
  if (const auto own = list.changed.find(level); own != list.changed.end()) return &own->second;
  const auto levels = abstract_.find(list.abstract);
  if (levels == abstract_.end()) return nullptr;
  const auto found = levels->second.find(level);
  return found == levels->second.end() ? nullptr : &found->second;
}

std::optional<Numbering::Number> Numbering::next(int list_id, int level) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end() || level < 0 || level >= most_levels) return std::nullopt;
  const List& list = found->second;
  const Level* own = level_of(list, level);
  if (own == nullptr) return std::nullopt;
  // Lists with levels of their own count apart; others go on where one of the same kind stopped.
  std::map<int, int>& counts = counts_[list.changed.empty() ? -1 - list.abstract : list_id];
  counts.erase(counts.upper_bound(level), counts.end());
  const auto [count, fresh] = counts.emplace(level, own->start);
  if (!fresh) ++count->second;
  if (own->format == "bullet") return Number{.bullet = true};
  Number number;
  for (std::string_view rest = own->text; !rest.empty();) {
    if (rest.size() > 1 && rest[0] == '%' && rest[1] >= '1' && rest[1] <= '9') {
      const int at = rest[1] - '1';
      const Level* other = level_of(list, at);
      const auto counted = counts.find(at);
      const int value = counted != counts.end() ? counted->second : other == nullptr ? 1 : other->start;
      if (other != nullptr) number.text += number_text(own->legal ? "decimal" : other->format, value);
      rest.remove_prefix(2);
    } else {
      number.text += rest.front();
      rest.remove_prefix(1);
    }
  }
  if (own->format == "none" && number.text.empty()) return std::nullopt;
  return number;
}

}  // namespace banxin::import
