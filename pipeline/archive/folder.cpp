#include "archive/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

#include "archive/fault.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

constexpr mode_t new_file = 0666;  // less the user's umask
constexpr mode_t new_folder = 0777;
// In one folder: 256 shelves of that many packages are more than anybody has.
constexpr std::size_t most_names = 200'000;
constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::optional<Diagnostic> out_of_place(const std::string& path, int error) {
  if (error == ELOOP) {
    return fault(
        Property::safety, path,
        {"这是符号链接。档案库里的链接一律不跟随。", "It is a symbolic link. Within an archive no link is followed."});
  }
  if (error == ENXIO) {
    return fault(Property::safety, path,
                 {"这不是普通文件（是管道、设备或套接字），没有打开。",
                  "It is not an ordinary file (but a pipe, a device or a socket) and was not opened."});
  }
  if (error == E2BIG) {
    return fault(Property::safety, path,
                 {fmt::format("文件夹里的东西超过 {} 件，没有查看。", most_names),
                  fmt::format("The folder holds more than {} things and was not looked into.", most_names)});
  }
  return std::nullopt;
}

Folder::Kind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return Folder::Kind::file;
  if (S_ISDIR(mode)) return Folder::Kind::folder;
  return S_ISLNK(mode) ? Folder::Kind::link : Folder::Kind::special;
}

// The kind of a name in an open folder; sets `error` unless the name is not there.
Folder::Kind kind_at(int folder, const char* name, int& error) {
  struct stat about {};
  if (::fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == 0) return kind_of_mode(about.st_mode);
  error = errno == ENOENT || errno == ENOTDIR ? 0 : errno;
  return Folder::Kind::nothing;
}

// A link gives ENOTDIR too, when a folder is asked for: ELOOP says what it is.
Descriptor open_folder_at(int folder, const char* name, int& error) {
  Descriptor opened(::openat(folder, name, folder_flags));
  if (opened.valid()) return opened;
  error = errno;
  int ignored = 0;
  if (error == ENOTDIR && kind_at(folder, name, ignored) == Folder::Kind::link) error = ELOOP;
  return opened;
}

// `error` is 0 or that of the listing. Unsorted.
std::vector<std::string> names_at(int folder, int& error) {
  struct Close {
    void operator()(DIR* open) const { ::closedir(open); }
  };
  std::vector<std::string> names;
  // A separate descriptor, because the place in the listing belongs to it.
  Descriptor own(::openat(folder, ".", folder_flags));
  const std::unique_ptr<DIR, Close> open(own.valid() ? ::fdopendir(own.get()) : nullptr);
  if (!open) {
    error = errno;
    return names;
  }
  own.release();
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(open.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    if (names.size() > most_names) {
      errno = E2BIG;
      break;
    }
  }
  error = errno;
  return names;
}

Findings fill(Descriptor& file, const std::string& path, std::string_view bytes) {
  const int error = write_all(file.get(), bytes);
  const int late_error = file.close();
  if (error == 0 && late_error == 0) return {};
  return {write_trouble(path, error != 0 ? error : late_error)};
}

// Gives 0 or an errno. It stops below the depth of any folder that this program makes, so that descriptors and stack
// are not used up.
int remove_folder_at(int folder, const std::string& name, int depth) {
  int error = depth > 0 ? 0 : ELOOP;
  const Descriptor opened = error == 0 ? open_folder_at(folder, name.c_str(), error) : Descriptor(-1);
  if (error != 0) return error;
  for (const std::string& inside : names_at(opened.get(), error)) {
    int late = 0;
    if (kind_at(opened.get(), inside.c_str(), late) == Folder::Kind::folder) {
      late = remove_folder_at(opened.get(), inside, depth - 1);
    } else if (::unlinkat(opened.get(), inside.c_str(), 0) != 0 && errno != ENOENT) {
      late = errno;
    }
    if (late != 0) return late;
  }
  if (error != 0) return error;
  return ::unlinkat(folder, name.c_str(), AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : errno;
}

}  // namespace

Diagnostic read_trouble(const std::string& path, int error) {
  if (auto safety = out_of_place(path, error)) return *std::move(safety);
  return read_fault(path, error);
}

Diagnostic write_trouble(const std::string& path, int error) {
  if (auto safety = out_of_place(path, error)) return *std::move(safety);
  return write_fault(path, error);
}

