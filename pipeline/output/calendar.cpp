#include "output/calendar.h"

#include <fmt/format.h>

#include <chrono>

namespace banxin::output {
namespace {

struct Moment {
  int year;
  unsigned month, day;
  std::int64_t hour, minute, second;
};

Moment moment_of(std::int64_t seconds) {
  using std::chrono::floor;
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::int64_t rest = (time - day).count();
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          rest / 3600,
          rest / 60 % 60,
          rest % 60};
}

}  // namespace

std::string pdf_date(std::int64_t seconds) {
  const Moment m = moment_of(seconds);
  return fmt::format(FMT_STRING("D:{:04}{:02}{:02}{:02}{:02}{:02}Z"), m.year, m.month, m.day, m.hour, m.minute,
                     m.second);
}

std::string iso_date(std::int64_t seconds) {
  const Moment m = moment_of(seconds);
  return fmt::format(FMT_STRING("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z"), m.year, m.month, m.day, m.hour, m.minute,
                     m.second);
}

}  // namespace banxin::output
