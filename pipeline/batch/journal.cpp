#include "batch/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/file.h"

namespace banxin::batch {
namespace {

// Whether a run was killed while it wrote the last line.
bool ends_within_a_line(int file) {
  char last = '\n';
  const off_t size = ::lseek(file, 0, SEEK_END);
  return size > 0 && ::pread(file, &last, 1, size - 1) == 1 && last != '\n';
}

}  // namespace

Result<Journal> Journal::open(const std::string& archive_folder, const std::string& name) {
  const std::string folder = archive_folder + "/journal";
  constexpr mode_t new_folder = 0777;  // less the user's umask
  constexpr mode_t new_file = 0666;
  if (::mkdir(folder.c_str(), new_folder) != 0 && errno != EEXIST) return write_fault(folder, errno);
  for (int n = 1;; ++n) {
    const std::string path =
        n == 1 ? fmt::format("{}/{}.ndjson", folder, name) : fmt::format("{}/{}.{}.ndjson", folder, name, n);
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, new_file));
    if (!file.valid()) return write_fault(path, errno);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) continue;
    Journal journal(path, std::move(file));
    if (ends_within_a_line(journal.file_.get())) {
      if (Findings trouble = journal.add({}); !trouble.empty()) return trouble;
    }
    return journal;
  }
}

Findings Journal::add(const std::string& line) {
  const int error = write_all(file_.get(), line + "\n");
  return error == 0 ? Findings{} : fault(error);
}

Findings Journal::sync() {
  return ::fsync(file_.get()) == 0 || errno == EINVAL ? Findings{} : fault(errno);
}

Findings Journal::fault(int error) const {
  return {write_fault(path_, error)};
}

}  // namespace banxin::batch
