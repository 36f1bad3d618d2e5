#include "validate/heading_numbering.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "record/record.h"
#include "validate/one_line.h"

namespace banxin::validate {
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

std::string written(Kind kind, int value) {
  const bool words = (kind == Kind::ideographs || kind == Kind::bracketed_ideographs) && value < 100;
  const std::string number = words ? in_ideographs(value) : std::to_string(value);
  switch (kind) {
    case Kind::ideographs: return number + "、";
    case Kind::digits: return number + ".";
    case Kind::bracketed_ideographs:
    case Kind::bracketed_digits: break;
  }
  return "（" + number + "）";
}

class NumberingCheck {
 public:
  explicit NumberingCheck(const xml::Tree& tree) : tree_(tree) {}

  Findings run() {
    visit(tree_.root());
    return std::move(findings_);
  }

 private:
  // Headings of the node's parts are one row; then the rows inside those parts.
  void visit(const xml::Node& node) {
    std::map<Kind, int> before;
    for (const xml::Node& part : node.elements()) {
      if (!record::is_element(part, "chapter") && !record::is_element(part, "section")) continue;
      for (const xml::Node& heading : part.elements()) {
        if (!record::is_element(heading, "heading")) continue;
        check(heading, before);
        break;
      }
      visit(part);
    }
    for (const auto& [kind, value] : before) last_[kind] = value;
  }

  void check(const xml::Node& heading, std::map<Kind, int>& before) {
    const std::string text = on_one_line(heading.text());
    const auto number = read_heading_number(text);
    if (!number) return;
    const auto previous = before.find(number->kind);
    const bool first = previous == before.end();
    const int expected = first ? 1 : previous->second + 1;
    const bool goes_on = first && last_.contains(number->kind) && number->value == last_[number->kind] + 1;
    if (number->value != expected && !goes_on) report(heading, text, *number, expected, first);
    before[number->kind] = number->value;
  }

  void report(const xml::Node& heading, const std::string& content, const HeadingNumber& number, int expected,
              bool first) {
    const std::string text = shortened(content);
    const std::string wanted = written(number.kind, expected);
    const std::string before = first ? "" : written(number.kind, expected - 1);
    findings_.push_back(
        {.code = "narrative-numbering",
         .severity = Severity::warning,
         .place = tree_.place(heading),
         .message = {first ? fmt::format("标题“{}”的序号应从“{}”开始。", text, wanted)
                           : fmt::format("标题“{}”的序号与前面不连续：前一个是“{}”，这里应是“{}”。", text, before,
                                         wanted),
                     first ? fmt::format(R"(The heading "{}" should start its row with "{}".)", text, wanted)
                           : fmt::format("The heading \"{}\" is out of order: \"{}\" stands before it, so this should "
                                         "be \"{}\".",
                                         text, before, wanted)},
         .hint = {"核对标题的序号，看看是否漏了一部分或重了号。",
                  "Check the numbers of the headings: a part is missing, or a number is used twice."}});
  }

  const xml::Tree& tree_;
  Findings findings_;
  std::map<Kind, int> last_;  // of the row that ended last
};

}  // namespace

std::optional<HeadingNumber> read_heading_number(std::string_view heading) {
  std::string_view rest = heading;
  const auto number = take_number(rest);
  if (!number) return std::nullopt;
  return HeadingNumber{number->first, number->second, heading.size() - rest.size()};
}

Findings check_heading_numbering(const xml::Tree& tree) {
  return NumberingCheck(tree).run();
}

}  // namespace banxin::validate
