#pragma once

#include <string>
#include <vector>

#include "desk/views.h"

namespace banxin::desk {

// One finding as markup; `target`: where its message leads, or nothing.
std::string finding_markup(const Page& page, const Diagnostic& finding, const std::string& target);
// A mark for the eye that is not a colour.
std::string shape_of(Severity severity);
// The list above a part's form, each finding with its number n1, n2 …
std::string summary_markup(const View& view, const Part& part, const std::vector<PlacedFinding>& found);
// placed(), and nothing for a part in which nothing is written yet.
std::vector<PlacedFinding> shown_findings(const View& view, const Part& part);

}  // namespace banxin::desk
