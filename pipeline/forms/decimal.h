#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace banxin::forms {

// An exact decimal number of any length, kept as text: never a binary float (D-06). 12.50 and 12.5 are equal.
class Decimal {
 public:
  Decimal() = default;  // 0

  // ASCII digits with at most one sign before them and at most one point between digits: 0, 1284.50, -3, +7. Nothing
  // else: no separators, no exponent, no full-width digits, no point at an end, no blanks.
  static std::optional<Decimal> parse(std::string_view text);

  // The shortest form: no plus, no needless zeros, 0 without a sign.
  std::string text() const;
  bool is_zero() const { return integer_.empty() && fraction_.empty(); }

  bool is_negative() const { return negative_; }
  // Digits before and after the point.
  std::size_t digits() const { return integer_.size() + fraction_.size(); }

  Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }
  // times 10^places, which is not negative.
  Decimal shifted(std::size_t places) const;
  // a / b with exactly that many decimals, half rounded up (away from 0): 2.50, -0.1. `b` is not 0. Takes time with the
  // product of the numbers of digits.
  friend std::string quotient(const Decimal& a, const Decimal& b, std::size_t decimals);
  std::strong_ordering operator<=>(const Decimal& other) const;
  bool operator==(const Decimal&) const = default;

 private:
  Decimal(bool negative, std::string integer, std::string fraction);
  static std::strong_ordering compare_magnitudes(const Decimal& a, const Decimal& b);

  bool negative_ = false;  // never set on 0
  std::string integer_;    // without leading zeros
  std::string fraction_;   // without trailing zeros
};

}  // namespace banxin::forms
