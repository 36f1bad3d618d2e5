#pragma once

#include "layout/line_breaker.h"

namespace banxin::layout {

// Lines of a text that names one organ or several, as a signature does: one line where it is no longer than half the
// measure or a single name; else it parts behind 、 and ） only, in as few lines as the measure allows, whose widest is
// as narrow as can be (GW-54). Where a line between them is wider than the measure it is broken like any text.
BrokenText break_between_names(const ShapedText& text, const Setting& setting);

}  // namespace banxin::layout
