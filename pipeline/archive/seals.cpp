#include "archive/seals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "archive/bag_reader.h"
#include "archive/catalogue.h"
#include "archive/events.h"
#include "archive/fault.h"
#include "archive/packages.h"
#include "archive/seal.h"
#include "archive/staging_folder.h"
#include "base/codes.h"
#include "base/digest.h"
#include "base/text.h"
#include "output/calendar.h"

namespace banxin::archive {
namespace {

constexpr std::uint64_t most_list_bytes = std::uint64_t{256} << 20U;  // of a million packages
constexpr std::uint64_t most_signature_bytes = 1U << 20U;
constexpr std::string_view tag_manifest = "/tagmanifest-sha512.txt";

std::string file_of(int number, std::string_view kind) {
  return fmt::format("{}/{:04}.{}", seals_folder, number, kind);
}

Bilingual seal_name(int number) {
  return {fmt::format("封签 {}", number), fmt::format("seal {}", number)};
}

struct Files {
  bool list = false, signature = false, timestamp = false;
};

// The numbers of seals, each with the files that are there. Findings: archive-safety for everything else in the folder.
std::map<int, Files> find_seals(const Folder& archive, Findings& findings) {
  std::map<int, Files> seals;
  auto folder = archive.find_folder(seals_folder);
  if (!folder) {
    append(findings, folder.take_findings());
    return seals;
  }
  if (!*folder) return seals;
  auto names = (*folder)->names();
  if (!names) {
    append(findings, names.take_findings());
    return seals;
  }
  for (const std::string& name : *names) {
    const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
    const int number = digits == 4 ? std::stoi(name.substr(0, digits)) : 0;
    const std::string_view kind = std::string_view(name).substr(digits);
    if (number > 0 && kind == ".sha512")
      seals[number].list = true;
    else if (number > 0 && kind == ".p7s")
      seals[number].signature = true;
    else if (number > 0 && kind == ".tsr")
      seals[number].timestamp = true;
    else
      findings.push_back(fault(Property::safety, archive.path_of(std::string(seals_folder) + "/" + name),
                               {"不属于封签的文件。", "It is not part of a seal."}));
  }
  return seals;
}

// A seal is there when its list is: that is written last. 0 without any.
int newest_of(const std::map<int, Files>& seals) {
  int newest = 0;
  for (const auto& [number, files] : seals) newest = files.list ? number : newest;
  return newest;
}

std::string lines_of(const std::map<std::string, std::string>& packages) {
  std::string lines;
  for (const auto& [folder, sha512] : packages) lines += sha512 + "  " + folder + std::string(tag_manifest) + "\n";
  return lines;
}

// The folder of the package whose tag manifest has this path; empty for another path.
std::string package_at(std::string_view path) {
  if (!path.ends_with(tag_manifest)) return {};
  const std::string folder(path.substr(0, path.size() - tag_manifest.size()));
  const std::size_t slash = folder.rfind('/');
  const auto name = slash == std::string::npos ? std::nullopt : read_package_name(folder.substr(slash + 1));
  return name && shelf_of(name->id) == folder.substr(0, slash) ? folder : std::string();
}

Findings check_file(const Folder& archive, const std::string& path, const std::string& sha512, const Bilingual& by);

class Chain {
 public:
  Chain(const Folder& archive, const signature::Trust* trust, const Claim& claim)
      : archive_(archive), trust_(trust), claim_(claim) {}

  Findings run() {
    const std::map<int, Files> seals = find_seals(archive_, findings_);
    const int newest = newest_of(seals);
    if (newest == 0) {
      if (trust_ != nullptr) {
        say(Property::authenticity, seals_folder,
            {"没有封签：没有签名可以证实。", "There is no seal: nothing is signed."});
      }
      return std::move(findings_);
    }
    for (int number = 1; number <= newest; ++number) {
      const auto there = seals.find(number);
      look_at(number, there == seals.end() ? Files{} : there->second, number == newest);
    }
    for (auto it = seals.upper_bound(newest); it != seals.end(); ++it) {
      findings_.push_back({.code = code::archive_stray,
                           .severity = Severity::note,
                           .place = {archive_.path_of(file_of(it->first, "p7s")), 0, {}},
                           .message = {"没有写完的封签，不算数。", "A seal that was not finished; it does not count."},
                           .hint = {"再运行 banxin archive sign。", "Run `banxin archive sign` again."}});
    }
    return std::move(findings_);
  }

 private:
  void say(Property property, const std::string& path, Bilingual message) {
    findings_.push_back(fault(property, archive_.path_of(path), std::move(message)));
  }

