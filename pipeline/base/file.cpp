#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "base/codes.h"

namespace banxin {
namespace {

constexpr std::size_t chunk_bytes = 1U << 16U;

// The system's reason in both languages. The C library's own texts follow the locale.
Bilingual reason(int error) {
  switch (error) {
    case EACCES:
    case EPERM: return {"没有权限", "permission denied"};
    case ENOENT: return {"文件或文件夹不存在", "no such file or folder"};
    case ENOTDIR: return {"路径中有一段不是文件夹", "a part of the path is not a folder"};
    case EISDIR: return {"这是文件夹", "it is a folder"};
    case ENOSPC: return {"磁盘已满", "the disk is full"};
    case EDQUOT: return {"超出磁盘配额", "the disk quota is used up"};
    case EFBIG: return {"超出文件大小的上限", "the limit for a file's size is reached"};
    case EROFS: return {"文件系统只读", "the file system is read-only"};
    case EIO: return {"设备读写出错", "the device failed"};
    case EPIPE: return {"接收方已关闭", "the reader has gone"};
    case ENAMETOOLONG: return {"文件名过长", "the name is too long"};
    case ELOOP: return {"符号链接循环", "symbolic links go round in a circle"};
    case EMFILE:
    case ENFILE: return {"打开的文件过多", "too many open files"};
    case ENXIO: return {"不是可读写的文件", "it is not a file to read or write"};
    default: return {fmt::format("系统错误 {}", error), fmt::format("system error {}", error)};
  }
}

Diagnostic finding(std::string code, const std::string& path, std::string zh, std::string en, Bilingual hint) {
  return {.code = std::move(code),
          .place = {path, 0, {}},
          .message = {std::move(zh), std::move(en)},
          .hint = std::move(hint)};
}

// `size` is unknown of a stream that was cut off.
Diagnostic too_large(const std::string& path, std::uint64_t most_bytes, std::optional<std::uint64_t> size) {
  const std::string zh = size ? fmt::format("有 {} 字节，", *size) : std::string();
  const std::string en = size ? fmt::format("has {} bytes, ", *size) : std::string("is ");
  return finding(code::input_too_large, path, fmt::format("输入文件{}超过 {} 字节的上限，没有读取。", zh, most_bytes),
                 fmt::format("The input {}more than the limit of {}; it was not read.", en, most_bytes),
                 {"请确认给对了文件。", "Make sure that this is the right file."});
}

// What is opened as an input is a regular file; what this is instead.
Diagnostic no_file(const std::string& path, mode_t mode) {
  if (S_ISDIR(mode)) return read_fault(path, EISDIR);
  const bool pipe = S_ISFIFO(mode);
  const Bilingual kind = pipe             ? Bilingual{"管道（FIFO）", "a pipe (FIFO)"}
                         : S_ISSOCK(mode) ? Bilingual{"套接字", "a socket"}
                                          : Bilingual{"设备", "a device"};
  return finding(code::input_unreadable, path, fmt::format("输入不是普通文件，而是{}，没有打开。", kind.zh),
                 fmt::format("The input is not a regular file but {}; it was not opened.", kind.en),
                 pipe ? Bilingual{"请改用普通文件；要读另一程序的输出，请用标准输入（-）。",
                                  "Use a regular file; what another program writes is read from standard input (-)."}
                      : Bilingual{"请改用普通文件。", "Use a regular file."});
}

// Waits until a descriptor that was opened without blocking has something to say.
void wait_for(int fd, short events) {
  pollfd waiting{fd, events, 0};
  ::poll(&waiting, 1, -1);
}

Result<std::string> read_stream(int fd, const std::string& path, std::uint64_t most_bytes, std::size_t expected) {
  std::string bytes;
  bytes.reserve(expected);
  const auto chunk = std::make_unique<std::array<char, chunk_bytes>>();
  for (;;) {
    const ssize_t got = ::read(fd, chunk->data(), chunk->size());
    if (got == 0) return bytes;
    if (got > 0) {
      bytes.append(chunk->data(), static_cast<std::size_t>(got));
      if (bytes.size() > most_bytes) return too_large(path, most_bytes, std::nullopt);
    } else if (errno == EAGAIN) {
      wait_for(fd, POLLIN);
    } else if (errno != EINTR) {
      return read_fault(path, errno);
    }
  }
}

Findings write_in_place(int fd, bool borrowed, const std::string& path, std::string_view bytes) {
  Descriptor out(fd, borrowed);
  if (!out.valid()) return {write_fault(path, errno)};
  const int error = write_all(out.get(), bytes);
  const int late_error = out.close();
  if (error != 0 || late_error != 0) return {write_fault(path, error != 0 ? error : late_error)};
  return {};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

// A file beside its target, removed unless it was renamed to it. Paths are relative to an open folder.
class TemporaryFile {
 public:
  // The name is short and new, so that it fits wherever the target's own name does.
  TemporaryFile(int folder, const std::string& place, mode_t mode) : folder_(folder) {
    constexpr int most_tries = 1000;
    for (int n = 0; n < most_tries && fd_ < 0; ++n) {
      name_ = fmt::format("{}/.banxin-{}-{}.tmp", place, ::getpid(), n);
      fd_ = ::openat(folder_, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
      error_ = fd_ < 0 ? errno : 0;
      if (fd_ < 0 && error_ != EEXIST && error_ != EINTR) break;
    }
  }
  ~TemporaryFile() {
    if (fd_ >= 0) ::close(fd_);
    if (error_ == 0 && !renamed_) ::unlinkat(folder_, name_.c_str(), 0);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  int error() const { return error_; }
  void set_mode(mode_t mode) const {
    // A file system without modes keeps its own.
    [[maybe_unused]] const int ignored = ::fchmod(fd_, mode);
  }
  // 0 or an errno. After 0 the bytes are on the disk under the target's name.
  int fill_and_rename(std::string_view bytes, const std::string& target) {
    if (const int error = write_all(fd_, bytes); error != 0) return error;
    // EINVAL: a file system that cannot sync.
    if (::fsync(fd_) != 0 && errno != EINVAL) return errno;
    if (::close(std::exchange(fd_, -1)) != 0 && errno != EINTR) return errno;
    if (::renameat(folder_, name_.c_str(), folder_, target.c_str()) != 0) return errno;
    renamed_ = true;
    return 0;
  }

 private:
  int folder_;
  std::string name_;
  int fd_ = -1;
  int error_ = EEXIST;
  bool renamed_ = false;
};

// Makes the new name last. The file is whole under either name, so a failure here loses nothing.
void sync_folder(int folder, const std::string& place) {
  const Descriptor fd(::openat(folder, place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.valid()) [[maybe_unused]]
    const int ignored = ::fsync(fd.get());
}

// The file that a symbolic link stands for: the link itself shall stay. The path when there is none.
std::string behind_links(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

}  // namespace

Diagnostic read_fault(const std::string& path, int error) {
  const Bilingual why = reason(error);
  if (error == ENOENT || error == ENOTDIR) {
    return finding(code::input_missing, path, fmt::format("找不到输入文件：{}。", why.zh),
                   fmt::format("The input was not found: {}.", why.en), {"请检查路径。", "Check the path."});
  }
  const bool device = error == EIO;
  return finding(device ? code::io_error : code::input_unreadable, path, fmt::format("输入文件读不出来：{}。", why.zh),
                 fmt::format("The input cannot be read: {}.", why.en),
                 device ? Bilingual{"稍后再试，或检查磁盘。", "Try again later, or check the disk."}
                        : Bilingual{"请检查权限和路径。", "Check permissions and path."});
}

Result<InputFile> open_input(const std::string& path) {
  struct stat about {};
  // Opening a device may already do something to it, and a socket cannot be opened.
  if (::stat(path.c_str(), &about) != 0) return read_fault(path, errno);
  if (!S_ISREG(about.st_mode)) return no_file(path, about.st_mode);
  // It may be another by now: without O_NONBLOCK, opening a pipe would wait for somebody to write.
  InputFile file{Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)), 0};
  if (!file.descriptor.valid() || ::fstat(file.descriptor.get(), &about) != 0) return read_fault(path, errno);
  if (!S_ISREG(about.st_mode)) return no_file(path, about.st_mode);
  file.size = static_cast<std::uint64_t>(about.st_size);
  return file;
}

Result<std::string> read_file(const std::string& path, std::uint64_t most_bytes) {
  if (path == "-") return read_stream(STDIN_FILENO, "-", most_bytes, 0);
  const auto file = open_input(path);
  if (!file) return file.findings();
  if (file->size > most_bytes) return too_large(path, most_bytes, file->size);
  return read_stream(file->descriptor.get(), path, most_bytes, static_cast<std::size_t>(file->size));
}

Result<bool> exists(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  return read_fault(path, errno);
}

Result<std::string> read_descriptor(int fd, const std::string& path, std::uint64_t most_bytes) {
  struct stat about {};
  if (::fstat(fd, &about) != 0) return read_fault(path, errno);
  const auto size = S_ISREG(about.st_mode) ? static_cast<std::uint64_t>(about.st_size) : 0;
  if (size > most_bytes) return too_large(path, most_bytes, size);
  return read_stream(fd, path, most_bytes, static_cast<std::size_t>(size));
}

int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno == EAGAIN) {
      wait_for(fd, POLLOUT);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

Diagnostic write_fault(const std::string& path, int error) {
  const Bilingual why = reason(error);
  if (error == EPIPE) {
    return finding(code::output_closed, path, "读输出的一方已经走了。", "The reader of the output went away.", {});
  }
  const std::string zh = fmt::format("输出文件没有写成：{}。", why.zh);
  const std::string en = fmt::format("The output was not written: {}.", why.en);
  if (error == ENOSPC || error == EDQUOT) {
    return finding(code::no_space, path, zh, en, {"请腾出空间再试。", "Free some space and try again."});
  }
  if (error == EIO) {
    return finding(code::io_error, path, zh, en, {"稍后再试，或检查磁盘。", "Try again later, or check the disk."});
  }
  return finding(code::output_not_writable, path, zh, en,
                 {"请检查输出路径、文件夹和权限。", "Check the output's path, folder and permissions."});
}

Findings write_file(const std::string& path, std::string_view bytes) {
  if (path == "-") return write_in_place(STDOUT_FILENO, true, path, bytes);
  if (path.empty()) return {write_fault(path, ENOENT)};
  const std::string target = behind_links(path);
  struct stat about {};
  const bool exists = ::stat(target.c_str(), &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) return {write_fault(path, EISDIR)};
  // A device or pipe cannot be replaced by renaming: it is written to.
  if (exists && !S_ISREG(about.st_mode)) {
    return write_in_place(::open(target.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY), false, path, bytes);
  }
  // Renaming asks for no right to the file that it replaces; a read-only one says that it shall stay.
  if (exists && ::access(target.c_str(), W_OK) != 0) return {write_fault(path, errno)};
  constexpr mode_t permissions = 0777;
  const auto mode = exists ? std::optional<mode_t>(about.st_mode & permissions) : std::nullopt;
  if (const int error = replace_file(AT_FDCWD, target, bytes, mode); error != 0) return {write_fault(path, error)};
  return {};
}

int replace_file(int folder, const std::string& name, std::string_view bytes, std::optional<mode_t> mode) {
  constexpr mode_t new_file = 0666;  // less the user's umask
  const std::string place = folder_of(name);
  TemporaryFile file(folder, place, new_file);
  if (file.error() != 0) return file.error();
  if (mode) file.set_mode(*mode);
  if (const int error = file.fill_and_rename(bytes, name); error != 0) return error;
  sync_folder(folder, place);
  return 0;
}

}  // namespace banxin
