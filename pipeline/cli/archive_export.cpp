#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "archive/events.h"
#include "archive/export.h"
#include "base/codes.h"
#include "cli/actor.h"
#include "cli/commands.h"
#include "cli/package_list.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

bool lies_in_archive(const std::string& folder, const std::string& archive) {
  std::error_code ignored;
  const fs::path way = fs::weakly_canonical(folder, ignored).lexically_relative(fs::weakly_canonical(archive, ignored));
  return !way.empty() && *way.begin() != "..";
}

Findings check(const ExportJob& job) {
  if (const std::string wrong = archive::wrong_placeholder(job.as); !wrong.empty()) {
    return {usage_error(
        {fmt::format("--as 里的 {} 不代表什么。", wrong), fmt::format("{} stands for nothing in --as.", wrong)},
        {"可用的有 {year}、{bureau}、{form}、{title}、{version}。",
         "There are {year}, {bureau}, {form}, {title}, {version}."})};
  }
  if (job.as.find('/') != std::string::npos) {
    return {usage_error({"--as 是文件名，里面不能有 /。", "--as is the name of a file: it may not have a /."})};
  }
  if (lies_in_archive(job.output, job.archive)) {
    return {usage_error({"输出的文件夹在档案库里面。", "The output folder lies in the archive."},
                        {"另指定一个文件夹：档案库里只有档案库自己的文件。",
                         "Name another one: an archive holds its own files alone."})};
  }
  return {};
}

// An archive that may not be written to gives its reports all the same.
Findings log_export(const ExportJob& job, const std::vector<archive::Exported>& exported) {
  archive::Event event;
  event.what = archive::event::exported;
  for (const archive::Exported& one : exported) {
    archive::EventItem& item = event.items.emplace_back();
    item.folder = one.package.folder;
    item.sha512 = one.package.sha512;
  }
  auto logged = archive::log_event(job.archive, actor_of(job.by), std::move(event));
  if (logged) return {};
  Findings trouble = logged.take_findings();
  for (Diagnostic& finding : trouble) {
    if (finding.code != code::archive_authenticity && finding.code != code::archive_integrity)
      finding.severity = Severity::warning;
  }
  return trouble;
}

}  // namespace

ExitStatus export_archive(const ExportJob& job, const Console& console) {
  if (const Findings wrong = check(job); !wrong.empty()) return console.conclude(wrong);
  const archive::Filter filter{.bureau = job.bureau, .year = job.year, .form = job.form};
  Findings faults = Findings::without_limit();
  const auto exported = archive::export_reports(job.archive, filter, job.as, job.output, job.force, faults);
  if (!exported) return console.conclude(exported.findings());
  for (const archive::Exported& one : *exported) {
    if (one.name == one.wanted) continue;
    console.tell({fmt::format("{} 写作 {}", one.wanted, one.name), fmt::format("{} became {}", one.wanted, one.name)});
  }
  console.tell({fmt::format("{}：{} 份报告", job.output, exported->size()),
                fmt::format("{}: {} {}", job.output, exported->size(), exported->size() == 1 ? "report" : "reports")});
  if (!exported->empty()) append(faults, log_export(job, *exported));
  if (!job.list.empty())
    append(faults, write_list(archive::transfer_list(*exported, actor_of(job.by)), job.list, job.places));
  return console.conclude(faults);
}

}  // namespace banxin::cli
