#include "validate/narrative/narrative_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "forms/balance.h"
#include "forms/decimal.h"
#include "forms/terms.h"
#include "record/parts.h"
#include "validate/narrative/breakdown_check.h"
#include "validate/narrative/growth_check.h"
#include "validate/narrative/paragraph.h"
#include "validate/narrative/reading.h"
#include "validate/narrative/share_check.h"
#include "words/matcher.h"

namespace banxin::validate {
namespace {

constexpr int longest_sentence = 1000;     // UTF-16 units; nobody writes a longer one
constexpr int most_headings = 10'000;      // UTF-16 units of those above one text
constexpr int longest_words = 200;         // UTF-16 units of what a condition on a paragraph looks for
constexpr int most_text = 400'000;         // UTF-16 units of the whole record; a report has a twentieth of it
constexpr std::size_t most_findings = 50;  // of breakdowns; nobody reads more of them

// What the text says about a cell.
struct Statement {
  forms::Decimal figure;
  std::string excerpt;
  Place place;
  int paragraph = 0;             // which one it is in, counted from 1
  std::optional<Change> change;  // from last year's, where the text goes on with it
};

bool found_in(std::u16string_view text, words::Matcher& matcher) {
  matcher.look_at(text);
  return matcher.find({0, static_cast<int>(text.size())});
}

// The headings above the text being read, one a line.
struct Headings {
  std::u16string text;
  int version = 0;  // another one for other headings
};

// A condition as it is applied. There are hundreds, and few are ever asked: each gets its matcher when it is.
struct ConditionMatcher {
  explicit ConditionMatcher(const Condition& of) : condition(&of) {}

  void look_at(std::u16string_view paragraph, const Headings& headings) {
    text = paragraph;
    is_looked_at = false;
    above = &headings;
    said = false;
    searched = 0;
  }

  bool is_said(words::Span sentence, words::Span clause) {
    using Scope = Condition::Scope;
    if (condition->heading && is_said_above()) return true;
    if (condition->scope == Scope::paragraph) return is_said_by(clause.end);
    if (condition->scope == Scope::clause) return finds(clause);
    return finds(condition->scope == Scope::anywhere ? sentence : words::Span{sentence.begin, clause.end});
  }

  bool finds(words::Span span) {
    if (!matcher) matcher.emplace(condition->words);
    if (!is_looked_at) matcher->look_at(text);
    is_looked_at = true;
    return matcher->find(span);
  }

  // Headings are the same for many paragraphs.
  bool is_said_above() {
    if (known_of != above->version) {
      known_of = above->version;
      if (!heading) heading.emplace(condition->heading);
      said_above = found_in(above->text, *heading);
    }
    return said_above;
  }

  // What was said once in a paragraph holds for the rest of it. Clauses come in order: each is searched once, with as
  // much before it as such words are long.
  bool is_said_by(int end) {
    if (said) return true;
    said = finds({std::max(0, searched - longest_words), end});
    searched = std::max(searched, end);
    return said;
  }

  const Condition* condition;
  std::optional<words::Matcher> matcher, heading;
  std::u16string_view text;         // the current paragraph
  bool is_looked_at = false;        // by the matcher
  const Headings* above = nullptr;  // over the current text
  int known_of = -1;                // the headings that said_above was found for
  bool said_above = false;
  bool said = false;  // in the current paragraph
  int searched = 0;   // where the last search in it ended
};
using ConditionMatchers = std::vector<ConditionMatcher>;

// Finds out which conditions apply to the bureau. Most phrases have the same ones.
class Bureau {
 public:
  explicit Bureau(std::u16string name) : name_(std::move(name)) {}

  bool is_bound_by(const Condition& condition) {
    if (!condition.bureau) return true;
    const auto [known, is_new] = known_.try_emplace(condition.bureau.get());
    if (is_new) {
      words::Matcher matcher(condition.bureau);
      known->second = found_in(name_, matcher);
    }
    return known->second;
  }

