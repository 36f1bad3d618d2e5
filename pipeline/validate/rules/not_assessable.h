#pragma once

#include <set>
#include <string>
#include <vector>

#include "forms/cells.h"
#include "forms/terms.h"

namespace banxin::validate {

// A rule that could not be judged, and the figures that were missing.
struct NotAssessable {
  std::string rule;
  std::vector<forms::Missing> figures;
  std::set<std::string> names;  // of the figures: each is reported once
};

// One note, rules-not-assessable: which rules, which cells and what they hold instead of a figure; how many of them
// where they are many. Nothing when no cell is missing.
Findings note_not_assessable(const std::vector<NotAssessable>& rules, const forms::Cells& cells);

}  // namespace banxin::validate
