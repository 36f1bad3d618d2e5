#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "forms/labels.h"
#include "validate/rule.h"
#include "words/matcher.h"

// narrative.xml as it was read: what the sentences of a report say about its figures. The comment at the top of the
// file explains its elements.
namespace banxin::validate {

// Words that a phrase depends on.
struct Condition {
  enum class Scope {
    clause,
    sentence,   // from the sentence's beginning to the clause's end
    paragraph,  // from the paragraph's beginning to the clause's end; up to 200 UTF-16 units
    anywhere,   // the whole sentence
  };
  words::Regex words;
  Scope scope = Scope::clause;
  words::Regex heading;  // also counts as said when a heading above says this; may be null
  words::Regex bureau;   // applies only to bureaus with such a name; null: all
};

// Words that state a cell's figure (a pattern has the group `figure`) or that there was none (no such group).
struct Phrase {
  std::string id;  // N-1: what findings are called
  // What the figure may be: each the sum of some cells. One that agrees is enough.
  std::vector<std::vector<std::string>> readings;
  bool none = false;
  bool only_excess = false;  // the figure may be less: it need not count all
  int year = 0;              // added to the report's year where a pattern's group `year` took part
  std::vector<words::Regex> patterns;
  std::vector<Condition> unless;  // what makes the clause be about something else
  std::vector<Condition> when;    // what must have been said by then, all of them
  std::vector<Condition> doubts;  // then the phrase is not checked, wherever else it is
};

// A total with its parts after it; groups of the pattern: total, unit, parts; of a part: figure, unit.
struct Breakdown {
  std::string id;
  int least_parts = 2;
  bool only_excess = false;   // parts may be less than the total: not all need be listed
  bool several_ways = false;  // the list may share the total out more than once
  std::string units;          // a total in one of them may have parts in any of them; empty: in its own alone
  words::Regex pattern;
  words::Regex part;  // one part and the mark after it
  std::vector<words::Regex> unless;
};

// A percentage of a figure named before it, or of one of the table's; groups of the pattern: part, share and, where the
// total stands in the text, total.
struct Share {
  std::string id;
  std::vector<std::vector<std::string>> totals;  // sums of cells that it may be a share of; empty: see the pattern
  words::Regex pattern;
  std::vector<words::Regex> unless;
};

// Two years' figures and how far they are apart. Groups of the pattern: now, last, difference, rate (a percentage), all
// but one of the first three with one of the last two; down takes part when the figure fell; year and last_year name
// the years, where the pattern has them.
struct Growth {
  std::string id;
  std::vector<words::Regex> patterns;
  std::vector<words::Regex> unless;  // in the sentence
  std::u16string words;  // a sentence without any of these characters says nothing of the kind; empty: all do
  // Follows a statement of a phrase directly, and is held against last year's record: groups difference, rate, down.
  bool of_phrases = false;
};

// Phrases that share out another one's figure: what they state in one paragraph must not be more, and must be the same
// when all are stated.
struct Whole {
  std::string id;
  std::string of;  // a phrase
  // Of each part, phrases that state it alone or together with others: {N-44 N-45 | N-63} as two ways.
  std::vector<std::vector<std::vector<std::string>>> parts;
};

struct Narrative {
  std::vector<words::Regex>
      paragraph_skips;  // other times, up to the paragraph's end or until the report's year is named
  std::vector<words::Regex> sentence_skips;  // sentences that are not about the whole year
  std::vector<words::Regex> clause_skips;    // clauses that compare
  std::vector<words::Regex> own_year;        // words that name another year but are about the report's: 上年结转
  std::u16string denial;                     // a clause without any of these characters denies nothing; empty: each may
  std::vector<Phrase> phrases;
  std::vector<Breakdown> breakdowns;
  std::vector<Share> shares;
  std::vector<Growth> growths;
  std::vector<Whole> wholes;
  std::vector<RuleText> texts;  // one for each id, in the file's order
};

// FOLDER/narrative.xml, and what it includes from the common folder. A form may have no such file: nothing is checked
// then. Without `compile_all`, an expression that is asked only of a sentence that another has found is compiled when
// it first is (words::compile_later), and not before. Errors: form-unusable, all at once, with file and line.
Result<Narrative> read_narrative(const std::string& folder, const std::string& common_folder,
                                 const forms::Labels& labels, bool compile_all);

}  // namespace banxin::validate
