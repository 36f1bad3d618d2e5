#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/descriptor.h"

namespace banxin::batch {

// What a worker does, made after the fork and used by one process.
class Work {
 public:
  virtual ~Work() = default;
  // One task, by its number. It may crash, hang or take all memory: that ends only this process.
  virtual void begin(std::size_t task) = 0;
  // Completes all tasks begun since the last call and gives an answer for each, in their order. An answer that is
  // longer than a packet may be (64 KiB) ends the process.
  virtual std::vector<std::string> finish() = 0;
};
using Hire = std::function<std::unique_ptr<Work>()>;

// What a worker sends, one packet each.
struct Message {
  enum class Kind : char {
    begun = 'b',          // the next task of the group is done but for finish()
    answer = 'a',         // of the next task of the group
    out_of_memory = 'm',  // the process ends
    exception = 'x',      // the same; the text says which
    unknown = '?',        // what no worker sends
  } kind = Kind::begun;
  std::string text;
};

// The parent's side of a worker process. Killed with its owner, however that ends (PR_SET_PDEATHSIG).
class Worker {
 public:
  // Forks. `others` are the descriptors of the other workers, which the new one does not need; `memory` is what it may
  // take beyond what it starts with, 0: no limit. Nothing when the system has no process to give.
  static std::optional<Worker> start(const Hire& hire, std::uint64_t memory, const std::vector<int>& others);
  ~Worker();
  Worker(Worker&&) noexcept = default;
  Worker& operator=(Worker&&) noexcept = delete;

  int descriptor() const { return socket_.get(); }
  pid_t pid() const { return pid_; }
  // False when it is gone.
  bool hand_out(const std::vector<std::size_t>& tasks) const;
  // The next message; nothing when the worker has ended.
  std::optional<Message> receive() const;
  // The memory that it takes beyond what it started with, in bytes; 0 when the system does not say.
  std::uint64_t growth() const;
  void kill() const;
  // Kills it and does not wait for its end, which may not come.
  void abandon();
  // After the end of its messages: what ended it, as waitpid(2) says. Once.
  int wait();

 private:
  Worker(pid_t pid, Descriptor socket, std::uint64_t resident)
      : pid_(pid), socket_(std::move(socket)), resident_(resident) {}

  pid_t pid_ = -1;
  Descriptor socket_;
  std::uint64_t resident_;  // in bytes, at the beginning
};

}  // namespace banxin::batch
