#pragma once

#include <memory>
#include <string>
#include <vector>

#include "validate/validated_record.h"

namespace banxin::validate {

enum class Admit { valid_only, drafts_too };

// The outcome of one rule of the form on one record.
struct RuleOutcome {
  std::string id;
  enum class Verdict { held, broken, not_assessable } verdict = Verdict::held;
};

// What a check found, whether or not the record passed.
struct Report {
  std::string file;
  std::string sha512;  // of the record's bytes
  std::string form;
  Findings findings;               // in the order of the record, errors and warnings mixed
  std::vector<RuleOutcome> rules;  // every rule of the form, in the form's order
};

// Text of one rule for `banxin explain`.
struct RuleText {
  std::string id;
  Severity severity;
  Bilingual text;  // what must hold and why, with the form's own words
};

// A form's schema, rules and narrative phrases, loaded once; checks any number of records.
class Checker {
 public:
  // Error: form-unusable.
  static Result<Checker> load(const Form& form);

  // All findings: schema, then rules, then narrative. A record that the schema refuses is not put to the rules that
  // need its shape.
  Report report(const Record& record) const;

  // The record with its findings, when none is an error; else the findings. `drafts_too`: passes all, marked as a
  // draft.
  Result<ValidatedRecord> check(Record record, Admit admit = Admit::valid_only) const;

  const std::vector<RuleText>& rules() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// A report as SVRL (ISO/IEC 19757-3, annex D), UTF-8, same bytes for the same record.
std::string to_svrl(const Report& report);

std::string dump(const ValidatedRecord& record);

}  // namespace banxin::validate
