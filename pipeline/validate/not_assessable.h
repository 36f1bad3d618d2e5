#pragma once

#include <set>
#include <string>
#include <vector>

#include "validate/cells.h"
#include "validate/terms.h"

namespace banxin::validate {

// A rule that could not be judged, and the figures that were missing; none when the record's shape is at fault.
struct NotAssessable {
  std::string rule;
  std::vector<Missing> figures;
  std::set<std::string> names;  // of the figures: each is told of once
};

// The note rules-not-assessable: which rules, and for each, beside it, which cells and what they hold instead of a
// figure. `rules` is not empty.
Diagnostic note_not_assessable(const std::vector<NotAssessable>& rules, const Cells& cells);

}  // namespace banxin::validate
