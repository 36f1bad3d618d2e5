#pragma once

#include "archive/outcome.h"
#include "batch/limits.h"
#include "batch/pool.h"

namespace banxin::batch {

// Puts the code and the reason of a task that ended its workers into its outcome.
void tell(const Failure& failure, const Limits& limits, archive::Outcome& outcome);

}  // namespace banxin::batch
