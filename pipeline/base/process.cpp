#include "base/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>

#include "base/file.h"

namespace banxin {

ProcessMemory memory_of(const std::string& process) {
  constexpr std::size_t most_bytes = 1U << 12U;
  const auto text = read_file("/proc/" + process + "/statm", most_bytes);
  ProcessMemory memory;
  if (!text) return memory;
  const char* const end = text->data() + text->size();
  const char* next = std::from_chars(text->data(), end, memory.address_space).ptr;
  if (next != end) std::from_chars(next + 1, end, memory.resident);
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return {memory.address_space * page, memory.resident * page};
}

void limit(int resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit limits{.rlim_cur = soft, .rlim_max = hard};
  [[maybe_unused]] const int ignored = ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limits);
}

void live_with(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  limit(RLIMIT_CORE, 0);
}

int wait_for_end(pid_t child) {
  int status = 0;
  pid_t waited = 0;
  do {
    waited = ::waitpid(child, &status, 0);
  } while (waited < 0 && errno == EINTR);
  return waited > 0 ? status : 0;
}

}  // namespace banxin
