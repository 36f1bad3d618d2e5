#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// The number in front of a heading, of one of the four kinds of GB/T 9704-2012, 7.3.3 (GW-46): 一、 （一） 1. （1）,
// also as often typed: 一. (一) 1、 1．(1).
struct HeadingNumber {
  enum class Kind { ideographs, bracketed_ideographs, digits, bracketed_digits };
  Kind kind = Kind::ideographs;
  int value = 0;
  std::size_t size = 0;  // bytes that it takes
};

// Nothing when the heading has no number. 1.5亿元 has none.
std::optional<HeadingNumber> read_heading_number(std::string_view heading);

// Warnings narrative-numbering (GW-46): where the numbers of headings that stand side by side do not go on by one. A
// row of headings may also go on from the last one of the row before it; headings without a number do not count.
Findings check_heading_numbering(const xml::Tree& tree);

}  // namespace banxin::validate
