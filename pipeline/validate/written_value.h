#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"

// What is wrong with a value that a form does not take, found by looking at how it is written.
namespace banxin::validate {

struct Fault {
  Bilingual reason;  // a clause, without a full stop
  Bilingual hint;    // a sentence
};

// The value with ASCII characters for full-width ones, and without what is invisible or blank at its ends.
std::string plainly_written(std::string_view value);

// Names the characters of the value that are invisible, a blank that is no space, or full-width, as U+200B; empty when
// it has none.
Bilingual unusual_characters(std::string_view value);

// Whether it is written as a day is, 0000-00-00.
bool is_day_by_shape(std::string_view value);
// The day that the value means, as 2024-01-31; empty when it could be several, or is none.
std::string meant_day(std::string_view value);
// The year that the value means, four digits; empty when it has not exactly one.
std::string meant_year(std::string_view value);

// For something in a cell that is not a figure; `unit`: what the cell counts in, or empty.
Fault fault_of_figure(std::string_view text, const std::string& unit);

}  // namespace banxin::validate
