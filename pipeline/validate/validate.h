#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "forms/cells.h"
#include "forms/vocabulary.h"
#include "validate/rule.h"
#include "validate/validated_record.h"

namespace banxin::validate {

enum class Admit { valid_only, drafts_too };

// What a check found, whether or not the record passed.
struct Report {
  std::string file;
  std::string sha512;  // of the bytes received
  std::string form;
  Findings findings;               // in the order of the record, errors and warnings mixed
  std::vector<RuleOutcome> rules;  // every rule of the form, in the form's order
  std::vector<FiredRule> fired;    // in the form's order
};

// How much of a form's data is looked at when it is loaded: all of it, every expression tried on a blank record; or
// what a record asks for, when it does, which takes a third of the time.
enum class Loading : std::uint8_t { all, as_asked };

// A form's schema, rules and narrative phrases, loaded once; checks any number of records.
class Checker {
 public:
  // `others`: the forms whose tables a record may have by mistake. Error: form-unusable.
  static Result<Checker> load(const Form& form, std::vector<Form> others = {}, Loading loading = Loading::all);

  // All findings of schema, rules and narrative. For a record that the schema refuses, only those rules are judged that
  // say which cells they need, and only when each of these is there once and holds a figure. For any other, one note,
  // rules-not-assessable, says which rules could not be judged and why. `previous`: last year's record, to compare
  // with; what is found wrong with it names its file.
  Report report(const Record& record, const Record* previous = nullptr) const;

  // The same report and, when no finding in it is an error, the record that it is of: for a caller who goes on with it.
  struct Judged {
    Report report;
    std::optional<ValidatedRecord> valid;
  };
  Judged judge(Record record, const Record* previous = nullptr) const;

  // The record with its findings, when none is an error; else the findings. `drafts_too`: passes every record, marked
  // as a draft.
  Result<ValidatedRecord> check(Record record, Admit admit = Admit::valid_only, const Record* previous = nullptr) const;

  const std::vector<RuleText>& rules() const;
  // The form's words, for those who speak of the record.
  const forms::Labels& labels() const;
  const forms::Vocabulary& vocabulary() const;

 private:
  struct Examined;
  Examined examine(const Record& record, const Record* previous) const;
  Findings explain(xml::Violations violations, const Record& record, const forms::Cells& cells) const;

  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

// A report as SVRL (ISO/IEC 19757-3, annex D), UTF-8, same bytes for the same record. The text of a failure is Chinese;
// its English and the hints are diagnostics. What was not found by the form's rules follows them, one pattern for each
// code.
std::string to_svrl(const Report& report);

// One line per finding, after a line about the record itself.
std::string dump(const ValidatedRecord& record);

}  // namespace banxin::validate
