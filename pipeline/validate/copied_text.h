#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Warnings narrative-copied: a chapter of some length most of whose text stands in last year's record too, figures and
// years apart. Short and formulaic chapters are no copies; what is counted is characters of whole sentences.
Findings check_copied_text(const xml::Tree& record, const xml::Tree& previous);

}  // namespace banxin::validate
