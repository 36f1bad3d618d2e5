#pragma once

#include <vector>

#include "text/cells.h"
#include "text/shaped_document.h"

namespace banxin::text {

// Sets what every cluster gives to its neighbours and to a line's edges, and the gaps between them: marks side by side
// (CL-44 to CL-46), at a line's edges (CL-47, CL-48), squeezed (CL-66); gaps between Chinese and western text (CL-55 to
// CL-57, CL-59) and what may be stretched (CL-67). The clusters have their cells and breaks; `facts` holds one entry
// for each.
void set_spacing(std::vector<Cluster>& clusters, const std::vector<CellFacts>& facts, const Characters& characters);

}  // namespace banxin::text
