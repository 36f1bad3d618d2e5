#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/record.h"
#include "xml/xml.h"

namespace banxin {

namespace validate {
class Checker;

// The outcome of one rule of the form on one record.
struct RuleOutcome {
  std::string id;
  enum class Verdict { held, broken, not_assessable } verdict = Verdict::held;
};
// As machine-readable output has it: held, broken, not-assessable.
std::string_view name_of(RuleOutcome::Verdict verdict);

}  // namespace validate

// A record that its form accepts, with the findings that let it pass: warnings and notes. Nothing in it is corrected;
// figures that its text takes from its table (<figure cell="…"/>) stand in the tree as text.
// Made by validate::check alone. A draft (D-05) is the exception that must be asked for: it may hold errors, and every
// page made from it says so.
class ValidatedRecord {
 public:
  const Record& record() const { return record_; }
  // What is printed: the record's tree with the figures that its text refers to. Lines and paths are the record's.
  const xml::Tree& tree() const { return tree_; }
  const Findings& findings() const { return findings_; }
  const std::vector<validate::RuleOutcome>& rules() const { return rules_; }  // every rule of the form, in its order
  bool is_draft() const { return draft_; }

 private:
  friend class validate::Checker;
  ValidatedRecord(Record record, xml::Tree tree, Findings findings, std::vector<validate::RuleOutcome> rules,
                  bool draft)
      : record_(std::move(record)),
        tree_(std::move(tree)),
        findings_(std::move(findings)),
        rules_(std::move(rules)),
        draft_(draft) {}

  Record record_;
  xml::Tree tree_;
  Findings findings_;
  std::vector<validate::RuleOutcome> rules_;
  bool draft_ = false;
};

}  // namespace banxin
