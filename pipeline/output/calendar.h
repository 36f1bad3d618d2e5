#pragma once

#include <cstdint>
#include <string>

// Dates as a file has them, from seconds since 1970-01-01T00:00:00Z, always UTC: they depend on no clock and no time
// zone (PA-90).
namespace banxin::output {

std::string pdf_date(std::int64_t seconds);  // D:20190315000000Z (ISO 32000-1, 7.9.4)
std::string iso_date(std::int64_t seconds);  // 2019-03-15T00:00:00Z

}  // namespace banxin::output
