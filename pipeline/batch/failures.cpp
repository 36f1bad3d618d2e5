#include "batch/failures.h"

#include <fmt/format.h>

#include "base/codes.h"

namespace banxin::batch {

void tell(const Failure& failure, const Limits& limits, archive::Outcome& outcome) {
  outcome.status = archive::Status::quarantined;
  switch (failure.kind) {
    case Failure::Kind::crash:
      outcome.code = code::batch_crashed;
      outcome.reason = {fmt::format("处理它的进程两次崩溃（信号 {}）。", failure.signal),
                        fmt::format("The process that worked on it crashed twice (signal {}).", failure.signal)};
      break;
    case Failure::Kind::exception:
      outcome.code = code::batch_crashed;
      outcome.reason = {fmt::format("处理它的进程两次出错：{}。", failure.text),
                        fmt::format("The process that worked on it failed twice: {}.", failure.text)};
      break;
    case Failure::Kind::killed:
      outcome.status = archive::Status::unfinished;
      outcome.code = code::batch_worker_killed;
      outcome.reason = {
          "处理它的进程两次被外力强行终止，多半是系统内存不足。",
          "The process that worked on it was killed twice from outside, most likely because memory was short."};
      break;
    case Failure::Kind::time:
      outcome.code = code::batch_too_slow;
      outcome.reason = {fmt::format("处理它两次都超过 {} 秒的时限。", static_cast<double>(limits.time.count()) / 1000),
                        fmt::format("It took more than the limit of {} seconds, twice.",
                                    static_cast<double>(limits.time.count()) / 1000)};
      break;
    case Failure::Kind::memory:
      outcome.code = code::batch_out_of_memory;
      outcome.reason = {fmt::format("处理它两次都超过 {} MiB 的内存上限。", limits.memory >> 20U),
                        fmt::format("It took more than the limit of {} MiB of memory, twice.", limits.memory >> 20U)};
      break;
  }
}

}  // namespace banxin::batch
