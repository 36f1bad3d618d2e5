#include "desk/job.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/process.h"
#include "base/stopwatch.h"
#include "desk/work.h"

namespace banxin::desk {
namespace {

constexpr std::uint64_t most_heard = 64U << 20U;

// A message is its length and what it holds.
void say(int pipe, const std::vector<std::string>& texts) {
  (void)write_all(pipe, packed({packed(texts)}));
}

std::size_t number_in(const std::string& text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

[[noreturn]] void be_the_child(int pipe, pid_t parent, const std::function<JobEnd(const Tell&)>& work) {
  live_with(parent);
  // The desk holds these back from itself.
  sigset_t all;
  sigemptyset(&all);
  ::sigprocmask(SIG_SETMASK, &all, nullptr);
  // A browser that is connected, and who looks for the desk's port, does not wait for this process.
  constexpr int own = 3;
  if (::dup2(pipe, own) < 0 || ::close_range(own + 1, ~0U, 0) != 0) ::_exit(1);
  static constexpr std::chrono::milliseconds pause{100};
  std::optional<Stopwatch> since;
  const JobEnd end = work([&since](const Progress& now) {
    if (since && since->elapsed() < pause) return;
    since.emplace();
    say(own, {now.reading ? "reading" : "making", std::to_string(now.done), std::to_string(now.failed),
              std::to_string(now.all)});
  });
  std::vector<std::string> last = {"end", end.well ? "well" : "", end.told.zh, end.told.en, end.record};
  for (const Bilingual& remark : end.remarks) {
    last.push_back(remark.zh);
    last.push_back(remark.en);
  }
  say(own, last);
  ::_exit(0);
}

}  // namespace

bool Job::start(Kind kind, const std::function<JobEnd(const Tell&)>& work) {
  if (running()) return false;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  Descriptor mine(ends[0]);
  const Descriptor theirs(ends[1]);
  ::fcntl(mine.get(), F_SETFL, O_NONBLOCK);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) be_the_child(theirs.get(), parent, work);
  kind_ = kind;
  process_ = child;
  stops_ = 0;
  pipe_ = std::move(mine);
  heard_.clear();
  progress_ = {};
  end_ = {.told = {"没有做完就结束了。", "It ended before it was done."}};
  return true;
}

void Job::stop() {
  if (running()) ::kill(process_, stops_++ == 0 ? SIGTERM : SIGKILL);
}

void Job::hear(const std::string& message) {
  const std::vector<std::string> texts = unpacked(message);
  constexpr std::size_t of_progress = 4, of_end = 5;
  if (texts.size() >= of_end && texts[0] == "end") {
    end_ = {.well = !texts[1].empty(), .told = {texts[2], texts[3]}, .record = texts[4]};
    for (std::size_t i = of_end; i + 1 < texts.size(); i += 2) end_.remarks.push_back({texts[i], texts[i + 1]});
  } else if (texts.size() == of_progress) {
    progress_ = {texts[0] == "reading", number_in(texts[1]), number_in(texts[2]), number_in(texts[3])};
  }
}

bool Job::look() {
  if (!running()) return false;
  std::array<char, 1U << 16U> piece{};
  ssize_t got = 0;
  while ((got = ::read(pipe_.get(), piece.data(), piece.size())) > 0) {
    heard_.append(piece.data(), static_cast<std::size_t>(got));
    if (heard_.size() > most_heard) {
      ::kill(process_, SIGKILL);
      heard_.clear();
    }
  }
  const bool ended = got == 0 || errno != EAGAIN;
  for (;;) {
    const std::size_t colon = heard_.find(':');
    if (colon == std::string::npos) break;
    const std::size_t size = number_in(heard_.substr(0, colon));
    if (heard_.size() - colon - 1 < size) break;
    hear(heard_.substr(colon + 1, size));
    heard_.erase(0, colon + 1 + size);
  }
  if (!ended) return false;
  wait_for_end(std::exchange(process_, 0));
  pipe_.close();
  return true;
}

}  // namespace banxin::desk
