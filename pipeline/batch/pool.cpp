#include "batch/pool.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <utility>

#include "base/codes.h"

namespace banxin::batch {
namespace {

// How many tasks are finished together: enough to share what finishing costs, few enough to lose little with a worker.
constexpr std::size_t most_in_group = 32;
constexpr int most_tries = 2;
constexpr int tick_milliseconds = 50;  // in which a process can take no more than some hundred MiB

}  // namespace

Pool::Pool(Limits limits, Hire hire, const Signals& signals)
    : limits_(limits), hire_(std::move(hire)), signals_(signals) {}

Result<bool> Pool::run(std::vector<std::size_t> tasks, Foreman& foreman) {
  const auto jobs = static_cast<std::size_t>(limits_.jobs);
  constexpr std::size_t rounds = 4;  // so that no worker is left alone with a long last group
  const std::size_t size = std::clamp<std::size_t>(tasks.size() / (jobs * rounds), 1, most_in_group);
  for (std::size_t i = 0; i < tasks.size(); i += size) {
    const auto first = tasks.begin() + static_cast<std::ptrdiff_t>(i);
    groups_.push_back({{first, first + static_cast<std::ptrdiff_t>(std::min(size, tasks.size() - i))}, false});
  }
  for (;;) {
    const bool more = interrupts_ == 0 && !stalled_ && foreman.wants_more();
    if (more && !hand_out(foreman)) {
      return Diagnostic{.code = code::batch_no_worker,
                        .message = {"系统不给新的进程，一个工作进程也没有了。",
                                    "The system does not allow another process, and no worker is left."},
                        .hint = {"稍后再试，或减少 --jobs。", "Try again later, or with fewer --jobs."}};
    }
    if (idle() && (!more || groups_.empty())) break;
    listen(foreman);
    keep_limits();
    interrupts_ += signals_.take();
    if (interrupts_ > 1) {
      for (const Place& place : places_) place.worker.kill();
      break;
    }
    foreman.tick();
  }
  groups_.clear();
  places_.clear();
  if (stalled_) {
    return Diagnostic{
        .code = code::batch_stalled,
        .message = {fmt::format("写档案库的工作进程 {} 秒没有回音，运行停了。",
                                std::chrono::ceil<std::chrono::seconds>(limits_.finishing).count()),
                    fmt::format(
                        "A worker that writes to the archive did not answer for {} seconds, and the run was stopped.",
                        std::chrono::ceil<std::chrono::seconds>(limits_.finishing).count())},
        .hint = {"检查磁盘或网络存储，再运行一次：只做缺的。",
                 "Check the disk or network storage, and run it again: only what is missing is done."}};
  }
  return interrupts_ > 0;
}

bool Pool::idle() const {
  return std::all_of(places_.begin(), places_.end(), [](const Place& place) { return place.group.tasks.empty(); });
}

bool Pool::hire_one() {
  std::vector<int> others;
  for (const Place& place : places_) others.push_back(place.worker.descriptor());
  auto worker = Worker::start(hire_, limits_.memory, others);
  if (!worker) return false;
  places_.push_back({.worker = *std::move(worker)});
  return true;
}

// False when there is work and no worker to do it.
bool Pool::hand_out(Foreman& foreman) {
  while (!groups_.empty() && foreman.wants_more()) {
    auto free = std::find_if(places_.begin(), places_.end(), [](const Place& it) { return it.group.tasks.empty(); });
    if (free != places_.end() && groups_.front().again && free->used) {
      places_.erase(free);
      free = places_.end();
    }
    if (free == places_.end()) {
      if (places_.size() >= static_cast<std::size_t>(limits_.jobs)) return true;
      if (!hire_one()) return !places_.empty();
      free = std::prev(places_.end());
    }
    Group group = std::move(groups_.front());
    groups_.pop_front();
    if (!give(*free, std::move(group))) places_.erase(free);
  }
  return true;
}

bool Pool::give(Place& place, Group group) {
  if (!place.worker.hand_out(group.tasks)) {
    groups_.push_front(std::move(group));
    return false;
  }
  place.group = std::move(group);
  place.begun = place.answered = 0;
  place.since = watch_.elapsed();
  place.used = true;
  return true;
}

void Pool::listen(Foreman& foreman) {
  std::vector<pollfd> waiting = {{signals_.descriptor(), POLLIN, 0}};
  std::vector<std::list<Place>::iterator> order;
  for (auto place = places_.begin(); place != places_.end(); ++place) {
    waiting.push_back({place->worker.descriptor(), POLLIN, 0});
    order.push_back(place);
  }
  if (::poll(waiting.data(), waiting.size(), tick_milliseconds) <= 0) return;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (waiting[i + 1].revents != 0 && !hear(*order[i], foreman)) places_.erase(order[i]);
  }
}

