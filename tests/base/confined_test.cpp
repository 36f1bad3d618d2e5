// What a function in a process of its own may and may not do.

#include "base/confined.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace banxin::test {
namespace {

using End = Confined::End;

constexpr std::uint64_t mebibyte = 1U << 20U;
constexpr Bounds bounds{.memory = 64 * mebibyte,
                        .processor = std::chrono::seconds(1),
                        .time = std::chrono::seconds(20),
                        .answer = mebibyte};

TEST(Confined, GivesTheBytesBack) {
  const std::string bytes = std::string("a\0b", 3) + std::string(mebibyte - 3, 'x');
  const Confined result = run_confined([&bytes] { return std::string(bytes); }, bounds);
  EXPECT_EQ(result.end, End::done);
  EXPECT_EQ(result.bytes, bytes);
  EXPECT_EQ(run_confined([] { return std::string(); }, bounds).end, End::done);
}

TEST(Confined, ACrashIsToldWithItsSignal) {
  const Confined signal = run_confined(
      []() -> std::string {
        std::signal(SIGSEGV, SIG_DFL);
        ::raise(SIGSEGV);
        return "no";
      },
      bounds);
  EXPECT_EQ(signal.end, End::crash);
  EXPECT_EQ(signal.signal, SIGSEGV);
  EXPECT_EQ(signal.bytes, "");
  const Confined exception = run_confined([]() -> std::string { throw std::runtime_error("x"); }, bounds);
  EXPECT_EQ(exception.end, End::crash);
  EXPECT_EQ(exception.signal, 0);
}

#if !defined(__SANITIZE_ADDRESS__)  // which needs all address space
TEST(Confined, MemoryIsBounded) {
  const auto take = [](std::size_t bytes) {
    return run_confined(
        [bytes] {
          std::vector<char> all(bytes, 'x');
          return std::string(all.data() + bytes - 1, 1);
        },
        bounds);
  };
  EXPECT_EQ(take(32 * mebibyte).end, End::done);
  EXPECT_EQ(take(96 * mebibyte).end, End::memory);
}
#endif

TEST(Confined, TheProcessorsTimeIsBounded) {
  const Confined result = run_confined(
      []() -> std::string {
        std::uint64_t clock = 0;
        while (std::chrono::steady_clock::now().time_since_epoch().count() != 0) ++clock;
        return std::to_string(clock);
      },
      bounds);
  EXPECT_EQ(result.end, End::processor);
}

TEST(Confined, TimeIsBoundedOfOneThatWaits) {
  Bounds short_time = bounds;
  short_time.time = std::chrono::milliseconds(200);
  const Confined result = run_confined(
      []() -> std::string {
        for (;;) ::pause();
      },
      short_time);
  EXPECT_EQ(result.end, End::time);
}

TEST(Confined, TheAnswerIsBounded) {
  const Confined result = run_confined([] { return std::string(mebibyte + 1, 'x'); }, bounds);
  EXPECT_EQ(result.end, End::answer);
  EXPECT_EQ(result.bytes, "");
}

// Each letter is something that it could do.
#if !defined(__SANITIZE_ADDRESS__)  // which opens pipes
TEST(Confined, OpensNothingWritesNothingStartsNothing) {
  const TemporaryFolder folder;
  const std::string file = folder.write("file", "content");
  const int inherited = ::open(file.c_str(), O_RDWR);
  const Confined result = run_confined(
      [&]() -> std::string {
        std::string could;
        if (::open(file.c_str(), O_RDONLY) >= 0) could += 'o';
        if (::socket(AF_INET, SOCK_STREAM, 0) >= 0) could += 's';
        if (::write(inherited, "x", 1) >= 0) could += 'w';
        if (::write(STDERR_FILENO, "x", 1) >= 0) could += 'e';
        rlimit core{};
        if (::getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0) could += 'c';
        return could;
      },
      bounds);
  ::close(inherited);
  EXPECT_EQ(result.end, End::done);
  EXPECT_EQ(result.bytes, "");
}

TEST(Confined, NoProcessToBeHadIsAnAnswer) {
  // In a child, so that this process keeps its limits. No descriptor, no pipe.
  const Confined result = run_confined(
      [] { return std::to_string(static_cast<int>(run_confined([] { return std::string("x"); }, bounds).end)); },
      bounds);
  EXPECT_EQ(result.bytes, std::to_string(static_cast<int>(End::no_process)));
}
#endif

}  // namespace
}  // namespace banxin::test
