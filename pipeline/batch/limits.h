#pragma once

#include <chrono>
#include <cstdint>

namespace banxin::batch {

struct Limits {
  int jobs = 1;                            // worker processes
  std::chrono::milliseconds time{60'000};  // for one task; 0: no limit
  // For what is done for a group of tasks together once all are made: writing and syncing packages. A disk that takes
  // longer has stopped answering.
  std::chrono::milliseconds finishing{600'000};
  std::uint64_t memory = std::uint64_t{1} << 30U;  // bytes, for one worker, beyond what it starts with; 0: no limit
};

}  // namespace banxin::batch
