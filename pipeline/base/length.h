#pragma once

#include <compare>
#include <cstdint>

namespace banxin {

// The nearest whole quotient, halves away from zero; `divisor` is above 0.
constexpr std::int64_t divide_rounded(std::int64_t value, std::int64_t divisor) {
  const std::int64_t half = divisor / 2;
  return (value >= 0 ? value + half : value - half) / divisor;
}

// A distance on the page, held as a whole number of units of 1/136080 mm.
//
// The unit is chosen so that GB/T 9704's page is exact: a millimetre, a point (127/360 mm), half a point, the 28 cells
// of (156 mm - 16 pt) / 27 and the 22 lines of (225 mm - 16 pt) / 21 are all whole numbers of it, so cells and lines
// add up to the type area with nothing left over. A page is about 40 million units high; 64 bits hold any document.
class Length {
 public:
  static constexpr std::int64_t units_per_mm = 136080;
  static constexpr std::int64_t units_per_point = 48006;

  constexpr Length() = default;
  static constexpr Length units(std::int64_t n) { return Length(n); }
  static constexpr Length mm(std::int64_t n) { return Length(n * units_per_mm); }
  static constexpr Length points(std::int64_t n) { return Length(n * units_per_point); }

  constexpr std::int64_t units() const { return units_; }
  constexpr double to_mm() const { return static_cast<double>(units_) / units_per_mm; }
  constexpr double to_points() const { return static_cast<double>(units_) / units_per_point; }

  constexpr auto operator<=>(const Length&) const = default;
  constexpr Length operator-() const { return Length(-units_); }
  constexpr Length& operator+=(Length b) {
    units_ += b.units_;
    return *this;
  }
  constexpr Length& operator-=(Length b) {
    units_ -= b.units_;
    return *this;
  }
  friend constexpr Length operator+(Length a, Length b) { return a += b; }
  friend constexpr Length operator-(Length a, Length b) { return a -= b; }
  friend constexpr Length operator*(Length a, std::int64_t n) { return Length(a.units_ * n); }
  friend constexpr Length operator*(std::int64_t n, Length a) { return a * n; }
  // Rounds toward zero, like integer division.
  friend constexpr Length operator/(Length a, std::int64_t n) { return Length(a.units_ / n); }

 private:
  constexpr explicit Length(std::int64_t n) : units_(n) {}
  std::int64_t units_ = 0;
};

// A distance in a face, relative to the type size: whole units of 1/256000 em, which every design grid in use (256,
// 1000, 1024, 2048 units per em) divides, so advances convert without rounding.
class Em {
 public:
  static constexpr std::int64_t units_per_em = 256000;

  constexpr Em() = default;
  static constexpr Em units(std::int64_t n) { return Em(n); }
  // n/d of an em; exact when d divides 256000 (2, 4, 5, 8, 10, 1000, 1024, 2048 ...).
  static constexpr Em ratio(std::int64_t n, std::int64_t d) { return Em(n * units_per_em / d); }

  constexpr std::int64_t units() const { return units_; }
  constexpr double to_em() const { return static_cast<double>(units_) / units_per_em; }

  constexpr auto operator<=>(const Em&) const = default;
  constexpr Em operator-() const { return Em(-units_); }
  constexpr Em& operator+=(Em b) {
    units_ += b.units_;
    return *this;
  }
  constexpr Em& operator-=(Em b) {
    units_ -= b.units_;
    return *this;
  }
  friend constexpr Em operator+(Em a, Em b) { return a += b; }
  friend constexpr Em operator-(Em a, Em b) { return a -= b; }
  friend constexpr Em operator*(Em a, std::int64_t n) { return Em(a.units_ * n); }
  friend constexpr Em operator/(Em a, std::int64_t n) { return Em(a.units_ / n); }

  // The length at a type size, rounded to the nearest unit, halves away from zero.
  constexpr Length at(Length size) const { return Length::units(divide_rounded(units_ * size.units(), units_per_em)); }

 private:
  constexpr explicit Em(std::int64_t n) : units_(n) {}
  std::int64_t units_ = 0;
};

}  // namespace banxin
