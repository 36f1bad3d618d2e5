#include "archive/seal.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <vector>

#include "archive/bag_reader.h"
#include "archive/disk.h"
#include "archive/fault.h"
#include "archive/packages.h"
#include "base/digest.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;

// Everything but packages, what writers are at, and the seal itself; relative to the archive, sorted.
std::vector<std::string> files_beside(const std::string& archive) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(archive, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string path = entry->path().lexically_relative(archive).generic_string();
    if (path == packages_folder || path == work_folder) {
      entry.disable_recursion_pending();
    } else if (!fs::is_directory(entry->symlink_status(error)) && path != seal_file) {
      files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::string> digest_of(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.take_findings();
  return to_hex(digest(DigestKind::sha512, file->bytes()));
}

}  // namespace

Findings seal(const std::string& archive) {
  std::string lines;
  for (const std::string& path : files_beside(archive)) {
    auto sha512 = digest_of(archive + "/" + path);
    if (!sha512) return sha512.take_findings();
    lines += *sha512 + "  " + path + "\n";
  }
  return write_file(archive + "/" + seal_file, lines);
}

bool is_sealed(const std::string& archive) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(archive + "/" + seal_file, error));
}

Findings check_seal(const std::string& archive) {
  const std::string file = archive + "/" + seal_file;
  const auto bytes = MappedFile::open(file);
  if (!bytes) return {fault(Property::usability, file, bytes.findings().front().message)};
  const Manifest manifest = read_manifest(bytes->bytes());
  Findings findings;
  if (!manifest.malformed.empty()) {
    findings.push_back(
        fault(Property::authenticity, file,
              {"内容变了：有的行不是“摘要 路径”。", "It has changed: a line is no digest with a path."}));
  }
  std::set<std::string> listed;
  for (const ManifestLine& line : manifest.lines) {
    listed.insert(line.path);
    const std::string path = archive + "/" + line.path;
    std::error_code error;
    const auto status = fs::symlink_status(path, error);
    if (!fs::exists(status)) {
      findings.push_back(fault(Property::integrity, path, {"文件缺失。", "The file is missing."}));
      continue;
    }
    auto sha512 = fs::is_regular_file(status) ? digest_of(path) : Result<std::string>(std::string());
    if (!sha512) {
      findings.push_back(fault(Property::usability, path, sha512.findings().front().message));
    } else if (*sha512 != line.digest) {
      findings.push_back(fault(Property::authenticity, path,
                               {"内容变了：与合并时所封的摘要不符。",
                                "The content has changed: its digest is not the one that merge sealed."}));
    }
  }
  for (const std::string& path : files_beside(archive)) {
    if (listed.contains(path)) continue;
    findings.push_back(fault(Property::safety, archive + "/" + path,
                             {"多出的文件：合并时没有它。", "A file too many: it was not there when merge sealed."}));
  }
  return findings;
}

}  // namespace banxin::archive
