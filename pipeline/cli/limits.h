#pragma once

#include <chrono>
#include <cstdint>

#include "base/result.h"
#include "batch/limits.h"

namespace banxin::cli {

// What one record may take, as given on the command line.
struct LimitOptions {
  double time = std::chrono::duration<double>(batch::Limits{}.time).count();  // seconds; 0: no limit
  std::uint64_t memory = batch::Limits{}.memory >> 20U;                       // MiB; 0: no limit
};

// Error: cli-usage.
Result<batch::Limits> limits_of(const LimitOptions& options);

}  // namespace banxin::cli
