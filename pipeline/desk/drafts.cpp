#include "desk/drafts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/codes.h"
#include "base/digest.h"
#include "base/file.h"
#include "xml/xml.h"

namespace banxin::desk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".xml";
constexpr std::int64_t second = 1'000'000'000;

std::string id_of(std::string_view name) {
  constexpr std::size_t digits = 16;
  return to_hex(digest(DigestKind::sha256, name)).substr(0, digits);
}

std::optional<Drafts::File> file_at(const std::string& folder, const std::string& name) {
  if (!name.ends_with(suffix) || name.starts_with(".")) return std::nullopt;
  struct stat status {};
  if (::lstat((folder + "/" + name).c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return Drafts::File{id_of(name), name, static_cast<std::uint64_t>(status.st_size),
                      status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec};
}

}  // namespace

Result<Drafts> Drafts::open(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return write_fault(folder, error.value());
  Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!lock.valid()) return read_fault(folder, errno);
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    return Diagnostic{.code = code::desk_busy,
                      .place = {folder, 0, {}},
                      .message = {"这个文件夹已经有一个填报台开着。", "A desk is open on this folder already."},
                      .hint = {"用已经打开的那一个，或先结束它。", "Use that one, or end it first."}};
  }
  return Drafts(folder, std::move(lock));
}

std::vector<Drafts::File> Drafts::list() const {
  std::vector<File> files;
  std::error_code error;
  fs::directory_iterator entry(folder_, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (auto file = file_at(folder_, entry->path().filename().string())) files.push_back(*std::move(file));
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

std::optional<Drafts::File> Drafts::find(std::string_view id) const {
  for (File& file : list()) {
    if (file.id == id) return std::move(file);
  }
  return std::nullopt;
}

Result<std::string> Drafts::read(const File& file) const {
  return read_file(path_of(file), xml::Limits{}.bytes);
}

Findings Drafts::save(const File& file, std::string_view bytes) const {
  return write_file(path_of(file), bytes);
}

Result<Drafts::File> Drafts::create(const std::string& name, std::string_view bytes) const {
  constexpr int most = 10'000;
  for (int number = 1; number < most; ++number) {
    const std::string file = number == 1 ? name + ".xml" : fmt::format("{}-{}.xml", name, number);
    const std::string path = folder_ + "/" + file;
    // The name is taken first, so that nothing that is there is replaced.
    const Descriptor taken(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!taken.valid() && errno == EEXIST) continue;
    if (!taken.valid()) return write_fault(path, errno);
    if (Findings trouble = write_file(path, bytes); !trouble.empty()) {
      std::error_code ignored;
      fs::remove(path, ignored);
      return trouble;
    }
    if (auto made = file_at(folder_, file)) return *std::move(made);
  }
  return write_fault(folder_ + "/" + name, EEXIST);
}

}  // namespace banxin::desk
