#pragma once

#include <cstdint>
#include <string>

#include "base/length.h"

// Numbers as a content stream has them: decimal places of a point, by integer arithmetic alone, so that neither a
// locale nor a floating-point unit has any say in the bytes.
namespace banxin::pdf {

// In 10^-places of a point, to the nearest, halves away from zero; `places` is at most 9.
std::int64_t in_points(Length length, int places);

// value / 10^places, without trailing zeros: -13.5, 0, 0.05.
void append_decimal(std::string& out, std::int64_t value, int places);
std::string decimal(std::int64_t value, int places);

}  // namespace banxin::pdf
