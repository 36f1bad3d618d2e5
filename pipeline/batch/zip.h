#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace banxin::batch {

struct ZipMember {
  std::uint64_t index = 0;
  std::string name;  // UTF-8; for display and order only: nothing is ever unpacked to a path
};

// A zip file that somebody sent: nothing in it is believed. Members are read one at a time, into memory, up to a limit.
class ZipFile {
 public:
  // Errors: input-missing, input-unreadable (no zip file, damaged), input-too-large (more members than anybody sends).
  static Result<ZipFile> open(const std::string& path);

  // Its files (no folders), in their order. A name without the UTF-8 flag that is not UTF-8 is read as GB 18030, which
  // Chinese systems write.
  std::vector<ZipMember> members() const;

  // Errors: input-too-large, before anything is read when the zip file says so; input-unreadable (encrypted, damaged,
  // a digest that does not agree, a method that is not deflate). `name` is for the messages.
  Result<std::string> read(std::uint64_t index, const std::string& name, std::uint64_t most_bytes) const;

 private:
  struct Handle;
  explicit ZipFile(std::shared_ptr<Handle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<Handle> handle_;
};

}  // namespace banxin::batch
