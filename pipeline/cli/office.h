#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::cli {

// What LibreOffice makes of a file that only it reads: bytes of a .docx, or of a .xlsx for a workbook. It works in a
// folder and with a profile of its own, without the network, and is ended after a minute. It says nothing of failures
// by its exit status: what counts is whether the file is there. Error: import-office.
Result<std::string> converted_by_office(std::string_view bytes, const std::string& file, bool workbook);

}  // namespace banxin::cli
