#include "desk/board.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>
#include <utility>

#include "archive/folder.h"
#include "base/codes.h"
#include "base/digest.h"
#include "record/identity.h"

namespace banxin::desk {
namespace {

using archive::CataloguedPackage;

const Bilingual nothing_yet = {"档案库里还没有报告。", "There is no report in the archive yet."};

std::vector<CataloguedPackage> packages_of(const std::string& archive, const archive::Filter& filter) {
  auto packages = archive::list(archive, filter);
  return packages ? *std::move(packages) : std::vector<CataloguedPackage>();
}

// What is not asked for is the form and the year of the newest reports.
void complete(Question& question, const std::vector<CataloguedPackage>& rows, const std::vector<FormData>& forms) {
  for (const CataloguedPackage& row : rows) {
    if (question.form.empty() && row.year > question.year) question.year = row.year;
  }
  if (question.form.empty()) {
    for (const CataloguedPackage& row : rows) {
      if (row.year == question.year) question.form = row.form;
    }
  }
  if (question.form.empty() && !forms.empty()) question.form = forms.back().form.id;
  if (!question.year.empty()) return;
  for (const CataloguedPackage& row : rows) {
    if (row.form == question.form) question.year = std::max(question.year, row.year);
  }
}

Response finished(const Page& page, Done done) {
  return done.trouble.empty() ? std::move(done.work.response) : broken(page, done.trouble);
}

Response in_child_page(const Page& page, const std::function<Response()>& make) {
  return finished(page, in_child(
                            [&make] {
                              Work work;
                              work.response = make();
                              return work;
                            },
                            true));
}

// What the file is: another one has another number, size or time.
std::string state_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return "none";
  return fmt::format("{} {} {} {}", status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

}  // namespace

std::string year_before(const std::string& year) {
  const int number = Identity{.bureau = {}, .form = {}, .year = year, .date = {}, .title = {}}.year_number();
  return number == 0 ? "-" : std::to_string(number - 1);
}

std::optional<Response> Collector::respond(const Page& page, const Request& request,
                                           const std::vector<std::string>& steps) {
  look();
  const std::string first = steps.empty() ? std::string() : steps[0];
  if (request.method == "POST") {
    if (steps.size() != 1) return std::nullopt;
    if (first == "work") return change_work(request);
    if (first == "sum") return begin_sum(request);
    return std::nullopt;
  }
  const Question question(request);
  read_catalogue();
  if (first.empty()) return board(page, question);
  if (steps.size() == 2 && first == "sheets") return sheet(page, steps[1]);
  if (steps.size() == 2 && steps[1] == "years") return years(page, first);
  if (steps.size() != 1) return std::nullopt;
  if (first == "failures") return failures(page, question);
  if (first == "figures") return figures(page, question);
  if (first == "sum") return sum(page, question);
  if (first == "work") return work(page, request);
  if (first == "sheets" && has_sheets()) return sheets(page);
  return archived(page, first);
}

void Collector::look() {
  if (!job_.look() || job_.end().record.empty()) return;
  // The name says what it is; who the sum is of stands in the record.
  const auto made = drafts_.create("sum", job_.end().record);
  sum_draft_ = made ? address_of(made->id) : std::string();
}

void Collector::read_catalogue() {
  std::string now = state_of(setup_.archive + "/catalogue.sqlite");
  if (now == catalogue_) return;
  catalogue_ = std::move(now);
  packages_.clear();
  problem_ = {};
  const Done done = in_child(
      [&] {
        Work work;
        const auto packages = archive::list(setup_.archive, {});
        if (!packages) {
          const bool damaged = packages.findings().begin()->code == code::archive_usability;
          const Bilingual why = damaged ? words_of(packages.findings()) : nothing_yet;
          work.facts = {why.zh, why.en};
          return work;
        }
        for (const CataloguedPackage& one : *packages) {
          work.facts.insert(work.facts.end(),
                            {one.bureau, one.year, one.form, one.date, one.kind, one.sha512, one.report,
                             std::to_string(one.version), std::to_string(one.pages), std::to_string(one.warnings)});
        }
        return work;
      },
      true);
  constexpr std::size_t of_package = 10, of_problem = 2;
  const std::vector<std::string>& facts = done.work.facts;
  if (!done.trouble.empty()) problem_ = done.trouble;
  if (facts.size() == of_problem) problem_ = {facts[0], facts[1]};
  for (std::size_t i = 0; i + of_package <= facts.size(); i += of_package) {
    CataloguedPackage& one = packages_.emplace_back();
    std::size_t at = i;
    for (std::string* text : {&one.bureau, &one.year, &one.form, &one.date, &one.kind, &one.sha512, &one.report}) {
      *text = facts[at++];
    }
    for (int* number : {&one.version, &one.pages, &one.warnings}) *number = std::atoi(facts[at++].c_str());
  }
}

Response Collector::board(const Page& page, const Question& question) const {
  return in_child_page(page, [&] {
    Board board;
    board.expected = setup_.expected;
    board.has_sheets = has_sheets();
    board.all = &packages_;
    board.problem = problem_;
    const bool versions = question.kind == "all";
    const archive::Filter filter{.bureau = {},
                                 .year = question.year,
                                 .form = question.form,
                                 .kind = versions ? std::string() : question.kind,
                                 .code = question.code,
                                 .all_versions = versions};
    std::vector<CataloguedPackage> others;
    if (versions || !question.code.empty()) {
      others = packages_of(setup_.archive, filter);
      for (const CataloguedPackage& one : others) board.rows.push_back(&one);
    } else {
      for (const CataloguedPackage& one : packages_) {
        const bool asked = (question.year.empty() || one.year == question.year) &&
                           (question.form.empty() || one.form == question.form) &&
                           (question.kind.empty() || one.kind == question.kind);
        if (asked) board.rows.push_back(&one);
      }
    }
    if (auto codes = archive::list_codes(setup_.archive, filter)) board.codes = *std::move(codes);
    return board_page(page, board, studio_.forms(), question);
  });
}

Response Collector::failures(const Page& page, const Question& question) const {
  return in_child_page(page, [&] {
    const archive::Filter filter{
        .bureau = {}, .year = question.year, .form = question.form, .kind = {}, .code = question.code};
    auto all = archive::list_failures(setup_.archive, filter);
    return failures_page(page, all ? *std::move(all) : std::vector<archive::CataloguedFailure>(), question,
                         has_sheets());
  });
}

Response Collector::figures(const Page& page, Question question) const {
  return in_child_page(page, [&] {
    Compared compared;
    compared.has_sheets = has_sheets();
    complete(question, packages_, studio_.forms());
    for (const CataloguedPackage& one : packages_) compared.years.insert(one.year);
    const FormData* form = studio_.form(question.form);
    if (question.cell.empty() && form != nullptr) {
      // The first total of the form.
      for (const forms::Label& row : form->labels.all()) {
        if (row.column || row.heading || !question.cell.empty()) continue;
        question.cell = row.cells.empty() ? row.id : row.id + "/" + row.cells.front();
      }
    }
    archive::Filter filter{.bureau = {}, .year = question.year, .form = question.form};
    filter.cell = question.cell;
    const auto keep = [](std::vector<archive::CataloguedCell>& cells) {
      return [&cells](const archive::CataloguedCell& one) { cells.push_back(one); };
    };
    archive::list_cells(setup_.archive, filter, keep(compared.now));
    filter.year = year_before(question.year);
    filter.form.clear();
    archive::list_cells(setup_.archive, filter, keep(compared.before));
    return figures_page(page, compared, studio_.forms(), question);
  });
}

// The newest versions are known; the others are looked for.
std::optional<CataloguedPackage> Collector::package(const std::string& id) const {
  const auto is_it = [&id](const CataloguedPackage& one) { return board_id(one) == id; };
  const auto known = std::find_if(packages_.begin(), packages_.end(), is_it);
  if (known != packages_.end()) return *known;
  const auto all = packages_of(setup_.archive, {.bureau = {}, .year = {}, .form = {}, .all_versions = true});
  const auto old = std::find_if(all.begin(), all.end(), is_it);
  return old == all.end() ? std::nullopt : std::optional(*old);
}

Response Collector::years(const Page& page, const std::string& id) const {
  return in_child_page(page, [&] {
    Years years;
    years.has_sheets = has_sheets();
    const auto mine = package(id);
    if (!mine) return nothing_here(page);
    years.package = *mine;
    const auto cells_of = [&](const std::string& sha512, std::vector<archive::CataloguedCell>& cells) {
      archive::Filter filter{.bureau = {}, .year = {}, .form = {}, .all_versions = true};
      filter.sha512 = sha512;
      archive::list_cells(setup_.archive, filter, [&](const archive::CataloguedCell& one) { cells.push_back(one); });
    };
    cells_of(mine->sha512, years.now);
    const std::string key = record::name_key(mine->bureau), before = year_before(mine->year);
    for (const CataloguedPackage& one : packages_) {
      if (one.year == before && record::name_key(one.bureau) == key) cells_of(one.sha512, years.before);
    }
    return years_page(page, years);
  });
}

Response Collector::sum(const Page& page, Question question) const {
  return in_child_page(page, [&] {
    SumShown shown;
    shown.has_sheets = has_sheets();
    shown.expected = setup_.expected;
    complete(question, packages_, studio_.forms());
    std::set<std::string, std::greater<>> years;
    for (const CataloguedPackage& one : packages_) {
      years.insert(one.year);
      if (one.year == question.year && one.form == question.form) shown.sources.push_back(&one);
    }
    for (const std::string& year : years) shown.years.emplace_back(year, year);
    return sum_page(page, shown, studio_.forms(), question);
  });
}

// A report's PDF, opened below the archive's own folder without following links.
Response Collector::archived(const Page& page, const std::string& id) const {
  return in_child_page(page, [&] {
    const auto one = package(id);
    const auto folder = archive::Folder::open(setup_.archive);
    if (!one || !folder) return nothing_here(page);
    auto bytes = folder->read(one->report, most_report_bytes);
    if (!bytes) return nothing_here(page);
    Response response;
    response.type = "application/pdf";
    response.bytes = *std::move(bytes);
    response.file_name = "report-" + id + ".pdf";
    return response;
  });
}

// The files of the folder by name; an address names one by a digest of its name.
Pairs Collector::sheet_files() const {
  constexpr std::size_t digits = 16;
  Pairs files;
  const auto folder = archive::Folder::open(setup_.sheets);
  if (!folder) return files;
  const auto names = folder->names();
  if (!names) return files;
  for (const std::string& name : *names) {
    const bool a_sheet = name.ends_with(".pdf") || name.ends_with(".docx") || name.ends_with(".csv");
    if (a_sheet && !name.starts_with(".")) {
      files.emplace_back(name, to_hex(digest(DigestKind::sha256, name)).substr(0, digits));
    }
  }
  return files;
}

Response Collector::sheets(const Page& page) const {
  return sheets_page(page, sheet_files());
}

Response Collector::sheet(const Page& page, const std::string& id) const {
  if (!has_sheets()) return nothing_here(page);
  for (const auto& [name, its_id] : sheet_files()) {
    if (its_id != id) continue;
    const auto folder = archive::Folder::open(setup_.sheets);
    if (!folder) break;
    auto bytes = folder->read(name, most_report_bytes);
    if (!bytes) break;
    const std::string suffix = name.substr(name.rfind('.'));
    Response response;
    response.type = suffix == ".pdf" ? "application/pdf" : suffix == ".csv" ? "text/csv" : "application/octet-stream";
    response.bytes = *std::move(bytes);
    response.file_name = "sheet-" + id + suffix;
    return response;
  }
  return nothing_here(page);
}

Response Collector::work(const Page& page, const Request& request) const {
  const WorkShown shown{job_, request.by_script ? 0 : drafts_.list().size(), sum_draft_, has_sheets()};
  if (!request.by_script) return work_page(page, shown);
  Response response;
  response.bytes = work_state(page, shown);
  return response;
}

Response Collector::change_work(const Request& request) {
  const std::string_view what = request.field("do");
  if (what == "stop") job_.stop();
  if (what == "batch" && setup_.batch) job_.start(Job::Kind::batch, setup_.batch);
  return go_to("/board/work");
}

Response Collector::begin_sum(const Request& request) {
  const std::string form(request.field("form")), year(request.field("year"));
  if (setup_.sum && studio_.form(form) != nullptr) {
    const bool begun = job_.start(Job::Kind::sum, [&](const Tell& tell) { return setup_.sum(form, year, tell); });
    if (begun) sum_draft_.clear();
  }
  return go_to("/board/work");
}

}  // namespace banxin::desk
