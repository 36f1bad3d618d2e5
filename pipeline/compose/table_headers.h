#pragma once

#include "base/node.h"
#include "compose/document.h"

namespace banxin::compose {

// Names the header cells of every data cell: those that head its rows, then those of its columns: of the head, and of
// the body the nearest above, one below another (a band and the labels under it). Headers of an earlier block of the
// body do not apply to a later one (ISO 14289-1, 7.5: no cell without its headers; PA-79).
void associate_headers(const Table& table, NodeTree& nodes);

}  // namespace banxin::compose