// The last part of a path, and the folder that it is in.
struct Folder::Found {
  Descriptor own;  // when it is another folder than this
  int folder = -1;
  std::string name;
  int error = 0;
};

Result<Folder> Folder::open(const std::string& path) {
  Descriptor opened(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.valid()) return read_fault(path, errno);
  return Folder(path, std::move(opened));
}

Result<Folder> Folder::make(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return write_fault(path, error.value());
  Descriptor opened(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.valid()) return write_fault(path, errno);
  return Folder(path, std::move(opened));
}

// Goes down a path of folders; with `make`, missing ones are made. Sets `error`.
Descriptor Folder::descend(const std::string& name, bool make, int& error) const {
  Descriptor at(-1);
  int folder = descriptor_->get();
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t end = std::min(name.find('/', from), name.size());
    const std::string part = name.substr(from, end - from);
    from = end + 1;
    // No path of this program has such a part, but one that is read from a file may.
    if (part.empty() || part == "." || part == "..") {
      error = EINVAL;
      return Descriptor(-1);
    }
    if (make && ::mkdirat(folder, part.c_str(), new_folder) != 0 && errno != EEXIST) {
      error = errno;
      return Descriptor(-1);
    }
    Descriptor next = open_folder_at(folder, part.c_str(), error);
    if (error != 0) return Descriptor(-1);
    at = std::move(next);
    folder = at.get();
  }
  return at;
}

Folder::Found Folder::parent_of(const std::string& name) const {
  const std::size_t slash = name.rfind('/');
  Found found{.own = Descriptor(-1), .folder = descriptor_->get(), .name = name.substr(slash + 1)};
  if (found.name.empty() || found.name == "." || found.name == "..") found.error = EINVAL;
  if (slash == std::string::npos || found.error != 0) return found;
  found.own = descend(name.substr(0, slash), false, found.error);
  found.folder = found.own.get();
  return found;
}

Result<Folder::Kind> Folder::kind_of(const std::string& name) const {
  Found at = parent_of(name);
  if (at.error == ENOENT || at.error == ENOTDIR) return Kind::nothing;
  const Kind kind = at.error == 0 ? kind_at(at.folder, at.name.c_str(), at.error) : Kind::nothing;
  if (at.error != 0) return read_trouble(path_of(name), at.error);
  return kind;
}

Result<std::vector<std::string>> Folder::names() const {
  int error = 0;
  std::vector<std::string> names = names_at(descriptor_->get(), error);
  if (error != 0) return read_trouble(path_, error);
  std::sort(names.begin(), names.end());
  return names;
}

Result<Folder> Folder::folder(const std::string& name) const {
  int error = 0;
  Descriptor opened = descend(name, false, error);
  if (error != 0) return read_trouble(path_of(name), error);
  return Folder(path_of(name), std::move(opened));
}

Result<std::optional<Folder>> Folder::find_folder(const std::string& name) const {
  int error = 0;
  Descriptor opened = descend(name, false, error);
  if (error == ENOENT) return std::optional<Folder>();
  if (error != 0) return read_trouble(path_of(name), error);
  return std::optional(Folder(path_of(name), std::move(opened)));
}

Result<Folder> Folder::make_folder(const std::string& name) const {
  int error = 0;
  Descriptor opened = descend(name, true, error);
  if (error != 0) return write_trouble(path_of(name), error);
  return Folder(path_of(name), std::move(opened));
}

Findings Folder::walk(const std::function<bool(const std::string& path, Kind kind)>& visit) const {
  Findings findings;
  const std::function<void(int, const std::string&, int)> list = [&](int folder, const std::string& below, int depth) {
    int error = depth > 0 ? 0 : ELOOP;
    std::vector<std::string> names = error == 0 ? names_at(folder, error) : std::vector<std::string>();
    if (depth <= 0) {
      findings.push_back(
          fault(Property::safety, path_of(below),
                {"文件夹套得太深，没有查看。", "The folders are nested too deeply; this one was not looked into."}));
      return;
    }
    if (error != 0) findings.push_back(read_trouble(below.empty() ? path_ : path_of(below), error));
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      const std::string path = below.empty() ? name : below + "/" + name;
      int trouble = 0;
      const Kind kind = kind_at(folder, name.c_str(), trouble);
      if (trouble == 0 && visit(path, kind) && kind == Kind::folder) {
        const Descriptor inside = open_folder_at(folder, name.c_str(), trouble);
        if (trouble == 0) list(inside.get(), path, depth - 1);
      }
      if (trouble != 0) findings.push_back(read_trouble(path_of(path), trouble));
    }
  };
  list(descriptor_->get(), {}, most_depth);
  return findings;
}

