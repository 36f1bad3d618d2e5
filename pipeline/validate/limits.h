#pragma once

#include <cstddef>

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// What one text of a report may be. A record within these limits, and within those of xml::Limits, is checked and set
// in time and memory that grow with its size alone.
inline constexpr std::size_t longest_paragraph = 1U << 20U;  // bytes of UTF-8: a paragraph, heading, title or cell
inline constexpr std::size_t most_marks = 64;                // combining marks on one character

inline constexpr const char* limit_code = "record-text-limit";

// The texts, and the characters, that exceed them: errors record-text-limit, which no draft passes either.
Findings check_limits(const xml::Tree& record);

}  // namespace banxin::validate
