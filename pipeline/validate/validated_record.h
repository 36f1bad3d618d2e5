#pragma once

#include <utility>

#include "record/record.h"
#include "xml/xml.h"

namespace banxin {

namespace validate {
class Checker;
}

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
  bool is_draft() const { return draft_; }

 private:
  friend class validate::Checker;
  ValidatedRecord(Record record, xml::Tree tree, Findings findings, bool draft)
      : record_(std::move(record)), tree_(std::move(tree)), findings_(std::move(findings)), draft_(draft) {}

  Record record_;
  xml::Tree tree_;
  Findings findings_;
  bool draft_ = false;
};

}  // namespace banxin
