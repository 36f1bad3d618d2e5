#include "archive/packages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <utility>

#include "archive/fault.h"
#include "base/codes.h"
#include "base/digest.h"

namespace banxin::archive {
namespace {

constexpr std::size_t id_digits = 24;
constexpr std::string_view version_mark = "-v";
constexpr std::uint64_t most_tag_bytes = 1U << 20U;

Diagnostic damaged(const std::string& package, Bilingual message) {
  return {.code = code::archive_damaged,
          .place = {package, 0, {}},
          .message = std::move(message),
          .hint = {"用 banxin archive verify 检查，并从备份恢复这个包。",
                   "Run `banxin archive verify` and restore the package from a backup."}};
}

Diagnostic no_archive(const std::string& folder) {
  return {.code = code::archive_unusable,
          .place = {folder, 0, {}},
          .message = {fmt::format("这里没有 {}，不是档案库。", marker_file),
                      fmt::format("There is no {} here: it is not an archive.", marker_file)},
          .hint = {"指明 banxin batch --archive 所用的文件夹。",
                   "Name the folder that `banxin batch --archive` was given."}};
}

Diagnostic missing_between(const Folder& archive, const std::string& id, int version) {
  return damaged(archive.path_of(shelf_of(id) + "/" + package_name(id, version)),
                 {"缺这一版的包，而后来的版本还在：不能接着存新版本。",
                  "The package of this version is missing while later ones are there; no new version can follow."});
}

// Calls `visit` for each thing in a folder of the archive. Gives findings for what cannot be listed.
Findings visit_things(const Folder& archive, const std::string& path,
                      const std::function<void(const std::string& name, Folder::Kind kind)>& visit) {
  const auto folder = archive.folder(path);
  if (!folder) return folder.findings();
  return folder->walk([&visit](const std::string& name, Folder::Kind kind) {
    visit(name, kind);
    return false;
  });
}

}  // namespace

std::string package_name(const std::string& id, int version) {
  return fmt::format("{}{}{:02}", id, version_mark, version);
}

std::optional<PackageName> read_package_name(std::string_view name) {
  constexpr std::size_t least = id_digits + version_mark.size() + 2;
  if (name.size() < least || name.substr(id_digits, version_mark.size()) != version_mark) return std::nullopt;
  const std::string_view id = name.substr(0, id_digits);
  if (id.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(id_digits + version_mark.size());
  int version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (error != std::errc() || version < 1 || version > most_versions) return std::nullopt;
  PackageName read{std::string(id), version};
  if (package_name(read.id, version) != name) return std::nullopt;
  return read;
}

bool is_portable(std::string_view path) {
  constexpr std::size_t most_characters = 64;
  for (std::size_t at = 0; at <= path.size();) {
    const std::string_view name = path.substr(at, path.find('/', at) - at);
    const bool known = name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
                       std::string_view::npos;
    if (!known || name.empty() || name == "." || name == ".." || name.size() > most_characters) return false;
    at += name.size() + 1;
  }
  return true;
}

std::string report_path(const std::string& package) {
  return "data/report/" + package + std::string(outputs().front().suffix);
}

std::string source_path(const std::string& id) {
  return "data/source/" + id + ".xml";
}

std::string shelf_of(const std::string& id) {
  return std::string(packages_folder) + "/" + id.substr(0, 2);
}

Result<std::vector<int>> versions_of(const Folder& archive, const std::string& id) {
  const auto shelf = archive.find_folder(shelf_of(id));
  if (!shelf) return shelf.findings();
  std::vector<int> versions;
  if (!*shelf) return versions;
  const auto names = (*shelf)->names();
  if (!names) return names.findings();
  for (const std::string& name : *names) {
    const auto read = read_package_name(name);
    if (read && read->id == id) versions.push_back(read->version);
  }
  std::sort(versions.begin(), versions.end());
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const int wanted = static_cast<int>(i) + 1;
    if (versions[i] != wanted) return missing_between(archive, id, wanted);
  }
  return versions;
}

Result<Folder> open_archive(const std::string& folder) {
  auto archive = Folder::open(folder);
  if (!archive && archive.findings().front().code == code::input_missing) return no_archive(folder);
  return archive;
}

Findings check_marker(const Folder& archive) {
  const auto words = archive.read(marker_file, most_tag_bytes);
  if (!words && words.findings().front().code == code::input_missing) return {no_archive(archive.path())};
  if (!words) return words.findings();
  if (*words == marker) return {};
  return {fault(Property::authenticity, archive.path_of(marker_file),
                {"不是这个程序认识的档案库：标记文件的内容不同。",
                 "It is not an archive that this program knows: the content of the marker differs."})};
}

Packages find_packages(const Folder& archive, Findings& findings) {
  Packages packages;
  const auto foreign = [&](const std::string& path, Folder::Kind kind) {
    if (kind == Folder::Kind::link) return findings.push_back(read_trouble(archive.path_of(path), ELOOP));
    findings.push_back(
        fault(Property::safety, archive.path_of(path),
              {"不是这里的包：名称或所在的文件夹不对。",
               "This package does not belong here: it is not named as one, or is in another's folder."}));
  };
  const auto there = archive.kind_of(packages_folder);
  if (there && *there == Folder::Kind::nothing) {
    findings.push_back(fault(Property::integrity, archive.path_of(packages_folder),
                             {"放包的文件夹不见了。", "The folder of the packages is missing."}));
    return packages;
  }
  append(findings, visit_things(archive, packages_folder, [&](const std::string& shelf, Folder::Kind shelf_kind) {
           constexpr std::size_t shelf_digits = 2;
           const std::string folder = std::string(packages_folder) + "/" + shelf;
           if (shelf_kind != Folder::Kind::folder || shelf.size() != shelf_digits) foreign(folder, shelf_kind);
           if (shelf_kind != Folder::Kind::folder) return;
           append(findings, visit_things(archive, folder, [&](const std::string& name, Folder::Kind kind) {
                    const auto read = read_package_name(name);
                    if (read && kind == Folder::Kind::folder && shelf_of(read->id) == folder) {
                      packages.emplace(folder + "/" + name, *read);
                    } else if (shelf.size() == shelf_digits) {
                      foreign(folder + "/" + name, kind);
                    }
                  }));
         }));
  return packages;
}

std::map<std::string, Diagnostic> missing_versions(const Folder& archive, const Packages& packages) {
  std::map<std::string, std::set<int>> versions;
  for (const auto& [folder, name] : packages) versions[name.id].insert(name.version);
  std::map<std::string, Diagnostic> missing;
  for (const auto& [id, numbers] : versions) {
    int wanted = 1;
    for (const int number : numbers) {
      if (number > wanted) {
        const std::string folder = shelf_of(id) + "/" + package_name(id, wanted);
        const int last = number - 1;
        const Bilingual which = last == wanted ? Bilingual{}
                                               : Bilingual{fmt::format("从这一版到第 {} 版，", last),
                                                           fmt::format(" (this one to v{:02})", last)};
        missing.emplace(folder,
                        fault(Property::integrity, archive.path_of(folder),
                              {fmt::format("包缺失：{}后来的版本里有它。", which.zh),
                               fmt::format("The package is missing{}: the later versions name it.", which.en)}));
      }
      wanted = number + 1;
    }
  }
  return missing;
}

std::map<std::string, int> newest_versions(const Packages& packages) {
  std::map<std::string, int> newest;
  for (const auto& [folder, name] : packages) {
    int& version = newest[name.id];
    version = std::max(version, name.version);
  }
  return newest;
}

std::string bag_info_value(std::string_view bag_info, std::string_view label) {
  while (!bag_info.empty()) {
    const std::string_view line = bag_info.substr(0, bag_info.find('\n'));
    bag_info.remove_prefix(std::min(bag_info.size(), line.size() + 1));
    if (line.starts_with(label) && line.substr(label.size()).starts_with(": ")) {
      return std::string(line.substr(label.size() + 2));
    }
  }
  return {};
}

Result<ArchiveEntryParts> read_entry(const Folder& archive, const std::string& id, int version) {
  ArchiveEntryParts entry{.id = id,
                          .version = version,
                          .package = package_name(id, version),
                          .folder = {},
                          .key = {},
                          .record = {},
                          .sha512 = {}};
  entry.folder = shelf_of(id) + "/" + entry.package;
  const auto package = archive.folder(entry.folder);
  if (!package) return package.findings();
  const auto info = package->read("bag-info.txt", most_tag_bytes);
  if (!info) return info.findings();
  const auto manifest = package->read("tagmanifest-sha512.txt", most_tag_bytes);
  if (!manifest) return manifest.findings();
  entry.key = bag_info_value(*info, "Internal-Sender-Identifier");
  entry.record = bag_info_value(*info, "Record-SHA-512");
  entry.sha512 = to_hex(digest(DigestKind::sha512, *manifest));
  return entry;
}

Diagnostic unreadable(const std::string& package) {
  return damaged(package, {"这一版的包读不出来，不能断定它装的是什么。",
                           "The package of this version cannot be read, so what it holds is not known."});
}

Result<std::optional<ArchiveEntryParts>> newest_version(const Folder& archive, const std::string& id) {
  using Found = std::optional<ArchiveEntryParts>;
  const auto versions = versions_of(archive, id);
  if (!versions) return versions.findings();
  if (versions->empty()) return Found();
  auto entry = read_entry(archive, id, versions->back());
  if (!entry) return unreadable(archive.path_of(shelf_of(id) + "/" + package_name(id, versions->back())));
  return Found(*std::move(entry));
}

Result<std::optional<ArchiveEntryParts>> find_version(const Folder& archive, const std::string& id,
                                                      const MadeFrom& made, Standing standing) {
  using Found = std::optional<ArchiveEntryParts>;
  const auto versions = versions_of(archive, id);
  if (!versions) return versions.findings();
  Found superseded;
  for (const int version : *versions) {
    const bool newest = version == versions->back();
    if (standing == Standing::newest && !newest) continue;
    auto entry = read_entry(archive, id, version);
    if (!entry) return unreadable(archive.path_of(shelf_of(id) + "/" + package_name(id, version)));
    if (entry->key == made.key) return Found(*std::move(entry));
    if (entry->record == made.record) superseded = newest ? Found() : Found(*std::move(entry));
  }
  return superseded;
}

}  // namespace banxin::archive
