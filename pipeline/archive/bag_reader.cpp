#include "archive/bag_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "archive/fault.h"
#include "base/codes.h"
#include "base/digest.h"

namespace banxin::archive {
namespace {

// A report has some hundred kilobytes, a record at most a few million; a whole package is in memory while it is looked
// at.
constexpr std::uint64_t most_package_bytes = std::uint64_t{128} << 20U;
constexpr std::size_t most_package_files = 10'000;

Diagnostic too_much(const std::string& package) {
  return fault(Property::usability, package,
               {fmt::format("这个包超过 {} 字节或 {} 个文件，没有读完。", most_package_bytes, most_package_files),
                fmt::format("The package has more than {} bytes or {} files; it was not read to its end.",
                            most_package_bytes, most_package_files)});
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

// What keeps a file from being read is a fault of the package.
void call_faults_of_the_package(BagOnDisk& bag) {
  for (Diagnostic& finding : bag.faults) {
    if (finding.code == code::archive_safety || finding.code == code::archive_usability) continue;
    finding = fault(Property::usability, std::move(finding.place.file), std::move(finding.message));
  }
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

BagOnDisk read_bag(const Folder& archive, const std::string& folder) {
  const auto package = archive.folder(folder);
  if (package) return read_bag(*package);
  BagOnDisk bag{.folder = archive.path_of(folder), .files = {}, .faults = package.findings()};
  call_faults_of_the_package(bag);
  return bag;
}

BagOnDisk read_bag(const Folder& package) {
  BagOnDisk bag{.folder = package.path(), .files = {}, .faults = {}};
  std::uint64_t left = most_package_bytes;
  bool all = true;
  Findings listing = package.walk([&](const std::string& path, Folder::Kind kind) {
    if (kind == Folder::Kind::folder || !all) return all;
    auto bytes = package.read(path, left);
    if (bytes && bag.files.size() < most_package_files) {
      left -= bytes->size();
      FileOnDisk file{*std::move(bytes), {}};
      file.sha512 = to_hex(digest(DigestKind::sha512, file.bytes));
      bag.files.emplace(path, std::move(file));
    } else if (bytes || bytes.findings().front().code == code::input_too_large) {
      bag.faults.push_back(too_much(bag.folder));
      all = false;
    } else {
      append(bag.faults, bytes.take_findings());
    }
    return true;
  });
  append(bag.faults, std::move(listing));
  call_faults_of_the_package(bag);
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
