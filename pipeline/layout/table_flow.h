#pragma once

#include "layout/page_builder.h"
#include "layout/table_measure.h"

namespace banxin::layout {

// What must be on the same page as the text above a table: the head and the first rows that stay together. Never more
// than a page holds.
Length least_height(const MeasuredTable& table, const PageStyle& style);
// The table on one page, its frame included.
Length whole_height(const MeasuredTable& table);

// Sets a table from the cursor on, over as many pages as it takes: the head repeated and 续表 above each later
// fragment (GW-74), as artifacts of one table (PA-80), rows whole unless taller than a page. `below`: room that is left
// free below its last rows, for what must be on their page.
void flow_table(const MeasuredTable& table, PageBuilder& pages, Length below);

}  // namespace banxin::layout
