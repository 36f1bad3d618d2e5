#include "batch/journal.h"

#include <fmt/format.h>
#include <sys/file.h>
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

Result<Journal> Journal::open(const archive::Folder& archive, const std::string& name) {
  const auto folder = archive.make_folder("journal");
  if (!folder) return folder.findings();
  for (int n = 1;; ++n) {
    const std::string file_name = n == 1 ? fmt::format("{}.ndjson", name) : fmt::format("{}.{}.ndjson", name, n);
    auto file = folder->open_to_append(file_name);
    if (!file) return file.take_findings();
    if (::flock(file->get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) continue;
    Journal journal(folder->path_of(file_name), *std::move(file));
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
