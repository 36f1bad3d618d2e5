#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace banxin::zip {

// What a zip file may hold. A province sends some thousands of records of up to some MB.
constexpr std::uint64_t most_members = 20'000;
constexpr std::uint64_t most_directory_bytes = 16U << 20U;
constexpr std::uint64_t most_unpacked = std::uint64_t{4} << 30U;  // bytes, of all members
// How many times its size a zip file may unpack to, when that is more than `free_of_ratio`. Records pack to a tenth.
constexpr std::uint64_t most_ratio = 200;
constexpr std::uint64_t free_of_ratio = 64U << 20U;

struct Member {
  std::uint64_t index = 0;
  std::string name;  // UTF-8; for display and order only: nothing is ever unpacked to a path
};

// A zip file that somebody sent: nothing in it is trusted. Members are read one at a time, into memory, up to a limit.
class ZipFile {
 public:
  // Reads the directory and unpacks nothing. Errors: input-missing; input-unreadable (not a regular file, not a zip
  // file, damaged, members that share bytes); input-too-large (one of the limits above, reported once for the file).
  static Result<ZipFile> open(const std::string& path);

  // The same of a file that is in memory already: opens nothing. The bytes must outlive all that is read from them;
  // `name` is for the messages.
  static Result<ZipFile> of(std::string_view bytes, const std::string& name);

  // Its files (no folders), in their order. A name without the UTF-8 flag that is not UTF-8 is read as GB 18030, which
  // Chinese systems write.
  std::vector<Member> members() const;

  // Errors: input-too-large, before anything is read when the zip file says so; input-unreadable (encrypted, damaged,
  // longer than the directory says, a checksum that does not match, a method that is not deflate). `name` is for the
  // messages.
  Result<std::string> read(std::uint64_t index, const std::string& name, std::uint64_t most_bytes) const;

 private:
  struct Handle;
  static Result<ZipFile> checked(std::shared_ptr<Handle> handle, const std::string& name);
  explicit ZipFile(std::shared_ptr<Handle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<Handle> handle_;
};

}  // namespace banxin::zip
