#include "validate/share_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace banxin::validate {
namespace {

constexpr std::size_t most_numbers = 60;  // of one paragraph; of one with more nothing is said
constexpr std::size_t most_share_digits = 15;

bool is_digit(char16_t c) {
  return c >= u'0' && c <= u'9';
}

std::size_t decimals_of(const std::string& written) {
  const std::size_t point = written.find('.');
  return point == std::string::npos ? 0 : written.size() - point - 1;
}

// Whether part / total, in percent, may be written so: rounded or cut off, one unit of the last place either way.
bool makes(const Decimal& part, const Decimal& total, const Decimal& said, std::size_t decimals) {
  if (total.is_zero()) return false;
  const Decimal percent = *Decimal::parse(quotient(part.shifted(2), total, decimals));
  const Decimal off = (percent - said).shifted(decimals);
  const Decimal one = *Decimal::parse("1");
  return off <= one && -off <= one;
}

}  // namespace

ShareCheck::ShareCheck(const Share& share)
    : share_(share), pattern_(share.pattern), unless_(matchers_of(share.unless)) {}

void ShareCheck::look_at(const icu::UnicodeString& text) {
  pattern_.look_at(text);
  validate::look_at(unless_, text);
}

void ShareCheck::check(const Paragraph& paragraph, Span sentence, Findings& findings) {
  const PlainText& text = paragraph.text();
  for (bool found = pattern_.find(sentence); found; found = pattern_.find_next()) {
    const Span whole = pattern_.span();
    const std::string said = text.utf8(pattern_.group("share"));
    const Span part_span = pattern_.group("part");
    const Span total_span = pattern_.group("total");
    const auto share = Decimal::parse(said);
    const auto part = Decimal::parse(text.utf8(part_span));
    const auto total = Decimal::parse(text.utf8(total_span));
    if (!share || !part || !total || any_finds(unless_, sentence)) continue;
    const std::vector<Number> numbers = numbers_in(text, {0, text.units().length()});
    if (numbers.size() > most_numbers) continue;
    const std::size_t decimals = decimals_of(said);
    const bool possible = std::any_of(numbers.begin(), numbers.end(), [&](const Number& a) {
      return std::any_of(numbers.begin(), numbers.end(),
                         [&](const Number& b) { return makes(a.figure, b.figure, *share, decimals); });
    });
    if (possible || said.size() > most_share_digits) continue;
    findings.push_back(finding(paragraph, {*part, {part_span.begin, whole.end}}, {*total, total_span}, said));
  }
}

// The figures of a span that are not percentages themselves.
std::vector<ShareCheck::Number> ShareCheck::numbers_in(const PlainText& text, Span span) {
  const icu::UnicodeString& units = text.units();
  std::vector<Number> numbers;
  for (int i = span.begin; i < span.end;) {
    int end = i;
    while (end < span.end && (is_digit(units.charAt(end)) || (end > i && units.charAt(end) == u'.'))) ++end;
    if (end == i) {
      ++i;
      continue;
    }
    const auto figure = Decimal::parse(text.utf8({i, end}));
    const bool percentage = end < span.end && (units.charAt(end) == u'%' || units.charAt(end) == u'％');
    if (figure && !percentage && figure->digits() <= most_share_digits) numbers.push_back({*figure, {i, end}});
    i = end;
  }
  return numbers;
}

Diagnostic ShareCheck::finding(const Paragraph& paragraph, const Number& part, const Number& total,
                               const std::string& said) const {
  const PlainText& text = paragraph.text();
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
