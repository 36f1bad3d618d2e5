#include "archive/staging_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include "archive/fault.h"
#include "archive/packages.h"

namespace banxin::archive {
namespace {

constexpr std::string_view lock_ending = ".lock";

std::string lock_of(const std::string& name) {
  return name + std::string(lock_ending);
}

bool is_number(std::string_view text) {
  constexpr std::size_t most_digits = 10;
  return !text.empty() && text.size() <= most_digits && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// As StagingFolder::open names them: the process, and which of its folders it is.
bool is_name_of_writer(std::string_view name) {
  const std::size_t dash = name.find('-');
  return dash != std::string_view::npos && is_number(name.substr(0, dash)) && is_number(name.substr(dash + 1));
}

// The folder is removed before its lock, so that no folder is ever without one.
Findings remove_with_lock(const Folder& work, const std::string& name) {
  Findings findings = work.remove_folder(name);
  if (findings.empty()) append(findings, work.remove_file(lock_of(name)));
  return findings;
}

// The lock, when its writer has ended.
Result<Descriptor> take_lock(const Folder& work, const std::string& name) {
  auto lock = work.open_file(lock_of(name));
  if (!lock) return lock;
  struct stat about {};
  // A lock that has lost its name meanwhile was removed by its writer; by now the name may be another writer's.
  const bool taken = ::flock(lock->get(), LOCK_EX | LOCK_NB) == 0 && ::fstat(lock->get(), &about) == 0;
  if (!taken || about.st_nlink == 0) return Descriptor(-1);
  return lock;
}

// Calls `stray` with the name of each writer that has ended, while its lock is held, and `foreign` with the name of
// each thing that belongs to no writer.
Findings look_at(const Folder& work, const std::function<void(const std::string&)>& stray,
                 const std::function<void(const std::string&)>& foreign) {
  using Kind = Folder::Kind;
  std::map<std::string, Kind> things;
  Findings findings = work.walk([&things](const std::string& name, Kind kind) {
    things.emplace(name, kind);
    return false;
  });
  const auto is = [&things](const std::string& name, Kind kind) {
    const auto found = things.find(name);
    return (found == things.end() ? Kind::nothing : found->second) == kind;
  };
  for (const auto& [name, kind] : things) {
    const bool is_lock = name.ends_with(lock_ending);
    const std::string writer = is_lock ? name.substr(0, name.size() - lock_ending.size()) : name;
    const bool folder = is(writer, Kind::folder);
    const bool ours =
        is_name_of_writer(writer) && is(lock_of(writer), Kind::file) && (folder || is(writer, Kind::nothing));
    if (!ours) {
      // Only half may have been seen of a writer that ended between the listing and now: that half is gone by now.
      const auto now = work.kind_of(name);
      if (!now || *now != Kind::nothing) foreign(name);
    } else if (is_lock) {
      // Between the listing and now its writer may have ended and taken it away.
      const auto lock = take_lock(work, writer);
      if (lock && lock->valid()) stray(writer);
    }
  }
  return findings;
}

}  // namespace

Result<StagingFolder> StagingFolder::open(const Folder& archive) {
  constexpr int most_tries = 1000;
  auto work = archive.make_folder(work_folder);
  if (!work) return work.take_findings();
  for (int n = 0; n < most_tries; ++n) {
    const std::string name = fmt::format("{}-{}", ::getpid(), n);
    Result<Descriptor> lock = work->open_new(lock_of(name));
    if (!lock) return lock.take_findings();
    if (!lock->valid()) continue;
    struct stat about {};
    // Before the lock was taken the file looked like a dead writer's: it may have been removed.
    if (::flock(lock->get(), LOCK_EX | LOCK_NB) != 0 || ::fstat(lock->get(), &about) != 0 || about.st_nlink == 0)
      continue;
    // Whatever has the name already was not made by a writer, whose folder is never without its lock.
    const auto there = work->kind_of(name);
    if (!there || *there != Folder::Kind::nothing) {
      Findings trouble = work->remove_file(lock_of(name));
      if (!trouble.empty()) return trouble;
      continue;
    }
    auto folder = work->make_folder(name);
    if (!folder) {
      Findings trouble = folder.take_findings();
      append(trouble, work->remove_file(lock_of(name)));
      return trouble;
    }
    return StagingFolder(*std::move(work), name, *std::move(folder), *std::move(lock));
  }
  return write_trouble(work->path(), EEXIST);
}

StagingFolder::~StagingFolder() {
  // The next batch finds what cannot be removed.
  if (!name_.empty()) [[maybe_unused]]
    const Findings ignored = remove_with_lock(work_, name_);
}

StagingFolder::StagingFolder(StagingFolder&& other) noexcept
    : work_(std::move(other.work_)),
      name_(std::exchange(other.name_, {})),
      folder_(std::move(other.folder_)),
      lock_(std::move(other.lock_)) {}

Result<bool> in_use(const Folder& archive) {
  for (const char* part : {journal_folder, work_folder}) {
    const auto folder = archive.find_folder(part);
    if (!folder) return folder.findings();
    if (!*folder) continue;
    const auto names = (*folder)->names();
    if (!names) return names.findings();
    for (const std::string& name : *names) {
      if (part == work_folder && !name.ends_with(lock_ending)) continue;
      const auto file = (*folder)->open_file(name);
      if (file && ::flock(file->get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return true;
    }
  }
  return false;
}

Result<WorkRemains> remains_of_work(const Folder& archive) {
  const auto work = archive.find_folder(work_folder);
  if (!work) return work.findings();
  WorkRemains remains;
  if (!*work) return remains;
  const std::string below = std::string(work_folder) + "/";
  Findings findings = look_at(
      **work, [&](const std::string& name) { remains.strays.push_back(below + name); },
      [&](const std::string& name) { remains.foreign.push_back(below + name); });
  if (has_errors(findings)) return findings;
  return remains;
}

Findings remove_strays(const Folder& archive) {
  const auto work = archive.find_folder(work_folder);
  if (!work) return work.findings();
  if (!*work) return {};
  Findings findings;
  Findings trouble = look_at(
      **work, [&](const std::string& name) { append(findings, remove_with_lock(**work, name)); },
      [&](const std::string& name) {
        Diagnostic left = fault(Property::safety, (*work)->path_of(name),
                                {"不是这个程序在 work 里留下的，没有动它。",
                                 "It is nothing that this program leaves in work/; it was left alone."});
        left.severity = Severity::warning;
        findings.push_back(std::move(left));
      });
  append(findings, std::move(trouble));
  return findings;
}

}  // namespace banxin::archive
