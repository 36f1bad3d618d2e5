#pragma once

#include <cstdint>
#include <string>

// Dates as a file has them, of seconds since 1970-01-01T00:00:00Z, always UTC: no clock and no time zone has a say
// (PA-90).
namespace banxin::pdf {

std::string pdf_date(std::int64_t seconds);  // D:20190315000000Z (ISO 32000-1, 7.9.4)
std::string xmp_date(std::int64_t seconds);  // 2019-03-15T00:00:00Z

}  // namespace banxin::pdf
