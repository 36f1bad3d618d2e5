#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Brings findings into the order of the record, those of one place staying in theirs. What stands nowhere in the record
// comes first.
void sort_by_place(Findings& findings, const xml::Tree& record);

}  // namespace banxin::validate