 private:
  std::u16string name_;
  std::map<const words::Pattern*, bool> known_;
};

ConditionMatchers conditions_of(const std::vector<Condition>& conditions, Bureau& bureau) {
  ConditionMatchers matchers;
  for (const Condition& condition : conditions) {
    if (bureau.is_bound_by(condition)) matchers.emplace_back(condition);
  }
  return matchers;
}

// A phrase as it is applied, with all that it found in the record.
struct PhraseMatchers {
  PhraseMatchers(const Phrase& of, Bureau& bureau)
      : phrase(&of),
        patterns(words::matchers_of(of.patterns)),
        unless(conditions_of(of.unless, bureau)),
        when(conditions_of(of.when, bureau)),
        doubts(conditions_of(of.doubts, bureau)) {}

  void look_at(std::u16string_view text, const Headings& headings) {
    words::look_at(patterns, text);
    for (ConditionMatchers* conditions : {&unless, &when, &doubts}) {
      for (ConditionMatcher& condition : *conditions) condition.look_at(text, headings);
    }
  }
  bool is_meant(words::Span sentence, words::Span clause) {
    const auto said = [&](ConditionMatcher& condition) { return condition.is_said(sentence, clause); };
    return std::none_of(unless.begin(), unless.end(), said) && std::all_of(when.begin(), when.end(), said);
  }
  bool is_doubtful(words::Span sentence, words::Span clause) {
    return std::any_of(doubts.begin(), doubts.end(),
                       [&](ConditionMatcher& condition) { return condition.is_said(sentence, clause); });
  }

  const Phrase* phrase;
  words::Matchers patterns;
  ConditionMatchers unless, when, doubts;
  std::vector<Statement> statements;
  bool doubtful = false;
};

// Years that some clauses name.
struct Years {
  bool own = false;  // the record's
  bool other = false;
};

class NarrativeCheck {
 public:
  NarrativeCheck(const Narrative& narrative, const Identity& who, const xml::Tree& record, const forms::Cells& cells,
                 const forms::Cells* previous)
      : record_(record),
        cells_(cells),
        previous_(previous),
        wholes_(narrative.wholes),
        year_(who.year),
        paragraph_skips_(words::matchers_of(narrative.paragraph_skips)),
        sentence_skips_(words::matchers_of(narrative.sentence_skips)),
        clause_skips_(words::matchers_of(narrative.clause_skips)),
        own_year_(words::matchers_of(narrative.own_year)),
        denial_(narrative.denial),
        breakdowns_(narrative.breakdowns.begin(), narrative.breakdowns.end()),
        growths_(narrative.growths.begin(), narrative.growths.end()) {
    for (const Share& share : narrative.shares) shares_.emplace_back(share, totals_of(share));
    Bureau bureau(words::PlainText(who.bureau).units());
    for (const Phrase& phrase : narrative.phrases) phrases_.emplace_back(phrase, bureau);
  }

  Findings run() {
    visit(record_.root(), false);
    for (const PhraseMatchers& phrase : phrases_) {
      conclude(phrase);
      conclude_changes(phrase);
    }
    for (const Whole& whole : wholes_) conclude(whole);
    return std::move(findings_);
  }

 private:
  // `quiet`: the headings above are about other times.
  void visit(const xml::Node& node, bool quiet) {
    bool other_year = false;  // named last, by the paragraphs so far
    const std::size_t above = headings_.text.size();
    for (const xml::Node& child : node.elements()) {
      const record::Part part = record::part_of(child);
      if (part == record::Part::heading) {
        quiet |= heading_is_quiet(child);
        headings_.text.append(words::PlainText(child.text()).units()).append(u"\n");
        ++headings_.version;
        quiet |= headings_.text.size() > most_headings;
      } else if (part == record::Part::paragraph) {
        check_paragraph(child, quiet, other_year);
      } else if (part == record::Part::container) {
        visit(child, quiet || other_year);
      }
    }
    headings_.text.resize(above);
    ++headings_.version;
  }

