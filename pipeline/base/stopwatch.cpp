#include "base/stopwatch.h"

namespace banxin {
namespace {

std::chrono::nanoseconds now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace

Stopwatch::Stopwatch() : begin_(now()) {}

std::chrono::milliseconds Stopwatch::elapsed() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(now() - begin_);
}

}  // namespace banxin
