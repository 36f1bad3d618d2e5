#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/folder.h"
#include "base/diagnostic.h"

// A package as it stands on the disk, whatever became of it.
namespace banxin::archive {

struct FileOnDisk {
  std::string bytes;
  std::string sha512;  // hexadecimal
};

struct BagOnDisk {
  std::string folder;
  std::map<std::string, FileOnDisk> files;  // by path in the package
  Findings faults;                          // what is no file, and what cannot be read

  // Null when it is not there.
  const FileOnDisk* file(const std::string& path) const;
};

// Reads all files of a package, which stands in `folder` of the archive (packages/0a/0a…-v01). What is neither file nor
// folder, and what is beyond 128 MiB or 10,000 files, is a fault and not read.
BagOnDisk read_bag(const Folder& archive, const std::string& folder);
// The same for a package that stands anywhere.
BagOnDisk read_bag(const Folder& package);

// A line of a manifest: which digest the file at a path has.
struct ManifestLine {
  std::string digest;  // hexadecimal, in lower case
  std::string path;
};
struct Manifest {
  std::vector<ManifestLine> lines;
  std::vector<int> malformed;  // numbers of lines, from 1
};

// As RFC 8493, 2.1.3 says: lines end with LF, CR or CRLF, blanks or tabs stand between digest and path, and %0A, %0D
// and %25 in a path are LF, CR and %.
Manifest read_manifest(std::string_view bytes);

}  // namespace banxin::archive
