#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <map>
#include <utility>

#include "archive/bagger.h"
#include "archive/packages.h"
#include "archive/staging_folder.h"
#include "base/codes.h"

namespace banxin::archive {
namespace {

Diagnostic draft_refused(const std::string& file) {
  return {.code = code::archive_draft,
          .place = {file, 0, {}},
          .message = {"草稿不能归档：只有通过检查的记录才封装成包。",
                      "A draft cannot be archived: only a record that passed its checks becomes a package."},
          .hint = {"改正记录中的错误。", "Correct the errors of the record."}};
}

Diagnostic too_many_versions(const std::string& package) {
  return {.code = code::archive_damaged,
          .place = {package, 0, {}},
          .message = {fmt::format("已有 {} 个版本，不能再多。", most_versions),
                      fmt::format("There are {} versions already; no more are kept.", most_versions)},
          .hint = {"查明为什么有这么多版本。", "Find out why there are so many versions."}};
}

// A package that waits to be committed.
struct Waiting {
  Bagger bagger;
  ArchiveEntryParts entry;
  std::string staged;  // its folder's name in the staging folder; empty: the archive has the package
  std::optional<ArchiveEntryParts> predecessor;
};

}  // namespace

struct Writer::Impl {
  Impl(Folder where, StagingFolder own, Standing what_stands)
      : archive(std::move(where)), staging(std::move(own)), standing(what_stands) {}

  Folder archive;
  StagingFolder staging;
  Standing standing;
  std::vector<Waiting> waiting;
  std::size_t staged_count = 0;

  // The newest version of an id that is in the archive or waits before `end`. Error: archive-damaged.
  Result<std::optional<ArchiveEntryParts>> newest(const std::string& id, std::size_t end) const {
    auto found = newest_version(archive, id);
    if (!found) return found;
    for (std::size_t i = 0; i < end; ++i) {
      const ArchiveEntryParts& entry = waiting[i].entry;
      if (entry.id == id && (!*found || entry.version > (*found)->version)) *found = entry;
    }
    return found;
  }

  // Writes the package of `one` as the version after the newest, into a new folder of the staging folder; writes
  // nothing when the archive has it. It is looked for after the newest version was: what another process stores from
  // then on takes the place that this package would have.
  Findings stage(Waiting& one, std::size_t end) {
    auto before = newest(one.bagger.id(), end);
    if (!before) return before.take_findings();
    one.predecessor = *std::move(before);
    if (one.predecessor) {
      auto there = find_version(archive, one.bagger.id(), {one.bagger.key(), one.bagger.record_sha512()}, standing);
      if (!there) return there.take_findings();
      if (*there) {
        one.entry = **std::move(there);
        return {};
      }
    }
    const int version = one.predecessor ? one.predecessor->version + 1 : 1;
    if (version > most_versions) return {too_many_versions(archive.path_of(one.predecessor->folder))};
    const std::vector<BagFile> bag = one.bagger.bag(version, one.predecessor ? &*one.predecessor : nullptr);
    ArchiveEntryParts& entry = one.entry;
    entry = {.id = one.bagger.id(),
             .version = version,
             .package = package_name(one.bagger.id(), version),
             .folder = {},
             .key = one.bagger.key(),
             .record = one.bagger.record_sha512(),
             .sha512 = bag.back().sha512,
             .stored = true};
    entry.folder = shelf_of(entry.id) + "/" + entry.package;
    one.staged = std::to_string(staged_count++);
    Findings trouble = write(bag, one.staged);
    if (!trouble.empty()) discard(one);
    return trouble;
  }

  Findings write(const std::vector<BagFile>& bag, const std::string& staged) const {
    std::map<std::string, Folder> folders;
    for (const BagFile& file : bag) {
      const std::string path = staged + "/" + file.path;
      const std::size_t slash = path.rfind('/');
      auto folder = folders.find(path.substr(0, slash));
      if (folder == folders.end()) {
        auto made = staging.folder().make_folder(path.substr(0, slash));
        if (!made) return made.take_findings();
        folder = folders.emplace(path.substr(0, slash), *std::move(made)).first;
      }
      Findings trouble = folder->second.write_new(path.substr(slash + 1), *file.bytes);
      if (!trouble.empty()) return trouble;
    }
    return {};
  }

