#include "import/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/json.h"
#include "cli/office.h"
#include "cli/previous.h"
#include "cli/reads.h"
#include "cli/usage.h"
#include "validate/findings_json.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

std::string output_of(const ImportJob& job) {
  return job.output.empty() ? fs::path(job.files.front()).replace_extension(".xml").string() : job.output;
}

std::string page_of(const std::string& record) {
  return record == "-" ? std::string() : fs::path(record).replace_extension(".import.html").string();
}

// A record that somebody has corrected is not replaced by what it was made from.
Findings check_place(const ImportJob& job, const std::string& output, const DataFolders& places) {
  Reads reads = reads_of(places);
  reads.files.insert(reads.files.end(), job.files.begin(), job.files.end());
  if (!job.previous.empty()) reads.files.push_back(job.previous);
  if (Findings refusal = check_output(output, reads); !refusal.empty()) return refusal;
  std::error_code ignored;
  if (job.force || output == "-" || !fs::is_regular_file(output, ignored)) return {};
  return {usage_error(
      {fmt::format("文件 {} 已经有了，没有覆盖它。", output),
       fmt::format("The file {} is there already; it was not replaced.", output)},
      {"用 -o 指明另一个文件；确要覆盖的，加 --force。", "Name another with -o, or add --force to replace it."})};
}

Json json_of(const import::Draft& draft, const import::Spot& spot) {
  const auto source = static_cast<std::size_t>(spot.source);
  Json json = {{"file", source < draft.sources.size() ? draft.sources[source].file : ""},
               {"place", json_of_text(import::where(spot))}};
  if (!spot.sheet.empty()) json["sheet"] = spot.sheet;
  if (spot.line != 0) json["line"] = spot.line;
  if (spot.paragraph != 0) json["paragraph"] = spot.paragraph;
  if (spot.table != 0) json["table"] = spot.table;
  if (spot.row != 0) json["row"] = spot.row;
  if (spot.column != 0) json["column"] = spot.column;
  return json;
}

std::string json_text_of(const import::Draft& draft, const std::string& record, const Findings& checked) {
  Json json = json_document("import");
  json["record"] = record;
  json["form"] = draft.form;
  json["year"] = draft.year;
  json["bureau"] = draft.bureau;
  json["title"] = draft.title;
  json["open"] = draft.open();
  json["sources"] = Json::array();
  for (const auto& source : draft.sources)
    json["sources"].push_back({{"file", source.file}, {"kind", json_of_text(source.kind)}});
  json["values"] = Json::array();
  for (const import::Value& value : draft.values) {
    Json told = Json::array();
    for (const Bilingual& one : value.told) told.push_back(json_of_text(one));
    json["values"].push_back({{"part", value.part},
                              {"written", value.written},
                              {"source", value.source},
                              {"at", json_of(draft, value.spot)},
                              {"sure", import::name_of(value.sure)},
                              {"told", std::move(told)}});
  }
  json["unused"] = Json::array();
  for (const import::Leftover& one : draft.unused) {
    json["unused"].push_back({{"text", one.text}, {"at", json_of(draft, one.spot)}, {"why", json_of_text(one.why)}});
  }
  json["findings"] = Json::parse(validate::to_json(draft.findings));
  json["checked"] = Json::parse(validate::to_json(checked));
  return json_text(json);
}

Result<import::Draft> draft_of(const ImportJob& job, const std::vector<Form>& forms, Findings& findings) {
  std::vector<import::Found> sources;
  for (const std::string& file : job.files) {
    auto bytes = read_file(file, import::most_file_bytes);
    if (!bytes) return bytes.take_findings();
    auto found = import::read(*bytes, file, forms, converted_by_office);
    if (!found) return found.take_findings();
    append(findings, found.take_findings());
    sources.push_back(*std::move(found));
  }
  return import::make_draft(std::move(sources), forms, {.form = job.form, .year = job.year});
}

}  // namespace

ExitStatus import_files(const ImportJob& job, const Console& console) {
  if (!is_one_of(plain_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, plain_formats)});
  }
  const std::string output = output_of(job);
  const bool as_json = job.format == "json";
  if (output == "-" && (as_json || job.learn)) {
    return console.conclude({usage_error({"标准输出只能写一样：记录，或 JSON，或 --learn 的结果。",
                                          "Standard output takes one thing: the record, JSON, or what --learn gives."},
                                         {"用 -o 把记录写进文件。", "Write the record to a file with -o."})});
  }
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  if (const Findings refusal = check_place(job, output, *places); !refusal.empty()) return console.conclude(refusal);
  auto forms = record::list_forms(places->layout_folders);
  if (!forms) return console.conclude(forms.findings());
  if (!job.form.empty() &&
      std::none_of(forms->begin(), forms->end(), [&](const Form& form) { return form.id == job.form; })) {
    std::vector<std::string_view> names;
    for (const Form& form : *forms) names.push_back(form.id);
    return console.conclude({unknown_name({"表", "form"}, job.form, names)});
  }
  auto previous = PreviousRecords::list(job.previous);
  if (!previous) return console.conclude(previous.findings());
  Findings findings;
  auto draft = guarded(*limits, job.files.front(), console, [&] { return draft_of(job, *forms, findings); });
  if (!draft) return console.conclude(draft.findings());
  append(findings, draft->findings);

  Pipeline pipeline(*places);
  auto report =
      guarded(*limits, output, console, [&] { return validated(pipeline, draft->record, output, *previous); });
  const Findings checked = report ? report->findings : report.findings();
  if (Findings trouble = write_file(output, draft->record); !trouble.empty()) return console.conclude(trouble);
  if (const std::string page = page_of(output); !page.empty()) {
    if (Findings trouble = write_file(page, import::page(*draft, output, checked)); !trouble.empty()) {
      return console.conclude(trouble);
    }
    console.tell(
        draft->open()
            ? Bilingual{fmt::format("{}：有待定的问题，连同每个值的来源见 {}。", output, page),
                        fmt::format("{}: There are open questions; {} has them, and the source of each value.", output,
                                    page)}
            : Bilingual{fmt::format("{}：没有待定的问题，每个值的来源见 {}。", output, page),
                        fmt::format("{}: No question is open; {} has the source of each value.", output, page)});
  }
  if (as_json) {
    if (Findings trouble = write_file("-", json_text_of(*draft, output, checked)); !trouble.empty())
      return console.conclude(trouble);
  }
  if (job.learn) {
    std::string lines;
    for (const std::string& line : draft->learnt) lines += line + "\n";
    if (Findings trouble = console.print(shown_lines(lines)); !trouble.empty()) return console.conclude(trouble);
  }
  append(findings, checked);
  findings.close(job.files.front());
  const ExitStatus status = console.conclude(findings);
  return status == ExitStatus::done && draft->open() ? ExitStatus::findings : status;
}

}  // namespace banxin::cli
