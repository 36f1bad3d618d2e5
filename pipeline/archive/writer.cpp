#include <sys/stat.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "archive/bagger.h"
#include "archive/disk.h"
#include "archive/packages.h"
#include "archive/workshop.h"
#include "base/digest.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;

Diagnostic draft_refused(const std::string& file) {
  return {.code = "archive-draft",
          .place = {file, 0, {}},
          .message = {"草稿不能归档：只有通过检查的记录才封装成包。",
                      "A draft is not archived: only a record that passed makes a package."},
          .hint = {"改正记录中的错误。", "Mend the record's errors."}};
}

Diagnostic predecessor_damaged(const std::string& package) {
  return {.code = "archive-damaged",
          .place = {package, 0, {}},
          .message = {"前一版本的包读不出来，无法接着它存新版本。",
                      "The package of the version before cannot be read; no new version can follow it."},
          .hint = {"用 banxin archive verify 检查，并从备份恢复这个包。",
                   "Run `banxin archive verify` and restore the package from a backup."}};
}

// A package that waits to be committed.
struct Waiting {
  Bagger bagger;
  ArchiveEntry entry;
  std::string staged;  // its folder in the workshop; empty: the archive has the package
  std::optional<ArchiveEntry> predecessor;
};

}  // namespace

struct Writer::Impl {
  Impl(std::string where, Workshop own) : archive(std::move(where)), workshop(std::move(own)) {}

  std::string archive;
  Workshop workshop;
  std::vector<Waiting> waiting;
  std::size_t staged_count = 0;

  // The newest version of an id that stands in the archive or waits before `end`. Error: archive-damaged.
  Result<std::optional<ArchiveEntry>> newest(const std::string& id, std::size_t end) const {
    std::optional<ArchiveEntry> found;
    if (const std::vector<int> versions = versions_of(archive, id); !versions.empty()) {
      found = read_entry(archive, id, versions.back());
      if (!found) return predecessor_damaged(archive + "/" + shelf_of(id) + "/" + package_name(id, versions.back()));
    }
    for (std::size_t i = 0; i < end; ++i) {
      const ArchiveEntry& entry = waiting[i].entry;
      if (entry.id == id && (!found || entry.version > found->version)) found = entry;
    }
    return found;
  }

  // Writes the package of `one` as the version behind the newest, into a new folder of the workshop.
  Findings stage(Waiting& one, std::size_t end) {
    auto before = newest(one.bagger.id(), end);
    if (!before) return before.take_findings();
    one.predecessor = *std::move(before);
    const int version = one.predecessor ? one.predecessor->version + 1 : 1;
    const std::vector<BagFile> bag = one.bagger.bag(version, one.predecessor ? &*one.predecessor : nullptr);
    ArchiveEntry& entry = one.entry;
    entry = {.id = one.bagger.id(),
             .version = version,
             .package = package_name(one.bagger.id(), version),
             .folder = {},
             .key = one.bagger.key(),
             .record = one.bagger.record_sha512(),
             .sha512 = bag.back().sha512,
             .stored = true};
    entry.folder = shelf_of(entry.id) + "/" + entry.package;
    one.staged = workshop.folder() + "/" + std::to_string(staged_count++);
    std::set<std::string> made;
    for (const BagFile& file : bag) {
      const std::string path = one.staged + "/" + file.path;
      const std::string folder = path.substr(0, path.rfind('/'));
      int error = made.insert(folder).second ? make_folders(folder) : 0;
      if (error == 0) error = write_new(path, *file.bytes);
      if (error == 0) continue;
      discard(one);
      return {write_fault(path, error)};
    }
    return {};
  }

  static void discard(const Waiting& one) {
    std::error_code ignored;
    if (!one.staged.empty()) fs::remove_all(one.staged, ignored);
  }

  // Whether the version before is the one that the package names: it may have waited, and another been first.
  bool follows(const Waiting& one) const {
    if (!one.predecessor) return true;
    const auto there = read_entry(archive, one.predecessor->id, one.predecessor->version);
    return there && there->sha512 == one.predecessor->sha512;
  }