Result<Descriptor> Folder::open_file(const std::string& name) const {
  Found at = parent_of(name);
  if (at.error != 0) return read_trouble(path_of(name), at.error);
  // Opening a device may already do something: its kind is checked first.
  const Kind kind = kind_at(at.folder, at.name.c_str(), at.error);
  if (kind == Kind::link) at.error = ELOOP;
  if (kind == Kind::special) at.error = ENXIO;
  if (kind == Kind::folder) at.error = EISDIR;
  if (at.error != 0) return read_trouble(path_of(name), at.error);
  Descriptor file(::openat(at.folder, at.name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  struct stat about {};
  if (!file.valid() || ::fstat(file.get(), &about) != 0) return read_trouble(path_of(name), errno);
  if (!S_ISREG(about.st_mode)) return read_trouble(path_of(name), ENXIO);
  return file;
}

// An ordinary file, made when it is missing.
Result<Descriptor> Folder::open_to_write(const std::string& name, int flags) const {
  const Found at = parent_of(name);
  if (at.error != 0) return write_trouble(path_of(name), at.error);
  Descriptor file(
      ::openat(at.folder, at.name.c_str(), flags | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, new_file));
  struct stat about {};
  if (!file.valid() || ::fstat(file.get(), &about) != 0) return write_trouble(path_of(name), errno);
  if (!S_ISREG(about.st_mode)) return write_trouble(path_of(name), ENXIO);
  return file;
}

Result<Descriptor> Folder::open_new(const std::string& name) const {
  const Found at = parent_of(name);
  if (at.error != 0) return write_trouble(path_of(name), at.error);
  Descriptor file(::openat(at.folder, at.name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, new_file));
  if (!file.valid() && errno != EEXIST && errno != EINTR) return write_trouble(path_of(name), errno);
  return file;
}

Result<Descriptor> Folder::open_to_append(const std::string& name) const {
  return open_to_write(name, O_RDWR | O_APPEND);
}

Result<std::string> Folder::read(const std::string& name, std::uint64_t most_bytes) const {
  const auto file = open_file(name);
  if (!file) return file.findings();
  return read_descriptor(file->get(), path_of(name), most_bytes);
}

Findings Folder::write_new(const std::string& name, std::string_view bytes) const {
  auto file = open_to_write(name, O_WRONLY | O_EXCL);
  if (!file) return file.take_findings();
  return fill(*file, path_of(name), bytes);
}

Findings Folder::write_over(const std::string& name, std::string_view bytes) const {
  auto file = open_to_write(name, O_WRONLY);
  if (!file) return file.take_findings();
  return fill(*file, path_of(name), bytes);
}

Findings Folder::replace(const std::string& name, std::string_view bytes) const {
  const Found at = parent_of(name);
  const int error = at.error != 0 ? at.error : replace_file(at.folder, at.name, bytes);
  return error == 0 ? Findings{} : Findings{write_trouble(path_of(name), error)};
}

int Folder::rename(const std::string& name, const Folder& to, const std::string& new_name) const {
  return ::renameat(descriptor_->get(), name.c_str(), to.descriptor_->get(), new_name.c_str()) == 0 ? 0 : errno;
}

Findings Folder::remove_file(const std::string& name) const {
  const Found at = parent_of(name);
  int error = at.error;
  if (error == 0 && ::unlinkat(at.folder, at.name.c_str(), 0) != 0) error = errno;
  return error == 0 || error == ENOENT ? Findings{} : Findings{write_trouble(path_of(name), error)};
}

Findings Folder::remove_folder(const std::string& name) const {
  const Found at = parent_of(name);
  const int error = at.error != 0 ? at.error : remove_folder_at(at.folder, at.name, most_depth);
  return error == 0 || error == ENOENT ? Findings{} : Findings{write_trouble(path_of(name), error)};
}

Findings Folder::sync() const {
  // EINVAL: a file system that cannot sync folders.
  return ::fsync(descriptor_->get()) == 0 || errno == EINVAL ? Findings{} : Findings{write_fault(path_, errno)};
}

Findings Folder::sync_file_system() const {
  return ::syncfs(descriptor_->get()) == 0 ? Findings{} : Findings{write_fault(path_, errno)};
}

}  // namespace banxin::archive
