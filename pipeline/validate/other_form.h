#pragma once

#include <vector>

#include "record/form.h"
#include "validate/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

// Whether a record that its form refuses has the tables of another one: last year's file with a new first line. The
// form of `forms` is told that lacks the fewest of the tables' ids, if it lacks fewer than the record's own form, whose
// labels are `labels`. Those of the others are read when it comes to that. Finding: record-other-form (error), at the
// first table.
Findings check_other_form(const xml::Tree& record, const Form& own, const Labels& labels,
                          const std::vector<Form>& forms);

}  // namespace banxin::validate
