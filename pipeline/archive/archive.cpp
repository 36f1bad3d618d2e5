#include "archive/archive.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "archive/disk.h"
#include "archive/packages.h"
#include "archive/workshop.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

// Of a file that is not there -1.
off_t size_of(const std::string& path) {
  struct stat about {};
  return ::stat(path.c_str(), &about) == 0 ? about.st_size : -1;
}

Diagnostic not_an_archive(const std::string& folder) {
  return {.code = "archive-unusable",
          .place = {folder, 0, {}},
          .message = {fmt::format("这个文件夹里有别的东西，而没有 {}，不是档案库。", marker_file),
                      fmt::format("The folder holds other things and no {}: it is no archive.", marker_file)},
          .hint = {"指明一个空文件夹、还不存在的文件夹，或已有的档案库。",
                   "Name an empty folder, one that does not exist yet, or an archive."}};
}

}  // namespace

Result<Archive> Archive::open(const std::string& folder) {
  if (const int error = make_folders(folder); error != 0) return write_fault(folder, error);
  const std::string marked = folder + "/" + marker_file;
  // A process that was killed may have made the marker and written nothing.
  if (size_of(marked) <= 0) {
    if (!names_in(folder).empty() && size_of(marked) < 0) return not_an_archive(folder);
    if (const int error = write_over(marked, marker); error != 0) return write_fault(marked, error);
    if (const int late = sync_folder(folder); late != 0) return write_fault(folder, late);
  }
  for (const char* part : {packages_folder, work_folder}) {
    const std::string path = folder + "/" + part;
    if (const int error = make_folders(path); error != 0) return write_fault(path, error);
  }
  remove_strays(folder);
  // Whoever opens an archive is about to add to it: what merge sealed is open again.
  if (const int error = remove_file(folder + "/" + seal_file); error != 0) return write_fault(folder, error);
  return Archive(folder);
}

std::optional<ArchiveEntry> Archive::find(const Record& record, const Setup& setup) const {
  return find_key(folder_, id_of(record), setup.key_of(record));
}

}  // namespace banxin::archive
