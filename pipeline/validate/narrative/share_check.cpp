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

std::size_t decimals_of(const std::string& written) {
  const std::size_t point = written.find('.');
  return point == std::string::npos ? 0 : written.size() - point - 1;
}

// Whether part / total, in percent, may be written so: rounded or cut off, one unit of the last place either way.
bool makes(const forms::Decimal& part, const forms::Decimal& total, const forms::Decimal& said, std::size_t decimals) {
  if (total.is_zero()) return false;
  const forms::Decimal percent = *forms::Decimal::parse(quotient(part.shifted(2), total, decimals));
  const forms::Decimal off = (percent - said).shifted(decimals);
  const forms::Decimal one = *forms::Decimal::parse("1");
  return off <= one && -off <= one;
}

// Near enough to tell which pairs are worth a division.
double about(const forms::Decimal& figure) {
  const std::string text = figure.text();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

ShareCheck::ShareCheck(const Share& share)
    : share_(share), pattern_(share.pattern), unless_(words::matchers_of(share.unless)) {}

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
    const auto share = forms::Decimal::parse(said);
    const auto part = forms::Decimal::parse(text.utf8(part_span));
    const auto total = forms::Decimal::parse(text.utf8(total_span));
    if (!share || !part || !total || words::any_finds(unless_, sentence)) continue;
    if (said.size() > most_share_digits || numbers_of(text).size() > most_numbers) continue;
    if (is_possible(text, *share, decimals_of(said))) continue;
    findings.push_back(finding(paragraph, {*part, {part_span.begin, whole.end}, 0}, {*total, total_span, 0}, said));
  }
}

// Whether some two numbers of the paragraph make the share.
bool ShareCheck::is_possible(const words::PlainText& text, const forms::Decimal& share, std::size_t decimals) {
  const std::vector<Number>& numbers = numbers_of(text);
  const double said = about(share);
  // One unit of the last place, half a unit of rounding, and more than binary arithmetic can be off.
  const double off = 2 * std::pow(10, -static_cast<double>(decimals)) + said * 1e-9;
  return std::any_of(numbers.begin(), numbers.end(), [&](const Number& part) {
    return std::any_of(numbers.begin(), numbers.end(), [&](const Number& total) {
      const bool near = std::abs(part.about * 100 - said * total.about) <= off * total.about;
      return near && makes(part.figure, total.figure, share, decimals);
    });
  });
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
  const std::size_t decimals = decimals_of(said);
  const std::string right = quotient(part.figure.shifted(2), total.figure, decimals);
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

}  // namespace banxin::validate
