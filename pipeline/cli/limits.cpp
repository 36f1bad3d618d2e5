#include "cli/limits.h"

#include "cli/usage.h"

namespace banxin::cli {

Result<batch::Limits> limits_of(const LimitOptions& options) {
  constexpr double most_seconds = 1'000'000;
  constexpr std::uint64_t most_mebibytes = std::uint64_t{1} << 30U;
  constexpr unsigned mebibyte = 20;
  if (!(options.time >= 0 && options.time <= most_seconds) || options.memory > most_mebibytes) {
    return usage_error({"时限或内存上限超出范围。", "The limit of time or memory is out of range."});
  }
  batch::Limits limits;
  limits.time = std::chrono::milliseconds(static_cast<long>(options.time * 1000));
  // A time that is too short to count does not mean that there is no limit.
  if (options.time > 0 && limits.time.count() == 0) limits.time = std::chrono::milliseconds(1);
  limits.memory = options.memory << mebibyte;
  return limits;
}

}  // namespace banxin::cli
