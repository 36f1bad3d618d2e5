#include "validate/narrative_check.h"

#include <fmt/format.h>
#include <unicode/regex.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "record/record.h"
#include "validate/decimal.h"
#include "validate/narrative_text.h"

namespace banxin::validate {
namespace {

constexpr int longest_sentence = 2000;  // UTF-16 units; nobody writes a longer one
constexpr int regex_time = 200;         // ICU's steps; about milliseconds

bool of_record(const xml::Node& node, std::string_view name) {
  return node.name() == name && node.namespace_uri() == record::namespace_uri;
}

// One regular expression at work. Where ICU gives up (time, stack) there is no match: in doubt nothing is said.
class Matcher {
 public:
  explicit Matcher(Regex regex) : regex_(std::move(regex)) {
    UErrorCode status = U_ZERO_ERROR;
    matcher_.reset(regex_->matcher(status));
    if (matcher_) matcher_->setTimeLimit(regex_time, status);
  }

  void look_at(const icu::UnicodeString& text) { matcher_->reset(text); }

  bool find(Span inside) {
    UErrorCode status = U_ZERO_ERROR;
    matcher_->region(inside.begin, inside.end, status);
    return find_next() && U_SUCCESS(status);
  }
  bool find_next() {
    UErrorCode status = U_ZERO_ERROR;
    return matcher_->find(status) != 0 && U_SUCCESS(status);
  }
  bool starts_at(Span inside) {
    UErrorCode status = U_ZERO_ERROR;
    matcher_->region(inside.begin, inside.end, status);
    return matcher_->lookingAt(status) != 0 && U_SUCCESS(status);
  }

  // Of the last match; by group name.
  Span span() const { return group_span(0); }
  Span group(const char* name) const {
    UErrorCode status = U_ZERO_ERROR;
    return group_span(regex_->groupNumberFromName(name, -1, status));
  }

 private:
  Span group_span(int group) const {
    UErrorCode status = U_ZERO_ERROR;
    const Span span{matcher_->start(group, status), matcher_->end(group, status)};
    return U_SUCCESS(status) && span.begin >= 0 ? span : Span{};
  }

  Regex regex_;
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

using Matchers = std::vector<Matcher>;

Matchers matchers_of(const std::vector<Regex>& regexes) {
  Matchers matchers;
  for (const Regex& regex : regexes) matchers.emplace_back(regex);
  return matchers;
}

bool any_finds(Matchers& matchers, Span inside) {
  return std::any_of(matchers.begin(), matchers.end(), [inside](Matcher& matcher) { return matcher.find(inside); });
}

void look_at(Matchers& matchers, const icu::UnicodeString& text) {
  for (Matcher& matcher : matchers) matcher.look_at(text);
}

// A statement of the text about a cell.
struct Statement {
  Decimal figure;
  std::string excerpt;
  Place place;
};

// What the context says of the year that sentences without one speak of.
struct Context {
  bool quiet = false;  // a heading that speaks of other times
};

class NarrativeCheck {
 public:
  NarrativeCheck(const Narrative& narrative, const xml::Tree& record, const Cells& cells)
      : narrative_(narrative),
        record_(record),
        cells_(cells),
        sentence_skips_(matchers_of(narrative.sentence_skips)),
        clause_skips_(matchers_of(narrative.clause_skips)),
        statements_(narrative.phrases.size()) {
    for (const Phrase& phrase : narrative.phrases) {
      phrases_.push_back({matchers_of(phrase.patterns), matchers_of(phrase.unless), matchers_of(phrase.sentence_unless),
                          matchers_of(phrase.when)});
    }
    for (const Breakdown& breakdown : narrative.breakdowns) {
      breakdowns_.push_back({Matcher(breakdown.pattern), Matcher(breakdown.part), matchers_of(breakdown.unless)});
    }
    const std::string year = record.root().attribute("year").value_or("");
    if (const auto number = Decimal::parse(year)) year_ = number->text();
  }

  Findings run() {
    visit(record_.root(), {});
    for (std::size_t i = 0; i < statements_.size(); ++i) conclude(narrative_.phrases[i], statements_[i]);
    return std::move(findings_);
  }

 private:
  struct PhraseMatchers {
    Matchers patterns, unless, sentence_unless, when;
  };
  struct BreakdownMatchers {
    Matcher pattern, part;
    Matchers unless;
  };

  void visit(const xml::Node& node, Context context) {
    bool other_year = false;  // named last, by the paragraphs so far
    for (const xml::Node& child : node.elements()) {
      if (of_record(child, "heading")) {
        context.quiet |= heading_is_quiet(child);
      } else if (of_record(child, "p") || of_record(child, "item")) {
        check_paragraph(child, context, other_year);
      } else if (of_record(child, "introduction") || of_record(child, "chapter") || of_record(child, "section") ||
                 of_record(child, "list")) {
        visit(child, {context.quiet || other_year});
      }
    }
  }