  bool heading_is_quiet(const xml::Node& heading) {
    const words::PlainText text(heading.text());
    const words::Span whole = text.whole();
    if (whole.end > longest_sentence) return true;
    look_at_times(text.units());
    const std::vector<words::Span> spans = without_own_year({whole});
    const auto [own, other] = years_in(text, spans);
    return (other && !own) || any_of_them(paragraph_skips_, spans) || any_of_them(sentence_skips_, spans);
  }

  Years years_in(const words::PlainText& text, const std::vector<words::Span>& spans) const {
    Years years;
    for (const words::Span span : spans) {
      for (const int year : text.years(span)) (std::to_string(year) == year_ ? years.own : years.other) = true;
    }
    return years;
  }

  void check_paragraph(const xml::Node& node, bool context_is_quiet, bool& other_year) {
    if (read_ > most_text) return;
    const Paragraph paragraph(record_, node);
    read_ += paragraph.text().whole().end;
    ++paragraph_;
    look_at_all(paragraph.text().units());
    bool quiet = context_is_quiet || other_year;
    for (const words::Span sentence : paragraph.text().sentences()) {
      if (sentence.end - sentence.begin > longest_sentence) continue;
      if (paragraph.text().has_digit(sentence)) check_figures(paragraph, sentence);
      const std::vector<words::Span> clauses = speaking_clauses(paragraph.text(), sentence);
      const std::vector<words::Span> times = without_own_year(clauses);
      const auto [own, other] = years_in(paragraph.text(), times);
      // A year that is named holds for the sentences after it, until another one is named.
      if (other || any_of_them(paragraph_skips_, times)) {
        quiet = true;
      } else if (own) {
        quiet = context_is_quiet;
      }
      if (own || other) other_year = other && !own;
      if (!quiet && !any_of_them(sentence_skips_, times)) check_phrases(paragraph, sentence, clauses);
    }
  }

  // Checks that the figures of a sentence agree with one another.
  void check_figures(const Paragraph& paragraph, words::Span sentence) {
    // A list is held against the first kind of breakdown that it breaks.
    for (BreakdownCheck& breakdown : breakdowns_) {
      if (findings_.size() >= most_findings) break;
      if (!breakdown.check(paragraph, sentence, findings_)) continue;
      lists_at_odds_.insert(paragraph_);
      break;
    }
    for (GrowthCheck& growth : growths_) {
      if (findings_.size() < most_findings && !growth.of_phrases()) {
        growth.check(paragraph, sentence, year_, findings_);
      }
    }
    for (ShareCheck& share : shares_) {
      if (findings_.size() < most_findings) share.check(paragraph, sentence, findings_);
    }
  }

  void look_at_all(std::u16string_view text) {
    look_at_times(text);
    words::look_at(clause_skips_, text);
    for (PhraseMatchers& phrase : phrases_) phrase.look_at(text, headings_);
    for (BreakdownCheck& breakdown : breakdowns_) breakdown.look_at(text);
    for (ShareCheck& share : shares_) share.look_at(text);
    for (GrowthCheck& growth : growths_) growth.look_at(text);
  }

  void look_at_times(std::u16string_view text) {
    for (words::Matchers* matchers : {&paragraph_skips_, &sentence_skips_, &own_year_}) words::look_at(*matchers, text);
  }

  static bool any_of_them(words::Matchers& matchers, const std::vector<words::Span>& spans) {
    return std::any_of(spans.begin(), spans.end(), [&](words::Span span) { return words::any_finds(matchers, span); });
  }

  // What is left of the spans without the words that name another year but are about the report's.
  std::vector<words::Span> without_own_year(std::vector<words::Span> spans) {
    for (words::Matcher& words : own_year_) {
      std::vector<words::Span> left;
      for (const words::Span span : spans) {
        int begin = span.begin;
        for (bool found = words.find(span); found; found = words.find_next()) {
          left.push_back({begin, words.span().begin});
          begin = words.span().end;
        }
        left.push_back({begin, span.end});
      }
      spans = std::move(left);
    }
    return spans;
  }

