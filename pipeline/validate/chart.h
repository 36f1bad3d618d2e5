#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Whether a record's charts can be drawn: each entry has one figure for each series (one where there are none), and
// each is a figure that a bar from zero can show; shares have a whole. `record` has the figures of its table in place
// (FG-10). Errors: record-chart, at the entry.
Findings check_charts(const xml::Tree& record);

}  // namespace banxin::validate