  // What cannot be removed now is removed with the staging folder, or by the next batch.
  void discard(Waiting& one) const {
    if (!one.staged.empty()) [[maybe_unused]]
      const Findings ignored = staging.folder().remove_folder(one.staged);
    one.staged.clear();
  }

  // Whether the version before is the one that the package names: it may have waited while another was first.
  bool follows(const Waiting& one) const {
    if (!one.predecessor) return true;
    const auto there = read_entry(archive, one.predecessor->id, one.predecessor->version);
    return there && there->sha512 == one.predecessor->sha512;
  }

  // Renames a synced package into its place. A package is a folder that is never empty, so rename() replaces none: of
  // two writers with the same version the second gets EEXIST or ENOTEMPTY, and makes its package the next version.
  Findings place(Waiting& one, std::size_t end) {
    constexpr int most_tries = 1000;
    for (int n = 0; n < most_tries; ++n) {
      const auto shelf = archive.make_folder(shelf_of(one.entry.id));
      if (!shelf) return shelf.findings();
      if (follows(one)) {
        const int error = staging.folder().rename(one.staged, *shelf, one.entry.package);
        if (error == 0) return {};
        if (error != EEXIST && error != ENOTEMPTY) return {write_trouble(archive.path_of(one.entry.folder), error)};
      }
      discard(one);
      if (Findings findings = stage(one, end); !findings.empty()) return findings;
      if (one.staged.empty()) return {};
      if (Findings findings = staging.folder().sync_file_system(); !findings.empty()) return findings;
    }
    return {write_trouble(archive.path_of(one.entry.folder), EEXIST)};
  }

  Findings place_all() {
    if (Findings trouble = staging.folder().sync_file_system(); !trouble.empty()) return trouble;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].staged.empty()) continue;
      if (Findings findings = place(waiting[i], i); !findings.empty()) return findings;
    }
    // The shelves that they were renamed into are nearly as many as the packages: syncing each of them costs more.
    return archive.sync_file_system();
  }
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Result<Writer> Writer::open(const Archive& archive, Standing standing) {
  auto staging = StagingFolder::open(archive.folder());
  if (!staging) return staging.take_findings();
  return Writer(std::make_unique<Impl>(archive.folder(), *std::move(staging), standing));
}

Findings Writer::add(const ValidatedRecord& record, const Output& report, const Findings& findings, const Setup& setup,
                     const import::Imported* imported) {
  if (record.is_draft() || (imported != nullptr && imported->draft.open()))
    return {draft_refused(record.record().file())};
  Waiting one{
      .bagger = Bagger(record, report, findings, setup, imported), .entry = {}, .staged = {}, .predecessor = {}};
  const auto same = std::find_if(impl_->waiting.begin(), impl_->waiting.end(), [&](const Waiting& other) {
    return other.bagger.key() == one.bagger.key() && other.entry.id == one.bagger.id();
  });
  if (same != impl_->waiting.end()) {
    one.entry = same->entry;
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
  for (Waiting& one : std::exchange(impl_->waiting, {})) {
    if (!trouble.empty()) impl_->discard(one);
    entries.push_back(ArchiveEntry(std::move(one.entry)));
  }
  if (!trouble.empty()) return trouble;
  return entries;
}

Result<ArchiveEntry> store(const Archive& archive, const ValidatedRecord& record, const Output& report,
                           const Findings& findings, const Setup& setup, const import::Imported* imported) {
  auto writer = Writer::open(archive);
  if (!writer) return writer.take_findings();
  if (Findings trouble = writer->add(record, report, findings, setup, imported); !trouble.empty()) return trouble;
  auto entries = writer->commit();
  if (!entries) return entries.take_findings();
  return entries->front();
}

}  // namespace banxin::archive
