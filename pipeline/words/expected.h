#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::words {

// A list of the bureaus that are to report: names, one a line, UTF-8, with or without a byte order mark, or GB 18030;
// blank lines and those that begin with # are skipped. Names that a reader cannot tell apart may stand in it more than
// once: record::name_key says so. Error: summary-list, for a list in another encoding and for one without names.
Result<std::set<std::string>> read_expected(std::string_view bytes, const std::string& file);

}  // namespace banxin::words
