#pragma once

#include <string>
#include <utility>
#include <vector>

#include "record/record.h"
#include "validate/rule.h"
#include "xml/xml.h"

namespace banxin {

namespace validate {
class Checker;
}  // namespace validate

// A record that its form accepts, with the findings that let it pass: warnings and notes. Nothing in it is corrected;
// figures that its text takes from its table (<figure cell="…"/>) are text in the tree. Made by validate::check alone.
// A draft (D-05) is an exception that must be asked for: it may hold errors, and every page made from it says that it
// is a draft.
class ValidatedRecord {
 public:
  const Record& record() const { return record_; }
  // What is printed: the record's tree with the figures that its text refers to. Lines and paths are the record's.
  const xml::Tree& tree() const { return tree_; }
  const Findings& findings() const { return findings_; }
  const std::vector<validate::RuleOutcome>& rules() const { return rules_; }  // every rule of the form, in its order
  bool is_draft() const { return draft_; }
  // SHA-512 of last year's record that it was compared with; empty without one.
  const std::string& previous() const { return previous_; }

 private:
  friend class validate::Checker;
  ValidatedRecord(Record record, xml::Tree tree, Findings findings, std::vector<validate::RuleOutcome> rules,
                  bool draft, std::string previous)
      : record_(std::move(record)),
        tree_(std::move(tree)),
        findings_(std::move(findings)),
        rules_(std::move(rules)),
        draft_(draft),
        previous_(std::move(previous)) {}

  Record record_;
  xml::Tree tree_;
  Findings findings_;
  std::vector<validate::RuleOutcome> rules_;
  bool draft_ = false;
  std::string previous_;
};

}  // namespace banxin
