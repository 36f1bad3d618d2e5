#include "cli/guard.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <string_view>
#include <vector>

#include "base/codes.h"

namespace banxin::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr milliseconds between_looks{50};
constexpr std::array crashes = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// What the handlers use, made before they may be called.
struct Watched {
  nanoseconds latest{0};         // of the monotonic clock; 0: no limit
  std::uint64_t most_pages = 0;  // resident; 0: no limit
  std::string too_slow, out_of_memory, crashed;
};

// A signal handler is given only the signal: it finds what it needs here. Null without a guard.
std::atomic<const Watched*> watched{nullptr};
static_assert(std::atomic<const Watched*>::is_always_lock_free);

nanoseconds monotonic() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

struct Pages {
  std::uint64_t address_space = 0, resident = 0;
};

// What proc(5) says; 0 when the system does not say. Allocates nothing: a handler may call it.
Pages pages() {
  std::array<char, 128> text{};
  const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  const ssize_t size = file < 0 ? 0 : ::read(file, text.data(), text.size() - 1);
  if (file >= 0) ::close(file);
  std::array<std::uint64_t, 2> numbers{};
  std::size_t at = 0;
  for (std::uint64_t& number : numbers) {
    for (; size > 0 && text[at] >= '0' && text[at] <= '9'; ++at) {
      number = number * 10 + static_cast<std::uint64_t>(text[at] - '0');
    }
    if (text[at] == ' ') ++at;
  }
  return {numbers[0], numbers[1]};
}

