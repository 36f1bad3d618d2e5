#pragma once

#include <string>

#include "archive/folder.h"
#include "base/descriptor.h"
#include "base/result.h"

namespace banxin::batch {

// journal/<name>.ndjson in the archive: what became of each input, one JSON object a line (to_json of an Outcome), run
// behind run. Two runs at once have two files. It tells of runs; what is archived is told by the packages.
class Journal {
 public:
  // Errors: output-not-writable, no-space, io-error; archive-safety for a link or a pipe in its place.
  static Result<Journal> open(const archive::Folder& archive, const std::string& name);

  // Appends a line, whole. Errors: the same.
  Findings add(const std::string& line);
  // Sees it to the disk.
  Findings sync();

 private:
  Journal(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  Findings fault(int error) const;

  std::string path_;
  Descriptor file_;
};

}  // namespace banxin::batch
