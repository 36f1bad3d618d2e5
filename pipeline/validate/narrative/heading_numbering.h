#pragma once

#include "base/diagnostic.h"
#include "forms/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

// Warnings narrative-numbering (GW-46): where the numbers of headings side by side do not go up by one. A row of
// headings may also go on from the last one of the row before it. Chapters of the form have the number that the page
// gives them. Headings without a number do not count, unless it is their numbers that are missing: then the first of
// them is named.
Findings check_heading_numbering(const xml::Tree& tree, const forms::Labels& labels);

}  // namespace banxin::validate
