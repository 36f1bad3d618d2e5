#include "validate/narrative_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "record/record.h"
#include "validate/breakdown_check.h"
#include "validate/decimal.h"
#include "validate/matcher.h"
#include "validate/paragraph.h"
#include "validate/share_check.h"
#include "validate/terms.h"

namespace banxin::validate {
namespace {

constexpr int longest_sentence = 2000;     // UTF-16 units; nobody writes a longer one
constexpr int most_text = 2'000'000;       // UTF-16 units of the whole record; a report has a hundredth of it
constexpr std::size_t most_findings = 50;  // of breakdowns; nobody reads more

bool of_record(const xml::Node& node, std::string_view name) {
  return node.name() == name && node.namespace_uri() == record::namespace_uri;
}

// Holds several parts of the text.
bool is_container(const xml::Node& node) {
  return of_record(node, "introduction") || of_record(node, "chapter") || of_record(node, "section") ||
         of_record(node, "list");
}

// What the text says of a cell.
struct Statement {
  Decimal figure;
  std::string excerpt;
  Place place;
};

// A phrase at work, with all that it found in the record.
struct PhraseMatchers {
  explicit PhraseMatchers(const Phrase& of)
      : phrase(&of),
        patterns(matchers_of(of.patterns)),
        unless(matchers_of(of.unless)),
        sentence_unless(matchers_of(of.sentence_unless)),
        when(matchers_of(of.when)),
        doubts(matchers_of(of.doubts)) {}

  void look_at(const icu::UnicodeString& text) {
    for (Matchers* matchers : {&patterns, &unless, &sentence_unless, &when, &doubts})
      validate::look_at(*matchers, text);
  }
  bool is_meant(Span sentence, Span clause) {
    const Span so_far{sentence.begin, clause.end};
    return !any_finds(unless, clause) && !any_finds(sentence_unless, so_far) && all_find(when, so_far);
  }

  const Phrase* phrase;
  Matchers patterns, unless, sentence_unless, when, doubts;
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
  NarrativeCheck(const Narrative& narrative, const xml::Tree& record, const Cells& cells)
      : record_(record),
        cells_(cells),
        year_(record.root().attribute("year").value_or("")),
        sentence_skips_(matchers_of(narrative.sentence_skips)),
        clause_skips_(matchers_of(narrative.clause_skips)),
        phrases_(narrative.phrases.begin(), narrative.phrases.end()),
        breakdowns_(narrative.breakdowns.begin(), narrative.breakdowns.end()),
        shares_(narrative.shares.begin(), narrative.shares.end()) {}

  Findings run() {
    visit(record_.root(), false);
    for (const PhraseMatchers& phrase : phrases_) conclude(phrase);
    return std::move(findings_);
  }

