#pragma once

#include <vector>

#include "forms/labels.h"
#include "record/form.h"
#include "xml/xml.h"

namespace banxin::validate {

// Whether a record that its form refuses has the tables of another one: last year's file with a new first line. Reports
// the form of `forms` that lacks the fewest of the tables' ids, if it lacks fewer than the record's own form, whose
// labels are `labels`. The labels of the others are read only when needed. Finding: record-other-form (error), at the
// first table.
Findings check_other_form(const xml::Tree& record, const Form& own, const forms::Labels& labels,
                          const std::vector<Form>& forms);

}  // namespace banxin::validate
