#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace banxin {

struct Bounds {
  std::uint64_t memory = 0;           // bytes of address space, beyond what the process has when it is forked
  std::chrono::seconds processor{0};  // of the processor's time
  // On the clock. A child has nothing to wait for but the processor: on a machine that is not busy this is never met.
  std::chrono::milliseconds time{0};
  std::uint64_t answer = 0;  // bytes
  // It keeps this process's descriptors and may open files and have children of its own; still it writes to no file.
  bool may_open = false;
};

// What became of a function that ran confined.
struct Confined {
  enum class End {
    done,
    crash,       // a signal, or an end of its own accord
    memory,      // over the bound, and it said so: what asks for memory and gets none may also crash
    processor,   // over the bound
    time,        // over the bound
    answer,      // over the bound
    no_process,  // the system gave none, or no pipe: nothing was run
  } end = End::no_process;
  int signal = 0;          // of a crash; 0 when the process ended by itself
  std::string bytes = {};  // what the function gave, when done
};

// Runs a function that reads what a stranger sent, in a child process that has nothing (but for Bounds::may_open) but
// its copy of this one's memory: it can open no file and no socket, write nowhere but into the pipe that its answer
// comes through, and start no process. It may crash, hang or ask for all memory: that ends the child alone. Killed with
// this process. An exception other than std::bad_alloc is a crash.
Confined run_confined(const std::function<std::string()>& function, const Bounds& bounds);

}  // namespace banxin
