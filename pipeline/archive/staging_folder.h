#pragma once

#include <string>
#include <vector>

#include "archive/folder.h"
#include "base/descriptor.h"
#include "base/result.h"

namespace banxin::archive {

// A writer's own folder below work/. Beside it is <folder>.lock, which the writer holds locked (flock) as long as it
// lives: the lock ends with its process, however that ends. A process that gets the lock may therefore remove the
// folder. Both have names of two numbers, 4711-0 and 4711-0.lock; whatever else is in work/ belongs to no writer and is
// never touched.
class StagingFolder {
 public:
  static Result<StagingFolder> open(const Folder& archive);
  ~StagingFolder();
  StagingFolder(StagingFolder&& other) noexcept;
  StagingFolder& operator=(StagingFolder&&) = delete;

  const Folder& folder() const { return folder_; }

 private:
  StagingFolder(Folder work, std::string name, Folder folder, Descriptor lock)
      : work_(std::move(work)), name_(std::move(name)), folder_(std::move(folder)), lock_(std::move(lock)) {}
  Folder work_;
  std::string name_;  // in work/; empty: moved away
  Folder folder_;
  Descriptor lock_;
};

// Whether a batch or a merge is at work: it holds its journal, or a folder below work/, locked.
Result<bool> in_use(const Folder& archive);

// What is in work/ besides the folders of living writers.
struct WorkRemains {
  std::vector<std::string> strays;   // folders of writers that have ended, in the archive
  std::vector<std::string> foreign;  // what belongs to no writer, in the archive
};
Result<WorkRemains> remains_of_work(const Folder& archive);

// Removes the folders of writers that have ended. Findings: a warning for each thing in work/ that belongs to no
// writer, errors of removing.
Findings remove_strays(const Folder& archive);

}  // namespace banxin::archive
