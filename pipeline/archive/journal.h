#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "archive/folder.h"
#include "archive/outcome.h"
#include "base/descriptor.h"
#include "base/result.h"

namespace banxin::archive {

// journal/<name>.ndjson in the archive: what became of each input, one JSON object a line (to_json of an Outcome), run
// after run. Two runs at once have two files. It records runs; only the packages say what is archived.
class Journal {
 public:
  // Errors: output-not-writable, no-space, io-error; archive-safety for a link or a pipe in its place.
  static Result<Journal> open(const Folder& archive, const std::string& name);

  // Appends a line, whole. Errors: the same.
  Findings add(const std::string& line);
  // Syncs it to the disk.
  Findings sync();

 private:
  Journal(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  Findings trouble(int error) const;

  std::string path_;
  Descriptor file_;
};

// Every outcome in every journal of an archive, file by file in the order of their names. A line that is cut short
// because its run was killed is passed over, and so is one that is not an outcome. Findings (archive-usability,
// archive-safety): what cannot be read, a line over 1 MiB, after which the rest of its file is not read, and a line
// that nests too deep.
Findings read_journals(const Folder& archive, const std::function<void(const Outcome&)>& tell);

}  // namespace banxin::archive
