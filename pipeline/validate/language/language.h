#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "validate/rule.h"
#include "words/matcher.h"

namespace banxin::validate {

// What offices mistype, as common/language.xml says it: marks (GB/T 15834), numerals (GB/T 15835), words. All of them
// notes: a report may lawfully quote or mean any of it.

// Marks that enclose: 《 and 》.
struct MarkPair {
  char16_t opening = 0;
  char16_t closing = 0;
  bool runs_on = false;  // over several paragraphs, of which each begins with the opening one
};

struct LanguageCheck {
  std::string id;
  bool paragraphs = true;  // looked for in paragraphs and items
  bool headings = true;    // in headings that are not the form's own, and in the title
  Bilingual message;       // a clause; an example and how many there are follow it
  Bilingual hint;
  std::vector<words::Regex> patterns;
  std::vector<words::Regex> unless;  // a place inside such a match is passed over: an address, a phrase
  std::vector<MarkPair> pairs;       // in place of patterns: these must be in pairs
};

struct Language {
  std::vector<LanguageCheck> checks;
  std::vector<RuleText> texts;  // one for each check
};

// COMMON_FOLDER/language.xml; where it is missing nothing is checked. Errors: form-unusable, all at once, with file
// and line.
Result<Language> read_language(const std::string& common_folder);

}  // namespace banxin::validate
