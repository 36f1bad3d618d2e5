#pragma once

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace banxin {

// Owns a descriptor of its own; `borrowed` ones (standard input and output) stay open.
class Descriptor {
 public:
  explicit Descriptor(int fd, bool borrowed = false) : fd_(fd), borrowed_(borrowed) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)), borrowed_(other.borrowed_) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(borrowed_, other.borrowed_);
    return *this;
  }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  // Gives it away.
  int release() { return std::exchange(fd_, -1); }
  // 0, or the errno of a write that only now turns out to have failed (NFS, quotas).
  int close() {
    const int fd = std::exchange(fd_, -1);
    if (fd < 0 || borrowed_ || ::close(fd) == 0 || errno == EINTR) return 0;
    return errno;
  }

 private:
  int fd_;
  bool borrowed_;
};

}  // namespace banxin
