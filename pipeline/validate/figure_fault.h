#pragma once

#include "base/diagnostic.h"
#include "validate/cells.h"
#include "xml/xml.h"

namespace banxin::validate {

// The schema tells of a figure that is none by the pattern that it breaks. Those findings get a sentence that names the
// row, what is wrong with the figure (full-width digits, separators, a unit, words) and how to write it; their code and
// place stay. All others stay as they are.
void explain_figures(Findings& findings, const xml::Tree& record, const Cells& cells);

}  // namespace banxin::validate
