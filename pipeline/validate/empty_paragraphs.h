#pragma once

#include "base/diagnostic.h"
#include "xml/xml.h"

namespace banxin::validate {

// One note record-empty-paragraph, which names the lines of all paragraphs and items without text: nothing, or only
// white space of any kind. compose leaves them out.
Findings check_empty_paragraphs(const xml::Tree& record);

}  // namespace banxin::validate
