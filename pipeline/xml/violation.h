#pragma once

#include <libxml/xmlerror.h>

#include "xml/xml.h"

namespace banxin::xml {

// Adds what libxml2 reports as a fact. It reports a value that breaks a facet twice, by the facet and by its type: the
// second only names the first one's type.
void add_violation(std::vector<Violation>& violations, const xmlError& error, const Tree& tree);

}  // namespace banxin::xml
