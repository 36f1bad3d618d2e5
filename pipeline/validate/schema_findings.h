#pragma once

#include "forms/cells.h"
#include "forms/labels.h"
#include "forms/vocabulary.h"
#include "record/form.h"
#include "xml/xml.h"

namespace banxin::validate {

// What the form's schema refuses, in the words of the form: what is wrong at which place, and how it should be. One
// cause, one finding: an attribute that is missing because it is misspelt is not reported again. Findings:
// schema-invalid.
Findings schema_findings(const xml::Violations& violations, const xml::Tree& record, const Form& form,
                         const forms::Labels& labels, const forms::Cells& cells, const forms::Vocabulary& vocabulary);

}  // namespace banxin::validate