  // Renames a synced package into its place. A package is a folder that is never empty, so rename() replaces none: of
  // two writers with one version in hand the second gets EEXIST or ENOTEMPTY, and makes its package the next version.
  Findings place(Waiting& one, std::size_t end) {
    constexpr int most_tries = 1000;
    for (int n = 0; n < most_tries; ++n) {
      const std::string target = archive + "/" + one.entry.folder;
      if (const int error = make_folders(archive + "/" + shelf_of(one.entry.id)); error != 0) {
        return {write_fault(target, error)};
      }
      if (follows(one)) {
        if (::rename(one.staged.c_str(), target.c_str()) == 0) return {};
        if (errno != EEXIST && errno != ENOTEMPTY) return {write_fault(target, errno)};
      }
      discard(one);
      one.staged.clear();
      if (auto there = find_key(archive, one.bagger.id(), one.bagger.key())) {
        one.entry = *std::move(there);
        return {};
      }
      if (Findings findings = stage(one, end); !findings.empty()) return findings;
      if (const int error = sync_file_system(one.staged); error != 0) return {write_fault(one.staged, error)};
    }
    return {write_fault(archive + "/" + one.entry.folder, EEXIST)};
  }

  Findings place_all() {
    if (const int error = sync_file_system(workshop.folder()); error != 0) return {write_fault(archive, error)};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].staged.empty()) continue;
      if (Findings findings = place(waiting[i], i); !findings.empty()) return findings;
    }
    // The shelves that they were renamed into are nearly as many as the packages: to sync each of them costs more.
    if (const int error = sync_file_system(archive); error != 0) return {write_fault(archive, error)};
    return {};
  }
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Result<Writer> Writer::open(const Archive& archive) {
  auto workshop = Workshop::open(archive.folder());
  if (!workshop) return workshop.take_findings();
  return Writer(std::make_unique<Impl>(archive.folder(), *std::move(workshop)));
}

Findings Writer::add(const ValidatedRecord& record, const PdfFile& pdf, const Findings& findings, const Setup& setup) {
  if (record.is_draft()) return {draft_refused(record.record().file())};
  Waiting one{.bagger = Bagger(record, pdf, findings, setup), .entry = {}, .staged = {}, .predecessor = {}};
  std::optional<ArchiveEntry> there = find_key(impl_->archive, one.bagger.id(), one.bagger.key());
  for (const Waiting& other : impl_->waiting) {
    if (!there && other.bagger.key() == one.bagger.key() && other.entry.id == one.bagger.id()) there = other.entry;
  }
  if (there) {
    one.entry = *std::move(there);
    one.entry.stored = false;
  } else if (Findings trouble = impl_->stage(one, impl_->waiting.size()); !trouble.empty()) {
    return trouble;
  }
  impl_->waiting.push_back(std::move(one));
  return {};
}

std::size_t Writer::waiting() const {
  return impl_->waiting.size();
}

Result<std::vector<ArchiveEntry>> Writer::commit() {
  Findings trouble = impl_->waiting.empty() ? Findings{} : impl_->place_all();
  std::vector<ArchiveEntry> entries;
  for (const Waiting& one : std::exchange(impl_->waiting, {})) {
    if (!trouble.empty()) Impl::discard(one);
    entries.push_back(one.entry);
  }
  if (!trouble.empty()) return trouble;
  return entries;
}

Result<ArchiveEntry> store(const Archive& archive, const ValidatedRecord& record, const PdfFile& pdf,
                           const Findings& findings, const Setup& setup) {
  auto writer = Writer::open(archive);
  if (!writer) return writer.take_findings();
  if (Findings trouble = writer->add(record, pdf, findings, setup); !trouble.empty()) return trouble;
  auto entries = writer->commit();
  if (!entries) return entries.take_findings();
  return entries->front();
}

}  // namespace banxin::archive
