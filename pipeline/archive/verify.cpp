#include "archive/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "archive/catalogue.h"
#include "archive/events.h"
#include "archive/examination.h"
#include "archive/fault.h"
#include "archive/journal.h"
#include "archive/packages.h"
#include "archive/removal.h"
#include "archive/seal.h"
#include "archive/seals.h"
#include "archive/staging_folder.h"
#include "base/codes.h"

namespace banxin::archive {
namespace {

constexpr std::string_view code_prefix = "archive-";
// For an archive of many thousand packages; a folder full of strange things does not fill the memory.
constexpr std::size_t most_in_full = 10'000;

Bilingual another_package(const Bilingual& by) {
  return {fmt::format("不是{}所记的那个包：摘要不符。", by.zh),
          fmt::format("It is not the package that {} names: its digest differs.", by.en)};
}

class Verifier {
 public:
  Verifier(const Folder& archive, const Witnesses& witnesses, const Progress& progress)
      : archive_(archive), witnesses_(witnesses), progress_(progress) {}

  // A list of something else is an error: it would agree with everything.
  Findings read_list() {
    if (witnesses_.list_name.empty()) return {};
    of_list_ = check_list(archive_, witnesses_.list, witnesses_.list_name,
                          [this](const std::string& package, const std::string& sha512, const Bilingual& by) {
                            listed_.push_back({package, sha512, by});
                          });
    return of_list_.count(code::digest_list_unusable) > 0 ? std::exchange(of_list_, {}) : Findings();
  }

  Result<Verification> run() {
    add(check_marker(archive_));
    if (!result_.findings.empty() && result_.findings.front().code == code::archive_unusable) return result_.findings;
    Findings places;
    const Packages packages = find_packages(archive_, places);
    add(std::move(places));
    check_events();
    Packages kept = packages;
    for (const auto& [folder, removal] : removals_) {
      kept.erase(folder);
      seen_.emplace(folder, removal.sha512);
      add(check_removed(archive_, folder, removal));
    }
    examine_all(kept);
    for (auto& [folder, finding] : missing_versions(archive_, packages)) {
      missing_.insert(folder);
      add({std::move(finding)});
    }
    check_catalogue();
    check_journals();
    check_witnesses();
    check_work();
    add(check_beside(archive_));
    result_.sealed = is_sealed(archive_);
    if (result_.sealed) add(check_seal(archive_));
    return std::move(result_);
  }

 private:
  // A thing that does not belong there is reported once, whichever check finds it. What cannot be read is not usable.
  void add(Findings findings) {
    for (Diagnostic& finding : findings) {
      if (!finding.code.starts_with(code_prefix)) {
        finding = fault(Property::usability, std::move(finding.place.file), std::move(finding.message));
      }
      if (finding.code == code_of(Property::safety) && !unsafe_.insert(finding.place.file).second) continue;
      if (result_.findings.size() < most_in_full) {
        result_.findings.push_back(std::move(finding));
      } else {
        result_.findings.count_only(finding.severity, finding.code);
      }
    }
    for (const auto& [what, times] : findings.not_held()) {
      const auto& [severity, code] = what;
      const std::string ours(code.starts_with(code_prefix) ? code : code_of(Property::usability));
      result_.findings.count_only(severity, ours, times);
    }
  }

  void say(Property property, const std::string& path, Bilingual message) {
    add({fault(property, archive_.path_of(path), std::move(message))});
  }

  // Which packages were removed lawfully, and whether the log that says so is whole.
  void check_events() {
    log_ = read_events(archive_);
    add(log_.findings);
    removals_ = removals_of(log_);
    for (const Event& event : log_.events) {
      if (event.what != event::removed) continue;
      result_.findings.push_back(
          {.code = code::archive_removed,
           .severity = Severity::note,
           .place = {archive_.path_of(event_file(event.number)), 0, {}},
           .message = {fmt::format("{} 于 {} 销毁了 {} 个包，理由：{}。", event.by, event.when, event.items.size(),
                                   event.reason),
                       fmt::format("{} removed {} {} at {}: {}.", event.by, event.items.size(),
                                   event.items.size() == 1 ? "package" : "packages", event.when, event.reason)}});
    }
  }

  void examine_all(const Packages& packages) {
    constexpr std::size_t most_in_group = 16;  // to share what a child process costs
    std::vector<const PackageInPlace*> group;
    for (auto it = packages.begin(); it != packages.end();) {
      group.push_back(&*it);
      if (++it != packages.end() && group.size() < most_in_group) continue;
      std::vector<Examined> examined = examine(archive_, group);
      for (std::size_t i = 0; i < group.size(); ++i) take(group[i]->first, std::move(examined[i]));
      group.clear();
      if (progress_) progress_(result_.packages.size(), packages.size());
    }
  }