  bool heading_is_quiet(const xml::Node& heading) {
    const PlainText text(heading.text());
    const Span whole{0, text.units().length()};
    if (whole.end > longest_sentence) return true;
    look_at(sentence_skips_, text.units());
    const auto [own, other] = years_in(text, {whole});
    return (other && !own) || any_finds(sentence_skips_, whole);
  }

  struct Years {
    bool own = false;
    bool other = false;
  };
  Years years_in(const PlainText& text, const std::vector<Span>& spans) const {
    Years years;
    for (const Span span : spans) {
      for (const int year : text.years(span)) (std::to_string(year) == year_ ? years.own : years.other) = true;
    }
    return years;
  }

  void check_paragraph(const xml::Node& node, const Context& context, bool& other_year) {
    const PlainText text(node.text());
    look_at_all(text.units());
    bool quiet = context.quiet || other_year;
    for (const Span sentence : text.sentences()) {
      if (sentence.end - sentence.begin > longest_sentence) continue;
      for (std::size_t i = 0; i < breakdowns_.size(); ++i) check_breakdown(i, text, sentence, node);
      const std::vector<Span> clauses = speaking_clauses(text, sentence);
      const auto [own, other] = years_in(text, clauses);
      const bool skipped = std::any_of(clauses.begin(), clauses.end(),
                                       [this](Span clause) { return any_finds(sentence_skips_, clause); });
      // A year that is named holds for the sentences behind it, until another is.
      if (other || skipped) {
        quiet = true;
      } else if (own) {
        quiet = context.quiet;
      }
      if (own || other) other_year = other && !own;
      if (!quiet) check_phrases(text, sentence, clauses, node);
    }
  }

  void look_at_all(const icu::UnicodeString& text) {
    look_at(sentence_skips_, text);
    look_at(clause_skips_, text);
    for (PhraseMatchers& phrase : phrases_) {
      look_at(phrase.patterns, text);
      look_at(phrase.unless, text);
      look_at(phrase.sentence_unless, text);
      look_at(phrase.when, text);
    }
    for (BreakdownMatchers& breakdown : breakdowns_) {
      breakdown.pattern.look_at(text);
      breakdown.part.look_at(text);
      look_at(breakdown.unless, text);
    }
  }

  // Those that do not compare with something else.
  std::vector<Span> speaking_clauses(const PlainText& text, Span sentence) {
    std::vector<Span> clauses = text.clauses(sentence);
    clauses.erase(std::remove_if(clauses.begin(), clauses.end(),
                                 [this](Span clause) { return any_finds(clause_skips_, clause); }),
                  clauses.end());
    return clauses;
  }

  // A statement stands in one clause: what follows a comma may have another subject.
  void check_phrases(const PlainText& text, Span sentence, const std::vector<Span>& clauses, const xml::Node& node) {
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      PhraseMatchers& phrase = phrases_[i];
      for (const Span clause : clauses) {
        for (Matcher& pattern : phrase.patterns) {
          if (!pattern.find(clause) || !is_meant(phrase, sentence, clause)) continue;
          if (auto found = statement(narrative_.phrases[i], pattern, text, node)) {
            statements_[i].push_back(*std::move(found));
          }
          break;
        }
      }
    }
  }

  static bool is_meant(PhraseMatchers& phrase, Span sentence, Span clause) {
    const Span so_far{sentence.begin, clause.end};
    return !any_finds(phrase.unless, clause) && !any_finds(phrase.sentence_unless, so_far) &&
           std::all_of(phrase.when.begin(), phrase.when.end(), [so_far](Matcher& one) { return one.find(so_far); });
  }

  std::optional<Statement> statement(const Phrase& phrase, const Matcher& match, const PlainText& text,
                                     const xml::Node& node) const {
    Decimal figure;
    if (!phrase.none) {
      const auto number = Decimal::parse(text.utf8(match.group("figure")));
      if (!number) return std::nullopt;
      figure = *number;
    }
    return Statement{figure, text.excerpt(match.span()), place_of(node, text.offset(match.span().begin))};
  }

  // A finding for what a phrase found all over the record: when it says one thing, and the cell another.
  void conclude(const Phrase& phrase, const std::vector<Statement>& statements) {
    const Figure cell = cells_.figure(phrase.cell);
    if (statements.empty() || !cell.known() || agreed(phrase.cell, cell.number)) return;
    const Statement& first = statements.front();
    const bool one = std::all_of(statements.begin(), statements.end(),
                                 [&](const Statement& other) { return other.figure == first.figure; });
    if (!one) return;
    const std::string name = cells_.name(phrase.cell);
    const std::string figure = cell.number.text();
    const std::string unit = cells_.unit(phrase.cell);
    findings_.push_back(
        {.code = phrase.id,
         .severity = Severity::warning,
         .place = first.place,
         .message = {fmt::format("正文说“{}”，统计表的“{}”却是 {}{}。", first.excerpt, name, figure, unit),
                     fmt::format("The text says \"{}\", but the table has {} {} for \"{}\".", first.excerpt, figure,
                                 unit, name)},
         .hint = {"核对正文和统计表，改正不对的一处。",
                  "Compare the text with the table and correct the one that is wrong."},
         .related = {{first.place, {"正文：" + first.excerpt, "the text: " + first.excerpt}},
                     cells_.related(phrase.cell)}});
  }

