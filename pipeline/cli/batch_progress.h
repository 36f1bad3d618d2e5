#pragma once

#include <chrono>
#include <cstddef>

#include "base/stopwatch.h"
#include "batch/batch.h"
#include "cli/console.h"

namespace banxin::cli {

// Shows how a batch goes: on a terminal a bar with rate, failures and the time that is left, elsewhere a line each time
// another tenth is done. One finding for each record that failed.
class BatchProgress : public batch::Observer {
 public:
  BatchProgress(const Console& console, std::string archive) : console_(console), archive_(std::move(archive)) {}

  void progress(bool reading, std::size_t done, std::size_t failed, std::size_t all) override;
  void outcome(const archive::Outcome& outcome, const batch::Input& input) override;

 private:
  void show(std::size_t done, std::size_t failed, std::size_t all);

  const Console& console_;
  std::string archive_;
  Stopwatch watch_;
  std::chrono::milliseconds shown_{0};
  std::chrono::milliseconds begun_{0};  // of this phase
  bool reading_ = true;
  std::size_t before_ = 0;  // done when the phase began
  std::size_t tenths_ = 0;
};

}  // namespace banxin::cli
