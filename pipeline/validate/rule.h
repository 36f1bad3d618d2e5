#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace banxin::validate {

// Text of one rule, or of one check of the narrative, for `banxin explain`.
struct RuleText {
  std::string id;
  Severity severity;
  Bilingual text;  // what must hold and why, with the form's own words
};

// The outcome of one rule of the form on one record.
struct RuleOutcome {
  std::string id;
  enum class Verdict { held, broken, not_assessable } verdict = Verdict::held;
};
// Its name in machine-readable output: held, broken, not-assessable.
std::string_view name_of(RuleOutcome::Verdict verdict);

// A Schematron rule that met its context in the record, with the assertions that failed there: what SVRL lists.
struct FiredRule {
  struct Failure {
    std::string test;     // the assertion's XPath expression
    bool report = false;  // of sch:report, which fails when its test is true
    Diagnostic finding;
  };
  std::string pattern;
  std::string context;
  std::vector<Failure> failures;
};

}  // namespace banxin::validate
