#pragma once

#include "base/diagnostic.h"
#include "layout/page_builder.h"

namespace banxin::layout {

// Sets all blocks one after another, over as many pages as they take; tables at least as tight as `tightness` says (0:
// as the style has them, to `tightest`). Errors among the findings mean that the pages must not be used.
void flow_blocks(const ShapedDocument& document, const PageStyle& style, int tightness, PageBuilder& pages,
                 Findings& findings);

}  // namespace banxin::layout
