#pragma once

#include <optional>

#include "archive/archive.h"
#include "batch/batch.h"

namespace banxin::batch {

// After a run: adds an outcome for each bureau that is to report and has not, and says who they are; and which bureaus
// of the run are not on the list. The year is the one that most of the inputs report on, the later of two that are
// even.
void look_for_missing(const Expectation& expected, const std::optional<archive::Archive>& archive, BatchReport& report);

}  // namespace banxin::batch
