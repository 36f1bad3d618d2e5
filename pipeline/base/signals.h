#pragma once

#include "base/descriptor.h"

namespace banxin {

// SIGTERM, SIGINT and SIGHUP, held back from the process while this lives and read from a descriptor instead: what they
// ask for is done between two steps, never in the middle of one. Processes forked meanwhile never get them.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Becomes readable when one has come.
  int descriptor() const { return descriptor_.get(); }
  // How many have come since the last call.
  int take() const;

 private:
  Descriptor descriptor_;
};

}  // namespace banxin
