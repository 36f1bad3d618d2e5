#include "archive/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "archive/bag_check.h"
#include "archive/catalogue.h"
#include "archive/disk.h"
#include "archive/fault.h"
#include "archive/journals.h"
#include "archive/package_check.h"
#include "archive/packages.h"
#include "archive/seal.h"
#include "archive/workshop.h"

namespace banxin::archive {
namespace {

class Verifier {
 public:
  Verifier(const std::string& archive, const Progress& progress) : archive_(archive), progress_(progress) {}

  Result<Verification> run() {
    append(result_.findings, check_marker(archive_));
    if (!result_.findings.empty() && result_.findings.front().code == "archive-unusable") return result_.findings;
    const Packages packages = find_packages(archive_, result_.findings);
    std::size_t done = 0;
    for (const auto& [folder, name] : packages) {
      check(folder, name);
      if (progress_) progress_(++done, packages.size());
    }
    check_versions(packages);
    check_catalogue();
    check_journals();
    check_work();
    result_.sealed = is_sealed(archive_);
    if (result_.sealed) append(result_.findings, check_seal(archive_));
    return std::move(result_);
  }

 private:
  void say(Property property, const std::string& path, Bilingual message) {
    result_.findings.push_back(fault(property, archive_ + "/" + path, std::move(message)));
  }

  void check(const std::string& folder, const PackageName& name) {
    const BagOnDisk bag = read_bag(archive_ + "/" + folder);
    VerifiedPackage package{.folder = folder, .sha512 = {}};
    result_.files += bag.files.size();
    for (const auto& [path, file] : bag.files) result_.bytes += file.bytes.size();
    if (const FileOnDisk* manifest = bag.file("tagmanifest-sha512.txt")) package.sha512 = manifest->sha512;
    Findings findings = check_bag(bag);
    // What a changed file says is not worth a word.
    if (findings.empty()) findings = check_package(archive_, name, bag, forms_);
    package.sound = findings.empty();
    append(result_.findings, std::move(findings));
    seen_.emplace(folder, package.sha512);
    result_.packages.push_back(std::move(package));
  }

  // AR-84: nothing is ever removed.
  void check_versions(const Packages& packages) {
    std::map<std::string, std::set<int>> versions;
    for (const auto& [folder, name] : packages) versions[name.id].insert(name.version);
    for (const auto& [id, numbers] : versions) {
      for (int number = 1; number < *numbers.rbegin(); ++number) {
        if (!numbers.contains(number))
          missing(shelf_of(id) + "/" + package_name(id, number), "后来的版本", "later versions");
      }
    }
  }

  // Once for each package, whoever knows of it.
  void missing(const std::string& folder, const char* zh, const char* en) {
    if (seen_.contains(folder) || !missing_.insert(folder).second) return;
    say(Property::integrity, folder,
        {fmt::format("包缺失：{}里有它。", zh), fmt::format("The package is missing: the {} tell of it.", en)});
  }

  void check_catalogue() {
    auto listed = catalogued(archive_);
    if (!listed) return append(result_.findings, listed.take_findings());
    if (!*listed) {
      note({"还没有目录，也没有封存目录和日志；只检查了包。",
            "There is no catalogue yet, nor a seal on catalogue and journals; the packages alone were checked."});
      return;
    }
    if (!is_sealed(archive_)) {
      note({"合并以后又有新的运行：目录可能不全，日志和报告没有封存。",
            "A batch ran after the last merge: the catalogue may lack packages, journals and reports are not sealed."});
    }
    for (const auto& [folder, sha512] : **listed) {
      const auto there = seen_.find(folder);
      if (there == seen_.end()) {
        missing(folder, "目录", "catalogue");
      } else if (there->second != sha512) {
        say(Property::authenticity, folder,
            {"包与目录所记的不同：摘要不符。",
             "It is not the package that the catalogue tells of: its digest differs."});
      }
    }
    if (!is_sealed(archive_)) return;
    for (const auto& [folder, sha512] : seen_) {
      if ((*listed)->contains(folder)) continue;
      say(Property::safety, folder,
          {"多出的包：目录里没有它。", "A package too many: the catalogue does not list it."});
    }
  }

  void note(Bilingual message) {
    result_.findings.push_back({.code = "archive-not-sealed",
                                .severity = Severity::note,
                                .place = {archive_, 0, {}},
                                .message = std::move(message),
                                .hint = {"运行 banxin merge。", "Run `banxin merge`."}});
  }

  void check_journals() {
    read_journals(archive_, [this](const JournalLine& line) {
      if (!line.package.empty()) missing(line.package, "日志", "journals");
    });
  }

  void check_work() {
    for (const std::string& path : strays(archive_)) {
      result_.findings.push_back(
          {.code = "archive-stray",
           .severity = Severity::note,
           .place = {path, 0, {}},
           .message = {"被强行终止的进程留下的半成品，不是档案。",
                       "Left half-made by a process that was killed; it is no part of the archive."},
           .hint = {"下一次 banxin batch 会清除它。", "The next `banxin batch` removes it."}});
    }
    for (const std::string& path : foreign_in_work(archive_)) {
      result_.findings.push_back(
          fault(Property::safety, path, {"不属于档案库的文件。", "It is no part of an archive."}));
    }
  }

  const std::string& archive_;
  const Progress& progress_;
  ArchivedForms forms_;
  Verification result_;
  std::map<std::string, std::string> seen_;  // packages by folder: their digests
  std::set<std::string> missing_;
};

}  // namespace

Result<Verification> verify(const std::string& folder, const Progress& progress) {
  return Verifier(folder, progress).run();
}

}  // namespace banxin::archive
