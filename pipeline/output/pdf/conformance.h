#pragma once

#include <cstddef>
#include <string_view>

#include "base/diagnostic.h"
#include "layout/pages.h"
#include "output/pdf/pdf.h"

namespace banxin::pdf {

// Everything in `pages` and `source` that could not be written within PDF/A-3a and PDF/UA-1, all at once, each with the
// place in the record that it comes from: pdf-not-conforming. A draft claims neither standard: what only a claim
// forbids is a warning there. What this accepts without an error, write() can write.
Findings check_conformance(const Pages& pages, const Source& source);

// The same for a file for the press (ISO 15930-7), which has neither structure nor source.
Findings check_for_press(const Pages& pages);

// The structure tree (a parent before its children, node 0 the document). `severity` is for what a claim forbids.
Findings check_structure(const NodeTree& nodes, const OriginTable& origins, Severity severity);

// The longest string that a file may have, in bytes (ISO 19005-3, 6.1.13; PA-14).
inline constexpr std::size_t longest_text = 32767;

// Letters and digits in parts of 1 to 8, the first of letters alone (ISO 19005-3, 6.7.4).
bool is_language_tag(std::string_view tag);

// One violation at a place of the record.
Diagnostic not_conforming(Severity severity, Place place, Bilingual message, Bilingual hint);

}  // namespace banxin::pdf
