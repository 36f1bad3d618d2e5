#pragma once

#include "base/diagnostic.h"
#include "forms/cells.h"
#include "record/identity.h"
#include "validate/narrative/narrative.h"
#include "xml/xml.h"

namespace banxin::validate {

// Compares the sentences of the record of `who` with its table, and totals with their parts. Warnings only, and none in
// doubt: a sentence that is about another year, compares, or states several figures for one cell is skipped; so is one
// that states what a cell without a figure should hold. Of a record with megabytes of text, which is not a report, only
// the beginning is read.
Findings check_narrative(const Narrative& narrative, const Identity& who, const xml::Tree& record,
                         const forms::Cells& cells);

}  // namespace banxin::validate
