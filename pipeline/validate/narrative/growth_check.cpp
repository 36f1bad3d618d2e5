#include "validate/narrative/growth_check.h"

#include <fmt/format.h>

#include <utility>

#include "validate/narrative/percentage.h"

namespace banxin::validate {
namespace {

constexpr std::size_t most_digits = 15;  // of a figure or percentage; a longer one is not compared

bool took_part(words::Span span) {
  return span.begin < span.end;
}

}  // namespace

bool Change::can_be(const forms::Decimal& last, const forms::Decimal& now) const {
  const forms::Decimal by = down ? last - now : now - last;
  if (difference && *difference != by) return false;
  if (!rate || last.is_zero()) return true;
  return Percentage(*rate).can_be(by, last);
}

Bilingual true_change(const Change& said, const forms::Decimal& last, const forms::Decimal& now) {
  const bool fell = now < last;
  const forms::Decimal by = fell ? last - now : now - last;
  std::string amount = said.difference ? by.text() : std::string();
  if (said.rate && !last.is_zero()) {
    amount += (amount.empty() ? "" : "，") + Percentage(*said.rate).of(by, last) + "%";
  }
  std::string english = amount;
  if (const std::size_t comma = english.find("，"); comma != std::string::npos) english.replace(comma, 3, ", ");
  return {(fell ? "减少 " : "增加 ") + amount, (fell ? "a fall of " : "a rise of ") + english};
}

GrowthCheck::GrowthCheck(const Growth& growth)
    : growth_(growth), patterns_(words::matchers_of(growth.patterns)), unless_(words::matchers_of(growth.unless)) {}

void GrowthCheck::look_at(std::u16string_view text) {
  words::look_at(patterns_, text);
  words::look_at(unless_, text);
}

void GrowthCheck::check(const Paragraph& paragraph, words::Span sentence, const std::string& year, Findings& findings) {
  const std::u16string_view said =
      std::u16string_view(paragraph.text().units())
          .substr(static_cast<std::size_t>(sentence.begin), static_cast<std::size_t>(sentence.end - sentence.begin));
  if (!growth_.words.empty() && said.find_first_of(growth_.words) == std::u16string_view::npos) return;
  for (words::Matcher& pattern : patterns_) {
    for (bool found = pattern.find(sentence); found; found = pattern.find_next()) {
      if (words::any_finds(unless_, pattern.span())) continue;
      if (!is_since_last_year(paragraph, pattern, year)) continue;
      const Change change = change_of(paragraph, pattern);
      auto now = figure(paragraph, pattern, "now");
      auto last = figure(paragraph, pattern, "last");
      if (now && !last && change.difference) last = change.down ? *now + *change.difference : *now - *change.difference;
      if (!now || !last || last->is_negative() || change.can_be(*last, *now)) continue;
      const Bilingual right = true_change(change, *last, *now);
      findings.push_back(
          {.code = growth_.id,
           .severity = Severity::warning,
           .place = change.place,
           .message = {fmt::format("正文说“{}”，可从 {} 到 {} 是{}。", change.excerpt, last->text(), now->text(),
                                   right.zh),
                       fmt::format("The text says \"{}\", but from {} to {} is {}.", change.excerpt, last->text(),
                                   now->text(), right.en)},
           .hint = {"核对两年的数和增减的幅度。", "Check the figures of both years and the change between them."},
           .related = {}});
      return;
    }
  }
}

std::optional<Change> GrowthCheck::change_after(const Paragraph& paragraph, words::Span statement, words::Span sentence,
                                                const std::string& year) {
  const words::Span rest{statement.end, sentence.end};
  for (words::Matcher& pattern : patterns_) {
    if (!pattern.starts_at(rest) || words::any_finds(unless_, pattern.span())) continue;
    if (!is_since_last_year(paragraph, pattern, year)) continue;
    Change change = change_of(paragraph, pattern);
    const words::Span whole{statement.begin, pattern.span().end};
    change.excerpt = paragraph.text().excerpt(whole);
    change.place = paragraph.place_of(whole);
    return change;
  }
  return std::nullopt;
}

bool GrowthCheck::is_since_last_year(const Paragraph& paragraph, const words::Matcher& match,
                                     const std::string& year) const {
  const auto report_year = forms::Decimal::parse(year);
  const auto now = figure(paragraph, match, "year");
  const auto last = figure(paragraph, match, "lastyear");
  if (now && now != report_year) return false;
  return !last || (report_year && *last == *report_year - *forms::Decimal::parse("1"));
}

Change GrowthCheck::change_of(const Paragraph& paragraph, const words::Matcher& match) const {
  Change change;
  change.difference = figure(paragraph, match, "difference");
  if (took_part(match.group("same"))) change.difference = forms::Decimal();
  if (const words::Span rate = match.group("rate"); took_part(rate)) change.rate = paragraph.text().utf8(rate);
  if (change.rate && change.rate->size() > most_digits) change.rate.reset();
  change.down = took_part(match.group("down"));
  change.excerpt = paragraph.text().excerpt(match.span());
  change.place = paragraph.place_of(match.span());
  return change;
}

std::optional<forms::Decimal> GrowthCheck::figure(const Paragraph& paragraph, const words::Matcher& match,
                                                  const char* group) const {
  const words::Span span = match.group(group);
  if (!took_part(span)) return std::nullopt;
  auto number = forms::Decimal::parse(paragraph.text().utf8(span));
  if (number && number->digits() > most_digits) return std::nullopt;
  return number;
}

}  // namespace banxin::validate
