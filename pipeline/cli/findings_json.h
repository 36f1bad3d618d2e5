#pragma once

#include <string>
#include <vector>

#include "validate/validate.h"

namespace banxin::cli {

// The reports as one JSON document, described by findings.schema.json: stable codes, both languages, no dependence on
// the user's.
std::string to_json(const std::vector<validate::Report>& reports);

}  // namespace banxin::cli
