#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"

namespace banxin::archive {

// A folder of an archive, held open. An archive may lie where others can write, so nothing in it is taken on trust:
// every path below is looked up from the descriptor, one part after another, and no symbolic link on the way or at its
// end is followed. Renaming or replacing something meanwhile cannot redirect a path either. Copies share the
// descriptor.
//
// Paths are relative: "packages/0a". Errors of all that read: archive-safety for a link or for what is neither file nor
// folder, which is reported and not opened; input-missing, input-unreadable, input-too-large, io-error. Of all that
// write: archive-safety; output-not-writable, no-space, io-error.
class Folder {
 public:
  // The folder that a person named: links on the way to it are that person's own.
  static Result<Folder> open(const std::string& path);
  // The same; it and the folders above it are made where they are missing.
  static Result<Folder> make(const std::string& path);

  // As a person finds it; for messages.
  const std::string& path() const { return path_; }
  std::string path_of(const std::string& name) const { return path_ + "/" + name; }

  enum class Kind : std::uint8_t { nothing, file, folder, link, special };
  Result<Kind> kind_of(const std::string& name) const;

  // The names in it, sorted.
  Result<std::vector<std::string>> names() const;
  Result<Folder> folder(const std::string& name) const;
  // Nothing when there is none.
  Result<std::optional<Folder>> find_folder(const std::string& name) const;
  // Made where it is missing, and those above it.
  Result<Folder> make_folder(const std::string& name) const;

  // Calls `visit` for everything below, sorted folder by folder, with paths from here; it says whether a folder is gone
  // into. Links and special files are visited like any other thing. What cannot be listed, or lies more than
  // `most_depth` folders deep, is a finding.
  Findings walk(const std::function<bool(const std::string& path, Kind kind)>& visit) const;
  static constexpr int most_depth = 12;  // an archive's own files are at most seven deep

  // An ordinary file, for reading.
  Result<Descriptor> open_file(const std::string& name) const;
  // A file that is not there yet, to be locked. No valid descriptor when the name is taken.
  Result<Descriptor> open_new(const std::string& name) const;
  // An ordinary file, made when it is missing; what is written is appended.
  Result<Descriptor> open_to_append(const std::string& name) const;
  Result<std::string> read(const std::string& name, std::uint64_t most_bytes) const;

  // A file that is not there yet, in a folder that is.
  Findings write_new(const std::string& name, std::string_view bytes) const;
  // A file that may be there, over the beginning of what it holds. Several may write the same bytes at once.
  Findings write_over(const std::string& name, std::string_view bytes) const;
  // Written under another name, synced and renamed: the file holds all of the bytes or what it held before. A link of
  // this name is replaced, not followed.
  Findings replace(const std::string& name, std::string_view bytes) const;
  // Gives a thing in this folder a name in another one. Gives 0 or an errno, so that the caller can see that a name is
  // taken.
  int rename(const std::string& name, const Folder& to, const std::string& new_name) const;
  // Removes a file or link, which may not be there. Of a link only the name is removed, whatever it leads to.
  Findings remove_file(const std::string& name) const;
  // Removes a folder with all that it holds. Links in it are removed, not what they lead to.
  Findings remove_folder(const std::string& name) const;

  // Syncs the names in it to the disk.
  Findings sync() const;
  // Writes to the disk whatever its file system still holds in memory; fails also for a write that failed before (Linux
  // 5.8).
  Findings sync_file_system() const;

 private:
  Folder(std::string path, Descriptor descriptor)
      : path_(std::move(path)), descriptor_(std::make_shared<Descriptor>(std::move(descriptor))) {}

  struct Found;
  Found parent_of(const std::string& name) const;
  Descriptor descend(const std::string& name, bool make, int& error) const;
  Result<Descriptor> open_to_write(const std::string& name, int flags) const;

  std::string path_;
  std::shared_ptr<Descriptor> descriptor_;
};

// What an errno of reading or writing a path in an archive means: for ELOOP and ENXIO that it is a link, or neither
// file nor folder (archive-safety).
Diagnostic read_trouble(const std::string& path, int error);
Diagnostic write_trouble(const std::string& path, int error);

}  // namespace banxin::archive
