#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace banxin::words {

// The number at the start of a heading, of one of the four kinds of GB/T 9704-2012, 7.3.3 (GW-46): 一、 （一） 1.
// （1）, also as often typed: 一. (一) 1、 1．(1).
struct HeadingNumber {
  enum class Kind { ideographs, bracketed_ideographs, digits, bracketed_digits };
  Kind kind = Kind::ideographs;
  int value = 0;
  std::size_t size = 0;  // bytes that it takes
};

// Nothing when the heading has no number. 1.5亿元 does not start with one.
std::optional<HeadingNumber> read_heading_number(std::string_view heading);

// As the standard writes it: 十二、 （三） 4. （5）; from 100 on always in digits.
std::string written(HeadingNumber::Kind kind, int value);

}  // namespace banxin::words
