#include "archive/workshop.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

// Calls `handle` with the folder of each writer that lives no more, and with its lock in hand.
template <class Handle>
void each_stray(const std::string& archive, Handle handle) {
  const std::string work = archive + "/" + work_folder;
  for (const std::string& name : names_in(work)) {
    if (!name.ends_with(lock_ending)) continue;
    const std::string path = work + "/" + name;
    const Descriptor lock(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!lock.valid() || ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) continue;
    handle(path.substr(0, path.size() - lock_ending.size()));
  }
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

bool in_use(const std::string& archive) {
  for (const char* part : {journal_folder, work_folder}) {
    const std::string folder = archive + "/" + part;
    for (const std::string& name : names_in(folder)) {
      const Descriptor file(::open((folder + "/" + name).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
      const bool lockable = part == journal_folder || name.ends_with(lock_ending);
      if (lockable && file.valid() && ::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return true;
    }
  }
  return false;
}

std::vector<std::string> strays(const std::string& archive) {
  std::vector<std::string> folders;
  each_stray(archive, [&folders](const std::string& folder) { folders.push_back(folder); });
  return folders;
}

std::vector<std::string> foreign_in_work(const std::string& archive) {
  const std::string work = archive + "/" + work_folder;
  const std::vector<std::string> names = names_in(work);
  std::vector<std::string> foreign;
  for (const std::string& name : names) {
    const bool of_writer = name.ends_with(lock_ending) || std::binary_search(names.begin(), names.end(), lock_of(name));
    if (!of_writer) foreign.push_back(work + "/" + name);
  }
  return foreign;
}

void remove_strays(const std::string& archive) {
  each_stray(archive, remove_with_lock);
}

}  // namespace banxin::archive
