#pragma once

#include <string>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace banxin::archive {

// A writer's own folder below work/. Beside it stands <folder>.lock, which the writer holds locked (flock) as long as
// it lives: the lock ends with its process, however that ends. Whoever gets the lock may therefore remove the folder.
class Workshop {
 public:
  static Result<Workshop> open(const std::string& archive);
  ~Workshop();
  Workshop(Workshop&& other) noexcept;
  Workshop& operator=(Workshop&&) = delete;

  const std::string& folder() const { return folder_; }

 private:
  Workshop(std::string folder, Descriptor lock) : folder_(std::move(folder)), lock_(std::move(lock)) {}
  std::string folder_;  // empty: moved away
  Descriptor lock_;
};

// Whether a batch or a merge is at work: it holds its journal, or a folder below work/, locked.
bool in_use(const std::string& archive);

// The folders below work/ of writers that live no more.
std::vector<std::string> strays(const std::string& archive);

// What stands below work/ and is no writer's.
std::vector<std::string> foreign_in_work(const std::string& archive);

// Removes the folders of writers that live no more.
void remove_strays(const std::string& archive);

}  // namespace banxin::archive
