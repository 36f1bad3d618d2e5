#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"

namespace banxin {

// A regular file that was opened to be read, and how many bytes it has.
struct InputFile {
  Descriptor descriptor;
  std::uint64_t size;
};
// Never waits. What is no regular file (a pipe, a device) is not opened. Errors: input-missing, input-unreadable,
// io-error.
Result<InputFile> open_input(const std::string& path);

// The whole of a regular file, or of standard input ("-"). A file of more than `most_bytes` is refused before it is
// read (standard input: as soon as it has given more). Errors: those of open_input, input-too-large.
Result<std::string> read_file(const std::string& path, std::uint64_t most_bytes);

// Whether something has this path, links followed. A path that cannot be looked at is an error, not an absence.
Result<bool> exists(const std::string& path);

// The rest of an open file; `path` is its name in findings. Errors: the same, without input-missing.
Result<std::string> read_descriptor(int fd, const std::string& path, std::uint64_t most_bytes);

// Writes `bytes` beside `path`, syncs, and renames: `path` holds all of them or what it held before, and no temporary
// file stays behind. "-" is standard output. The findings are empty on success. Errors: output-not-writable; no-space
// and io-error, which a later try may pass.
Findings write_file(const std::string& path, std::string_view bytes);

// The same for a file below an open folder (AT_FDCWD: the working folder): no link is followed in the last part of its
// name, which is given to the new file whatever bore it before. `mode`: the permissions that it shall have, else those
// of any new file. 0 or an errno.
int replace_file(int folder, const std::string& name, std::string_view bytes, std::optional<mode_t> mode = {});

// Writes all of the bytes; 0 or an errno.
int write_all(int fd, std::string_view bytes);

// What an errno of opening or reading `path` means: input-missing, input-unreadable, io-error.
Diagnostic read_fault(const std::string& path, int error);
// What an errno of making, writing or syncing `path` means: no-space, io-error, output-not-writable.
Diagnostic write_fault(const std::string& path, int error);

}  // namespace banxin
