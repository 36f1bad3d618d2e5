#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"

// How packages are named and where they stand in an archive.
namespace banxin::archive {

inline constexpr const char* packages_folder = "packages";
inline constexpr const char* work_folder = "work";
inline constexpr const char* journal_folder = "journal";
inline constexpr const char* marker_file = "banxin-archive.txt";
inline constexpr const char* seal_file = "manifest-sha512.txt";  // made by merge (catalogue.h)
inline constexpr const char* catalogue_file = "catalogue.sqlite";
inline constexpr std::string_view marker = "Banxin-Archive-Version: 1\n";

// <id>-v01; two digits at least.
std::string package_name(const std::string& id, int version);

struct PackageName {
  std::string id;
  int version = 0;
};
// Nothing when it is no package's name.
std::optional<PackageName> read_package_name(std::string_view name);

// Whether a path in a package has no names but such as every file system keeps: letters, digits and . _ -, at most 64
// of them between two slashes, none being . or .. (AR-13, AR-90).
bool is_portable(std::string_view path);

// packages/<first two digits>; 256 folders keep each of them small.
std::string shelf_of(const std::string& id);

// The versions of a record that stand in the archive, ascending.
std::vector<int> versions_of(const std::string& archive, const std::string& id);

// Packages by their folders in the archive.
using Packages = std::map<std::string, PackageName>;

// Whether the folder is an archive, with its marker. Errors: archive-unusable; archive-authenticity for a marker with
// other words.
Findings check_marker(const std::string& archive);

// All packages that stand where they belong; of everything else below packages/ a finding (archive-safety) each.
Packages find_packages(const std::string& archive, Findings& findings);

// The value of a label of a package's bag-info.txt; empty without it.
std::string bag_info_value(std::string_view bag_info, std::string_view label);

// What a package in its place says of itself; nothing when it is not there or its tag files cannot be read.
std::optional<ArchiveEntry> read_entry(const std::string& archive, const std::string& id, int version);

// The package with this key among the versions of an id.
std::optional<ArchiveEntry> find_key(const std::string& archive, const std::string& id, const std::string& key);

}  // namespace banxin::archive
