#include "output/pdf/decimal.h"

#include <fmt/format.h>

namespace banxin::pdf {
namespace {

std::int64_t power_of_ten(int places) {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

}  // namespace

std::int64_t in_points(Length length, int places) {
  return divide_rounded(length.units() * power_of_ten(places), Length::units_per_point);
}

void append_decimal(std::string& out, std::int64_t value, int places) {
  if (value < 0) {
    out += '-';
    value = -value;
  }
  while (places > 0 && value % 10 == 0) {
    value /= 10;
    --places;
  }
  const std::int64_t power = power_of_ten(places);
  const fmt::format_int whole(value / power);
  out.append(whole.data(), whole.size());
  if (places == 0) return;
  // With a 1 before them the digits keep their zeros; the point takes its place.
  const fmt::format_int fraction(power + value % power);
  out += '.';
  out.append(fraction.data() + 1, fraction.size() - 1);
}

std::string decimal(std::int64_t value, int places) {
  std::string out;
  append_decimal(out, value, places);
  return out;
}

}  // namespace banxin::pdf
