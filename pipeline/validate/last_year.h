#pragma once

#include <memory>
#include <optional>

#include "forms/cells.h"
#include "forms/labels.h"
#include "record/record.h"
#include "xml/xml.h"

namespace banxin::validate {

// Last year's record, as far as this year's is compared with it. It need not be valid, nor follow the same form: rows
// that both forms have share their ids.
class LastYear {
 public:
  // `labels` are those of the record's own form and must outlive this. Findings: previous-other-bureau,
  // previous-other-year (warnings: nothing is compared then); form-unusable.
  LastYear(const Record& record, const Record* previous, const forms::Labels& labels);

  // Null when there is no record to compare with.
  const forms::Cells* cells() const { return cells_.get(); }
  const xml::Tree* tree() const { return tree_ ? &*tree_ : nullptr; }
  const Findings& findings() const { return findings_; }

 private:
  std::optional<xml::Tree> tree_;        // with what its text takes from its own cells
  std::optional<forms::Labels> labels_;  // of its form, when that is a different one
  std::unique_ptr<forms::Cells> cells_;
  Findings findings_;
};

}  // namespace banxin::validate
