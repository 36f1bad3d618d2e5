#include "archive/bag_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>

#include "archive/bag.h"
#include "archive/fault.h"
#include "archive/packages.h"
#include "base/digest.h"

namespace banxin::archive {
namespace {

constexpr std::string_view tag_prefix = "tagmanifest-";
constexpr std::string_view payload_prefix = "manifest-";
constexpr std::string_view ending = ".txt";

bool is_payload(std::string_view path) {
  return path.starts_with("data/");
}

// manifest-sha512.txt: sha512. Nothing for a name of another shape.
std::optional<std::string> algorithm_of(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix) || !name.ends_with(ending)) return std::nullopt;
  name.remove_prefix(prefix.size());
  name.remove_suffix(ending.size());
  return std::string(name);
}

std::optional<std::string> digest_of(const FileOnDisk& file, std::string_view algorithm) {
  if (algorithm == "sha512") return file.sha512;
  if (algorithm == "sha256") return to_hex(digest(DigestKind::sha256, file.bytes));
  if (algorithm == "sm3") return to_hex(digest(DigestKind::sm3, file.bytes));
  if (algorithm == "md5") return to_hex(digest(DigestKind::md5, file.bytes));
  return std::nullopt;
}

class BagCheck {
 public:
  explicit BagCheck(const BagOnDisk& bag) : bag_(bag), findings_(bag.faults) {
    for (const Diagnostic& finding : findings_) named_.insert(finding.place.file);
  }

  Findings run() {
    check_declaration();
    for (const char* name : {"bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"}) {
      if (bag_.file(name) == nullptr) missing(name);
    }
    for (const auto& [path, file] : bag_.files) {
      if (!is_portable(path)) {
        say(Property::safety, path,
            {"文件名不可移植：只能用字母、数字和 . _ -，每段最多 64 个字符。",
             "The name is not portable: letters, digits and . _ - alone, at most 64 of them in each part."});
      }
      if (path == "fetch.txt") {
        say(Property::integrity, path,
            {"包里有 fetch.txt：内容要到别处去取，不是自足的包。",
             "There is a fetch.txt: content would have to be fetched from elsewhere, so the package is not complete in "
             "itself."});
      }
    }
    for (const auto& [path, file] : bag_.files) {
      if (const auto algorithm = algorithm_of(path, tag_prefix)) check_manifest(path, file, *algorithm, true);
    }
    for (const auto& [path, file] : bag_.files) {
      if (const auto algorithm = algorithm_of(path, payload_prefix)) check_manifest(path, file, *algorithm, false);
    }
    // It could only repeat what is missing or too many.
    if (findings_.empty()) check_oxum();
    return std::move(findings_);
  }

 private:
  // Once for each file.
  void say(Property property, const std::string& path, Bilingual message) {
    std::string place = bag_.folder + "/" + path;
    if (named_.insert(place).second) findings_.push_back(fault(property, std::move(place), std::move(message)));
  }
  void missing(const std::string& path) { say(Property::integrity, path, {"文件缺失。", "The file is missing."}); }

  void check_declaration() {
    constexpr const char* name = "bagit.txt";
    const FileOnDisk* file = bag_.file(name);
    if (file == nullptr) return missing(name);
    if (file->bytes == bag_declaration) return;
    say(Property::authenticity, name,
        {"内容不是 BagIt 1.0 的声明。", "It is not the declaration of a BagIt 1.0 package."});
  }

  void check_manifest(const std::string& name, const FileOnDisk& file, const std::string& algorithm, bool of_tags) {
    const Manifest manifest = read_manifest(file.bytes);
    for (const int line : manifest.malformed) {
      say(Property::authenticity, name,
          {fmt::format("第 {} 行不是“摘要 路径”。", line), fmt::format("Line {} is not a digest with a path.", line)});
    }
    std::set<std::string> listed;
    for (const ManifestLine& line : manifest.lines) check_line(name, line, algorithm, of_tags, listed);
    for (const auto& [path, unused] : bag_.files) {
      const bool belongs =
          of_tags ? !is_payload(path) && !algorithm_of(path, tag_prefix).has_value() : is_payload(path);
      if (!belongs || listed.contains(path)) continue;
      say(Property::safety, path,
          {fmt::format("多出的文件：{} 里没有它。", name), fmt::format("A file too many: {} does not list it.", name)});
    }
  }

  void check_line(const std::string& name, const ManifestLine& line, const std::string& algorithm, bool of_tags,
                  std::set<std::string>& listed) {
    if (!is_portable(line.path) || is_payload(line.path) == of_tags) {
      say(Property::safety, name,
          {fmt::format("列出了不该有的路径“{}”。", line.path),
           fmt::format("It lists a path that may not be: \"{}\".", line.path)});
      return;
    }
    if (!listed.insert(line.path).second) {
      say(Property::authenticity, name,
          {fmt::format("{} 列了两次。", line.path), fmt::format("{} is listed twice.", line.path)});
    }
    const FileOnDisk* file = bag_.file(line.path);
    if (file == nullptr) return missing(line.path);
    const auto actual = digest_of(*file, algorithm);
    if (!actual) {
      say(Property::usability, name,
          {fmt::format("不认识摘要算法 {}。", algorithm), fmt::format("The algorithm {} is not known.", algorithm)});
    } else if (*actual != line.digest) {
      say(Property::authenticity, line.path,
          {fmt::format("内容变了：{} 与 {} 所记不符。", algorithm, name),
           fmt::format("The content has changed: its {} is not that in {}.", algorithm, name)});
    }
  }

  // RFC 8493, 2.2.2: octets and number of payload files.
  void check_oxum() {
    const FileOnDisk* info = bag_.file("bag-info.txt");
    if (info == nullptr) return;
    const std::string said = bag_info_value(info->bytes, "Payload-Oxum");
    std::size_t octets = 0, count = 0;
    for (const auto& [path, file] : bag_.files) {
      if (!is_payload(path)) continue;
      octets += file.bytes.size();
      ++count;
    }
    const std::string actual = fmt::format("{}.{}", octets, count);
    if (said == actual) return;
    say(Property::integrity, "bag-info.txt",
        {fmt::format("Payload-Oxum 为“{}”，实际是 {}（字节数.文件数）。", said, actual),
         fmt::format("Its Payload-Oxum is \"{}\"; there are {} (octets.files).", said, actual)});
  }

  const BagOnDisk& bag_;
  Findings findings_;
  std::set<std::string> named_;
};

}  // namespace

Findings check_bag(const BagOnDisk& bag) {
  return BagCheck(bag).run();
}

}  // namespace banxin::archive
