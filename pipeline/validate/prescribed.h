#pragma once

#include "base/diagnostic.h"
#include "forms/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

// Checks whether a record has what its form prescribes, each part in its place, and what it has beyond that:
//
// record-chapter, record-table   errors: a chapter or its table is missing, or is elsewhere
// record-row                     error: a row in another table than its own, a cell that its row has not
// record-own-table               error: cells of a table of the bureau's own that do not cover it exactly once
// record-wording                 a heading or a label in other words: known ones a note, others a warning
// record-outdated                note: a row that the form has split up since
// record-additions               note: own chapters, rows and tables, which are printed as they are
Findings check_prescribed(const xml::Tree& record, const forms::Labels& labels);

}  // namespace banxin::validate
