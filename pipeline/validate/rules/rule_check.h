#pragma once

#include <memory>
#include <vector>

#include "forms/cells.h"
#include "validate/rule.h"
#include "validate/rules/schematron.h"

namespace banxin::validate {

struct RuleResults {
  Findings findings;  // in the form's order; the note rules-not-assessable last
  std::vector<RuleOutcome> outcomes;
  std::vector<FiredRule> fired;
};

// Applies a form's rules to one record after another: each expression is compiled once. Records are judged one at a
// time, whatever the threads.
class RuleCheck {
 public:
  // Both must outlive it.
  RuleCheck(const Schematron& schema, const forms::Labels& labels);
  ~RuleCheck();
  RuleCheck(RuleCheck&&) noexcept;
  RuleCheck& operator=(RuleCheck&&) noexcept;

  // Whether all rules can be evaluated at all: each expression is tried on the form's blank record, each id looked up.
  // Errors: form-unusable with file and line; empty when all of them can.
  Findings try_out() const;

  // `well_formed`: the form's schema accepts the record; otherwise a rule that does not say which cells it reads is not
  // judged, and no note says what was not judged. `previous`: last year's record; without it rules that compare with it
  // are not judged, silently.
  RuleResults run(const xml::Tree& record, const forms::Cells& cells, const forms::Cells* previous,
                  bool well_formed) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace banxin::validate