  // Those that do not compare with something else.
  std::vector<words::Span> speaking_clauses(const words::PlainText& text, words::Span sentence) {
    std::vector<words::Span> clauses = text.clauses(sentence);
    clauses.erase(std::remove_if(clauses.begin(), clauses.end(),
                                 [this](words::Span clause) { return words::any_finds(clause_skips_, clause); }),
                  clauses.end());
    return clauses;
  }

  // A statement is in one clause: what follows a comma may have another subject.
  void check_phrases(const Paragraph& paragraph, words::Span sentence, const std::vector<words::Span>& clauses) {
    std::vector<words::Span> with_digits, with_denial;
    std::copy_if(clauses.begin(), clauses.end(), std::back_inserter(with_digits),
                 [&](words::Span clause) { return paragraph.text().has_digit(clause); });
    std::copy_if(clauses.begin(), clauses.end(), std::back_inserter(with_denial),
                 [&](words::Span clause) { return may_deny(paragraph, clause); });
    for (PhraseMatchers& phrase : phrases_) {
      for (const words::Span clause : phrase.phrase->none ? with_denial : with_digits) {
        for (words::Matcher& pattern : phrase.patterns) {
          if (!pattern.find(clause) || !phrase.is_meant(sentence, clause)) continue;
          if (!is_of_year(*phrase.phrase, pattern, paragraph)) continue;
          phrase.doubtful |= phrase.is_doubtful(sentence, clause);
          if (auto found = statement(*phrase.phrase, pattern, paragraph)) {
            found->paragraph = paragraph_;
            if (!phrase.phrase->none) found->change = change_after(paragraph, pattern.span(), sentence);
            phrase.statements.push_back(*std::move(found));
          }
          break;
        }
      }
    }
  }

  bool may_deny(const Paragraph& paragraph, words::Span clause) const {
    const std::u16string_view text(paragraph.text().units());
    return denial_.empty() ||
           text.substr(static_cast<std::size_t>(clause.begin), static_cast<std::size_t>(clause.end - clause.begin))
                   .find_first_of(denial_) != std::u16string_view::npos;
  }

  // 结转至2024年 states what is carried over only in the report of 2023.
  bool is_of_year(const Phrase& phrase, const words::Matcher& match, const Paragraph& paragraph) const {
    const words::Span year = match.group("year");
    if (year.begin == year.end) return true;
    const auto said = forms::Decimal::parse(paragraph.text().utf8(year));
    return said && (*said - *forms::Decimal::parse(std::to_string(phrase.year))).text() == year_;
  }

  static std::optional<Statement> statement(const Phrase& phrase, const words::Matcher& match,
                                            const Paragraph& paragraph) {
    forms::Decimal figure;
    if (!phrase.none) {
      const auto number = forms::Decimal::parse(paragraph.text().utf8(match.group("figure")));
      if (!number) return std::nullopt;
      figure = *number;
    }
    return Statement{.figure = figure,
                     .excerpt = paragraph.text().excerpt(match.span()),
                     .place = paragraph.place_of(match.span()),
                     .paragraph = 0,
                     .change = {}};
  }

  std::optional<Change> change_after(const Paragraph& paragraph, words::Span said, words::Span sentence) {
    if (previous_ == nullptr) return std::nullopt;
    for (GrowthCheck& growth : growths_) {
      if (!growth.of_phrases()) continue;
      if (auto change = growth.change_after(paragraph, said, sentence, year_)) return change;
    }
    return std::nullopt;
  }

  std::vector<ShareCheck::Total> totals_of(const Share& share) const {
    std::vector<ShareCheck::Total> totals;
    for (const Reading& reading : readings_of(share.totals, cells_)) {
      if (reading.sum) totals.push_back({*reading.sum, name_of(reading.terms.front())});
    }
    return totals;
  }

