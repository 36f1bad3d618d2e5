#pragma once

#include <cstddef>

#include "base/codes.h"
#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// What one text of a report may be. A record within these limits, and within those of xml::Limits, is checked and set
// in time and memory that grow with its size alone.
inline constexpr std::size_t longest_paragraph = 1U << 20U;  // bytes of UTF-8: a paragraph, heading, title or cell
inline constexpr std::size_t most_marks = 64;                // combining marks on one character

inline constexpr const char* limit_code = code::record_text_limit;

// Errors record-text-limit for the texts, and the characters, that exceed them; even a draft does not pass with them.
Findings check_limits(const xml::Tree& record);

// Whether the record's own text alone is longer than what can be set (base/report_size.h): the error text-too-long.
Findings check_size(const xml::Tree& record);

}  // namespace banxin::validate
