#include "batch/worker.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <exception>
#include <new>
#include <utility>

#include "base/file.h"

namespace banxin::batch {
namespace {

// Below the smallest buffer that a socket of one host has, so that a packet is never refused for its size.
constexpr std::size_t most_packet = 1U << 16U;

// What proc(5) says of a process's memory, in bytes; 0 when the system does not tell.
struct Memory {
  std::uint64_t address_space = 0, resident = 0;
};

Memory memory_of(const std::string& process) {
  const auto text = read_file("/proc/" + process + "/statm", most_packet);
  Memory memory;
  if (!text) return memory;
  const char* const end = text->data() + text->size();
  const char* next = std::from_chars(text->data(), end, memory.address_space).ptr;
  if (next != end) std::from_chars(next + 1, end, memory.resident);
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return {memory.address_space * page, memory.resident * page};
}

void limit(int resource, std::uint64_t most) {
  const rlimit limits{.rlim_cur = most, .rlim_max = most};
  // One that the system does not have is done without.
  [[maybe_unused]] const int ignored = ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limits);
}

// A parent that is gone is nobody to tell.
void send(int socket, Message::Kind kind, std::string text) {
  text.insert(text.begin(), static_cast<char>(kind));
  if (text.size() > most_packet) text.resize(most_packet);
  while (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

std::vector<std::size_t> next_group(int socket) {
  std::vector<std::size_t> tasks(most_packet / sizeof(std::size_t));
  ssize_t got = 0;
  do {
    got = ::recv(socket, tasks.data(), tasks.size() * sizeof(std::size_t), 0);
  } while (got < 0 && errno == EINTR);
  tasks.resize(got > 0 ? static_cast<std::size_t>(got) / sizeof(std::size_t) : 0);
  return tasks;
}

void serve(int socket, const Hire& hire) {
  const std::unique_ptr<Work> work = hire();
  for (auto tasks = next_group(socket); !tasks.empty(); tasks = next_group(socket)) {
    for (const std::size_t task : tasks) {
      work->begin(task);
      send(socket, Message::Kind::begun, {});
    }
    for (std::string& answer : work->finish()) send(socket, Message::Kind::answer, std::move(answer));
  }
}

// The life of a worker. It ends without the parent's destructors and exit handlers: those are the parent's business.
[[noreturn]] void live(pid_t parent, int socket, const Hire& hire, std::uint64_t memory) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  limit(RLIMIT_CORE, 0);
  // The owner sees to the limit. This one is for who is quicker than its eye: a library that gets no memory may well
  // say something else of the record than that.
  constexpr std::uint64_t beyond = std::uint64_t{1} << 30U;
  const std::uint64_t now = memory_of("self").address_space;
  if (now != 0 && memory != 0) limit(RLIMIT_AS, now + 2 * memory + beyond);
  int status = 1;
  try {
    serve(socket, hire);
    status = 0;
  } catch (const std::bad_alloc&) {
    send(socket, Message::Kind::out_of_memory, {});
  } catch (const std::exception& error) {
    send(socket, Message::Kind::exception, error.what());
  }
  ::_exit(status);
}

}  // namespace

std::optional<Worker> Worker::start(const Hire& hire, std::uint64_t memory, const std::vector<int>& others) {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0) return std::nullopt;
  Descriptor mine(pair[0]);
  Descriptor theirs(pair[1]);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) return std::nullopt;
  if (pid == 0) {
    mine.close();
    // A worker that held the parent's side of another would keep that one waiting for a parent that is gone.
    for (const int other : others) ::close(other);
    live(parent, theirs.get(), hire, memory);
  }
  return Worker(pid, std::move(mine), memory_of(std::to_string(pid)).resident);
}

// A worker ends by itself when its socket closes; one that does not is killed first.
Worker::~Worker() {
  if (!socket_.valid()) return;
  socket_.close();
  wait();
}

bool Worker::hand_out(const std::vector<std::size_t>& tasks) const {
  ssize_t sent = 0;
  do {
    sent = ::send(socket_.get(), tasks.data(), tasks.size() * sizeof(std::size_t), MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent > 0;
}

std::optional<Message> Worker::receive() const {
  std::string packet(most_packet, '\0');
  ssize_t got = 0;
  do {
    got = ::recv(socket_.get(), packet.data(), packet.size(), 0);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return std::nullopt;
  return Message{static_cast<Message::Kind>(packet[0]), packet.substr(1, static_cast<std::size_t>(got) - 1)};
}

std::uint64_t Worker::growth() const {
  const std::uint64_t now = memory_of(std::to_string(pid_)).resident;
  return now > resident_ ? now - resident_ : 0;
}

void Worker::kill() const {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

int Worker::wait() {
  if (pid_ <= 0) return 0;
  int status = 0;
  pid_t waited = 0;
  do {
    waited = ::waitpid(pid_, &status, 0);
  } while (waited < 0 && errno == EINTR);
  // The system may give the number to another process now.
  pid_ = -1;
  return waited > 0 ? status : 0;
}

}  // namespace banxin::batch
