#pragma once

#include <utility>

#include "record/record.h"

namespace banxin {

namespace validate {
class Checker;
}

// A record that its form accepts, with the findings that let it pass: warnings and notes. Nothing in it is corrected.
// Made by validate::check alone. A draft (D-05) is the exception that must be asked for: it may hold errors, and every
// page made from it says so.
class ValidatedRecord {
 public:
  const Record& record() const { return record_; }
  const Findings& findings() const { return findings_; }
  bool is_draft() const { return draft_; }

 private:
  friend class validate::Checker;
  ValidatedRecord(Record record, Findings findings, bool draft)
      : record_(std::move(record)), findings_(std::move(findings)), draft_(draft) {}

  Record record_;
  Findings findings_;
  bool draft_ = false;
};

}  // namespace banxin
