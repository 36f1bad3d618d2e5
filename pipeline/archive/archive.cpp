#include "archive/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "archive/evidence.h"
#include "archive/json.h"
#include "archive/packages.h"
#include "archive/staging_folder.h"
#include "base/codes.h"
#include "record/record.h"

namespace banxin::archive {
namespace {

constexpr std::uint64_t most_document_bytes = std::uint64_t{64} << 20U;

Diagnostic not_an_archive(const std::string& folder) {
  return {.code = code::archive_unusable,
          .place = {folder, 0, {}},
          .message = {fmt::format("这个文件夹里有别的东西，而没有 {}，不是档案库。", marker_file),
                      fmt::format("The folder holds other things and no {}: it is not an archive.", marker_file)},
          .hint = {"指明一个空文件夹、还不存在的文件夹，或已有的档案库。",
                   "Name an empty folder, one that does not exist yet, or an archive."}};
}

// The marker, written where it is missing: perhaps by several processes at once. A process that was killed may have
// made it and written nothing, or half of it.
Findings mark(const Folder& folder) {
  const auto names = folder.names();
  if (!names) return names.findings();
  if (std::binary_search(names->begin(), names->end(), marker_file)) {
    const auto words = folder.read(marker_file, marker.size());
    if (!words || *words == marker || !marker.starts_with(*words)) return check_marker(folder);
  } else if (!names->empty()) {
    return {not_an_archive(folder.path())};
  }
  if (Findings trouble = folder.write_over(marker_file, marker); !trouble.empty()) return trouble;
  return folder.sync();
}

}  // namespace

Result<Archive> Archive::open(const std::string& path) {
  auto folder = Folder::make(path);
  if (!folder) return folder.take_findings();
  if (Findings trouble = mark(*folder); !trouble.empty()) return trouble;
  for (const char* part : {packages_folder, work_folder}) {
    if (auto made = folder->make_folder(part); !made) return made.take_findings();
  }
  Findings findings = remove_strays(*folder);
  // An archive that is opened is about to be added to: what merge sealed is open again.
  append(findings, folder->remove_file(seal_file));
  if (has_errors(findings)) return findings;
  return {Archive(*std::move(folder)), std::move(findings)};
}

Result<std::optional<Archive>> Archive::look_at(const std::string& path) {
  using Found = std::optional<Archive>;
  auto folder = Folder::open(path);
  if (!folder && folder.findings().front().code == code::input_missing) return Found();
  if (!folder) return folder.take_findings();
  const auto names = folder->names();
  if (!names) return names.findings();
  if (names->empty()) return Found();
  if (Findings trouble = check_marker(*folder); !trouble.empty()) return trouble;
  return Found(Archive(*std::move(folder)));
}

Findings Archive::sweep() const {
  Findings errors;
  for (Diagnostic& finding : remove_strays(folder_)) {
    if (finding.severity == Severity::error) errors.push_back(std::move(finding));
  }
  return errors;
}

Result<std::optional<ArchiveEntry>> Archive::find(const Record& record, const std::string& received, const Setup& setup,
                                                  Standing standing) const {
  using Found = std::optional<ArchiveEntry>;
  auto parts = find_version(folder_, id_of(record), {setup.key_of(record, received), record.sha512()}, standing);
  if (!parts) return parts.take_findings();
  return *parts ? Found(ArchiveEntry(**std::move(parts))) : Found();
}

Result<std::optional<ArchiveEntry>> Archive::newest(const std::string& id) const {
  using Found = std::optional<ArchiveEntry>;
  auto parts = newest_version(folder_, id);
  if (!parts) return parts.take_findings();
  return *parts ? Found(ArchiveEntry(**std::move(parts))) : Found();
}

Result<std::string> Archive::date_of(const ArchiveEntry& entry) const {
  const std::string path = entry.folder() + "/" + source_path(entry.id());
  const auto bytes = folder_.read(path, most_document_bytes);
  if (!bytes) return bytes.findings();
  return record::identity_in(*bytes, folder_.path_of(path)).date;
}

Result<int> Archive::warnings_of(const ArchiveEntry& entry) const {
  const auto bytes = folder_.read(entry.folder() + "/" + validation_path, most_document_bytes);
  if (!bytes) return bytes.findings();
  int warnings = 0;
  const Json document = read_object(*bytes);
  for (const Json& finding : member(document, "findings")) {
    if (text_of(finding, "severity") == "warning") ++warnings;
  }
  return warnings;
}

}  // namespace banxin::archive
