#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// The few things that this room asks of the file system.
namespace banxin::archive {

// A file mapped into memory, so that it is read once, when it is looked at. Empty of an empty file.
class MappedFile {
 public:
  // Error: input-missing, input-unreadable, io-error.
  static Result<MappedFile> open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  MappedFile() = default;
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

// Makes the folder and those above it that are missing. 0 or an errno.
int make_folders(const std::string& path);

// Writes a file, over the beginning of what it holds. Several may write the same bytes at once. 0 or an errno.
int write_over(const std::string& path, std::string_view bytes);

// Writes a file that is not there yet. 0 or an errno.
int write_new(const std::string& path, std::string_view bytes);

// Removes a file that may not be there. 0 or an errno.
int remove_file(const std::string& path);

// Writes to the disk whatever the file system of this folder still holds in memory. 0 or an errno, also that of a write
// that failed before (Linux 5.8).
int sync_file_system(const std::string& folder);

// Makes the folder's names last. 0 or an errno.
int sync_folder(const std::string& folder);

// The names in a folder, sorted; none when it cannot be read.
std::vector<std::string> names_in(const std::string& folder);

}  // namespace banxin::archive