  void take(const std::string& folder, Examined examined) {
    result_.files += examined.files;
    result_.bytes += examined.bytes;
    seen_.emplace(folder, examined.sha512);
    result_.packages.push_back({.folder = folder, .sha512 = examined.sha512, .sound = examined.findings.empty()});
    add(std::move(examined.findings));
  }

  // Once for each package, whatever lists it.
  void missing(const std::string& folder, const Bilingual& by) {
    if (seen_.contains(folder) || !missing_.insert(folder).second) return;
    say(Property::integrity, folder,
        {fmt::format("包缺失：{}里有它。", by.zh), fmt::format("The package is missing: {} names it.", by.en)});
  }

  void compare(const std::string& folder, const std::string& sha512, const Bilingual& by) {
    const auto there = seen_.find(folder);
    if (there == seen_.end()) return missing(folder, by);
    if (there->second == sha512 || !differing_.insert(folder).second) return;
    say(Property::authenticity, folder, another_package(by));
  }

  // What digests in the archive cannot show: somebody who wrote to all of it (D-16).
  void check_witnesses() {
    std::set<std::string> sealed;
    const signature::Trust* trust = witnesses_.trust ? &*witnesses_.trust : nullptr;
    add(check_seals(archive_, trust, [&](const std::string& folder, const std::string& sha512, const Bilingual& by) {
      sealed.insert(folder);
      compare(folder, sha512, by);
    }));
    if (!sealed.empty()) tell_unsealed(sealed);
    for (const Claimed& it : listed_) compare(it.package, it.sha512, it.by);
    add(std::move(of_list_));
  }

  void tell_unsealed(const std::set<std::string>& sealed) {
    const auto unsealed = std::count_if(seen_.begin(), seen_.end(), [&](const auto& it) {
      return !sealed.contains(it.first) && !removals_.contains(it.first);
    });
    if (unsealed == 0) return;
    result_.findings.push_back(
        {.code = code::archive_signed,
         .severity = Severity::note,
         .place = {archive_.path(), 0, {}},
         .message = {fmt::format("{} 个包还没有封签：是最近一次签名以后加入的。", unsealed),
                     fmt::format("{} packages are in no seal: they came after the last one.", unsealed)},
         .hint = {"运行 banxin archive sign。", "Run `banxin archive sign`."}});
  }

  void check_catalogue() {
    auto listed = catalogued(archive_);
    if (!listed) return add(listed.take_findings());
    if (!*listed) {
      note({"还没有目录，也没有封存目录和日志；只检查了包。",
            "There is no catalogue yet, and catalogue and journals are not sealed; only the packages were checked."});
      return;
    }
    if (!is_sealed(archive_)) {
      note({"合并以后又有新的运行：目录可能不全，日志和报告没有封存。",
            "A batch ran after the last merge: the catalogue may lack packages, journals and reports are not sealed."});
    }
    for (const auto& [folder, sha512] : **listed) compare(folder, sha512, {"目录", "the catalogue"});
    if (!is_sealed(archive_)) return;
    for (const auto& [folder, sha512] : seen_) {
      if ((*listed)->contains(folder) || removals_.contains(folder)) continue;
      say(Property::safety, folder,
          {"多出的包：目录里没有它。", "A package too many: the catalogue does not list it."});
    }
  }

  void note(Bilingual message) {
    result_.findings.push_back({.code = code::archive_not_sealed,
                                .severity = Severity::note,
                                .place = {archive_.path(), 0, {}},
                                .message = std::move(message),
                                .hint = {"运行 banxin merge。", "Run `banxin merge`."}});
  }

  void check_journals() {
    add(read_journals(archive_, [this](const Outcome& line) {
      // A journal names packages; anything else that a tampered one names is not looked for.
      const std::size_t slash = line.package.rfind('/');
      if (slash == std::string::npos) return;
      const auto name = read_package_name(std::string_view(line.package).substr(slash + 1));
      if (name && shelf_of(name->id) == line.package.substr(0, slash)) missing(line.package, {"日志", "the journal"});
    }));
  }

