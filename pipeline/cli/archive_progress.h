#pragma once

#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "archive/verify.h"
#include "base/stopwatch.h"
#include "cli/console.h"

namespace banxin::cli {

// A line of state on a terminal, ten times a second. The console must outlive it.
inline archive::Progress show_progress(const Console& console) {
  constexpr std::chrono::milliseconds pause{100};
  const auto watch = std::make_shared<Stopwatch>();
  const auto next = std::make_shared<std::chrono::milliseconds>(pause);
  return [&console, watch, next, pause](std::size_t done, std::size_t all) {
    if (!console.on_terminal() || watch->elapsed() < *next) return;
    *next = std::chrono::duration_cast<std::chrono::milliseconds>(watch->elapsed()) + pause;
    console.show(console.say({fmt::format("{}／{} 个包", done, all), fmt::format("{} of {} packages", done, all)}));
  };
}

}  // namespace banxin::cli