// False when the worker has ended.
bool Pool::hear(Place& place, Foreman& foreman) {
  const auto message = place.worker.receive();
  if (!message) {
    bury(place, Failure::Kind::crash, {}, foreman);
  } else if (message->kind == Message::Kind::out_of_memory) {
    bury(place, Failure::Kind::memory, {}, foreman);
  } else if (message->kind == Message::Kind::exception) {
    bury(place, Failure::Kind::exception, message->text, foreman);
  } else if (take(place, *message, foreman)) {
    return true;
  } else {
    bury(place, Failure::Kind::exception, "it said what no worker says", foreman);
  }
  return false;
}

// False when it is not what comes next: a worker reports the beginning of each task, then the answers.
bool Pool::take(Place& place, const Message& message, Foreman& foreman) {
  std::vector<std::size_t>& tasks = place.group.tasks;
  place.since = watch_.elapsed();
  if (place.begun < tasks.size()) {
    ++place.begun;
    return message.kind == Message::Kind::begun;
  }
  if (place.answered == tasks.size() || message.kind != Message::Kind::answer ||
      !foreman.answered(tasks[place.answered], message.text)) {
    return false;
  }
  if (++place.answered == tasks.size()) tasks.clear();
  return true;
}

// Finds the task that the worker died of, and has the others done again.
void Pool::bury(Place& place, Failure::Kind kind, const std::string& text, Foreman& foreman) {
  place.worker.kill();
  const int status = place.worker.wait();
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (place.over) {
    kind = *place.over;
  } else if (kind == Failure::Kind::crash && signal == SIGKILL) {
    kind = Failure::Kind::killed;
  }
  const std::vector<std::size_t>& tasks = place.group.tasks;
  // After the last task it was the finishing: with a single task it is that task's fault, else no task's yet.
  std::size_t culprit = place.begun;
  if (culprit == tasks.size() && tasks.size() == 1) culprit = 0;
  for (std::size_t i = tasks.size(); i-- > place.answered;) {
    const bool again = i == culprit;
    if (again && ++tries_[tasks[i]] >= most_tries) {
      foreman.failed(tasks[i], {kind, signal, text});
    } else {
      groups_.push_front({{tasks[i]}, again});
    }
  }
}

void Pool::keep_limits() {
  for (auto place = places_.begin(); place != places_.end();) {
    const auto it = place++;
    if (keep_limits_of(*it)) continue;
    // What it holds is left for another run. It may be waiting for a disk in a way that no signal ends.
    stalled_ = true;
    it->worker.abandon();
    places_.erase(it);
  }
}

// False when it holds up the run.
bool Pool::keep_limits_of(Place& place) {
  const auto since = watch_.elapsed() - place.since;
  if (place.group.tasks.empty() || place.over) return true;
  // Finishing waits for the disk: that is no task's fault.
  if (place.begun == place.group.tasks.size()) return since < limits_.finishing;
  if (limits_.time.count() != 0 && since >= limits_.time) place.over = Failure::Kind::time;
  if (limits_.memory != 0 && place.worker.growth() > limits_.memory) place.over = Failure::Kind::memory;
  if (place.over) place.worker.kill();
  return true;
}

}  // namespace banxin::batch