  void check_work() {
    auto remains = remains_of_work(archive_);
    if (!remains) return add(remains.take_findings());
    for (const std::string& path : remains->strays) {
      result_.findings.push_back(
          {.code = code::archive_stray,
           .severity = Severity::note,
           .place = {archive_.path_of(path), 0, {}},
           .message = {"被强行终止的进程留下的半成品，不是档案。",
                       "A process that was killed left this half-finished; it is not part of the archive."},
           .hint = {"下一次 banxin batch 会清除它。", "The next `banxin batch` removes it."}});
    }
    for (const std::string& path : remains->foreign) {
      say(Property::safety, path, {"不属于档案库的文件。", "It is not part of an archive."});
    }
  }

  struct Claimed {
    std::string package, sha512;
    Bilingual by;
  };

  const Folder& archive_;
  const Witnesses& witnesses_;
  const Progress& progress_;
  Verification result_;
  EventLog log_;
  Removals removals_;                        // by folder
  std::map<std::string, std::string> seen_;  // packages by folder: their digests
  std::vector<Claimed> listed_;              // by the list of the witnesses
  Findings of_list_;                         // about what else it names
  std::set<std::string> missing_;            // by folder
  std::set<std::string> differing_;          // by folder
  std::set<std::string> unsafe_;             // files that were reported as such
};

}  // namespace

namespace {

bool is_bag(const Folder& folder) {
  const auto marked = folder.kind_of(marker_file);
  const auto declared = folder.kind_of("bagit.txt");
  return marked && *marked == Folder::Kind::nothing && declared && *declared == Folder::Kind::file;
}

Diagnostic alone_note(const Folder& bag, Bilingual message) {
  return {.code = code::archive_alone,
          .severity = Severity::note,
          .place = {bag.path(), 0, {}},
          .message = std::move(message)};
}

Result<Verification> verify_bag(const Folder& bag, const std::string& path, const Witnesses& witnesses) {
  if (witnesses.trust) {
    return Diagnostic{.code = code::archive_unusable,
                      .place = {bag.path(), 0, {}},
                      .message = {"这是单独的一个包：封签在档案库里，包里没有。",
                                  "This is a package by itself: seals are in the archive, not in it."},
                      .hint = {"核对封签的名单：--against seals/0001.sha512。",
                               "Compare it with a seal's list: --against seals/0001.sha512."}};
  }
  std::error_code ignored;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(path, ignored);
  const auto alone = examine_alone(bag, read_package_name(whole.filename().string()));
  const PackageName& name = alone.name;
  const Examined& examined = alone.examined;
  const std::string package = name.version > 0 ? package_name(name.id, name.version) : whole.filename().string();
  Verification result;
  result.files = examined.files;
  result.bytes = examined.bytes;
  append(result.findings, Findings(examined.findings));
  std::size_t named = 0;
  if (!witnesses.list_name.empty()) {
    Findings about_the_list =
        check_list(bag, witnesses.list, witnesses.list_name,
                   [&](const std::string& listed, const std::string& sha512, const Bilingual& by) {
                     if (!listed.ends_with("/" + package)) return;
                     ++named;
                     if (sha512 == examined.sha512) return;
                     result.findings.push_back(fault(Property::authenticity, bag.path(), another_package(by)));
                   });
    if (about_the_list.count(code::digest_list_unusable) > 0) return about_the_list;
    if (named == 0) {
      result.findings.push_back(fault(Property::authenticity, bag.path(),
                                      {fmt::format("名单 {} 里没有这个包。", witnesses.list_name),
                                       fmt::format("The list {} does not name this package.", witnesses.list_name)}));
    }
  }
  const bool sound = !has_errors(result.findings);
  result.packages.push_back({.folder = package, .sha512 = examined.sha512, .sound = sound});
  if (name.version > 1) {
    result.findings.push_back(alone_note(
        bag, {fmt::format("只有这一个包：它的前一版 {} 不在这里，没有核对。", package_name(name.id, name.version - 1)),
              fmt::format("A package by itself: the version before it, {}, is not here and was not compared.",
                          package_name(name.id, name.version - 1))}));
  }
  if (named == 0) {
    result.findings.push_back(alone_note(
        bag, {fmt::format("摘要只说明它前后一致；是不是当初封存的那个，要与另处的名单核对：{}", examined.sha512),
              fmt::format("Its digests agree with one another; whether it is the package that was archived, a list "
                          "that is kept elsewhere tells: {}",
                          examined.sha512)}));
  }
  return result;
}

}  // namespace

Result<Verification> verify(const std::string& folder, const Witnesses& witnesses, const Progress& progress) {
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  if (is_bag(*archive)) return verify_bag(*archive, folder, witnesses);
  Verifier verifier(*archive, witnesses, progress);
  if (Findings unusable = verifier.read_list(); !unusable.empty()) return unusable;
  return verifier.run();
}

}  // namespace banxin::archive
