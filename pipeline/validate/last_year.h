#pragma once

#include <memory>
#include <optional>

#include "record/record.h"
#include "validate/cells.h"
#include "validate/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

// Last year's record, as far as this year's is held against it. It need not be valid, nor follow the same form: rows
// that both forms have bear the same ids.
class LastYear {
 public:
  // `labels` are those of the record's own form and must outlive this. Findings: previous-other-bureau,
  // previous-other-year (warnings: nothing is compared then); form-unusable.
  LastYear(const Record& record, const Record* previous, const Labels& labels);

  // Null when there is no record to compare with.
  const Cells* cells() const { return cells_.get(); }
  const xml::Tree* tree() const { return tree_ ? &*tree_ : nullptr; }
  const Findings& findings() const { return findings_; }

 private:
  std::optional<xml::Tree> tree_;  // with what its text takes from its own cells
  std::optional<Labels> labels_;   // of its form, when that is another
  std::unique_ptr<Cells> cells_;
  Findings findings_;
};

}  // namespace banxin::validate
