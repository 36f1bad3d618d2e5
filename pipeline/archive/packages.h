#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "archive/folder.h"

// How packages are named and where they are in an archive.
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
// Nothing when it is not a package's name.
std::optional<PackageName> read_package_name(std::string_view name);

// Whether all names in a path of a package are such as every file system keeps: letters, digits and . _ -, at most 64
// of them between two slashes, none being . or .. (AR-13, AR-90).
bool is_portable(std::string_view path);

// Where the packages of an id have their record.
std::string source_path(const std::string& id);

// packages/<first two digits>; 256 folders keep each of them small.
std::string shelf_of(const std::string& id);

// No report has more; a folder with a greater number is not a package.
inline constexpr int most_versions = 9999;

// The versions of a record in the archive: 1, 2, 3 ... Errors: archive-damaged, when one between them is missing; those
// of reading a folder.
Result<std::vector<int>> versions_of(const Folder& archive, const std::string& id);

// Packages by their folders in the archive.
using Packages = std::map<std::string, PackageName>;

// The folder of an existing archive. Errors: archive-unusable, when there is none; those of opening it.
Result<Folder> open_archive(const std::string& folder);

// Whether the folder is an archive, with its marker. Errors: archive-unusable; archive-authenticity for a marker with
// other words.
Findings check_marker(const Folder& archive);

// All packages that are where they belong; a finding (archive-safety) for everything else below packages/ and for what
// cannot be listed. Without the folder: archive-integrity.
Packages find_packages(const Folder& archive, Findings& findings);

// For each run of versions that are missing although later ones are there (AR-84): the folder of the first, and a
// finding (archive-integrity).
std::map<std::string, Diagnostic> missing_versions(const Folder& archive, const Packages& packages);

// The newest version of each id.
std::map<std::string, int> newest_versions(const Packages& packages);

// The value of a label of a package's bag-info.txt; empty without it.
std::string bag_info_value(std::string_view bag_info, std::string_view label);

// What a package in its place says of itself. Errors: those of reading its tag files.
Result<ArchiveEntryParts> read_entry(const Folder& archive, const std::string& id, int version);

// An error archive-damaged: a version whose tag files cannot be read.
Diagnostic unreadable(const std::string& package);

// The newest version of an id. Errors: as versions_of(), and archive-damaged when it cannot be read.
Result<std::optional<ArchiveEntryParts>> newest_version(const Folder& archive, const std::string& id);

// What a package was made from.
struct MadeFrom {
  std::string key;
  std::string record;  // SHA-512 of its bytes
};
// The package with this key among the versions of an id that stand in its way; else one of the same record that a later
// version has taken the place of. Errors: as versions_of() and read_entry().
Result<std::optional<ArchiveEntryParts>> find_version(const Folder& archive, const std::string& id,
                                                      const MadeFrom& made, Standing standing);

}  // namespace banxin::archive
