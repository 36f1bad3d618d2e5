#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "import/found.h"

namespace banxin::import {

// How sure it is that a value is what the file says.
enum class Sure {
  exact,    // under the form's own words
  variant,  // under a wording that is known, or with digits and marks folded
  near,     // under words that resemble only one label: to be confirmed
  open,     // a question: the record has nothing in its place, or what is most likely
};
// exact, variant, near, open: for programs.
std::string_view name_of(Sure sure);
Bilingual words_of(Sure sure);

// One line of provenance (D-14).
struct Value {
  std::string part;  // of the record: title, requests:received/total, chapter 2
  Bilingual name;    // the same for people
  std::string written;
  std::string source;  // as the file has it
  Spot spot;
  Sure sure = Sure::exact;
  std::vector<Bilingual> told = {};  // what was done to it, and what speaks for it; sentences
};

// What no value was made from.
struct Leftover {
  std::string text;
  Spot spot;
  Bilingual why;  // a clause
};

// A record out of what an office has: never anything that a person entered and no line accounts for.
struct Draft {
  struct Source {
    std::string file;
    Bilingual kind;
  };

  std::vector<Source> sources;
  std::string form, year, bureau, title;
  std::string record;  // UTF-8, by the one writer of records
  std::vector<Value> values;
  std::vector<Leftover> unused;
  Findings findings;                // open questions are warnings, what a person should know of notes
  std::vector<std::string> learnt;  // elements for labels.xml that would make near wordings known

  // Whether a person has to decide something.
  bool open() const { return findings.count(Severity::warning) + findings.count(Severity::error) > 0; }
};

}  // namespace banxin::import
