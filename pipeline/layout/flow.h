#pragma once

#include "base/diagnostic.h"
#include "layout/page_builder.h"

namespace banxin::layout {

// Sets all blocks one after another, over as many pages as they take. Errors among the findings mean that the pages
// must not be used.
void flow_blocks(const ShapedDocument& document, const PageStyle& style, PageBuilder& pages, Findings& findings);

}  // namespace banxin::layout
