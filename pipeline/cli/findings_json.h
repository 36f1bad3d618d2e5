#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "validate/validate.h"

namespace banxin::cli {

// The reports as one JSON document, described by findings.schema.json: stable codes, both languages, no dependence on
// the user's.
std::string to_json(const std::vector<validate::Report>& reports);

// Findings alone, as an array: the schema's definition of a finding.
nlohmann::ordered_json to_json(const Findings& findings);

}  // namespace banxin::cli
