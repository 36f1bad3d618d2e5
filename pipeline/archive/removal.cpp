#include "archive/removal.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <set>
#include <utility>

#include "archive/bag_reader.h"
#include "archive/catalogue.h"
#include "archive/fault.h"
#include "archive/packages.h"
#include "archive/seal.h"
#include "archive/staging_folder.h"
#include "archive/terms.h"
#include "base/codes.h"
#include "base/digest.h"
#include "output/calendar.h"

namespace banxin::archive {
namespace {

// What stays of a removed package.
constexpr std::string_view info_file = "bag-info.txt";
constexpr std::string_view tags_file = "tagmanifest-sha512.txt";
constexpr std::uint64_t most_remaining_bytes = 1U << 20U;

Diagnostic refused(const std::string& what, Bilingual message) {
  return {.code = code::archive_removal_refused,
          .place = {what, 0, {}},
          .message = std::move(message),
          .hint = {"什么也没有销毁。", "Nothing was removed."}};
}

class Removing {
 public:
  Removing(Folder archive, const RemovalWanted& wanted, const Actor& actor)
      : archive_(std::move(archive)),
        wanted_(wanted),
        actor_(actor),
        log_(read_events(archive_)),
        terms_(terms_of(log_)) {}

  Result<RemovalDone> run() {
    if (has_errors(log_.findings)) return std::move(log_.findings);
    if (Findings trouble = finish_earlier(); !trouble.empty()) return trouble;
    RemovalDone done;
    if (wanted_.packages.empty()) return done;
    auto packages = list(archive_.path(), {.bureau = {}, .year = {}, .form = {}, .all_versions = true});
    if (!packages) return packages.take_findings();
    for (const std::string& name : wanted_.packages) choose(name, *packages);
    for (const CataloguedPackage* package : chosen_) check(*package, *packages);
    if (!wrong_.empty()) return std::move(wrong_);
    Event event;
    event.what = event::removed;
    event.reason = wanted_.reason;
    for (const CataloguedPackage& package : *packages) {
      if (chosen_.contains(&package)) event.items.push_back(item_of(package));
    }
    done.items = event.items;
    auto number = log_event(archive_, actor_, std::move(event));
    if (!number) return number.take_findings();
    done.event = *number;
    for (const EventItem& item : done.items) {
      if (Findings trouble = clear(item.folder); !trouble.empty()) return trouble;
    }
    return done;
  }

 private:
  Findings finish_earlier() const {
    for (const auto& [folder, removal] : removals_of(log_)) {
      if (Findings trouble = clear(folder); !trouble.empty()) return trouble;
    }
    return {};
  }

  Findings clear(const std::string& folder) const {
    const auto package = archive_.find_folder(folder);
    if (!package) return package.findings();
    if (!*package) return {};
    const auto names = (*package)->names();
    if (!names) return names.findings();
    for (const std::string& name : *names) {
      if (name == info_file || name == tags_file) continue;
      const auto kind = (*package)->kind_of(name);
      if (!kind) return kind.findings();
      Findings trouble =
          *kind == Folder::Kind::folder ? (*package)->remove_folder(name) : (*package)->remove_file(name);
      if (!trouble.empty()) return trouble;
    }
    return (*package)->sync();
  }

  void choose(const std::string& name, const std::vector<CataloguedPackage>& packages) {
    bool found = false;
    for (const CataloguedPackage& package : packages) {
      const std::string id = id_of_package(package.folder);
      const auto terms = terms_.find(id);
      const bool numbered = terms != terms_.end() && terms->second.number == name;
      if (name != package.folder && name != package.folder.substr(package.folder.rfind('/') + 1) && name != id &&
          !numbered)
        continue;
      found = true;
      chosen_.insert(&package);
    }
    if (!found)
      wrong_.push_back(
          refused(name, {"目录里没有这个包、代号或档号。", "The catalogue has no such package, id or number."}));
  }

  void check(const CataloguedPackage& package, const std::vector<CataloguedPackage>& packages) {
    const std::string id = id_of_package(package.folder);
    bool older_stays = false, newer_stays = false;
    for (const CataloguedPackage& other : packages) {
      if (id_of_package(other.folder) != id || chosen_.contains(&other)) continue;
      (other.version < package.version ? older_stays : newer_stays) = true;
    }
    if (older_stays && !newer_stays) {
      wrong_.push_back(
          refused(package.folder,
                  {"还有被它更正的旧版，单单销毁它，旧版就会成为最新的：连旧版一起，或给代号。",
                   "Older versions that it corrects would stay, and one of them would become the newest: remove "
                   "them with it, or name the report's id."}));
    }
    const auto terms = terms_.find(id);
    const std::string retention = terms == terms_.end() ? std::string() : terms->second.retention;
    const int until = last_year_of(retention, package.year);
    constexpr std::size_t year_digits = 4;
    const std::string year = output::iso_date(actor_.when).substr(0, year_digits);
    if (!wanted_.before_its_time && (until == 0 || until >= std::stoi(year))) {
      const Bilingual why = for_ever(retention) ? Bilingual{"保管期限是永久", "it is to be kept for ever"}
                            : retention.empty() ? Bilingual{"没有写明保管期限", "its term of retention was not given"}
                            : until == 0
                                ? Bilingual{fmt::format("看不懂保管期限“{}”", retention),
                                            fmt::format("its term of retention, \"{}\", is not understood", retention)}
                                : Bilingual{fmt::format("要保管到 {} 年底", until),
                                            fmt::format("it is to be kept until the end of {}", until)};
      wrong_.push_back(refused(package.folder, {fmt::format("{}：{}。", package.bureau, why.zh),
                                                fmt::format("{}: {}.", package.bureau, why.en)}));
    }
    const auto entry = read_entry(archive_, id, package.version);
    if (!entry || entry->sha512 != package.sha512) {
      wrong_.push_back(
          fault(Property::authenticity, archive_.path_of(package.folder),
                {"不是目录所记的那个包，没有销毁。", "It is not the package in the catalogue and was not removed."}));
    }
  }

