#pragma once

#include <cstddef>
#include <string_view>

#include "base/diagnostic.h"

namespace banxin {

// The longest report that is set: some 1,500 pages, for which 400 MB are enough.
inline constexpr std::size_t most_characters = 900'000;
inline constexpr std::size_t most_texts = 130'000;  // paragraphs, headings and cells

// How much there is to set.
struct ReportSize {
  std::size_t texts = 0;
  std::size_t characters = 0;

  // The characters of a piece of valid UTF-8.
  void add_characters(std::string_view piece);
  bool is_too_long() const { return characters > most_characters || texts > most_texts; }
};

// The error text-too-long.
Diagnostic too_long(const ReportSize& size, Place place);

}  // namespace banxin
