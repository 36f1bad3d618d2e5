#pragma once

#include <string>

#include "base/page_style.h"
#include "base/result.h"

namespace banxin::forms {

// FOLDER/style.xml as numbers (layouts/<name>), with the words of a lexicon (layouts/common/lexicon.xml). Errors:
// form-unusable, with file and line.
Result<PageStyle> read_page_style(const std::string& folder, const std::string& lexicon_file);

}  // namespace banxin::forms
