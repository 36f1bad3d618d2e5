#include "archive/bag_reader.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>

#include "archive/fault.h"
#include "base/digest.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_file_bytes = std::uint64_t{1} << 30U;  // of a file; a report has some hundred kilobytes

Diagnostic not_a_file(const std::string& path) {
  return fault(Property::safety, path,
               {"这不是普通文件（符号链接或设备），不属于包。",
                "This is no ordinary file (a symbolic link or a device); it is no part of a package."});
}

void read_into(BagOnDisk& bag, const fs::directory_entry& entry) {
  std::error_code error;
  const fs::file_status status = entry.symlink_status(error);
  if (fs::is_directory(status)) return;
  const std::string path = entry.path().string();
  if (!fs::is_regular_file(status)) {
    bag.faults.push_back(not_a_file(path));
    return;
  }
  auto bytes = read_file(path, most_file_bytes);
  if (!bytes) {
    const Diagnostic& why = bytes.findings().front();
    bag.faults.push_back(fault(Property::usability, path, why.message));
    return;
  }
  FileOnDisk file{*std::move(bytes), {}};
  file.sha512 = to_hex(digest(DigestKind::sha512, file.bytes));
  bag.files.emplace(entry.path().lexically_relative(bag.folder).generic_string(), std::move(file));
}

std::string decoded(std::string_view path) {
  std::string out;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const std::string_view code = path.substr(at, 3);
    const bool feed = code == "%0A" || code == "%0a";
    const bool turn = code == "%0D" || code == "%0d";
    if (!feed && !turn && code != "%25") {
      out += path[at];
      continue;
    }
    out += feed ? '\n' : turn ? '\r' : '%';
    at += 2;
  }
  return out;
}

bool read_line(std::string_view line, Manifest& manifest) {
  constexpr std::string_view blank = " \t";
  const std::size_t end = line.find_first_of(blank);
  const std::size_t path = end == std::string_view::npos ? end : line.find_first_not_of(blank, end);
  if (path == std::string_view::npos) return false;
  std::string hex(line.substr(0, end));
  std::transform(hex.begin(), hex.end(), hex.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (hex.empty() || hex.find_first_not_of("0123456789abcdef") != std::string::npos) return false;
  manifest.lines.push_back({std::move(hex), decoded(line.substr(path))});
  return true;
}

}  // namespace

const FileOnDisk* BagOnDisk::file(const std::string& path) const {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

BagOnDisk read_bag(const std::string& folder) {
  BagOnDisk bag{.folder = folder, .files = {}, .faults = {}};
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) read_into(bag, *entry);
  if (error) {
    bag.faults.push_back(fault(Property::usability, folder, read_fault(folder, error.value()).message));
  }
  return bag;
}

Manifest read_manifest(std::string_view bytes) {
  Manifest manifest;
  for (int number = 1; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end);
    if (bytes.starts_with("\r\n")) {
      bytes.remove_prefix(2);
    } else if (!bytes.empty()) {
      bytes.remove_prefix(1);
    }
    if (!read_line(line, manifest)) manifest.malformed.push_back(number);
  }
  return manifest;
}

}  // namespace banxin::archive
