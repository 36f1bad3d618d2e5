#pragma once

#include <libxml/xmlerror.h>

#include "xml/xml.h"

namespace banxin::xml {

// Adds one violation of a schema in this project's words. libxml2 reports a value that breaks a facet twice, by the
// facet and by its type; the second is dropped.
void add_violation(Findings& findings, const xmlError& error, const Tree& tree);

}  // namespace banxin::xml
