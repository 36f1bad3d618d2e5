#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Sorts findings into the order of the record; those of one place stay in their order. Findings without a place in the
// record come first.
void sort_by_place(Findings& findings, const xml::Tree& record);

}  // namespace banxin::validate
