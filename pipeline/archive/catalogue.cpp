#include "archive/catalogue.h"

#include <fmt/format.h>

#include <cstdint>
#include <set>
#include <utility>

#include "archive/bag_check.h"
#include "archive/catalogue_writer.h"
#include "archive/database.h"
#include "archive/fault.h"
#include "archive/journal.h"
#include "archive/json.h"
#include "archive/packages.h"
#include "archive/seal.h"
#include "archive/staging_folder.h"
#include "archive/terms.h"
#include "base/codes.h"
#include "record/identity.h"

namespace banxin::archive {
namespace {

using Digests = std::map<std::string, std::string>;  // of packages' tag manifests, by folder

Diagnostic busy(const std::string& folder) {
  return {.code = code::archive_busy,
          .place = {folder, 0, {}},
          .message = {"有批处理或合并正在用这个档案库。", "A batch or a merge is using this archive."},
          .hint = {"等它结束再合并。", "Merge when it has finished."}};
}

Diagnostic no_catalogue(const std::string& folder) {
  return {.code = code::archive_no_catalogue,
          .place = {folder, 0, {}},
          .message = {"档案库还没有目录。", "The archive has no catalogue yet."},
          .hint = {"先运行 banxin merge --archive。", "Run `banxin merge --archive` first."}};
}

// Puts the catalogue that was made in the staging folder into its place and syncs it to the disk, with its name.
Findings put_in_place(const StagingFolder& staging, const Folder& archive) {
  if (Findings trouble = archive.sync_file_system(); !trouble.empty()) return trouble;
  if (const int error = staging.folder().rename(catalogue_file, archive, catalogue_file); error != 0) {
    return {write_trouble(archive.path_of(catalogue_file), error)};
  }
  return archive.sync();
}

// Whether the packages are those that the catalogue of the last merge lists: sealing others in their place would make a
// forgery look sound. A catalogue that is missing, or cannot be read, says nothing.
Findings disagreements(const Folder& archive, const Digests& packages) {
  const auto listed = catalogued(archive);
  if (!listed || !*listed) return {};
  Findings findings;
  for (const auto& [folder, sha512] : **listed) {
    const auto there = packages.find(folder);
    if (there == packages.end()) {
      findings.push_back(fault(
          Property::integrity, archive.path_of(folder),
          {"包缺失：上次合并所做的目录里有它。", "The package is missing: the catalogue of the last merge lists it."}));
    } else if (there->second != sha512) {
      findings.push_back(
          fault(Property::authenticity, archive.path_of(folder),
                {"不是上次合并时的那个包：摘要与目录所记不符。",
                 "It is not the package of the last merge: its digest is not the one in the catalogue."}));
    }
  }
  for (Diagnostic& finding : findings) {
    finding.hint = {
        "没有合并，什么也没有改。从备份恢复这个包；确知它应当如此时，先把 catalogue.sqlite 移出档案库。",
        "Nothing was merged or changed. Restore the package from a backup; if it is known to be right, move "
        "catalogue.sqlite out of the archive first."};
  }
  return findings;
}

// What the journals of all runs and shards say: an input is done when any of them archived it, or found it archived.
// Those that are not are put into the catalogue.
void add_gaps(const Folder& archive, Database& database, Merged& merged) {
  struct Told {
    bool done = false;
    Outcome last;  // line
  };
  std::map<std::string, Told> inputs;
  append(merged.findings, read_journals(archive, [&inputs](const Outcome& line) {
           Told& told = inputs[line.input];
           told.done = told.done || line.status == Status::archived || line.status == Status::known ||
                       line.status == Status::duplicate;
           if (!told.done) told.last = line;
         }));
  merged.inputs = inputs.size();
  Statement failure = database.prepare("INSERT INTO failure VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)");
  for (const auto& [input, told] : inputs) {
    if (told.done) continue;
    const Outcome& last = told.last;
    Bilingual why = last.reason;
    if (why.empty()) why = {"运行中断，没有做。", "The run was stopped before it."};
    const std::string code = last.code.empty() ? std::string(name_of(last.status)) : last.code;
    failure.bind(input).bind(name_of(last.status)).bind(last.bureau).bind(last.year).bind(last.form).bind(code);
    failure.bind(std::int64_t{last.line}).bind(why.zh).bind(why.en).bind(last.findings);
    failure.run();
    merged.findings.push_back({.code = code::archive_gap,
                               .severity = Severity::warning,
                               .place = {input, 0, {}},
                               .message = {fmt::format("没有归档（{}）：{}", code, why.zh),
                                           fmt::format("It was not archived ({}): {}", code, why.en)},
                               .hint = {"改正后再运行 banxin batch。", "Correct it and run `banxin batch` again."}});
  }
}

std::string kind_of(const BagOnDisk& bag) {
  const FileOnDisk* versions = bag.file("data/provenance/versions.json");
  return versions == nullptr ? std::string() : text_of(read_object(versions->bytes), "kind");
}

// Of `items` those that no event before has: the event that they are taken in.
Findings take_in(const Folder& archive, const EventLog& log, std::vector<EventItem> items, const Actor& actor) {
  std::set<std::string> before;
  for (const Event& event : log.events) {
    if (event.what != event::taken_in) continue;
    for (const EventItem& item : event.items) before.insert(item.folder);
  }
  std::erase_if(items, [&before](const EventItem& item) { return before.contains(item.folder); });
  if (items.empty()) return {};
  Event event;
  event.what = event::taken_in;
  event.items = std::move(items);
  auto logged = log_event(archive, actor, std::move(event));
  return logged ? Findings() : logged.take_findings();
}

// `digests`: those of the packages that are there, sound or not, and of those that were removed. `items`: the sound
// ones.
Merged catalogue_packages(const Folder& archive, const EventLog& log, Database& database, Digests& digests,
                          std::vector<EventItem>& items, const Progress& progress) {
  Merged merged;
  Packages packages = find_packages(archive, merged.findings);
  for (auto& [folder, finding] : missing_versions(archive, packages)) merged.findings.push_back(std::move(finding));
  for (const auto& [folder, removal] : removals_of(log)) {
    packages.erase(folder);
    digests.emplace(folder, removal.sha512);
  }
  const std::map<std::string, int> newest = newest_versions(packages);
  CatalogueWriter writer(database);
  std::size_t done = 0;
  for (auto it = packages.begin(); it != packages.end() && database.well(); ++it) {
    const auto& [path, name] = *it;
    const bool is_newest = newest.at(name.id) == name.version;
    const BagOnDisk bag = read_bag(archive, path);
    const FileOnDisk* manifest = bag.file("tagmanifest-sha512.txt");
    digests.emplace(path, manifest == nullptr ? std::string() : manifest->sha512);
    Findings wrong = check_bag(bag);
    if (wrong.empty()) wrong = writer.add(path, name, bag, is_newest);
    if (wrong.empty()) {
      EventItem& item = items.emplace_back();
      item.folder = path;
      item.sha512 = digests[path];
      item.kind = kind_of(bag);
      ++merged.packages;
      if (is_newest) ++merged.reports;
    }
    append(merged.findings, std::move(wrong));
    if (progress) progress(++done, packages.size());
  }
  return merged;
}

constexpr std::string_view condition =
    " WHERE (?1 = '' OR CAST(package.year AS TEXT) = ?1) AND (?2 = '' OR package.form = ?2) AND (?3 OR package.newest) "
    "AND (?4 = '' OR package.kind = ?4) AND (?5 = '' OR EXISTS (SELECT 1 FROM finding WHERE finding.package = "
    "package.number AND finding.code = ?5)) AND (?6 = '' OR package.sha512 = ?6)";
constexpr std::string_view order = "package.bureau, package.year, package.form, package.id, package.version";

Statement select(Database& database, const std::string& what, const Filter& filter, const std::string& behind) {
  Statement statement = database.prepare(what + std::string(condition) + " ORDER BY " + std::string(order) + behind);
  statement.bind(filter.year).bind(filter.form).bind(std::int64_t{filter.all_versions ? 1 : 0});
  statement.bind(filter.kind).bind(filter.code).bind(filter.sha512);
  return statement;
}

// Whether a bureau's name has these words, however either is spelled (D-12).
class Named {
 public:
  explicit Named(const std::string& words) : key_(record::name_key(words)) {}
  bool operator()(const std::string& bureau) const {
    return key_.empty() || record::name_key(bureau).find(key_) != std::string::npos;
  }

