#pragma once

#include <libxml/xmlerror.h>

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "xml/decode.h"

namespace banxin::xml {

// A fault that libxml2 found in the text of `file`, in this project's words.
Diagnostic malformed(const xmlError& error, const std::string& file, std::string_view text, TextPosition at);

}  // namespace banxin::xml
