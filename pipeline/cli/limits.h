#pragma once

#include <cstdint>

#include "base/result.h"
#include "batch/limits.h"

namespace banxin::cli {

// What one record may take, as the command line says it.
struct LimitOptions {
  double time = 60;             // seconds; 0: no limit
  std::uint64_t memory = 1024;  // MiB; 0: no limit
};

// Error: cli-usage.
Result<batch::Limits> limits_of(const LimitOptions& options);

}  // namespace banxin::cli