  // Nothing when it is missing or unreadable, which is said.
  std::optional<std::string> read(int number, std::string_view kind, bool there, std::uint64_t most_bytes) {
    const std::string path = file_of(number, kind);
    if (!there) {
      say(Property::integrity, path, {"封签的文件缺失。", "A file of a seal is missing."});
      return {};
    }
    auto bytes = archive_.read(path, most_bytes);
    if (bytes) return *std::move(bytes);
    append(findings_, bytes.take_findings());
    return {};
  }

  void look_at(int number, Files there, bool newest) {
    const auto list = read(number, "sha512", there.list, most_list_bytes);
    const auto p7s = read(number, "p7s", there.signature, most_signature_bytes);
    const auto before_list = std::exchange(last_list_, list);
    const auto before_p7s = std::exchange(last_p7s_, p7s);
    if (!list || !p7s) return;
    const std::size_t packages = read_list(number, *list, before_list, before_p7s);
    std::time_t stamped = 0;
    Bilingual stamp;
    if (there.timestamp) {
      const auto tsr = read(number, "tsr", true, most_signature_bytes);
      if (!tsr) return;
      const auto time = signature::check_timestamp(*p7s, *tsr, trust_);
      if (!time) return say(Property::authenticity, file_of(number, "tsr"), time.findings().front().message);
      stamped = time->when;
      stamp = {fmt::format("，时间戳 {}", output::iso_date(stamped)),
               fmt::format(", time-stamp {}", output::iso_date(stamped))};
    }
    const auto signed_by = signature::check(*list, *p7s, trust_, stamped);
    if (!signed_by) return say(Property::authenticity, file_of(number, "p7s"), signed_by.findings().front().message);
    if (newest) tell(number, packages, *signed_by, stamp);
  }

  // How many packages it names.
  std::size_t read_list(int number, const std::string& list, const std::optional<std::string>& before_list,
                        const std::optional<std::string>& before_p7s) {
    std::size_t packages = 0;
    std::set<std::string> chained;
    const Manifest lines = read_manifest(list);
    if (!lines.malformed.empty()) {
      say(Property::authenticity, file_of(number, "sha512"),
          {"内容变了：有的行不是“摘要 路径”。", "It has changed: a line is not a digest with a path."});
    }
    for (const ManifestLine& line : lines.lines) {
      if (const std::string package = package_at(line.path); !package.empty()) {
        ++packages;
        claim_(package, line.digest, seal_name(number));
      } else if (line.path.starts_with(std::string(events_folder) + "/")) {
        append(findings_, check_file(archive_, line.path, line.digest, seal_name(number)));
      } else if (number > 1 && line.path == file_of(number - 1, "sha512")) {
        check_before(line, before_list, chained);
      } else if (number > 1 && line.path == file_of(number - 1, "p7s")) {
        check_before(line, before_p7s, chained);
      }
    }
    if (number > 1 && chained.size() != 2) {
      say(Property::authenticity, file_of(number, "sha512"),
          {"封签没有接在前一个之后。", "The seal does not name the one before it."});
    }
    return packages;
  }

  // Missing files of the seal before have been said.
  void check_before(const ManifestLine& line, const std::optional<std::string>& bytes, std::set<std::string>& chained) {
    chained.insert(line.path);
    if (!bytes || to_hex(digest(DigestKind::sha512, *bytes)) == line.digest) return;
    say(Property::authenticity, line.path,
        {"内容变了：与后一个封签所记的摘要不符。", "It has changed: its digest is not the one in the seal after it."});
  }

  void tell(int number, std::size_t packages, const signature::Signed& by, const Bilingual& stamp) {
    const Bilingual trusted = trust_ != nullptr ? Bilingual{"可信", "trusted"}
                                                : Bilingual{"没有核对证书", "not compared with a trusted certificate"};
    Diagnostic note{
        .code = code::archive_signed,
        .severity = Severity::note,
        .place = {archive_.path_of(file_of(number, "sha512")), 0, {}},
        .message = {fmt::format("封签 {}：{} 个包，签名者“{}”（{}），自称签于 {}{}。", number, packages, by.signer,
                                trusted.zh, output::iso_date(by.when), stamp.zh),
                    fmt::format("Seal {}: {} packages, signed by \"{}\" ({}), at {} by its own word{}.", number,
                                packages, by.signer, trusted.en, output::iso_date(by.when), stamp.en)}};
    if (trust_ == nullptr) {
      note.hint = {"核对证书：banxin archive verify --trust CERT.pem。",
                   "To compare: banxin archive verify --trust CERT.pem."};
    }
    findings_.push_back(std::move(note));
  }

