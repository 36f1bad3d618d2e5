#include "batch/worker.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

#include "base/process.h"

namespace banxin::batch {
namespace {

// Below the smallest buffer that a socket of one host has, so that a packet is never refused for its size.
constexpr std::size_t most_packet = 1U << 16U;

// A parent that waits for a message that never comes would wait for ever: the worker ends when the message cannot be
// sent, and its end is handled like any other.
void send(int socket, Message::Kind kind, std::string text) {
  text.insert(text.begin(), static_cast<char>(kind));
  constexpr int most_tries = 100;
  constexpr useconds_t pause = 20'000;
  for (int tries = 0; text.size() <= most_packet && tries < most_tries; ++tries) {
    if (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) >= 0) return;
    // The system has no memory for it just now.
    if (errno == ENOBUFS || errno == ENOMEM) {
      ::usleep(pause);
    } else if (errno != EINTR) {
      break;
    }
  }
  ::_exit(1);
}

Message::Kind kind_of(char byte) {
  for (const auto kind :
       {Message::Kind::begun, Message::Kind::answer, Message::Kind::out_of_memory, Message::Kind::exception}) {
    if (byte == static_cast<char>(kind)) return kind;
  }
  return Message::Kind::unknown;
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
    std::vector<std::string> answers = work->finish();
    if (answers.size() != tasks.size()) throw std::logic_error("as many answers as tasks");
    for (std::string& answer : answers) send(socket, Message::Kind::answer, std::move(answer));
  }
}

constexpr std::size_t most_exception = 1U << 12U;

// The life of a worker. It ends without the parent's destructors and exit handlers: those are the parent's business.
[[noreturn]] void live(pid_t parent, int socket, const Hire& hire, std::uint64_t memory) {
  live_with(parent);
  // The owner enforces the limit. This one is for growth that is faster than the owner looks: a library that gets no
  // memory may well report something else about the record.
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
    send(socket, Message::Kind::exception, std::string(error.what()).substr(0, most_exception));
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
    // A worker that held the parent's side of another would keep the other waiting for a parent that is gone.
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
    // For a packet that does not fit, this is its whole length.
    got = ::recv(socket_.get(), packet.data(), packet.size(), MSG_TRUNC);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) return std::nullopt;
  const bool whole = static_cast<std::size_t>(got) <= packet.size();
  return Message{whole ? kind_of(packet[0]) : Message::Kind::unknown,
                 whole ? packet.substr(1, static_cast<std::size_t>(got) - 1) : std::string()};
}

std::uint64_t Worker::growth() const {
  const std::uint64_t now = memory_of(std::to_string(pid_)).resident;
  return now > resident_ ? now - resident_ : 0;
}

void Worker::kill() const {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

void Worker::abandon() {
  kill();
  pid_ = -1;
}

int Worker::wait() {
  if (pid_ <= 0) return 0;
  // After this the system may give the number to another process.
  return wait_for_end(std::exchange(pid_, -1));
}

}  // namespace banxin::batch
