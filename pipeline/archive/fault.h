#pragma once

#include <string>

#include "archive/verify.h"

namespace banxin::archive {

// A finding that denies a property of a file or folder. Its hint is the property's.
Diagnostic fault(Property property, std::string file, Bilingual message);

}  // namespace banxin::archive
