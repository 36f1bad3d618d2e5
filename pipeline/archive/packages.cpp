#include "archive/packages.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "archive/disk.h"
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