  // A finding for what a phrase found in the whole record: when the text says one thing and the cells another, however
  // they are read.
  void conclude(const PhraseMatchers& found) {
    if (found.statements.empty() || found.doubtful) return;
    const Statement& first = found.statements.front();
    const bool one = std::all_of(found.statements.begin(), found.statements.end(),
                                 [&](const Statement& other) { return other.figure == first.figure; });
    if (!one) return;
    const std::vector<Reading> readings = readings_of(found.phrase->readings, cells_);
    for (const Reading& reading : readings) {
      if (!reading.sum || agreed(*found.phrase, *reading.sum)) return;
      if (found.phrase->only_excess && first.figure < *reading.sum) return;
    }
    findings_.push_back(finding(*found.phrase, first, readings));
  }

  // Where the text says how far its figures are from last year's, and last year's record says something else.
  void conclude_changes(const PhraseMatchers& found) {
    if (previous_ == nullptr || found.doubtful) return;
    for (const Statement& said : found.statements) {
      if (!said.change) continue;
      // From what: the reading that the text's own figure follows, where there is one.
      const std::vector<Reading> now = readings_of(found.phrase->readings, cells_);
      const std::vector<Reading> last = readings_of(found.phrase->readings, *previous_);
      const Reading* from = nullptr;
      bool possible = false;
      for (std::size_t i = 0; i < last.size(); ++i) {
        if (!last[i].sum) possible = true;
        if (!last[i].sum || possible) continue;
        possible = said.change->can_be(*last[i].sum, said.figure);
        if (from == nullptr || now[i].sum == said.figure) from = &last[i];
      }
      if (!possible && from != nullptr) findings_.push_back(change_finding(said, *from));
    }
  }

  Diagnostic change_finding(const Statement& said, const Reading& last) const {
    const Bilingual right = true_change(*said.change, *last.sum, said.figure);
    const Bilingual table = forms::sum_in_words(last.terms);
    std::vector<RelatedPlace> related;
    for (const forms::Term& term : last.terms) related.push_back(forms::related(term));
    return {.code = growth_id(),
            .severity = Severity::warning,
            .place = said.change->place,
            .message = {fmt::format("正文说“{}”，上一年度的统计表却是 {}，从 {} 到 {} 是{}。", said.change->excerpt,
                                    table.zh, last.sum->text(), said.figure.text(), right.zh),
                        fmt::format("The text says \"{}\", but last year's table has {}: from {} to {} is {}.",
                                    said.change->excerpt, table.en, last.sum->text(), said.figure.text(), right.en)},
            .hint = {"核对增减的幅度；上年的数后来更正过的，可以不理会。",
                     "Check the change. Where last year's figure was corrected afterwards, this may be so."},
            .related = std::move(related)};
  }
  std::string growth_id() const {
    const auto found =
        std::find_if(growths_.begin(), growths_.end(), [](const GrowthCheck& growth) { return growth.of_phrases(); });
    return found->id();
  }

  // What the text states of a whole and of its parts, one paragraph at a time.
  void conclude(const Whole& whole) {
    for (int paragraph = 1; paragraph <= paragraph_; ++paragraph) {
      if (lists_at_odds_.contains(paragraph)) continue;  // which was reported
      if (const Statement* total = statement_of(whole.of, paragraph)) conclude(whole, *total, paragraph);
    }
  }

  void conclude(const Whole& whole, const Statement& total, int paragraph) {
    std::vector<const Statement*> parts;
    bool all = true;
    for (const auto& ways : whole.parts) {
      const std::size_t before = parts.size();
      for (const auto& way : ways) {
        std::vector<const Statement*> stated;
        for (const std::string& id : way) {
          if (const Statement* one = statement_of(id, paragraph)) stated.push_back(one);
        }
        if (stated.size() < way.size()) continue;
        parts.insert(parts.end(), stated.begin(), stated.end());
        break;
      }
      all &= parts.size() > before;
    }
    if (parts.size() < 2) return;
    forms::Decimal sum;
    std::string terms;
    std::vector<RelatedPlace> related = {{total.place, {"总数：" + total.excerpt, "the total: " + total.excerpt}}};
    for (const Statement* part : parts) {
      sum = sum + part->figure;
      add_to_row(terms, " + ", part->figure.text());
      related.push_back({part->place, {"分项：" + part->excerpt, "a part: " + part->excerpt}});
    }
    if (all ? sum == total.figure : sum <= total.figure) return;
    findings_.push_back({.code = whole.id,
                         .severity = Severity::warning,
                         .place = total.place,
                         .message = {fmt::format("正文所列各项之和 {} = {}，不是总数 {}：“{}”。", terms, sum.text(),
                                                 total.figure.text(), total.excerpt),
                                     fmt::format("The parts in the text make {} = {}, not the total {}: \"{}\".", terms,
                                                 sum.text(), total.figure.text(), total.excerpt)},
                         .hint = {"核对总数和各项。", "Check the total and its parts."},
                         .related = std::move(related)});
  }

