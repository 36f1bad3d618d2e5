#pragma once

#include "base/diagnostic.h"
#include "forms/cells.h"
#include "xml/xml.h"

namespace banxin::validate {

// The schema reports text that is not a figure by the pattern that it breaks. These findings get a sentence that names
// the row, what is wrong with the figure (full-width digits, separators, a unit, words) and how to write it; their code
// and place stay. All others stay as they are.
void explain_figures(Findings& findings, const xml::Tree& record, const forms::Cells& cells);

}  // namespace banxin::validate
