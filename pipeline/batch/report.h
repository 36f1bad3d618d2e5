#pragma once

#include <string>
#include <vector>

#include "archive/outcome.h"

namespace banxin::batch {

// What a run leaves behind for its readers; each a whole document, the same for the same outcomes. `to_archive` is the
// way from the document's folder to the archive's: "..".

// One page without a server: counts, a table that can be sorted and filtered, links to reports and findings.
std::string to_html(const std::vector<archive::Outcome>& outcomes, const std::string& to_archive);
// For a spreadsheet: UTF-8 with a byte order mark, RFC 4180.
std::string to_csv(const std::vector<archive::Outcome>& outcomes);
// For a build server: one test case for each input.
std::string to_junit(const std::vector<archive::Outcome>& outcomes);

// A status as a person reads it, in the two languages.
Bilingual words_of(archive::Status status);

// What a bureau, a file or a finding says, in an element or an attribute of a document that people see on a page: it
// cannot reorder or hide what is around it (base/unseen.h).
std::string page_text(const std::string& text);
// A table shows no 0.
std::string count_or_blank(int value);

}  // namespace banxin::batch
