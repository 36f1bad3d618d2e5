#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Errors record-template: texts in which a placeholder of the blank record or of a summary still stands
// (forms/placeholders.h), each at its line. A template that nobody has filled in is not a report.
Findings check_template(const xml::Tree& record);

}  // namespace banxin::validate