  // The one statement of the phrase in the paragraph; null when there is none, more than one figure, or a doubt.
  const Statement* statement_of(const std::string& id, int paragraph) const {
    const Statement* only = nullptr;
    for (const PhraseMatchers& found : phrases_) {
      if (found.phrase->id != id || found.doubtful) continue;
      for (const Statement& one : found.statements) {
        if (one.paragraph != paragraph) continue;
        if (only != nullptr && only->figure != one.figure) return nullptr;
        only = &one;
      }
    }
    return only;
  }

  // The first reading, and the second where there is no third and it gives something else.
  static Diagnostic finding(const Phrase& phrase, const Statement& said, const std::vector<Reading>& readings) {
    Bilingual table = shown(readings.front());
    forms::Terms terms = readings.front().terms;
    if (readings.size() == 2 && readings.back().sum != readings.front().sum) {
      terms = readings.back().terms;
      const Bilingual other = forms::sum_in_words(terms);
      table = {table.zh + "（或 " + other.zh + "）", table.en + " (or " + other.en + ")"};
    }
    std::vector<RelatedPlace> related = {{said.place, {"正文：" + said.excerpt, "the text: " + said.excerpt}}};
    for (const forms::Term& term : terms) related.push_back(forms::related(term));
    return {.code = phrase.id,
            .severity = Severity::warning,
            .place = said.place,
            .message = {fmt::format("正文说“{}”，统计表{}。", said.excerpt, table.zh),
                        fmt::format(R"(The text says "{}", but the table has {}.)", said.excerpt, table.en)},
            .hint = {"核对正文和统计表，改正不对的一处；正文说的若不是本单位全年的总数，可以不理会。",
                     "Compare the text with the table and correct the one that is wrong. Where the text does not speak "
                     "of the whole year, or of the whole bureau, this may be so."},
            .related = std::move(related)};
  }

  // Whether some sentence about the same cells agrees with them: then another one that does not is about something
  // narrower.
  bool agreed(const Phrase& phrase, const forms::Decimal& figure) const {
    return std::any_of(phrases_.begin(), phrases_.end(), [&](const PhraseMatchers& other) {
      return other.phrase->readings.front() == phrase.readings.front() &&
             std::any_of(other.statements.begin(), other.statements.end(),
                         [&](const Statement& statement) { return statement.figure == figure; });
    });
  }

  const xml::Tree& record_;
  const forms::Cells& cells_;
  const forms::Cells* previous_;  // last year's record; null when there is none
  const std::vector<Whole>& wholes_;
  std::string year_;  // as the record writes it; empty when it names none
  words::Matchers paragraph_skips_, sentence_skips_, clause_skips_, own_year_;
  const std::u16string& denial_;
  std::vector<PhraseMatchers> phrases_;
  Headings headings_;
  std::vector<BreakdownCheck> breakdowns_;
  std::vector<ShareCheck> shares_;
  std::vector<GrowthCheck> growths_;
  int paragraph_ = 0;            // that is read, counted from 1
  std::set<int> lists_at_odds_;  // paragraphs with a breakdown that was reported
  int read_ = 0;                 // UTF-16 units so far
  Findings findings_;
};

}  // namespace

Findings check_narrative(const Narrative& narrative, const Identity& who, const xml::Tree& record,
                         const forms::Cells& cells, const forms::Cells* previous) {
  return NarrativeCheck(narrative, who, record, cells, previous).run();
}

}  // namespace banxin::validate
