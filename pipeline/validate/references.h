#pragma once

#include "base/diagnostic.h"
#include "forms/cells.h"
#include "forms/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

// What a draft shows where a figure should be.
inline constexpr const char* unresolved_figure = "？";

// A record whose text shows the figures that it takes from the table.
struct Resolved {
  xml::Tree tree;
  Findings findings;
};

// Puts into each <figure cell="…"/> of the text what it refers to; a record without any is returned as it is.
//   as="value", or without       the cell as it is written; of several cells their sum; last-year:… is last year's
//   as="share" of="CELLS"        12.5%: the cells' part of those others
//   as="change"                  增加3 / 减少3, against the same cells of last year's record
//   as="change-rate"             增长12.5% / 下降12.5%, the same in percent of last year's
//   decimals="1"                 of a percentage, 0 to 6; 1 when it is left out
// Decimal arithmetic; half is rounded up. Errors: reference-unknown, reference-blank, reference-no-previous,
// reference-zero, reference-differs (the text that is already inside is not the value). What cannot be resolved keeps
// its text, and shows ？ when it has none.
Resolved resolve_references(const xml::Tree& record, const forms::Labels& labels, const forms::Cells* previous);

}  // namespace banxin::validate
