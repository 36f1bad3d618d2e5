#include "cli/watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/process.h"
#include "base/signals.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

constexpr int for_ever = -1;

// Whether the descriptor can be read, or has been closed by the other side, within this time.
bool is_ready(int descriptor, int milliseconds) {
  pollfd wanted{.fd = descriptor, .events = POLLIN, .revents = 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

// Which of the two is ready first; the second when both are.
int first_ready(int one, int other) {
  std::array<pollfd, 2> wanted = {pollfd{.fd = one, .events = POLLIN, .revents = 0},
                                  pollfd{.fd = other, .events = POLLIN, .revents = 0}};
  while (::poll(wanted.data(), wanted.size(), for_ever) < 0 && errno == EINTR) {
  }
  return wanted[1].revents != 0 ? other : one;
}

// A file that somebody edits: its folder is watched, as an editor may put another file in its place. Of a link, the
// folder of the file that it leads to is watched too.
class WatchedFile {
 public:
  explicit WatchedFile(const std::string& file) : descriptor_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    std::error_code ignored;
    for (const fs::path& path : {fs::path(file), fs::weakly_canonical(file, ignored)}) {
      const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
      const int watch = ::inotify_add_watch(descriptor_.get(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO);
      if (watch < 0 && error_ == 0) error_ = errno;
      names_.emplace(watch, path.filename().string());
    }
  }

  // An errno, when it cannot be watched.
  int error() const { return error_; }
  int descriptor() const { return descriptor_.get(); }

  // Whether what has happened since the last call concerns the file.
  bool take() const {
    constexpr std::size_t room = 16384;
    alignas(inotify_event) std::array<char, room> events{};
    bool concerned = false;
    ssize_t size = 0;
    while ((size = ::read(descriptor_.get(), events.data(), events.size())) > 0) {
      for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
        inotify_event event{};
        std::memcpy(&event, &events[at], sizeof event);
        const char* const name = event.len == 0 ? "" : &events[at + sizeof event];
        concerned = concerned || (event.mask & IN_Q_OVERFLOW) != 0 || names_.contains({event.wd, name});
        at += sizeof event + event.len;
      }
    }
    return concerned;
  }

 private:
  Descriptor descriptor_;
  std::set<std::pair<int, std::string>> names_;  // of the file, in a watched folder
  int error_ = 0;
};

// Does the work in a child and waits for its end. Gives whether nobody asked to stop meanwhile.
bool work_apart(const std::function<ExitStatus()>& work, const Signals& signals) {
  constexpr int patience = 2000;
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return signals.take() == 0;
  Descriptor ended(ends[0]);
  Descriptor open(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    live_with(parent);
    ended.close();
    ::_exit(static_cast<int>(work()));
  }
  if (child < 0) return signals.take() == 0;
  open.close();
  const bool asked = first_ready(signals.descriptor(), ended.get()) == signals.descriptor();
  if (asked && !is_ready(ended.get(), patience)) ::kill(child, SIGKILL);
  wait_for_end(child);
  return !asked && signals.take() == 0;
}

// Waits for the next time that the file is saved. Gives whether nobody asked to stop before.
bool wait_for_change(const WatchedFile& file, const Signals& signals) {
  constexpr int quiet_time = 100;  // an editor may write in several goes
  bool changed = false;
  while (!changed) {
    if (first_ready(file.descriptor(), signals.descriptor()) == signals.descriptor()) return false;
    changed = file.take();
  }
  while (is_ready(file.descriptor(), quiet_time)) file.take();
  return signals.take() == 0;
}

}  // namespace

ExitStatus watch(const std::string& file, const std::function<ExitStatus()>& work, const Console& console) {
  const WatchedFile watched(file);
  if (watched.error() != 0) return console.conclude({read_fault(file, watched.error())});
  const Signals signals;
  while (work_apart(work, signals)) {
    console.tell({fmt::format("等 {} 再次保存；按 Ctrl-C 结束。", file),
                  fmt::format("Waiting for {} to be saved again; Ctrl-C ends.", file)});
    if (!wait_for_change(watched, signals)) break;
  }
  signals.take();  // else it comes when the signals are no longer held back
  return ExitStatus::done;
}

}  // namespace banxin::cli
