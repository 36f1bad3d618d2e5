#include "validate/narrative/breakdown_check.h"

#include <fmt/format.h>

#include <utility>

namespace banxin::validate {
namespace {

// The clause that the total is in, up to its unit: 我局主动公开政府信息394条.
words::Span with_its_clause(const words::PlainText& text, words::Span sentence, words::Span total) {
  for (const words::Span clause : text.clauses(sentence)) {
    if (clause.begin <= total.begin && total.begin < clause.end) return {clause.begin, total.end};
  }
  return total;
}

}  // namespace

BreakdownCheck::BreakdownCheck(const Breakdown& breakdown)
    : breakdown_(breakdown),
      pattern_(breakdown.pattern),
      part_(breakdown.part),
      unless_(words::matchers_of(breakdown.unless)) {}

void BreakdownCheck::look_at(std::u16string_view text) {
  pattern_.look_at(text);
  part_.look_at(text);
  words::look_at(unless_, text);
}

bool BreakdownCheck::check(const Paragraph& paragraph, words::Span sentence, Findings& findings) {
  const words::PlainText& text = paragraph.text();
  bool reported = false;
  for (bool found = pattern_.find(sentence); found; found = pattern_.find_next()) {
    if (words::any_finds(unless_, pattern_.span())) continue;
    const auto total = forms::Decimal::parse(text.utf8(pattern_.group("total")));
    const std::vector<Part> parts = parts_of(text);
    if (!total || parts.size() < static_cast<std::size_t>(breakdown_.least_parts)) continue;
    forms::Decimal sum;
    bool shared_out_twice = false;  // some of the first parts make the total alone
    for (const Part& part : parts) {
      sum = sum + part.figure;
      shared_out_twice |= breakdown_.several_ways && sum == *total && &part != &parts.back();
    }
    if (breakdown_.only_excess ? sum <= *total || shared_out_twice : sum == *total) continue;
    findings.push_back(finding(paragraph, sentence, *total, sum, parts));
    reported = true;
  }
  return reported;
}

bool BreakdownCheck::is_unit(const std::string& part, const std::string& total) const {
  if (part == total) return true;
  const auto is_one_of_them = [this](const std::string& unit) {
    return !unit.empty() && breakdown_.units.find(unit) != std::string::npos;
  };
  return is_one_of_them(part) && is_one_of_them(total);
}

// Empty when what follows the total is not a plain list of parts in the total's unit.
std::vector<BreakdownCheck::Part> BreakdownCheck::parts_of(const words::PlainText& text) {
  words::Span rest = pattern_.group("parts");
  const std::string unit = text.utf8(pattern_.group("unit"));
  std::vector<Part> parts;
  while (rest.begin < rest.end) {
    if (!part_.starts_at(rest) || !is_unit(text.utf8(part_.group("unit")), unit)) return {};
    std::string written = text.utf8(part_.group("figure"));
    const auto figure = forms::Decimal::parse(written);
    const int end = part_.span().end;
    if (!figure || end <= rest.begin) return {};
    parts.push_back({*figure, std::move(written), {rest.begin, part_.group("unit").end}});
    rest.begin = end;
  }
  return parts;
}

Diagnostic BreakdownCheck::finding(const Paragraph& paragraph, words::Span sentence, const forms::Decimal& total,
                                   const forms::Decimal& sum, const std::vector<Part>& parts) const {
  const words::PlainText& text = paragraph.text();
  const words::Span whole = pattern_.span();
  const words::Span head = with_its_clause(text, sentence, {whole.begin, pattern_.group("unit").end});
  const std::string said = text.excerpt(head);
  const std::string quote = text.excerpt({head.begin, whole.end});
  const Place place = paragraph.place_of(head);
  std::string terms;
  std::vector<RelatedPlace> related = {{place, {"总数：" + said, "the total: " + said}}};
  for (const Part& part : parts) {
    terms += (terms.empty() ? "" : " + ") + part.written;
    const std::string words = text.excerpt(part.span);
    related.push_back({paragraph.place_of(part.span), {"分项：" + words, "a part: " + words}});
  }
  return {
      .code = breakdown_.id,
      .severity = Severity::warning,
      .place = place,
      .message = {fmt::format("正文所列各项之和 {} = {}，{}总数 {}：“{}”。", terms, sum.text(),
                              sum > total ? "超过了" : "少于", total.text(), quote),
                  fmt::format("The parts in the text make {} = {}, {} than the total {}: \"{}\".", terms, sum.text(),
                              sum > total ? "more" : "less", total.text(), quote)},
      .hint =
          sum > total
              ? Bilingual{"核对总数和各项。各项有重复的，请在文中写明。",
                          "Check the total and its parts. Where parts overlap, say so in the text."}
              : Bilingual{"核对总数和各项。各项没有列全的，请写明“等”。",
                          "Check the total and its parts. Where the list is not complete, say so in the text (等)."},
      .related = std::move(related)};
}

}  // namespace banxin::validate
