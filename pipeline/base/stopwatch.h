#pragma once

#include <chrono>

namespace banxin {

// Time since it was made, on a clock that is never set. The program's only clock: for the time that a record may take
// and for what a terminal shows meanwhile. Nothing of it reaches an output (D-04).
class Stopwatch {
 public:
  Stopwatch();
  std::chrono::milliseconds elapsed() const;

 private:
  std::chrono::nanoseconds begin_;
};

}  // namespace banxin
