#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Whether the cells of a table of the bureau's own cover its columns and rows exactly once (ISO 14289-1, 7.5), head and
// body each for itself. It has as many columns as the record gives widths, else as many as its first row. Errors:
// record-own-table, one for each row or cell at fault.
Findings check_own_table(const xml::Tree& record, const xml::Node& table);

}  // namespace banxin::validate
