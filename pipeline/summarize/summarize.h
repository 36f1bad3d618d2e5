#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "validate/validated_record.h"

namespace banxin::summarize {

// Of the element in a sum's extension that says where it comes from.
inline constexpr const char* summary_namespace = "urn:banxin:summary:1";

// What the upper level calls itself and its report. When empty: a placeholder to be filled in; a title made from the
// bureau, the year and the form's name.
struct Upper {
  std::string bureau;
  std::string title;
};

// The sum of many bureaus' records of one form and one year. Records are added one at a time and not kept: what stays
// is each record's bureau, its digest and which cells it left blank, and each cell's sum.
class Sum {
 public:
  // For the form and year of this record, which is not added yet. Error: form-unusable.
  static Result<Sum> begin(const Record& first);
  ~Sum();
  Sum(Sum&&) noexcept;
  Sum& operator=(Sum&&) noexcept;

  // A record of that form and year. Error, with which it does not count: summary-duplicate (a bureau for the second
  // time).
  Findings add(const ValidatedRecord& validated);
  // Notes a record that was given but could not be read or has errors: the sum is not complete.
  void add_unusable();

  // Compares the records with the bureaus that should have sent one. Warnings: summary-missing, one for each bureau
  // without a record, which the summary then names; summary-unexpected, for each record of another bureau.
  Findings expect(const std::set<std::string>& bureaus, const std::string& file);

  // What a reader of the sums must know. Errors: summary-rows (a row that stands for others, which other records fill).
  // Warnings: summary-units (amounts in different units, not added). Notes: summary-blank (cells that some left blank),
  // summary-own-rows (rows of the bureaus' own, not added).
  Findings remarks() const;

  // The upper level's record, UTF-8. A cell is the exact sum of the figures there are; blank when there is none, or /,
  // - or 不适用 when all say so. Sources, missing bureaus and blanks are listed in its extension; chapters of text hold
  // a placeholder. Whether its form accepts it is for the caller to check.
  std::string write(const Upper& upper) const;

  // Compares a total of that form and year with the sum, cell by cell. Warnings: summary-differs. Note:
  // summary-not-assessable, for cells that some left blank, or all when records are missing.
  Findings compare(const ValidatedRecord& validated) const;

  // What is kept of the records: the room's own.
  struct Impl;

 private:
  explicit Sum(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace banxin::summarize
