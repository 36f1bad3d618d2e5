#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace banxin::zip {

// What the central directory says about a member.
struct Entry {
  std::string name;                        // its bytes
  std::uint64_t packed = 0, unpacked = 0;  // bytes
  std::uint64_t offset = 0;                // of its local header
};

// Where the bytes of a zip file are: in an open file, or in memory.
struct Source {
  int descriptor = -1;
  std::string_view memory = {};
  std::uint64_t size = 0;
};

// Reads the central directory of a zip file (APPNOTE 4.3) and checks it against the limits of zip.h, because a library
// that reads one believes it. No two members share a byte. Errors: input-unreadable, input-too-large.
Result<std::vector<Entry>> read_directory(const Source& file, const std::string& path);

// The finding for a zip file that cannot be read.
Diagnostic unreadable(const std::string& name, Bilingual why);

}  // namespace banxin::zip
