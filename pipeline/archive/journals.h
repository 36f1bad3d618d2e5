#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "archive/folder.h"

namespace banxin::archive {

// What a journal says became of one input (journal/*.ndjson; pipeline/batch/README.md).
struct JournalLine {
  std::string input, status;
  std::string package;  // folder of the package in the archive; empty: none
  std::string code;     // of the first error; empty: none
  std::string zh, en;   // the first error's message
};

// Every line of every journal of an archive, file by file in the order of their names. A line that a run was killed at
// is passed over. Findings (archive-usability, archive-safety): what cannot be read, a line over 1 MiB, behind which
// the rest of its file is not read, and a line that nests too deep.
Findings read_journals(const Folder& archive, const std::function<void(const JournalLine&)>& tell);

}  // namespace banxin::archive
