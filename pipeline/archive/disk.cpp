#include "archive/disk.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/descriptor.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;

int write(const std::string& path, int flags, std::string_view bytes) {
  constexpr mode_t new_file = 0666;  // less the user's umask
  Descriptor fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, new_file));
  if (!fd.valid()) return errno;
  const int error = write_all(fd.get(), bytes);
  const int late_error = fd.close();
  return error != 0 ? error : late_error;
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW));
  if (!fd.valid()) return read_fault(path, errno);
  struct stat about {};
  if (::fstat(fd.get(), &about) != 0) return read_fault(path, errno);
  if (!S_ISREG(about.st_mode)) return read_fault(path, S_ISDIR(about.st_mode) ? EISDIR : ENXIO);
  MappedFile file;
  if (about.st_size == 0) return file;
  const auto size = static_cast<std::size_t>(about.st_size);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (data == MAP_FAILED) return read_fault(path, errno);
  file.data_ = data;
  file.size_ = size;
  return file;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

int make_folders(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  return error.value();
}

int write_over(const std::string& path, std::string_view bytes) {
  return write(path, 0, bytes);
}

int write_new(const std::string& path, std::string_view bytes) {
  return write(path, O_EXCL, bytes);
}

int remove_file(const std::string& path) {
  return ::unlink(path.c_str()) == 0 || errno == ENOENT ? 0 : errno;
}

int sync_file_system(const std::string& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return fd.valid() && ::syncfs(fd.get()) == 0 ? 0 : errno;
}

int sync_folder(const std::string& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // EINVAL: a file system that cannot sync folders.
  return fd.valid() && (::fsync(fd.get()) == 0 || errno == EINVAL) ? 0 : errno;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace banxin::archive
