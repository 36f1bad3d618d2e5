#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "archive/export.h"
#include "cli/commands.h"
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
  return console.conclude(faults);
}

}  // namespace banxin::cli