 private:
  std::string key_;
};

Result<Database> open_catalogue(const Folder& archive) {
  const auto kind = archive.kind_of(catalogue_file);
  if (kind && *kind == Folder::Kind::nothing) return no_catalogue(archive.path());
  // Refuses a link or a pipe; what it opens has the name that the database is opened by.
  if (const auto file = archive.open_file(catalogue_file); !file) return file.findings();
  Database database = Database::open_for_reading(archive.path_of(catalogue_file));
  if (!database.well()) return database.trouble();
  return database;
}

// `in_memory`: what is sorted stays there, for a process that can write nowhere; else much of it goes to a temporary
// file.
Result<Database> open_catalogue_of(const std::string& folder, bool in_memory = true) {
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  if (Findings wrong = check_marker(*archive); !wrong.empty()) return wrong;
  auto database = open_catalogue(*archive);
  if (database && in_memory) database->execute("PRAGMA temp_store = MEMORY");
  return database;
}

}  // namespace

Result<Merged> merge(const std::string& folder, const Progress& progress, const Actor* actor) {
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  if (Findings wrong = check_marker(*archive); !wrong.empty()) return wrong;
  const auto used = in_use(*archive);
  if (!used) return used.findings();
  if (*used) return busy(folder);
  // Only files are sealed, and nothing is changed before it is known that there is nothing else.
  if (Findings wrong = check_beside(*archive); !wrong.empty()) return wrong;
  Findings remains = remove_strays(*archive);
  if (has_errors(remains)) return remains;
  const auto staging = StagingFolder::open(*archive);
  if (!staging) return staging.findings();
  const EventLog log = read_events(*archive);
  if (has_errors(log.findings)) return log.findings;
  Merged merged;
  Digests digests;
  std::vector<EventItem> items;
  {
    Database database = Database::create(staging->folder().path_of(catalogue_file));
    database.execute("BEGIN");
    merged = catalogue_packages(*archive, log, database, digests, items, progress);
    append(merged.findings, std::move(remains));
    add_gaps(*archive, database, merged);
    database.execute("COMMIT");
    if (!database.well()) return database.trouble();
  }
  if (Findings wrong = disagreements(*archive, digests); !wrong.empty()) return wrong;
  if (Findings trouble = archive->remove_file(seal_file); !trouble.empty()) return trouble;
  if (Findings trouble = put_in_place(*staging, *archive); !trouble.empty()) return trouble;
  if (actor != nullptr) {
    if (Findings trouble = take_in(*archive, log, std::move(items), *actor); !trouble.empty()) return trouble;
  }
  if (Findings trouble = seal(*archive); !trouble.empty()) return trouble;
  return merged;
}

Result<std::optional<std::map<std::string, std::string>>> catalogued(const Folder& archive) {
  using Listed = std::optional<Digests>;
  auto database = open_catalogue(archive);
  if (!database) {
    if (database.findings().front().code == code::archive_no_catalogue) return Listed();
    return database.take_findings();
  }
  Digests packages;
  Statement statement = database->prepare("SELECT folder, sha512 FROM package");
  while (statement.step()) packages.emplace(statement.text(1), statement.text(2));
  if (!database->well()) return database->trouble();
  return Listed(std::move(packages));
}

Result<std::vector<CataloguedPackage>> list(const std::string& folder, const Filter& filter) {
  auto database = open_catalogue_of(folder);
  if (!database) return database.take_findings();
  Statement statement = select(*database,
                               "SELECT bureau, year, form, title, date, folder, report, kind, record_sha512, sha512, "
                               "folder || '/data/source/' || id || '.xml', version, pages, (SELECT count(*) FROM "
                               "finding WHERE finding.package = package.number "
                               "AND severity = 'warning') FROM package",
                               filter, "");
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  const std::map<std::string, Terms> terms = terms_of(read_events(*archive));
  const Named named(filter.bureau);
  std::vector<CataloguedPackage> packages;
  while (statement.step()) {
    CataloguedPackage package;
    int column = 0;
    for (std::string* text :
         {&package.bureau, &package.year, &package.form, &package.title, &package.date, &package.folder,
          &package.report, &package.kind, &package.record_sha512, &package.sha512, &package.source}) {
      *text = statement.text(++column);
    }
    for (int* number : {&package.version, &package.pages, &package.warnings}) {
      *number = static_cast<int>(statement.number(++column));
    }
    if (!named(package.bureau)) continue;
    if (const auto said = terms.find(id_of_package(package.folder)); said != terms.end()) {
      package.retention = said->second.retention;
      package.secrecy = said->second.secrecy;
      package.number = said->second.number;
    }
    packages.push_back(std::move(package));
  }
  if (!database->well()) return database->trouble();
  return packages;
}

Findings list_cells(const std::string& folder, const Filter& filter,
                    const std::function<void(const CataloguedCell&)>& tell) {
  auto database = open_catalogue_of(folder, !filter.cell.empty() || !filter.sha512.empty());
  if (!database) return database.take_findings();
  // A package's own cells are in the order of the form: labels were numbered in that order.
  Statement statement =
      select(*database,
             "SELECT package.bureau, package.year, package.form, package.version, one.cell, one.name, "
             "one.unit, one.kind, one.written FROM package JOIN ("
             "SELECT package, 0 AS own, label AS position, '' AS column_id, label.cell, name, unit, "
             "kind, written FROM cell JOIN label ON label.number = cell.label UNION ALL "
             "SELECT package, 1, position, column_id, '', label, unit, '', written FROM own_cell"
             ") AS one ON one.package = package.number AND (?7 = '' OR one.cell = ?7)",
             filter, ", one.own, one.position, one.column_id");
  statement.bind(filter.cell);
  const Named named(filter.bureau);
  while (statement.step()) {
    CataloguedCell cell;
    int column = 0;
    for (std::string* text : {&cell.bureau, &cell.year, &cell.form}) *text = statement.text(++column);
    cell.version = static_cast<int>(statement.number(++column));
    for (std::string* text : {&cell.cell, &cell.name, &cell.unit, &cell.kind, &cell.written}) {
      *text = statement.text(++column);
    }
    if (named(cell.bureau)) tell(cell);
  }
  return database->trouble();
}

Result<std::vector<CataloguedCode>> list_codes(const std::string& folder, const Filter& filter) {
  auto database = open_catalogue_of(folder);
  if (!database) return database.take_findings();
  Statement statement = database->prepare(
      "SELECT code, 1, count(*), min(zh), min(en) FROM failure WHERE (?1 = '' OR year = ?1) AND (?2 = '' OR form = ?2) "
      "GROUP BY code UNION ALL SELECT code, 0, count(DISTINCT finding.package), min(zh), min(en) FROM finding JOIN "
      "package ON package.number = finding.package WHERE newest = 1 AND severity = 'warning' AND (?1 = '' OR "
      "CAST(package.year AS TEXT) = ?1) AND (?2 = '' OR package.form = ?2) GROUP BY code ORDER BY 2 DESC, 1");
  statement.bind(filter.year).bind(filter.form);
  std::vector<CataloguedCode> codes;
  while (statement.step()) {
    codes.push_back({statement.text(1),
                     statement.number(2) != 0,
                     static_cast<std::size_t>(statement.number(3)),
                     {statement.text(4), statement.text(5)}});
  }
  if (!database->well()) return database->trouble();
  return codes;
}

Result<std::vector<CataloguedFailure>> list_failures(const std::string& folder, const Filter& filter) {
  auto database = open_catalogue_of(folder);
  if (!database) return database.take_findings();
  Statement statement = database->prepare(
      "SELECT input, status, bureau, year, form, code, zh, en FROM failure WHERE (?1 = '' OR year = ?1) AND (?2 = '' "
      "OR "
      "form = ?2) AND (?3 = '' OR code = ?3) ORDER BY input");
  statement.bind(filter.year).bind(filter.form).bind(filter.code);
  const Named named(filter.bureau);
  std::vector<CataloguedFailure> failures;
  while (statement.step()) {
    CataloguedFailure one;
    int column = 0;
    for (std::string* text :
         {&one.input, &one.status, &one.bureau, &one.year, &one.form, &one.code, &one.reason.zh, &one.reason.en}) {
      *text = statement.text(++column);
    }
    if (named(one.bureau)) failures.push_back(std::move(one));
  }
  if (!database->well()) return database->trouble();
  return failures;
}

}  // namespace banxin::archive