  // Whether some sentence agrees with the cell: then another one that does not speaks of something narrower.
  bool agreed(const std::string& cell, const Decimal& figure) const {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      if (narrative_.phrases[i].cell != cell) continue;
      const auto& all = statements_[i];
      if (std::any_of(all.begin(), all.end(), [&](const Statement& one) { return one.figure == figure; })) return true;
    }
    return false;
  }

  struct Part {
    Decimal figure;
    std::string written;  // 278
    std::string excerpt;  // 政务动态278条
    Place place;
  };

  void check_breakdown(std::size_t index, const PlainText& text, Span sentence, const xml::Node& node) {
    BreakdownMatchers& matchers = breakdowns_[index];
    for (bool found = matchers.pattern.find(sentence); found; found = matchers.pattern.find_next()) {
      const Span whole = matchers.pattern.span();
      if (any_finds(matchers.unless, whole)) continue;
      const auto total = Decimal::parse(text.utf8(matchers.pattern.group("total")));
      const auto parts = parts_of(matchers, text, node);
      const auto least = static_cast<std::size_t>(narrative_.breakdowns[index].least_parts);
      if (!total || parts.size() < least) continue;
      Decimal sum;
      for (const Part& part : parts) sum = sum + part.figure;
      if (sum != *total) report(index, text, node, *total, sum, parts);
    }
  }

  // Empty when what stands behind the total is not a plain list of parts in the total's unit.
  std::vector<Part> parts_of(BreakdownMatchers& matchers, const PlainText& text, const xml::Node& node) const {
    Span rest = matchers.pattern.group("parts");
    const std::string unit = text.utf8(matchers.pattern.group("unit"));
    std::vector<Part> parts;
    while (rest.begin < rest.end) {
      if (!matchers.part.starts_at(rest) || text.utf8(matchers.part.group("unit")) != unit) return {};
      const std::string written = text.utf8(matchers.part.group("figure"));
      const auto figure = Decimal::parse(written);
      const Span span = matchers.part.span();
      if (!figure || span.end <= rest.begin) return {};
      const Span words{rest.begin, matchers.part.group("unit").end};
      parts.push_back({*figure, written, text.excerpt(words), place_of(node, text.offset(words.begin))});
      rest.begin = span.end;
    }
    return parts;
  }

  void report(std::size_t index, const PlainText& text, const xml::Node& node, const Decimal& total, const Decimal& sum,
              const std::vector<Part>& parts) {
    BreakdownMatchers& matchers = breakdowns_[index];
    const Span whole = matchers.pattern.span();
    const Span head{whole.begin, matchers.pattern.group("unit").end};
    const Place place = place_of(node, text.offset(head.begin));
    std::string terms;
    std::vector<RelatedPlace> related = {{place, {"总数：" + text.excerpt(head), "the total: " + text.excerpt(head)}}};
    for (const Part& part : parts) {
      terms += (terms.empty() ? "" : " + ") + part.written;
      related.push_back({part.place, {"分项：" + part.excerpt, "a part: " + part.excerpt}});
    }
    const std::string quote = text.excerpt(whole);
    findings_.push_back(
        {.code = narrative_.breakdowns[index].id,
         .severity = Severity::warning,
         .place = place,
         .message = {fmt::format("正文所列各项之和 {} = {}，不是总数 {}：“{}”。", terms, sum.text(), total.text(),
                                 quote),
                     fmt::format("The parts in the text make {} = {}, not the total {}: \"{}\".", terms, sum.text(),
                                 total.text(), quote)},
         .hint = {"核对总数和各项。各项没有列全的，请写明“等”。",
                  "Check the total and its parts. Where the list is not complete, say so in the text (等)."},
         .related = std::move(related)});
  }

  // Line of a byte of an element's text, counted from the text node that it is in: a paragraph may have several lines.
  static int line_at(const xml::Node& node, std::size_t& offset) {
    if (node.is_text()) {
      const std::string text = node.text();
      if (offset >= text.size()) {
        offset -= text.size();
        return 0;
      }
      return node.line() +
             static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    }
    for (const xml::Node& child : node.children()) {
      if (const int line = line_at(child, offset); line > 0) return line;
    }
    return 0;
  }

  Place place_of(const xml::Node& node, std::size_t offset) const {
    Place place = record_.place(node);
    if (const int line = line_at(node, offset); line > 0) place.line = line;
    return place;
  }

  const Narrative& narrative_;
  const xml::Tree& record_;
  const Cells& cells_;
  std::string year_;  // of the record; empty when it names none
  Matchers sentence_skips_, clause_skips_;
  std::vector<PhraseMatchers> phrases_;
  std::vector<BreakdownMatchers> breakdowns_;
  std::vector<std::vector<Statement>> statements_;  // of each phrase
  Findings findings_;
};

}  // namespace

Findings check_narrative(const Narrative& narrative, const xml::Tree& record, const Cells& cells) {
  return NarrativeCheck(narrative, record, cells).run();
}

}  // namespace banxin::validate
