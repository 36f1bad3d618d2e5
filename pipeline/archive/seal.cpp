#include "archive/seal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <set>
#include <string_view>
#include <vector>

#include "archive/bag_reader.h"
#include "archive/events.h"
#include "archive/fault.h"
#include "archive/packages.h"
#include "archive/seals.h"
#include "base/codes.h"
#include "base/digest.h"
#include "base/text.h"

namespace banxin::archive {
namespace {

// A file beside the packages is as large as what many runs wrote into it; nothing here writes more.
constexpr std::uint64_t most_file_bytes = std::uint64_t{8} << 30U;
constexpr std::uint64_t most_seal_bytes = std::uint64_t{64} << 20U;

// Everything but packages, what writers are at, and the seal itself; relative to the archive, sorted. Findings: what
// cannot be listed, what is neither file nor folder.
std::vector<std::string> files_beside(const Folder& archive, Findings& findings) {
  using Kind = Folder::Kind;
  std::vector<std::string> files;
  append(findings, archive.walk([&](const std::string& path, Kind kind) {
    // Packages and signed seals have digests of their own.
    const bool others = path == packages_folder || path == work_folder || path == seals_folder;
    if (kind == Kind::link || kind == Kind::special) {
      findings.push_back(read_trouble(archive.path_of(path), kind == Kind::link ? ELOOP : ENXIO));
    } else if (kind == Kind::file && !others && path != seal_file) {
      files.push_back(path);
    }
    return !others;
  }));
  return files;
}

// A file of zeros that take no room on the disk is as long as one likes. Nothing here leaves such a hole.
bool has_hole(int file, off_t size) {
  constexpr off_t small = off_t{16} << 20U;
  if (size <= small) return false;
  const off_t hole = ::lseek(file, 0, SEEK_HOLE);
  return ::lseek(file, 0, SEEK_SET) == 0 && hole >= 0 && hole < size;
}

Result<std::string> digest_of(const Folder& archive, const std::string& path) {
  const auto file = archive.open_file(path);
  if (!file) return file.findings();
  const off_t size = ::lseek(file->get(), 0, SEEK_END);
  if (size < 0 || static_cast<std::uint64_t>(size) > most_file_bytes || has_hole(file->get(), size)) {
    return fault(Property::usability, archive.path_of(path),
                 {"文件大得不合常理，或中间有没有写过的空洞，没有读取。",
                  "The file is larger than it can be, or has holes that were never written; it was not read."});
  }
  if (::lseek(file->get(), 0, SEEK_SET) != 0) return read_trouble(archive.path_of(path), errno);
  RunningDigest sha512(DigestKind::sha512);
  std::array<char, 1U << 16U> chunk{};
  for (std::uint64_t left = most_file_bytes;;) {
    const ssize_t got = ::read(file->get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return read_trouble(archive.path_of(path), errno);
    // One that grows while it is read ends somewhere.
    if (got == 0 || static_cast<std::uint64_t>(got) > left) break;
    left -= static_cast<std::uint64_t>(got);
    sha512.add({chunk.data(), static_cast<std::size_t>(got)});
  }
  return to_hex(sha512.value());
}

// As RFC 8493, 2.1.3 has it, so that each path is one line.
std::string encoded(std::string_view path) {
  return percent_encoded(path, [](char c) { return c != '\n' && c != '\r' && c != '%'; });
}

std::string line_of(const std::string& digest, std::string_view path) {
  return digest + "  " + encoded(path) + "\n";
}

bool leads_out(const std::string& path) {
  return path.starts_with('/') || ("/" + path + "/").find("/../") != std::string::npos ||
         ("/" + path + "/").find("/./") != std::string::npos || path.find("//") != std::string::npos;
}

class SealCheck {
 public:
  explicit SealCheck(const Folder& archive) : archive_(archive) {}

  Findings run() {
    auto bytes = archive_.read(seal_file, most_seal_bytes);
    if (!bytes) return bytes.take_findings();
    const Manifest manifest = read_manifest(*bytes);
    std::string written;
    for (const ManifestLine& line : manifest.lines) written += line_of(line.digest, line.path);
    if (written != *bytes) {
      say(Property::authenticity, seal_file,
          {"内容变了：有的行不是合并时写的样子。", "It has changed: a line is not as merge writes it."});
    }
    std::set<std::string> listed;
    for (const ManifestLine& line : manifest.lines) {
      if (listed.insert(line.path).second) check(line);
    }
    Findings named;  // by check_beside()
    for (const std::string& path : files_beside(archive_, named)) {
      // Events are added after a merge too, and are a chain of their own.
      if (listed.contains(path) || path.starts_with(std::string(events_folder) + "/")) continue;
      say(Property::safety, path,
          {"多出的文件：合并时没有它。", "A file too many: it was not there when merge sealed."});
    }
    return std::move(findings_);
  }

 private:
  void say(Property property, const std::string& path, Bilingual message) {
    findings_.push_back(fault(property, archive_.path_of(path), std::move(message)));
  }

  void check(const ManifestLine& line) {
    if (leads_out(line.path)) {
      return say(Property::safety, seal_file,
                 {fmt::format("列出了不该有的路径“{}”。", line.path),
                  fmt::format("It lists a path that may not be: \"{}\".", line.path)});
    }
    auto sha512 = digest_of(archive_, line.path);
    if (!sha512) {
      const Diagnostic& why = sha512.findings().front();
      if (why.code == code::input_missing) {
        say(Property::integrity, line.path, {"文件缺失。", "The file is missing."});
      } else if (why.code != code_of(Property::safety)) {  // which check_beside() has named
        say(Property::usability, line.path, why.message);
      }
    } else if (*sha512 != line.digest) {
      say(Property::authenticity, line.path,
          {"内容变了：与合并时所封的摘要不符。",
           "The content has changed: its digest is not the one that merge sealed."});
    }
  }

  const Folder& archive_;
  Findings findings_;
};

}  // namespace

Findings seal(const Folder& archive) {
  std::string lines;
  Findings findings;
  for (const std::string& path : files_beside(archive, findings)) {
    auto sha512 = digest_of(archive, path);
    if (!sha512) return sha512.take_findings();
    lines += line_of(*sha512, path);
  }
  if (has_errors(findings)) return findings;
  return archive.replace(seal_file, lines);
}

bool is_sealed(const Folder& archive) {
  const auto kind = archive.kind_of(seal_file);
  return kind && *kind == Folder::Kind::file;
}

Findings check_beside(const Folder& archive) {
  Findings findings;
  files_beside(archive, findings);
  return findings;
}

Findings check_seal(const Folder& archive) {
  return SealCheck(archive).run();
}

}  // namespace banxin::archive
