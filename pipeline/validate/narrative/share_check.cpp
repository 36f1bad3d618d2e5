#include "validate/narrative/share_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace banxin::validate {
namespace {

constexpr std::size_t most_numbers = 60;  // of one paragraph; one with more is not checked
constexpr std::size_t most_share_digits = 15;

bool is_digit(char16_t c) {
  return c >= u'0' && c <= u'9';
}

// Near enough to tell which pairs are worth a division.
double about(const forms::Decimal& figure) {
  const std::string text = figure.text();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

ShareCheck::ShareCheck(const Share& share, std::vector<Total> totals)
    : share_(share), totals_(std::move(totals)), pattern_(share.pattern), unless_(words::matchers_of(share.unless)) {}

void ShareCheck::look_at(std::u16string_view text) {
  numbers_.reset();
  pattern_.look_at(text);
  words::look_at(unless_, text);
}

void ShareCheck::check(const Paragraph& paragraph, words::Span sentence, Findings& findings) {
  const words::PlainText& text = paragraph.text();
  for (bool found = pattern_.find(sentence); found; found = pattern_.find_next()) {
    const words::Span whole = pattern_.span();
    const std::string said = text.utf8(pattern_.group("share"));
    const words::Span part_span = pattern_.group("part");
    const words::Span total_span = pattern_.group("total");
    const auto part = forms::Decimal::parse(text.utf8(part_span));
    if (!part || words::any_finds(unless_, sentence)) continue;
    if (said.size() > most_share_digits || numbers_of(text).size() > most_numbers) continue;
    const Percentage share(said);
    if (is_possible(text, share)) continue;
    if (!share_.totals.empty()) {
      if (totals_.empty() || is_of_some_total(text, *part, share)) continue;
      findings.push_back(finding(paragraph, *part, {part_span.begin, whole.end}, said));
    } else if (const auto total = forms::Decimal::parse(text.utf8(total_span))) {
      findings.push_back(finding(paragraph, {*part, {part_span.begin, whole.end}, 0}, {*total, total_span, 0}, said));
    }
  }
}

// Whether some two numbers of the paragraph make the share.
bool ShareCheck::is_possible(const words::PlainText& text, const Percentage& share) {
  const std::vector<Number>& numbers = numbers_of(text);
  const double said = about(share.value);
  // One unit of the last place, half a unit of rounding, and more than binary arithmetic can be off.
  const double off = 2 * std::pow(10, -static_cast<double>(share.decimals)) + said * 1e-9;
  return std::any_of(numbers.begin(), numbers.end(), [&](const Number& part) {
    return std::any_of(numbers.begin(), numbers.end(), [&](const Number& total) {
      const bool near = std::abs(part.about * 100 - said * total.about) <= off * total.about;
      return near && share.can_be(part.figure, total.figure);
    });
  });
}

// Whether the part makes the share of a total of the table's, or of figures that stand side by side, added up.
bool ShareCheck::is_of_some_total(const words::PlainText& text, const forms::Decimal& part, const Percentage& share) {
  if (std::any_of(totals_.begin(), totals_.end(),
                  [&](const Total& total) { return share.can_be(part, total.figure); })) {
    return true;
  }
  const std::vector<Number>& numbers = numbers_of(text);
  for (std::size_t first = 0; first < numbers.size(); ++first) {
    forms::Decimal sum;
    for (std::size_t last = first; last < numbers.size(); ++last) {
      sum = sum + numbers[last].figure;
      if (share.can_be(part, sum)) return true;
    }
  }
  return false;
}

// The figures that are not percentages themselves; where there are more than `most_numbers`, one more than that.
const std::vector<ShareCheck::Number>& ShareCheck::numbers_of(const words::PlainText& text) {
  if (numbers_) return *numbers_;
  const std::u16string& units = text.units();
  std::vector<Number>& numbers = numbers_.emplace();
  const int length = text.whole().end;
  for (int i = 0; i < length && numbers.size() <= most_numbers;) {
    int end = i;
    while (end < length && (is_digit(units[static_cast<std::size_t>(end)]) ||
                            (end > i && units[static_cast<std::size_t>(end)] == u'.')))
      ++end;
    if (end == i) {
      ++i;
      continue;
    }
    const auto figure = forms::Decimal::parse(text.utf8({i, end}));
    const bool percentage =
        end < length && (units[static_cast<std::size_t>(end)] == u'%' || units[static_cast<std::size_t>(end)] == u'％');
    if (figure && !percentage && figure->digits() <= most_share_digits) {
      numbers.push_back({*figure, {i, end}, about(*figure)});
    }
    i = end;
  }
  return numbers;
}

Diagnostic ShareCheck::finding(const Paragraph& paragraph, const Number& part, const Number& total,
                               const std::string& said) const {
  const words::PlainText& text = paragraph.text();
  const std::string right = Percentage(said).of(part.figure, total.figure);
  const std::string quote = text.excerpt({total.span.begin, part.span.end});
  const Place place = paragraph.place_of(total.span);
  return {.code = share_.id,
          .severity = Severity::warning,
          .place = place,
          .message = {fmt::format("正文说占 {}%，可 {} ÷ {} = {}%：“{}”。", said, part.figure.text(),
                                  total.figure.text(), right, quote),
                      fmt::format("The text says {}%, but {} ÷ {} = {}%: \"{}\".", said, part.figure.text(),
                                  total.figure.text(), right, quote)},
          .hint = {"核对百分比和两个数。", "Check the percentage and both figures."},
          .related = {{place, {"总数：" + text.excerpt(total.span), "the total: " + text.excerpt(total.span)}},
                      {paragraph.place_of(part.span),
                       {"分项：" + text.excerpt(part.span), "the part: " + text.excerpt(part.span)}}}};
}

Diagnostic ShareCheck::finding(const Paragraph& paragraph, const forms::Decimal& part, words::Span said_in,
                               const std::string& said) const {
  const std::string quote = paragraph.text().excerpt(said_in);
  const Total& total = totals_.front();
  const std::string right = Percentage(said).of(part, total.figure);
  return {.code = share_.id,
          .severity = Severity::warning,
          .place = paragraph.place_of(said_in),
          .message = {fmt::format("正文说“{}”，可 {} 占统计表{} {} 的 {}%。", quote, part.text(), total.name.zh,
                                  total.figure.text(), right),
                      fmt::format("The text says \"{}\", but {} is {}% of the table's {}, {}.", quote, part.text(),
                                  right, total.name.en, total.figure.text())},
          .hint = {"核对百分比和两个数；占的若是别的总数，请在文中写明。",
                   "Check the percentage and both figures. Where it is of another total, say so in the text."},
          .related = {}};
}

}  // namespace banxin::validate
