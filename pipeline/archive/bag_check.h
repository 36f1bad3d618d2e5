#pragma once

#include "archive/bag_reader.h"

namespace banxin::archive {

// Whether a package is complete and valid (RFC 8493, 3; AR-11), as strict as this archive makes its packages: SHA-512
// for payload and tag files, every tag file listed (AR-12), no fetch.txt (AR-09), portable names (AR-90). Each file is
// named once, whatever the number of manifests that it contradicts.
Findings check_bag(const BagOnDisk& bag);

}  // namespace banxin::archive
