#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Warnings narrative-numbering (GW-46): where the numbers of headings side by side do not go up by one. A row of
// headings may also go on from the last one of the row before it; headings without a number do not count.
Findings check_heading_numbering(const xml::Tree& tree);

}  // namespace banxin::validate
