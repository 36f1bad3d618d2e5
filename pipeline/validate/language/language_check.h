#pragma once

#include "base/diagnostic.h"
#include "forms/labels.h"
#include "validate/language/language.h"
#include "xml/xml.h"

namespace banxin::validate {

// One note for each check that found something in the record's own words, with the places.
Findings check_language(const Language& language, const forms::Labels& labels, const xml::Tree& record);

}  // namespace banxin::validate
