#include <fmt/format.h>

#include "archive/catalogue.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

using archive::CataloguedCell;
using archive::CataloguedPackage;

std::string list_text(const std::vector<CataloguedPackage>& packages) {
  std::string text;
  for (const CataloguedPackage& it : packages) {
    text += shown(fmt::format("{}  {}  v{:02}  {}  {}", it.year, it.form, it.version, it.report, it.bureau));
    for (const std::string* term : {&it.number, &it.retention, &it.secrecy}) {
      if (!term->empty()) text += "  " + shown(*term);
    }
    text += "\n";
  }
  return text;
}

std::string to_csv(const std::vector<CataloguedPackage>& packages) {
  std::string text(csv_begin);
  text += csv_line({"单位 bureau", "年度 year", "表 form", "版本 version", "标题 title", "日期 date", "页数 pages",
                    "警告 warnings", "来由 kind", "报告 report", "包 folder", "记录的 SHA-512 record",
                    "包的 SHA-512 package", "保管期限 retention", "密级 secrecy", "档号 number"});
  for (const CataloguedPackage& it : packages) {
    text += csv_line({it.bureau, it.year, it.form, std::to_string(it.version), it.title, it.date,
                      std::to_string(it.pages), std::to_string(it.warnings), it.kind, it.report, it.folder,
                      it.record_sha512, it.sha512, it.retention, it.secrecy, it.number});
  }
  return text;
}

std::string list_json(const std::vector<CataloguedPackage>& packages) {
  Json json = json_document("archive-list");
  json["packages"] = Json::array();
  for (const CataloguedPackage& it : packages) {
    json["packages"].push_back({{"bureau", it.bureau},
                                {"year", it.year},
                                {"form", it.form},
                                {"version", it.version},
                                {"title", it.title},
                                {"date", it.date},
                                {"pages", it.pages},
                                {"warnings", it.warnings},
                                {"kind", it.kind},
                                {"report", it.report},
                                {"folder", it.folder},
                                {"record-sha512", it.record_sha512},
                                {"sha512", it.sha512},
                                {"retention", it.retention},
                                {"secrecy", it.secrecy},
                                {"number", it.number}});
  }
  return json_text(json);
}

// An archive has millions of cells: they are written as they come.
ExitStatus list_cells(const ListJob& job, const archive::Filter& filter, const Console& console) {
  constexpr std::size_t enough = 1U << 20U;
  std::string text(csv_begin);
  text += csv_line({"单位 bureau", "年度 year", "表 form", "版本 version", "格 cell", "名称 name", "填写 written",
                    "单位 unit", "种类 kind"});
  Findings trouble;
  const auto flush = [&] {
    if (trouble.empty()) trouble = write_file("-", text);
    text.clear();
  };
  const Findings wrong = archive::list_cells(job.archive, filter, [&](const CataloguedCell& it) {
    text += csv_line({it.bureau, it.year, it.form, std::to_string(it.version), it.cell, it.name, it.written, it.unit,
                      it.kind.empty() ? "own" : std::string_view(it.kind)});
    if (text.size() >= enough) flush();
  });
  if (!wrong.empty()) return console.conclude(wrong);
  flush();
  return console.conclude(trouble);
}

}  // namespace

ExitStatus list_archive(const ListJob& job, const Console& console) {
  if (!is_one_of(list_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, list_formats)});
  }
  if (job.cells && job.format == "json") {
    return console.conclude({usage_error({"--cells 只有 csv 格式。", "With --cells the format is csv."})});
  }
  const archive::Filter filter{.bureau = job.bureau,
                               .year = job.year,
                               .form = job.form,
                               .kind = job.kind,
                               .code = job.code,
                               .all_versions = job.all_versions};
  if (job.cells) return list_cells(job, filter, console);
  const auto packages = archive::list(job.archive, filter);
  if (!packages) return console.conclude(packages.findings());
  if (job.format == "text") return console.conclude(console.print(list_text(*packages)));
  return console.conclude(write_file("-", job.format == "json" ? list_json(*packages) : to_csv(*packages)));
}

}  // namespace banxin::cli
