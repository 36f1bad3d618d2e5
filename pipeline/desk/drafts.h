#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace banxin::desk {

// The drafts of a folder: its record files, which are all that the desk keeps. An address names a draft by a digest of
// its file's name, which is looked up among the files that are there and never becomes a path.
class Drafts {
 public:
  // Locks the folder, which is made when it is not there: one desk writes to it. Errors: desk-busy, output-not-writable
  // and what else making it gives.
  static Result<Drafts> open(const std::string& folder);

  struct File {
    std::string id;    // in addresses
    std::string name;  // of the file
    std::uint64_t bytes = 0;
    std::int64_t changed = 0;  // nanoseconds, to be compared alone
  };
  // By name. Regular files that end in .xml; no links.
  std::vector<File> list() const;
  std::optional<File> find(std::string_view id) const;

  // Errors: those of read_file.
  Result<std::string> read(const File& file) const;
  // Whole or not at all, and on the disk when it returns. Errors: those of write_file.
  Findings save(const File& file, std::string_view bytes) const;
  // A new file; what is there is never replaced. `name`: of ASCII letters, digits and hyphens. Errors: the same.
  Result<File> create(const std::string& name, std::string_view bytes) const;

  std::string path_of(const File& file) const { return folder_ + "/" + file.name; }
  const std::string& folder() const { return folder_; }

 private:
  Drafts(std::string folder, Descriptor lock) : folder_(std::move(folder)), lock_(std::move(lock)) {}

  std::string folder_;
  Descriptor lock_;
};

}  // namespace banxin::desk
