#pragma once

#include <string>
#include <vector>

#include "validate/validate.h"

namespace banxin::validate {

// The reports as one JSON document, described by findings.schema.json: stable codes, both languages, no dependence on
// the user's.
std::string to_json(const std::vector<Report>& reports);

// Findings alone, as a JSON array: the schema's definition of a finding.
std::string to_json(const Findings& findings);

}  // namespace banxin::validate
