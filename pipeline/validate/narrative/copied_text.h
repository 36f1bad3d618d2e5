#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// Warnings narrative-copied: a chapter of some length most of whose text is in last year's record too, apart from
// figures and years. Short and formulaic chapters are not copies; characters of whole sentences are counted.
Findings check_copied_text(const xml::Tree& record, const xml::Tree& previous);

}  // namespace banxin::validate