  const Folder& archive_;
  const signature::Trust* trust_;
  const Claim& claim_;
  std::optional<std::string> last_list_, last_p7s_;
  Findings findings_;
};

// What earlier seals claim must be in the packages; notes are not wanted here.
Findings broken_promises(const Folder& archive, std::map<std::string, std::string> packages) {
  for (const auto& [folder, removal] : removals_of(read_events(archive))) packages.emplace(folder, removal.sha512);
  Findings findings;
  std::set<std::string> said;
  Findings chain =
      check_seals(archive, nullptr, [&](const std::string& package, const std::string& sha512, const Bilingual& by) {
        const auto there = packages.find(package);
        if ((there != packages.end() && there->second == sha512) || !said.insert(package).second) return;
        const bool missing = there == packages.end();
        findings.push_back(
            fault(missing ? Property::integrity : Property::authenticity, archive.path_of(package),
                  {fmt::format("{}里的这个包{}。", by.zh, missing ? "缺失了" : "变了"),
                   fmt::format("This package of {} {}.", by.en, missing ? "is missing" : "has changed")}));
      });
  for (Diagnostic& finding : chain) {
    if (finding.severity == Severity::error) findings.push_back(std::move(finding));
  }
  return findings;
}

Diagnostic not_merged(const Folder& archive) {
  return {.code = code::archive_not_sealed,
          .place = {archive.path(), 0, {}},
          .message = {"还没有合并，或合并以后又有新的运行，所以没有签名。",
                      "No merge has been run yet, or a batch ran after it; nothing was signed."},
          .hint = {"先运行 banxin merge。", "Run `banxin merge` first."}};
}

// The newest seal's signature, which time-stamps are of.
struct Newest {
  int number;
  std::string signature;
};
Result<Newest> newest_signature(const Folder& archive) {
  Findings findings;
  const int number = newest_of(find_seals(archive, findings));
  if (number == 0) {
    return fault(Property::integrity, archive.path_of(seals_folder), {"还没有封签。", "There is no seal yet."});
  }
  auto bytes = archive.read(file_of(number, "p7s"), most_signature_bytes);
  if (!bytes) return bytes.take_findings();
  return Newest{number, *std::move(bytes)};
}

Result<int> put_timestamp(const Folder& archive, const Newest& newest, std::string_view answer) {
  if (auto checked = signature::check_timestamp(newest.signature, answer, nullptr); !checked) {
    return checked.take_findings();
  }
  if (Findings trouble = archive.replace(file_of(newest.number, "tsr"), answer); !trouble.empty()) return trouble;
  return newest.number;
}

std::map<std::string, std::string> packages_of(std::string_view list) {
  std::map<std::string, std::string> packages;
  for (const ManifestLine& line : read_manifest(list).lines) {
    if (std::string package = package_at(line.path); !package.empty())
      packages.emplace(std::move(package), line.digest);
  }
  return packages;
}

// The last SHA-512 in a line, as it stands behind all others in a table of `archive list`; empty without one.
std::string last_digest(std::string_view line) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  constexpr std::size_t digits = 128;
  std::string last;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_of(hexadecimal, at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(line.find_first_not_of(hexadecimal, begin), line.size());
    if (end - begin == digits) last = line.substr(begin, digits);
    at = end;
  }
  return last;
}

// packages/0a/0a…-v01, wherever in the line; empty without one.
std::string package_named(std::string_view line) {
  const std::size_t begin = line.find(std::string(packages_folder) + "/");
  if (begin == std::string_view::npos) return {};
  const std::string_view path = line.substr(begin, line.find_first_of(",\" \r\t", begin) - begin);
  const std::size_t shelf = path.find('/');
  const std::size_t package = path.find('/', shelf + 1);
  if (package == std::string_view::npos) return {};
  const std::size_t end = std::min(path.find('/', package + 1), path.size());
  return package_at(std::string(path.substr(0, end)) + std::string(tag_manifest));
}

// seals/0001.p7s or events/0001.json at the end of a line; empty for anything else.
std::string seal_file_named(std::string_view line) {
  std::size_t begin = line.rfind(std::string(seals_folder) + "/");
  if (begin == std::string_view::npos) begin = line.rfind(std::string(events_folder) + "/");
  if (begin == std::string_view::npos) return {};
  const std::string_view path = trimmed(line.substr(begin));
  return is_portable(path) ? std::string(path) : std::string();
}

Findings check_file(const Folder& archive, const std::string& path, const std::string& sha512, const Bilingual& by) {
  auto bytes = archive.read(path, most_list_bytes);
  if (bytes && to_hex(digest(DigestKind::sha512, *bytes)) == sha512) return {};
  if (bytes) {
    return {fault(Property::authenticity, archive.path_of(path),
                  {fmt::format("内容变了：与{}所记的摘要不符。", by.zh),
                   fmt::format("It has changed: its digest is not the one in {}.", by.en)})};
  }
  if (bytes.findings().front().code != code::input_missing) return bytes.take_findings();
  return {fault(Property::integrity, archive.path_of(path),
                {fmt::format("文件缺失：{}里有它。", by.zh), fmt::format("The file is missing: {} names it.", by.en)})};
}

// The lines that name the seal before; empty for the first.
Result<std::string> chain_lines(const Folder& archive, int last, const std::string& last_list) {
  if (last == 0) return std::string();
  auto signature = archive.read(file_of(last, "p7s"), most_signature_bytes);
  if (!signature) return signature.take_findings();
  return to_hex(digest(DigestKind::sha512, last_list)) + "  " + file_of(last, "sha512") + "\n" +
         to_hex(digest(DigestKind::sha512, *signature)) + "  " + file_of(last, "p7s") + "\n";
}

}  // namespace

