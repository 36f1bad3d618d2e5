#pragma once

#include "base/diagnostic.h"

namespace banxin::cli {

// "2 errors, 1 warning"; empty when there are neither. Notes do not count.
Bilingual counted(const Findings& findings);

}  // namespace banxin::cli
