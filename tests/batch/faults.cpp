// Loaded before the program (LD_PRELOAD), this makes trouble where a test asks for it; the program knows nothing of it.
//
//   opening a file named fault-KIND-A-B...   the A-th to the B-th time, in all processes together: crash, kill (SIGKILL
//                                            of the process), parent (SIGKILL of its parent), hang, storm (takes memory
//                                            without end), slow (0.3 s), eio, change (it has one byte more from then
//                                            on)
//   FAULTS_WRITE=ERRNO:BYTES                 writes to files below FAULTS_BELOW fail once so many bytes are written
//   FAULTS_SYNC=ERRNO                        syncfs() fails
//   FAULTS_FORK=ERRNO                        fork() fails
//
// FAULTS_FOLDER holds the counts.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

namespace {

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

int open_really(const char* path, int flags, mode_t mode) {
  return real<int (*)(const char*, int, ...)>("open")(path, flags, mode);
}

// Adds so much to a count that all processes share and gives what it is then.
long counted(const std::string& name, std::size_t more) {
  const char* folder = std::getenv("FAULTS_FOLDER");
  if (folder == nullptr) return 0;
  const int file = open_really((folder + ("/" + name)).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return 0;
  const std::string bytes(more, '.');
  real<ssize_t (*)(int, const void*, std::size_t)>("write")(file, bytes.data(), bytes.size());
  const long now = ::lseek(file, 0, SEEK_END);
  ::close(file);
  return now;
}

int number_of(const char* name) {
  if (std::strcmp(name, "EAGAIN") == 0) return EAGAIN;
  return std::strcmp(name, "ENOSPC") == 0 ? ENOSPC : EIO;
}

void sleep_for(long milliseconds) {
  const timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
  ::nanosleep(&time, nullptr);
}

void lengthen(const char* path) {
  const int file = open_really(path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  if (file < 0) return;
  real<ssize_t (*)(int, const void*, std::size_t)>("write")(file, "\n", 1);
  ::close(file);
}

// An errno, or 0 to go on.
int strike(const std::string& kind, const char* path) {
  if (kind == "change") lengthen(path);
  if (kind == "crash") ::raise(SIGSEGV);
  if (kind == "kill") ::raise(SIGKILL);
  if (kind == "parent") ::kill(::getppid(), SIGKILL);
  if (kind == "parent" || kind == "hang") {
    for (;;) ::pause();
  }
  if (kind == "slow") sleep_for(300);
  if (kind == "storm") {
    std::vector<std::vector<char>> all;
    for (;;) all.emplace_back(std::size_t{16} << 20U);
  }
  return kind == "eio" ? EIO : 0;
}

int trouble_at(const char* path) {
  const char* found = std::strstr(path, "fault-");
  if (found == nullptr) return 0;
  std::array<char, 16> kind{};
  long first = 0;
  long last = 0;
  if (std::sscanf(found, "fault-%15[a-z]-%ld-%ld", kind.data(), &first, &last) != 3) return 0;
  const long now = counted(std::string(found).substr(0, std::strcspn(found, "/")), 1);
  return now >= first && now <= last ? strike(kind.data(), path) : 0;
}

int open_with_trouble(const char* path, int flags, mode_t mode) {
  if ((flags & O_CREAT) == 0) {
    if (const int error = trouble_at(path); error != 0) {
      errno = error;
      return -1;
    }
  }
  return open_really(path, flags, mode);
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): theirs are reserved names.

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_with_trouble(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_with_trouble(path, flags, mode);
}

ssize_t write(int file, const void* bytes, std::size_t size) {
  const char* wanted = std::getenv("FAULTS_WRITE");
  const char* below = std::getenv("FAULTS_BELOW");
  std::array<char, PATH_MAX> path{};
  if (wanted != nullptr && below != nullptr &&
      ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path.data(), path.size() - 1) > 0 &&
      std::strncmp(path.data(), below, std::strlen(below)) == 0) {
    const std::string text = wanted;
    const std::size_t colon = text.find(':');
    if (counted("written", size) > std::atol(text.c_str() + colon + 1)) {
      errno = number_of(text.substr(0, colon).c_str());
      return -1;
    }
  }
  return real<ssize_t (*)(int, const void*, std::size_t)>("write")(file, bytes, size);
}

int syncfs(int file) noexcept {
  if (const char* wanted = std::getenv("FAULTS_SYNC"); wanted != nullptr) {
    errno = number_of(wanted);
    return -1;
  }
  return real<int (*)(int)>("syncfs")(file);
}

pid_t fork() noexcept {
  if (const char* wanted = std::getenv("FAULTS_FORK"); wanted != nullptr) {
    errno = number_of(wanted);
    return -1;
  }
  return real<pid_t (*)()>("fork")();
}

// NOLINTEND(readability-inconsistent-declaration-parameter-name)

}  // extern "C"
