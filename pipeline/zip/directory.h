#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/file.h"

namespace banxin::zip {

// What the central directory says about a member.
struct Entry {
  std::string name;                        // its bytes
  std::uint64_t packed = 0, unpacked = 0;  // bytes
  std::uint64_t offset = 0;                // of its local header
};

// Reads the central directory of a zip file (APPNOTE 4.3) and checks it against the limits of zip.h, because a library
// that reads one believes it. No two members share a byte. Errors: input-unreadable, input-too-large.
Result<std::vector<Entry>> read_directory(const InputFile& file, const std::string& path);

// The finding for a zip file that cannot be read.
Diagnostic unreadable(const std::string& name, Bilingual why);

}  // namespace banxin::zip