  EventItem item_of(const CataloguedPackage& package) const {
    EventItem item;
    item.folder = package.folder;
    item.sha512 = package.sha512;
    item.kind = package.kind;
    item.id = id_of_package(package.folder);
    item.bureau = package.bureau;
    item.year = package.year;
    item.form = package.form;
    item.title = package.title;
    if (const auto terms = terms_.find(item.id); terms != terms_.end()) {
      item.retention = terms->second.retention;
      item.secrecy = terms->second.secrecy;
      item.number = terms->second.number;
    }
    return item;
  }

  Folder archive_;
  const RemovalWanted& wanted_;
  const Actor& actor_;
  EventLog log_;
  std::map<std::string, Terms> terms_;
  std::set<const CataloguedPackage*> chosen_;
  Findings wrong_;
};

}  // namespace

Result<RemovalDone> remove(const std::string& folder, const RemovalWanted& wanted, const Actor& actor) {
  auto archive = open_archive(folder);
  if (!archive) return archive.take_findings();
  if (Findings wrong = check_marker(*archive); !wrong.empty()) return wrong;
  const auto busy = in_use(*archive);
  if (!busy) return busy.findings();
  if (*busy) {
    return Diagnostic{.code = code::archive_busy,
                      .place = {folder, 0, {}},
                      .message = {"有批处理或合并正在用这个档案库。", "A batch or a merge is using this archive."},
                      .hint = {"等它结束再销毁。", "Remove when it has finished."}};
  }
  if (!is_sealed(*archive)) {
    return Diagnostic{
        .code = code::archive_not_sealed,
        .place = {folder, 0, {}},
        .message = {"还没有合并，或合并以后又有新的运行：目录可能不全，没有销毁。",
                    "No merge has been run yet, or a batch ran after it: the catalogue may lack packages, and "
                    "nothing was removed."},
        .hint = {"先运行 banxin merge。", "Run `banxin merge` first."}};
  }
  return Removing(*std::move(archive), wanted, actor).run();
}

Findings check_removed(const Folder& archive, const std::string& folder, const EventItem& item) {
  const auto say = [&](Property property, std::string_view file, Bilingual message) -> Findings {
    const std::string path = file.empty() ? folder : folder + "/" + std::string(file);
    return {fault(property, archive.path_of(path), std::move(message))};
  };
  const auto package = archive.find_folder(folder);
  if (!package) return package.findings();
  if (!*package) {
    return say(Property::integrity, {},
               {"依法销毁的包，原处应留着的两个标签文件也不在了。",
                "The package was removed lawfully, but the two tag files that stay in its place are missing too."});
  }
  const auto names = (*package)->names();
  if (!names) return names.findings();
  const std::vector<std::string> wanted = {std::string(info_file), std::string(tags_file)};
  for (const std::string& name : wanted) {
    if (!std::binary_search(names->begin(), names->end(), name))
      return say(Property::integrity, name, {"文件缺失。", "The file is missing."});
  }
  if (*names != wanted) {
    Findings unfinished =
        say(Property::safety, {},
            {"事件日志说它已经销毁，内容却还在：销毁没有做完。",
             "The log of events says that it was removed, but its content is there: the removal was not finished."});
    unfinished.begin()->hint = {"再运行 banxin archive remove 档案库，不写包名。",
                                "Run `banxin archive remove DIR` again, without packages."};
    return unfinished;
  }
  const auto tags = (*package)->read(std::string(tags_file), most_remaining_bytes);
  const auto info = (*package)->read(std::string(info_file), most_remaining_bytes);
  if (!tags) return tags.findings();
  if (!info) return info.findings();
  if (to_hex(digest(DigestKind::sha512, *tags)) != item.sha512) {
    return say(Property::authenticity, tags_file,
               {"内容变了：不是事件日志所记的那个包的。",
                "It has changed: it is not that of the package in the log of events."});
  }
  for (const ManifestLine& line : read_manifest(*tags).lines) {
    if (line.path != info_file || line.digest == to_hex(digest(DigestKind::sha512, *info))) continue;
    return say(Property::authenticity, info_file,
               {"内容变了：sha512 与 tagmanifest-sha512.txt 所记不符。",
                "The content has changed: its sha512 is not that in tagmanifest-sha512.txt."});
  }
  return {};
}

}  // namespace banxin::archive
