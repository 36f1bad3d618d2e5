#include "archive/catalogue.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <utility>

#include "archive/bag_check.h"
#include "archive/catalogue_writer.h"
#include "archive/database.h"
#include "archive/disk.h"
#include "archive/journals.h"
#include "archive/packages.h"
#include "archive/seal.h"
#include "archive/workshop.h"
#include "base/file.h"

namespace banxin::archive {
namespace {

Diagnostic busy(const std::string& folder) {
  return {.code = "archive-busy",
          .place = {folder, 0, {}},
          .message = {"有批处理或合并正在用这个档案库。", "A batch or a merge is at work in this archive."},
          .hint = {"等它结束再合并。", "Merge when it has ended."}};
}

Diagnostic no_catalogue(const std::string& folder) {
  return {.code = "archive-no-catalogue",
          .place = {folder, 0, {}},
          .message = {"档案库还没有目录。", "The archive has no catalogue yet."},
          .hint = {"先运行 banxin merge --archive。", "Run `banxin merge --archive` first."}};
}

// Puts the catalogue that was made in the workshop into its place, on the disk, name and all.
Findings put_in_place(const std::string& made, const std::string& folder) {
  const std::string target = folder + "/" + catalogue_file;
  int error = sync_file_system(folder);
  if (error == 0 && ::rename(made.c_str(), target.c_str()) != 0) error = errno;
  if (error == 0) error = sync_folder(folder);
  return error == 0 ? Findings{} : Findings{write_fault(target, error)};
}

// What the journals of all runs and shards say: an input is done when any of them archived it, or found it archived.
void add_gaps(const std::string& folder, Merged& merged) {
  struct Told {
    bool done = false;
    JournalLine last;
  };
  std::map<std::string, Told> inputs;
  read_journals(folder, [&inputs](const JournalLine& line) {
    Told& told = inputs[line.input];
    told.done = told.done || line.status == "archived" || line.status == "known" || line.status == "duplicate";
    told.last = line;
  });
  merged.inputs = inputs.size();
  for (const auto& [input, told] : inputs) {
    if (told.done) continue;
    Bilingual why = {told.last.zh, told.last.en};
    if (why.empty()) why = {"运行中断，没有做。", "The run was stopped before it."};
    const std::string code = told.last.code.empty() ? told.last.status : told.last.code;
    merged.findings.push_back({.code = "archive-gap",
                               .severity = Severity::warning,
                               .place = {input, 0, {}},
                               .message = {fmt::format("没有归档（{}）：{}", code, why.zh),
                                           fmt::format("It was not archived ({}): {}", code, why.en)},
                               .hint = {"改正后再运行 banxin batch。", "Mend it and run `banxin batch` again."}});
  }
}

Merged catalogue_packages(const std::string& folder, Database& database, const Progress& progress) {
  Merged merged;
  const Packages packages = find_packages(folder, merged.findings);
  CatalogueWriter writer(database);
  std::size_t done = 0;
  for (auto it = packages.begin(); it != packages.end() && database.well(); ++it) {
    const auto& [path, name] = *it;
    const auto later = packages.find(shelf_of(name.id) + "/" + package_name(name.id, name.version + 1));
    const BagOnDisk bag = read_bag(folder + "/" + path);
    Findings wrong = check_bag(bag);
    if (wrong.empty()) wrong = writer.add(path, name, bag, later == packages.end());
    if (wrong.empty()) {
      ++merged.packages;
      if (later == packages.end()) ++merged.reports;
    }
    append(merged.findings, std::move(wrong));
    if (progress) progress(++done, packages.size());
  }
  return merged;
}

constexpr std::string_view condition =
    " WHERE (?1 = '' OR instr(package.bureau, ?1) > 0) AND (?2 = '' OR CAST(package.year AS TEXT) = ?2)"
    " AND (?3 = '' OR package.form = ?3) AND (?4 OR package.newest)";
constexpr std::string_view order = "package.bureau, package.year, package.form, package.id, package.version";

Statement select(Database& database, const std::string& what, const Filter& filter, const std::string& behind) {
  Statement statement = database.prepare(what + std::string(condition) + " ORDER BY " + std::string(order) + behind);
  statement.bind(filter.bureau).bind(filter.year).bind(filter.form).bind(std::int64_t{filter.all_versions ? 1 : 0});
  return statement;
}

Result<Database> open_catalogue(const std::string& folder) {
  const std::string path = folder + "/" + catalogue_file;
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return no_catalogue(folder);
  Database database = Database::open_for_reading(path);
  if (!database.well()) return database.trouble();
  return database;
}

}  // namespace

Result<Merged> merge(const std::string& folder, const Progress& progress) {
  if (Findings wrong = check_marker(folder); !wrong.empty()) return wrong;
  if (in_use(folder)) return busy(folder);
  auto archive = Archive::open(folder);
  if (!archive) return archive.take_findings();
  const auto workshop = Workshop::open(folder);
  if (!workshop) return workshop.findings();
  const std::string made = workshop->folder() + "/" + catalogue_file;
  Merged merged;
  {
    Database database = Database::create(made);
    database.execute("BEGIN");
    merged = catalogue_packages(folder, database, progress);
    database.execute("COMMIT");
    if (!database.well()) return database.trouble();
  }
  if (Findings trouble = put_in_place(made, folder); !trouble.empty()) return trouble;
  add_gaps(folder, merged);
  if (Findings trouble = seal(folder); !trouble.empty()) return trouble;
  return merged;
}

Result<std::optional<std::map<std::string, std::string>>> catalogued(const std::string& folder) {
  using Listed = std::optional<std::map<std::string, std::string>>;
  auto database = open_catalogue(folder);
  if (!database) {
    if (database.findings().front().code == "archive-no-catalogue") return Listed();
    return database.take_findings();
  }
  std::map<std::string, std::string> packages;
  Statement statement = database->prepare("SELECT folder, sha512 FROM package");
  while (statement.step()) packages.emplace(statement.text(1), statement.text(2));
  if (!database->well()) return database->trouble();
  return Listed(std::move(packages));
}

Result<std::vector<CataloguedPackage>> list(const std::string& folder, const Filter& filter) {
  if (Findings wrong = check_marker(folder); !wrong.empty()) return wrong;
  auto database = open_catalogue(folder);
  if (!database) return database.take_findings();
  Statement statement = select(*database,
                               "SELECT bureau, year, form, title, date, folder, report, kind, record_sha512, sha512, "
                               "version, pages, (SELECT count(*) FROM finding WHERE finding.package = package.number "
                               "AND severity = 'warning') FROM package",
                               filter, "");
  std::vector<CataloguedPackage> packages;
  while (statement.step()) {
    CataloguedPackage package;
    int column = 0;
    for (std::string* text :
         {&package.bureau, &package.year, &package.form, &package.title, &package.date, &package.folder,
          &package.report, &package.kind, &package.record_sha512, &package.sha512}) {
      *text = statement.text(++column);
    }
    for (int* number : {&package.version, &package.pages, &package.warnings}) {
      *number = static_cast<int>(statement.number(++column));
    }
    packages.push_back(std::move(package));
  }
  if (!database->well()) return database->trouble();
  return packages;
}

Findings list_cells(const std::string& folder, const Filter& filter,
                    const std::function<void(const CataloguedCell&)>& tell) {
  if (Findings wrong = check_marker(folder); !wrong.empty()) return wrong;
  auto database = open_catalogue(folder);
  if (!database) return database.take_findings();
  // A package's own cells stand in the order of the form: labels were numbered in it.
  Statement statement =
      select(*database,
             "SELECT package.bureau, package.year, package.form, package.version, one.cell, one.name, "
             "one.unit, one.kind, one.written FROM package JOIN ("
             "SELECT package, 0 AS own, label AS position, '' AS column_id, label.cell, name, unit, "
             "kind, written FROM cell JOIN label ON label.number = cell.label UNION ALL "
             "SELECT package, 1, position, column_id, '', label, unit, '', written FROM own_cell"
             ") AS one ON one.package = package.number",
             filter, ", one.own, one.position, one.column_id");
  while (statement.step()) {
    CataloguedCell cell;
    int column = 0;
    for (std::string* text : {&cell.bureau, &cell.year, &cell.form}) *text = statement.text(++column);
    cell.version = static_cast<int>(statement.number(++column));
    for (std::string* text : {&cell.cell, &cell.name, &cell.unit, &cell.kind, &cell.written}) {
      *text = statement.text(++column);
    }
    tell(cell);
  }
  return database->trouble();
}

}  // namespace banxin::archive
