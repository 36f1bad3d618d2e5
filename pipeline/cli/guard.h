#pragma once

#include <memory>
#include <new>
#include <string>

#include "base/diagnostic.h"
#include "batch/limits.h"
#include "cli/console.h"

namespace banxin::cli {

// The limits of time and memory around the work on one record, in the process itself. While a guard lives, a timer
// looks at both, and exceeding one ends the process with a message that names the record and what to do; so does a
// crash, before the process ends by its signal. An output is written after the guard is gone, so none is left half
// done. One at a time. Costs some microseconds: a plain report is done before the timer first looks.
class Guard {
 public:
  Guard(const batch::Limits& limits, const std::string& record, const Console& console);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The finding that the record took more memory than its limit: record-out-of-memory.
Diagnostic out_of_memory(const batch::Limits& limits, const std::string& record);

// Does the work under a guard and gives its result; memory that the system refuses counts as over the limit.
template <class Work>
auto guarded(const batch::Limits& limits, const std::string& record, const Console& console, Work work)
    -> decltype(work()) {
  try {
    const Guard guard(limits, record, console);
    return work();
  } catch (const std::bad_alloc&) {
    return out_of_memory(limits, record);
  }
}

}  // namespace banxin::cli
