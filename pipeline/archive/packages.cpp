#include "archive/packages.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "archive/disk.h"
#include "archive/fault.h"
#include "base/digest.h"

namespace banxin::archive {
namespace {

constexpr std::size_t id_digits = 24;
constexpr std::string_view version_mark = "-v";

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
  if (error != std::errc() || version < 1) return std::nullopt;
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

std::string shelf_of(const std::string& id) {
  return std::string(packages_folder) + "/" + id.substr(0, 2);
}

std::vector<int> versions_of(const std::string& archive, const std::string& id) {
  std::vector<int> versions;
  for (const std::string& name : names_in(archive + "/" + shelf_of(id))) {
    const auto read = read_package_name(name);
    if (read && read->id == id) versions.push_back(read->version);
  }
  std::sort(versions.begin(), versions.end());
  return versions;
}

Findings check_marker(const std::string& archive) {
  const std::string path = archive + "/" + marker_file;
  const auto file = MappedFile::open(path);
  if (!file) {
    return {{.code = "archive-unusable",
             .place = {archive, 0, {}},
             .message = {fmt::format("这里没有 {}，不是档案库。", marker_file),
                         fmt::format("There is no {} here: it is no archive.", marker_file)},
             .hint = {"指明 banxin batch --archive 所用的文件夹。",
                      "Name the folder that `banxin batch --archive` was given."}}};
  }
  if (file->bytes() == marker) return {};
  return {fault(Property::authenticity, path,
                {"不是这个程序认识的档案库：标记文件的内容不同。",
                 "It is no archive that this program knows: the marker has other words."})};
}

Packages find_packages(const std::string& archive, Findings& findings) {
  Packages packages;
  const auto foreign = [&](const std::string& path) {
    findings.push_back(fault(Property::safety, archive + "/" + path,
                             {"不是这里的包：名称或所在的文件夹不对。",
                              "No package of this place: it is not named as one, or stands in another's folder."}));
  };
  for (const std::string& shelf : names_in(archive + "/" + packages_folder)) {
    const std::string folder = std::string(packages_folder) + "/" + shelf;
    const std::vector<std::string> names = names_in(archive + "/" + folder);
    constexpr std::size_t shelf_digits = 2;
    if (shelf.size() != shelf_digits) foreign(folder);
    for (const std::string& name : names) {
      const auto read = read_package_name(name);
      if (read && shelf_of(read->id) == folder) {
        packages.emplace(folder + "/" + name, *read);
      } else if (shelf.size() == shelf_digits) {
        foreign(folder + "/" + name);
      }
    }
  }
  return packages;
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

std::optional<ArchiveEntry> read_entry(const std::string& archive, const std::string& id, int version) {
  ArchiveEntry entry{.id = id,
                     .version = version,
                     .package = package_name(id, version),
                     .folder = {},
                     .key = {},
                     .record = {},
                     .sha512 = {}};
  entry.folder = shelf_of(id) + "/" + entry.package;
  const std::string folder = archive + "/" + entry.folder;
  const auto info = MappedFile::open(folder + "/bag-info.txt");
  const auto manifest = MappedFile::open(folder + "/tagmanifest-sha512.txt");
  if (!info || !manifest) return std::nullopt;
  entry.key = bag_info_value(info->bytes(), "Internal-Sender-Identifier");
  entry.record = bag_info_value(info->bytes(), "Record-SHA-512");
  entry.sha512 = to_hex(digest(DigestKind::sha512, manifest->bytes()));
  return entry;
}

std::optional<ArchiveEntry> find_key(const std::string& archive, const std::string& id, const std::string& key) {
  for (const int version : versions_of(archive, id)) {
    auto entry = read_entry(archive, id, version);
    if (entry && entry->key == key) return entry;
  }
  return std::nullopt;
}

}  // namespace banxin::archive
