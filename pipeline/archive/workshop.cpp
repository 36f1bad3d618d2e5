#include "archive/workshop.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "archive/disk.h"
#include "archive/packages.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lock_ending = ".lock";

std::string lock_of(const std::string& folder) {
  return folder + std::string(lock_ending);
}

// The folder goes before its lock, so that no folder is ever without one.
void remove_with_lock(const std::string& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  ::unlink(lock_of(folder).c_str());
}

}  // namespace

Result<Workshop> Workshop::open(const std::string& archive) {
  constexpr int most_tries = 1000;
  constexpr mode_t new_file = 0666;  // less the user's umask
  for (int n = 0; n < most_tries; ++n) {
    std::string folder = fmt::format("{}/{}/{}-{}", archive, work_folder, ::getpid(), n);
    Descriptor lock(::open(lock_of(folder).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, new_file));
    if (!lock.valid() && (errno == EEXIST || errno == EINTR)) continue;
    if (!lock.valid()) return write_fault(lock_of(folder), errno);
    struct stat about {};
    // Before the lock was taken the file looked like a dead writer's: it may have been removed.
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 || ::fstat(lock.get(), &about) != 0 || about.st_nlink == 0)
      continue;
    if (const int error = make_folders(folder); error != 0) {
      ::unlink(lock_of(folder).c_str());
      return write_fault(folder, error);
    }
    return Workshop(std::move(folder), std::move(lock));
  }
  return write_fault(archive + "/" + work_folder, EEXIST);
}

Workshop::~Workshop() {
  if (!folder_.empty()) remove_with_lock(folder_);
}

Workshop::Workshop(Workshop&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), lock_(std::move(other.lock_)) {}

void remove_strays(const std::string& archive) {
  const std::string work = archive + "/" + work_folder;
  for (const std::string& name : names_in(work)) {
    if (!name.ends_with(lock_ending)) continue;
    const std::string path = work + "/" + name;
    const Descriptor lock(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!lock.valid() || ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) continue;
    remove_with_lock(path.substr(0, path.size() - lock_ending.size()));
  }
}

}  // namespace banxin::archive