 private:
  // `quiet`: what stands above speaks of other times.
  void visit(const xml::Node& node, bool quiet) {
    bool other_year = false;  // named last, by the paragraphs so far
    for (const xml::Node& child : node.elements()) {
      if (of_record(child, "heading")) {
        quiet |= heading_is_quiet(child);
      } else if (of_record(child, "p") || of_record(child, "item")) {
        check_paragraph(child, quiet, other_year);
      } else if (is_container(child)) {
        visit(child, quiet || other_year);
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

  Years years_in(const PlainText& text, const std::vector<Span>& spans) const {
    Years years;
    for (const Span span : spans) {
      for (const int year : text.years(span)) (std::to_string(year) == year_ ? years.own : years.other) = true;
    }
    return years;
  }

  void check_paragraph(const xml::Node& node, bool context_is_quiet, bool& other_year) {
    if (read_ > most_text) return;
    const Paragraph paragraph(record_, node);
    read_ += paragraph.text().units().length();
    look_at_all(paragraph.text().units());
    bool quiet = context_is_quiet || other_year;
    for (const Span sentence : paragraph.text().sentences()) {
      if (sentence.end - sentence.begin > longest_sentence) continue;
      for (BreakdownCheck& breakdown : breakdowns_) {
        if (findings_.size() < most_findings) breakdown.check(paragraph, sentence, findings_);
      }
      for (ShareCheck& share : shares_) {
        if (findings_.size() < most_findings) share.check(paragraph, sentence, findings_);
      }
      const std::vector<Span> clauses = speaking_clauses(paragraph.text(), sentence);
      const auto [own, other] = years_in(paragraph.text(), clauses);
      // A year that is named holds for the sentences behind it, until another is.
      if (other || speak_of_other_times(clauses)) {
        quiet = true;
      } else if (own) {
        quiet = context_is_quiet;
      }
      if (own || other) other_year = other && !own;
      if (!quiet) check_phrases(paragraph, sentence, clauses);
    }
  }

  void look_at_all(const icu::UnicodeString& text) {
    look_at(sentence_skips_, text);
    look_at(clause_skips_, text);
    for (PhraseMatchers& phrase : phrases_) phrase.look_at(text);
    for (BreakdownCheck& breakdown : breakdowns_) breakdown.look_at(text);
    for (ShareCheck& share : shares_) share.look_at(text);
  }

  bool speak_of_other_times(const std::vector<Span>& clauses) {
    return std::any_of(clauses.begin(), clauses.end(),
                       [this](Span clause) { return any_finds(sentence_skips_, clause); });
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
  void check_phrases(const Paragraph& paragraph, Span sentence, const std::vector<Span>& clauses) {
    for (PhraseMatchers& phrase : phrases_) {
      for (const Span clause : clauses) {
        for (Matcher& pattern : phrase.patterns) {
          if (!pattern.find(clause) || !phrase.is_meant(sentence, clause)) continue;
          phrase.doubtful |= any_finds(phrase.doubts, sentence);
          if (auto found = statement(*phrase.phrase, pattern, paragraph)) {
            phrase.statements.push_back(*std::move(found));
          }
          break;
        }
      }
    }
  }

  static std::optional<Statement> statement(const Phrase& phrase, const Matcher& match, const Paragraph& paragraph) {
    Decimal figure;
    if (!phrase.none) {
      const auto number = Decimal::parse(paragraph.text().utf8(match.group("figure")));
      if (!number) return std::nullopt;
      figure = *number;
    }
    return Statement{figure, paragraph.text().excerpt(match.span()), paragraph.place_of(match.span())};
  }

  // The cells of one reading, and their sum when all are known.
  struct Reading {
    Terms terms;
    std::optional<Decimal> sum;
  };

  std::vector<Reading> readings_of(const Phrase& phrase) const {
    const TermReader reader(cells_, nullptr);
    std::vector<Reading> readings;
    for (const auto& ids : phrase.readings) {
      Reading reading{{}, Decimal()};
      for (const std::string& id : ids) {
        reading.terms.push_back(reader.term(id));
        const Figure& figure = reading.terms.back().figure;
        if (!figure.known()) reading.sum.reset();
        if (reading.sum) reading.sum = *reading.sum + figure.number;
      }
      readings.push_back(std::move(reading));
    }
    return readings;
  }

  // A finding for what a phrase found all over the record: when it says one thing, and the cells another, however they
  // are read.
  void conclude(const PhraseMatchers& found) {
    if (found.statements.empty() || found.doubtful) return;
    const Statement& first = found.statements.front();
    const bool one = std::all_of(found.statements.begin(), found.statements.end(),
                                 [&](const Statement& other) { return other.figure == first.figure; });
    if (!one) return;
    const std::vector<Reading> readings = readings_of(*found.phrase);
    for (const Reading& reading : readings) {
      if (!reading.sum || agreed(*found.phrase, *reading.sum)) return;
    }
    findings_.push_back(finding(*found.phrase, first, readings));
  }

  // 收到申请数”却是 12件, or of a sum: 之和 3 + 9 = 12件.
  static Bilingual shown(const Reading& reading) {
    const Term& first = reading.terms.front();
    const std::string unit = first.cells->unit(first.id);
    Bilingual text;
    std::string figures;
    for (const Term& term : reading.terms) {
      const Bilingual name = name_of(term);
      text.zh += (text.zh.empty() ? "“" : "、“") + name.zh + "”";
      text.en += (text.en.empty() ? "\"" : ", \"") + name.en + "\"";
      figures += (figures.empty() ? "" : " + ") + term.figure.number.text();
    }
    const bool sum = reading.terms.size() > 1;
    if (sum) figures += " = " + reading.sum->text();
    return {text.zh + (sum ? "之和" : "") + "却是 " + figures + unit,
            figures + (unit.empty() ? "" : " " + unit) + " for " + text.en};
  }

  static Diagnostic finding(const Phrase& phrase, const Statement& said, const std::vector<Reading>& readings) {
    const Bilingual table = shown(readings.front());
    std::vector<RelatedPlace> related = {{said.place, {"正文：" + said.excerpt, "the text: " + said.excerpt}}};
    for (const Term& term : readings.front().terms) related.push_back(validate::related(term));
    return {.code = phrase.id,
            .severity = Severity::warning,
            .place = said.place,
            .message = {fmt::format("正文说“{}”，统计表的{}。", said.excerpt, table.zh),
                        fmt::format(R"(The text says "{}", but the table has {}.)", said.excerpt, table.en)},
            .hint = {"核对正文和统计表，改正不对的一处。",
                     "Compare the text with the table and correct the one that is wrong."},
            .related = std::move(related)};
  }

  // Whether some sentence on the same cells agrees with them: then another one that does not speaks of something
  // narrower.
  bool agreed(const Phrase& phrase, const Decimal& figure) const {
    return std::any_of(phrases_.begin(), phrases_.end(), [&](const PhraseMatchers& other) {
      return other.phrase->readings.front() == phrase.readings.front() &&
             std::any_of(other.statements.begin(), other.statements.end(),
                         [&](const Statement& statement) { return statement.figure == figure; });
    });
  }

  const xml::Tree& record_;
  const Cells& cells_;
  std::string year_;  // as the record writes it; empty when it names none
  Matchers sentence_skips_, clause_skips_;
  std::vector<PhraseMatchers> phrases_;
  std::vector<BreakdownCheck> breakdowns_;
  std::vector<ShareCheck> shares_;
  int read_ = 0;  // UTF-16 units so far
  Findings findings_;
};

}  // namespace

Findings check_narrative(const Narrative& narrative, const xml::Tree& record, const Cells& cells) {
  return NarrativeCheck(narrative, record, cells).run();
}

}  // namespace banxin::validate
