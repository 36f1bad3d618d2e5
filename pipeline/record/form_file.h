#pragma once

#include <string>

#include "base/result.h"
#include "xml/xml.h"

namespace banxin::record {

// A file of a form, as a tree whose root is `root_name` of `root_namespace`. All errors are form-unusable and name the
// file.
Result<xml::Tree> read_form_file(const std::string& path, const char* root_name, const char* root_namespace);

// A fault in a form's file: form-unusable at the node.
Diagnostic form_fault(const xml::Tree& tree, const xml::Node& node, Bilingual message);

}  // namespace banxin::record
