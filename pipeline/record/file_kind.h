#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace banxin::record {

// For a file of another kind where a record is expected, judged by its bytes, never by its name (D-07): a document of
// Word, Excel, WPS or another office program, a PDF, a web page, a zip file, a picture, a lock file of an office
// program. The finding, record-file-kind, says what it is and what to do. Nothing for what may be a record.
std::optional<Diagnostic> other_kind_of_file(std::string_view bytes, const std::string& file);

}  // namespace banxin::record
