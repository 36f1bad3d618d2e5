#pragma once

#include <string>

#include "base/result.h"
#include "record/form.h"
#include "record/record.h"

namespace banxin::forms {

// What is known of the report that the record is to become.
struct BlankOptions {
  int year = 0;                      // 0: one that the form serves; the year after `previous`
  std::string bureau;                // empty: that of `previous`, or a placeholder
  bool zero = false;                 // a bureau that had nothing: 0 in every cell
  const Record* previous = nullptr;  // last year's: what is taken over of it stands below; null: nothing
};

// An empty record of the form, made from the form's own files: placeholders for the text (placeholders.h), a blank row
// for each label, and comments that say how to fill it in.
//
// Of last year's record are taken over: the bureau, how to reach it (what the introduction and the lines for signing
// say), the headings of chapters that the form leaves to the bureau, and the figures that labels.xml carries over
// (last-year="ROW" at a label), where that record is of the year before. Errors: form-unusable.
Result<std::string> blank_record(const Form& form, const BlankOptions& options = {});

}  // namespace banxin::forms
