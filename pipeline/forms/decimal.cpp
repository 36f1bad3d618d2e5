#include "forms/decimal.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace banxin::forms {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Digits of the two magnitudes without the point, both filled up with zeros to one integer and one fraction length.
struct Aligned {
  std::string a, b;
  std::size_t fraction = 0;
};

Aligned align(std::string_view a_integer, std::string_view a_fraction, std::string_view b_integer,
              std::string_view b_fraction) {
  const std::size_t integer = std::max(a_integer.size(), b_integer.size());
  const std::size_t fraction = std::max(a_fraction.size(), b_fraction.size());
  const auto filled = [&](std::string_view whole, std::string_view part) {
    return std::string(integer - whole.size(), '0') + std::string(whole) + std::string(part) +
           std::string(fraction - part.size(), '0');
  };
  return {filled(a_integer, a_fraction), filled(b_integer, b_fraction), fraction};
}

std::string added(const std::string& a, const std::string& b) {
  std::string sum(a.size() + 1, '0');
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int digit = (a[i] - '0') + (b[i] - '0') + carry;
    sum[i + 1] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  sum[0] = static_cast<char>('0' + carry);
  return sum;
}

// a - b, where a is not the smaller one.
std::string subtracted(const std::string& a, const std::string& b) {
  std::string difference(a.size(), '0');
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    int digit = (a[i] - '0') - (b[i] - '0') - borrow;
    borrow = digit < 0 ? 1 : 0;
    if (digit < 0) digit += 10;
    difference[i] = static_cast<char>('0' + digit);
  }
  return difference;
}

}  // namespace

Decimal::Decimal(bool negative, std::string integer, std::string fraction)
    : integer_(std::move(integer)), fraction_(std::move(fraction)) {
  integer_.erase(0, std::min(integer_.find_first_not_of('0'), integer_.size()));
  fraction_.erase(fraction_.find_last_not_of('0') + 1);  // npos + 1 is 0: all zeros
  negative_ = negative && !is_zero();
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view integer = text.substr(0, point);
  if (!all_digits(integer)) return std::nullopt;
  if (point == std::string_view::npos) return Decimal(negative, std::string(integer), {});
  const std::string_view fraction = text.substr(point + 1);
  if (!all_digits(fraction)) return std::nullopt;
  return Decimal(negative, std::string(integer), std::string(fraction));
}

std::string Decimal::text() const {
  std::string out = negative_ ? "-" : "";
  out += integer_.empty() ? "0" : integer_;
  if (!fraction_.empty()) out += "." + fraction_;
  return out;
}

Decimal Decimal::shifted(std::size_t places) const {
  std::string fraction = fraction_;
  if (fraction.size() < places) fraction.resize(places, '0');
  return {negative_, integer_ + fraction.substr(0, places), fraction.substr(places)};
}

std::string quotient(const Decimal& a, const Decimal& b, std::size_t decimals) {
  // One digit more than wanted is enough to round: a remainder after a 5 does not change the direction.
  const std::size_t scale = std::max(a.fraction_.size(), b.fraction_.size());
  const std::string dividend = a.shifted(scale + decimals + 1).integer_;
  const Decimal divisor(false, b.shifted(scale).integer_, {});
  std::string digits;
  Decimal rest;
  for (const char digit : dividend) {
    rest = Decimal(false, rest.integer_ + digit, {});
    char times = '0';
    for (; rest >= divisor; ++times) rest = rest - divisor;
    digits += times;
  }
  digits.insert(0, decimals + 2 - std::min(digits.size(), decimals + 2), '0');
  const bool up = digits.back() >= '5';
  digits.pop_back();
  const Decimal rounded = Decimal(false, digits, {}) + Decimal(false, up ? "1" : "", {});
  std::string text = rounded.integer_;
  text.insert(0, decimals + 1 - std::min(text.size(), decimals + 1), '0');
  if (decimals > 0) text.insert(text.size() - decimals, ".");
  return (a.negative_ != b.negative_ && !rounded.is_zero() ? "-" : "") + text;
}

Decimal Decimal::operator-() const {
  return {!negative_, integer_, fraction_};
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const bool swap = Decimal::compare_magnitudes(a, b) == std::strong_ordering::less;
  const Decimal& more = swap ? b : a;
  const Decimal& less = swap ? a : b;
  const Aligned digits = align(more.integer_, more.fraction_, less.integer_, less.fraction_);
  std::string result = a.negative_ == b.negative_ ? added(digits.a, digits.b) : subtracted(digits.a, digits.b);
  std::string fraction = result.substr(result.size() - digits.fraction);
  result.erase(result.size() - digits.fraction);
  return {more.negative_, std::move(result), std::move(fraction)};
}

std::strong_ordering Decimal::compare_magnitudes(const Decimal& a, const Decimal& b) {
  if (const auto order = a.integer_.size() <=> b.integer_.size(); order != 0) return order;
  if (const auto order = a.integer_.compare(b.integer_) <=> 0; order != 0) return order;
  // Fractions have no trailing zeros, so the one that is the other's beginning is the smaller.
  return a.fraction_.compare(b.fraction_) <=> 0;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  if (negative_ != other.negative_) return negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
  return negative_ ? compare_magnitudes(other, *this) : compare_magnitudes(*this, other);
}

}  // namespace banxin::forms
