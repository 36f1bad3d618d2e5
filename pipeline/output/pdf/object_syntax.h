#pragma once

#include <string>

#include "output/pdf/object_value.h"

namespace banxin::pdf {

// A dictionary in the syntax of ISO 32000-1, 7.3: /Type first, then in byte order of the keys, whatever the order of
// its entries; a space only where two tokens would run together.
std::string syntax_of(const Dictionary& entries);

}  // namespace banxin::pdf
