#pragma once

#include <string>
#include <vector>

#include "validate/cells.h"
#include "validate/schematron.h"

namespace banxin::validate {

struct RuleResults {
  Findings findings;  // in the form's order; the note rules-not-assessable last
  std::vector<RuleOutcome> outcomes;
  std::vector<FiredRule> fired;
};

// Whether all rules can be evaluated at all: each expression is tried on the form's blank record, each id looked up.
// Errors: form-unusable with file and line; empty when all is well.
Findings try_out(const Schematron& schema, const Labels& labels);

// Puts the record to the rules. `well_formed`: the form's schema accepts it; otherwise a rule that names no cells that
// it needs is not judged.
RuleResults check_rules(const Schematron& schema, const Labels& labels, const xml::Tree& record, bool well_formed);

}  // namespace banxin::validate
