#include "base/confined.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <limits>
#include <memory>
#include <new>

#include "base/descriptor.h"
#include "base/file.h"
#include "base/process.h"
#include "base/stopwatch.h"

namespace banxin {
namespace {

constexpr int ran_out_of_memory = 2;  // the child's exit status

// Sanitizers end a process that gets no memory, in place of an exception, and look at memory through pipes.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

void close_all_but(int kept) {
  const auto one = static_cast<unsigned>(kept);
  if (one > 0) ::close_range(0, one - 1, 0);
  ::close_range(one + 1, std::numeric_limits<unsigned>::max(), 0);
}

void confine(const Bounds& bounds) {
  if (!sanitized) {
    constexpr std::uint64_t unknown = std::uint64_t{1} << 30U;  // where the system does not tell
    const std::uint64_t now = memory_of("self").address_space;
    limit(RLIMIT_AS, (now != 0 ? now : unknown) + bounds.memory);
  }
  // SIGXCPU, then SIGKILL.
  const auto seconds = static_cast<std::uint64_t>(bounds.processor.count());
  std::signal(SIGXCPU, SIG_DFL);
  limit(RLIMIT_CPU, seconds, seconds + 1);
  limit(RLIMIT_FSIZE, 0);
  if (bounds.may_open) return;
  limit(RLIMIT_NPROC, 0);
  if (!sanitized) limit(RLIMIT_NOFILE, 0);
}

// It ends without the parent's destructors and exit handlers: those are the parent's business.
[[noreturn]] void live(pid_t parent, int pipe, const std::function<std::string()>& function, const Bounds& bounds) {
  live_with(parent);
  confine(bounds);
  if (!bounds.may_open) close_all_but(pipe);
  int status = 1;
  try {
    status = write_all(pipe, function()) == 0 ? 0 : 1;
  } catch (const std::bad_alloc&) {
    status = ran_out_of_memory;
  } catch (const std::exception&) {
    status = 1;
  }
  ::_exit(status);
}

// Reads to the end, the bound or the deadline: `done` is only that nothing was exceeded.
Confined::End read_answer(int pipe, const Bounds& bounds, std::string& bytes) {
  const Stopwatch watch;
  constexpr std::size_t chunk_bytes = 1U << 16U;
  const auto chunk = std::make_unique<std::array<char, chunk_bytes>>();
  for (;;) {
    const auto left = bounds.time - watch.elapsed();
    if (left.count() <= 0) return Confined::End::time;
    pollfd waiting{pipe, POLLIN, 0};
    constexpr std::chrono::milliseconds most_wait{60'000};
    if (::poll(&waiting, 1, static_cast<int>(std::min<std::chrono::milliseconds>(left, most_wait).count())) <= 0)
      continue;
    const ssize_t got = ::read(pipe, chunk->data(), chunk->size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Confined::End::done;
    if (bytes.size() + static_cast<std::size_t>(got) > bounds.answer) return Confined::End::answer;
    bytes.append(chunk->data(), static_cast<std::size_t>(got));
  }
}

// By a status of waitpid(2) that is not 0.
Confined::End how_it_ended(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == ran_out_of_memory) return Confined::End::memory;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return Confined::End::processor;
  return Confined::End::crash;
}

}  // namespace

Confined run_confined(const std::function<std::string()>& function, const Bounds& bounds) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  const Descriptor mine(ends[0]);
  Descriptor theirs(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return {};
  if (child == 0) live(parent, theirs.get(), function, bounds);
  theirs.close();

  Confined result;
  result.end = read_answer(mine.get(), bounds, result.bytes);
  // Where the pipe has ended so has the child, and its status is settled: this is for one that has not.
  ::kill(child, SIGKILL);
  const int status = wait_for_end(child);
  if (result.end == Confined::End::done && status != 0) {
    result.end = how_it_ended(status);
    if (result.end == Confined::End::crash && WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  }
  if (result.end != Confined::End::done) result.bytes.clear();
  return result;
}

}  // namespace banxin
