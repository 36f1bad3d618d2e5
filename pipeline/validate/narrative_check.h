#pragma once

#include "base/diagnostic.h"
#include "validate/cells.h"
#include "validate/narrative.h"
#include "xml/xml.h"

namespace banxin::validate {

// Holds the sentences of a record against its table, and totals against their parts. Warnings only, and none in doubt:
// a sentence that speaks of another year, compares, or states several figures for one cell is passed over; so is one
// that states what a cell that holds no figure should hold. Of a record with megabytes of text, which is no report,
// only the beginning is read.
Findings check_narrative(const Narrative& narrative, const xml::Tree& record, const Cells& cells);

}  // namespace banxin::validate
