#pragma once

#include "base/diagnostic.h"
#include "forms/cells.h"
#include "record/identity.h"
#include "validate/narrative/narrative.h"
#include "xml/xml.h"

namespace banxin::validate {

// Compares the sentences of the record of `who` with its table, totals with their parts, and growth with last year's
// record, where there is one. Warnings only, and none in doubt: a sentence that is about another year, compares, or
// states several figures for one cell is skipped; so is one whose cells hold no figure at all. Of a record with
// megabytes of text, which is not a report, only the beginning is read.
Findings check_narrative(const Narrative& narrative, const Identity& who, const xml::Tree& record,
                         const forms::Cells& cells, const forms::Cells* previous);

}  // namespace banxin::validate
