#pragma once

#include "base/diagnostic.h"
#include "layout/page_builder.h"

namespace banxin::layout {

// Sets all blocks one behind the other, over as many pages as they take. Errors among the findings mean that what
// stands on the pages is not to be used.
void flow_blocks(const ShapedDocument& document, const PageStyle& style, PageBuilder& pages, Findings& findings);

}  // namespace banxin::layout