Result<SealMade> sign_archive(const std::string& folder, const signature::Signer& signer, std::time_t when) {
  auto archive = open_archive(folder);
  if (!archive) return archive.take_findings();
  auto busy = in_use(*archive);
  if (!busy) return busy.take_findings();
  auto packages = catalogued(*archive);
  if (!packages) return packages.take_findings();
  if (*busy || !*packages || !is_sealed(*archive)) return not_merged(*archive);
  if (Findings wrong = broken_promises(*archive, **packages); !wrong.empty()) return wrong;

  const EventLog log = read_events(*archive);
  if (has_errors(log.findings)) return log.findings;
  const std::string event =
      log.events.empty() ? std::string() : log.last_sha512 + "  " + event_file(log.events.back().number) + "\n";
  Findings strays;
  const int last = newest_of(find_seals(*archive, strays));
  std::string before;
  if (last > 0) {
    auto bytes = archive->read(file_of(last, "sha512"), most_list_bytes);
    if (!bytes) return bytes.take_findings();
    before = *std::move(bytes);
    if (packages_of(before) == **packages && before.find(event) != std::string::npos)
      return SealMade{last, (*packages)->size(), false};
  }
  auto chained = chain_lines(*archive, last, before);
  if (!chained) return chained.take_findings();
  const int number = last + 1;
  const std::string list = lines_of(**packages) + event + *chained;
  if (auto made = archive->make_folder(seals_folder); !made) return made.take_findings();
  // The list is written last: without it there is no seal.
  for (const auto& [kind, bytes] :
       {std::pair<const char*, std::string>{"p7s", signer.sign(list, when)}, {"sha512", list}}) {
    if (Findings trouble = archive->replace(file_of(number, kind), bytes); !trouble.empty()) return trouble;
  }
  return SealMade{number, (*packages)->size(), true};
}

Result<int> timestamp_by_url(const std::string& folder, const std::string& url) {
  auto archive = open_archive(folder);
  if (!archive) return archive.take_findings();
  auto newest = newest_signature(*archive);
  if (!newest) return newest.take_findings();
  auto answer = signature::ask_for_timestamp(url, newest->signature);
  if (!answer) return answer.take_findings();
  return put_timestamp(*archive, *newest, *answer);
}

Result<int> timestamp_brought(const std::string& folder, std::string_view answer) {
  auto archive = open_archive(folder);
  if (!archive) return archive.take_findings();
  auto newest = newest_signature(*archive);
  if (!newest) return newest.take_findings();
  return put_timestamp(*archive, *newest, answer);
}

Findings check_seals(const Folder& archive, const signature::Trust* trust, const Claim& claim) {
  return Chain(archive, trust, claim).run();
}

Findings check_list(const Folder& archive, std::string_view list, const std::string& name, const Claim& claim) {
  const Bilingual by = {fmt::format("名单 {}", name), fmt::format("the list {}", name)};
  Findings findings;
  std::size_t named = 0;
  while (!list.empty()) {
    const std::string_view line = list.substr(0, list.find('\n'));
    list.remove_prefix(std::min(list.size(), line.size() + 1));
    const std::string sha512 = last_digest(line);
    if (sha512.empty()) continue;
    if (const std::string package = package_named(line); !package.empty()) {
      claim(package, sha512, by);
      ++named;
    } else if (const std::string file = seal_file_named(line); !file.empty()) {
      append(findings, check_file(archive, file, sha512, by));
      ++named;
    }
  }
  if (named > 0) return findings;
  return {{.code = code::digest_list_unusable,
           .place = {name, 0, {}},
           .message = {"名单里没有一个包的摘要。", "The list has no digest of a package."},
           .hint = {"要的是以前 banxin archive list --format csv 的输出，或者封签的名单（seals/0001.sha512）。",
                    "What is needed is an earlier `banxin archive list --format csv`, or a seal's list "
                    "(seals/0001.sha512)."}}};
}

}  // namespace banxin::archive
