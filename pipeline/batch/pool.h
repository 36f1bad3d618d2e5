#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/signals.h"
#include "base/stopwatch.h"
#include "batch/limits.h"
#include "batch/worker.h"

namespace banxin::batch {

// What ended two workers that held a task.
struct Failure {
  enum class Kind {
    crash,      // a signal, or it ended by itself
    killed,     // SIGKILL from outside: by a person, or by a system that is short of memory
    time,       // over the limit
    memory,     // over the limit
    exception,  // that nobody caught; or the worker sent something that no worker sends
  } kind = Kind::crash;
  int signal = 0;    // of a crash; 0 when the process ended by itself
  std::string text;  // of an exception
};

// What a pool reports to its owner, in the owner's process.
class Foreman {
 public:
  virtual ~Foreman() = default;
  // False when it is not an answer: then the worker fails.
  virtual bool answered(std::size_t task, const std::string& answer) = 0;
  virtual void failed(std::size_t task, const Failure& failure) = 0;
  // Called from time to time, and after each report.
  virtual void tick() = 0;
  // Asked before anything is handed out.
  virtual bool wants_more() const = 0;
};

// Worker processes and the tasks that they share. A task whose worker dies, or takes too long, is given once more, to a
// worker that has done nothing else; then it has failed. The others of its group are done again, by any worker that is
// free. One thread.
class Pool {
 public:
  // `signals` must outlive the pool.
  Pool(Limits limits, Hire hire, const Signals& signals);

  // Runs until all are done; or, when a signal has come or the foreman wants no more, until the tasks already handed
  // out are done. A second signal ends it at once. True when a signal has come. Errors: batch-no-worker, when the
  // system gives no process; batch-stalled, when a worker that finishes its tasks says nothing: it is killed, the
  // others finish what they hold.
  Result<bool> run(std::vector<std::size_t> tasks, Foreman& foreman);

 private:
  struct Group {
    std::vector<std::size_t> tasks;
    bool again = false;  // for a new worker
  };
  struct Place {
    Worker worker;
    Group group = {};
    std::size_t begun = 0, answered = 0;
    std::chrono::milliseconds since{0};  // when the task began, or the worker last said something
    bool used = false;
    std::optional<Failure::Kind> over = {};  // the limit that it was killed for
  };

  bool idle() const;
  bool hand_out(Foreman& foreman);
  bool give(Place& place, Group group);
  void listen(Foreman& foreman);
  bool hear(Place& place, Foreman& foreman);
  bool take(Place& place, const Message& message, Foreman& foreman);
  void bury(Place& place, Failure::Kind kind, const std::string& text, Foreman& foreman);
  void keep_limits();
  bool keep_limits_of(Place& place);
  bool hire_one();

  Limits limits_;
  Hire hire_;
  const Signals& signals_;
  Stopwatch watch_;
  std::list<Place> places_;
  std::deque<Group> groups_;
  std::map<std::size_t, int> tries_;  // by the tasks that ended a worker
  int interrupts_ = 0;
  bool stalled_ = false;
};

}  // namespace banxin::batch
