#pragma once

#include <set>
#include <string>
#include <vector>

#include "forms/cells.h"
#include "forms/terms.h"

namespace banxin::validate {

// A rule that could not be judged, and the figures that were missing; no figures when the record's shape is at fault.
struct NotAssessable {
  std::string rule;
  std::vector<forms::Missing> figures;
  std::set<std::string> names;  // of the figures: each is reported once
};

// The note rules-not-assessable: which rules and, for each of them, which cells and what they hold instead of a figure.
// `rules` is not empty.
Diagnostic note_not_assessable(const std::vector<NotAssessable>& rules, const forms::Cells& cells);

}  // namespace banxin::validate