std::uint64_t page_bytes() {
  return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void say_last(std::string_view message) {
  while (!message.empty()) {
    const ssize_t put = ::write(STDERR_FILENO, message.data(), message.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return;
    message.remove_prefix(static_cast<std::size_t>(put));
  }
}

// The destructors of the interrupted work can no longer be trusted with memory, and have nothing to tidy up.
[[noreturn]] void end_with(std::string_view message) {
  say_last(message);
  ::_exit(static_cast<int>(ExitStatus::findings));
}

void look(int) {
  const int error = errno;
  const Watched* const it = watched.load();
  if (it != nullptr && it->latest.count() != 0 && monotonic() >= it->latest) end_with(it->too_slow);
  if (it != nullptr && it->most_pages != 0 && pages().resident > it->most_pages) end_with(it->out_of_memory);
  errno = error;
}

// The signal has its default again and ends the process.
void tell_crash(int signal) {
  if (const Watched* const it = watched.load(); it != nullptr) say_last(it->crashed);
  ::raise(signal);
}

void look_every(milliseconds interval) {
  const auto micros = static_cast<long>(std::chrono::microseconds(interval).count());
  const timeval time{.tv_sec = 0, .tv_usec = micros};
  const itimerval timer{.it_interval = time, .it_value = time};
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;  // NOLINT(cppcoreguidelines-pro-type-union-access): the system's own
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

bool is_handled(int signal) {
  struct sigaction action {};
  ::sigaction(signal, nullptr, &action);
  return action.sa_handler != SIG_DFL;  // NOLINT(cppcoreguidelines-pro-type-union-access)
}

Diagnostic too_slow(const batch::Limits& limits, const std::string& record) {
  const double seconds = static_cast<double>(limits.time.count()) / 1000;
  return {.code = code::record_too_slow,
          .place = {record, 0, {}},
          .message = {fmt::format("处理它超过 {} 秒的时限，没有做完。", seconds),
                      fmt::format("The work on it took more than the limit of {} s and was stopped.", seconds)},
          .hint = {"核对它是否过大；确要处理的，用 --time-limit 放宽（0 为不限）。",
                   "See whether it is unreasonably large; if not, allow more with --time-limit (0: no limit)."}};
}

Diagnostic crashed(const std::string& record) {
  return {
      .code = code::record_crashed,
      .place = {record, 0, {}},
      .message = {"处理它时程序崩溃，什么也没有写。", "The program crashed in the work on it; nothing was written."},
      .hint = {"这是程序的错误：请把所用的命令和它报告给维护者。",
               "That is a fault of the program: report it with the command and the file."}};
}

}  // namespace

struct Guard::Impl {
  Watched watch;
  std::vector<char> stack = {};   // for the handler of a crash: the ordinary one may be used up
  std::vector<int> handled = {};  // signals of a crash that nobody else handles
  rlimit address_space{};
  bool limits_address_space = false;

  void limit_address_space(std::uint64_t memory) {
    // The timer enforces the limit. This one is for growth that is faster than the timer looks.
    constexpr std::uint64_t beyond = std::uint64_t{1} << 30U;
    const std::uint64_t taken = pages().address_space * page_bytes();
    if (taken == 0 || ::getrlimit(RLIMIT_AS, &address_space) != 0) return;
    rlimit limited = address_space;
    limited.rlim_cur = std::min<rlim_t>(limited.rlim_cur, taken + 2 * memory + beyond);
    limits_address_space = ::setrlimit(RLIMIT_AS, &limited) == 0;
  }

  void await_crashes() {
    constexpr std::size_t stack_bytes = 1U << 15U;
    stack.resize(stack_bytes);
    const stack_t other{.ss_sp = stack.data(), .ss_flags = 0, .ss_size = stack.size()};
    if (::sigaltstack(&other, nullptr) != 0) return;
    for (const int signal : crashes) {
      if (is_handled(signal)) continue;
      handle(signal, tell_crash, static_cast<int>(SA_ONSTACK | SA_NODEFER | SA_RESETHAND));
      handled.push_back(signal);
    }
  }
};

Guard::Guard(const batch::Limits& limits, const std::string& record, const Console& console)
    : impl_(std::make_unique<Impl>()) {
  Watched& watch = impl_->watch;
  watch.too_slow = console.text_of({too_slow(limits, record)});
  watch.out_of_memory = console.text_of({out_of_memory(limits, record)});
  watch.crashed = console.text_of({crashed(record)});
  if (limits.time.count() != 0) watch.latest = monotonic() + limits.time;
  if (const std::uint64_t resident = pages().resident; limits.memory != 0 && resident != 0) {
    watch.most_pages = resident + limits.memory / page_bytes();
    impl_->limit_address_space(limits.memory);
  }
  watched.store(&watch);
  impl_->await_crashes();
  if (watch.latest.count() == 0 && watch.most_pages == 0) return;
  handle(SIGALRM, look, SA_RESTART);
  look_every(limits.time.count() == 0 ? between_looks : std::min(between_looks, limits.time));
}

Guard::~Guard() {
  look_every(milliseconds(0));
  handle(SIGALRM, SIG_IGN, 0);  // takes away one that has come and was not delivered: it would end the process
  handle(SIGALRM, SIG_DFL, 0);
  for (const int signal : impl_->handled) handle(signal, SIG_DFL, 0);
  const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
  ::sigaltstack(&none, nullptr);
  watched.store(nullptr);
  if (impl_->limits_address_space) ::setrlimit(RLIMIT_AS, &impl_->address_space);
}

Diagnostic out_of_memory(const batch::Limits& limits, const std::string& record) {
  const std::uint64_t mebibytes = limits.memory >> 20U;
  Diagnostic finding = {.code = code::record_out_of_memory,
                        .place = {record, 0, {}},
                        .message = {fmt::format("处理它超过 {} MiB 的内存上限，没有做完。", mebibytes),
                                    fmt::format("The work on it took more than the limit of {} MiB of memory "
                                                "and was stopped.",
                                                mebibytes)},
                        .hint = {"核对它是否过大；确要处理的，用 --memory-limit 放宽（0 为不限）。",
                                 "See whether it is unreasonably large; if not, allow more with --memory-limit (0: no "
                                 "limit)."}};
  if (mebibytes == 0) {
    finding.message = {"处理它时内存用尽，没有做完。", "Memory ran out in the work on it."};
  }
  return finding;
}

}  // namespace banxin::cli
