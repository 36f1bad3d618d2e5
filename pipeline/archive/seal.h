#pragma once

#include <string>

#include "archive/folder.h"
#include "base/result.h"

// manifest-sha512.txt at the root of an archive: what stands beside the packages (catalogue, journals, findings,
// reports), as `sha512sum -c` reads it. Packages seal themselves; these files change with each batch, so the seal is
// put on by merge and taken off by Archive::open.
namespace banxin::archive {

// Errors: output-not-writable, no-space, io-error, input-unreadable.
Findings seal(const Folder& archive);

// Whether there is a seal.
bool is_sealed(const Folder& archive);

// Names what is neither file nor folder among that which stands beside the packages, sealed or not.
Findings check_beside(const Folder& archive);

// What was changed, is missing or too many since the seal was put on: one finding for each file.
Findings check_seal(const Folder& archive);

}  // namespace banxin::archive
