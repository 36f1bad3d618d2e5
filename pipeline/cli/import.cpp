#include "import/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/file.h"
#include "base/unseen.h"
#include "base/utf8.h"
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

bool is_folder(const std::string& output) {
  std::error_code ignored;
  return output.ends_with('/') || fs::is_directory(output, ignored);
}

// A bureau's name as that of a file: what a path cannot have, or a shell would take for something else, is left out.
std::string file_name_of(const std::string& bureau) {
  std::string name;
  constexpr std::string_view left_out = "/\\:*?\"<>|";
  for (const char c : shown(bureau)) {
    if (left_out.find(c) == std::string_view::npos) name += c;
  }
  while (name.starts_with('.') || name.starts_with('-')) name.erase(0, 1);
  constexpr std::size_t most_bytes = 180;  // of a name with its suffixes most file systems keep 255
  std::size_t end = std::min(name.size(), most_bytes);
  while (end < name.size() && continues_character(name[end])) --end;
  name.resize(end);
  return name.empty() ? "record" : name;
}

// Where each record of a sheet is written: by its bureau's name, a second one of that name with a number.
std::vector<std::string> outputs_in(const std::string& folder, const std::vector<import::Draft>& drafts) {
  std::vector<std::string> outputs;
  std::set<std::string> taken;
  for (const import::Draft& draft : drafts) {
    const std::string name = file_name_of(draft.bureau);
    std::string one = name;
    for (int number = 2; !taken.insert(one).second; ++number) one = fmt::format("{}-{}", name, number);
    outputs.push_back((fs::path(folder) / (one + ".xml")).string());
  }
  return outputs;
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

// One report; where records go into a folder, one for each bureau of a sheet.
Result<std::vector<import::Draft>> drafts_of(const ImportJob& job, bool many, const std::vector<Form>& forms,
                                             Findings& findings) {
  std::vector<import::Found> sources;
  for (const std::string& file : job.files) {
    auto bytes = read_file(file, import::most_file_bytes);
    if (!bytes) return bytes.take_findings();
    auto found = import::read(*bytes, file, forms, converted_by_office);
    if (!found) return found.take_findings();
    append(findings, found.take_findings());
    sources.push_back(*std::move(found));
  }
  const import::Options options{.form = job.form, .year = job.year};
  if (many) return import::make_drafts(std::move(sources), forms, options);
  auto draft = import::make_draft(std::move(sources), forms, options);
  if (!draft) return draft.take_findings();
  std::vector<import::Draft> drafts;
  drafts.push_back(*std::move(draft));
  return drafts;
}

// Writes what an import gives, and says where.
class Writing {
 public:
  Writing(const ImportJob& job, Pipeline& pipeline, PreviousRecords& previous, const batch::Limits& limits,
          const Console& console)
      : job_(job), pipeline_(pipeline), previous_(previous), limits_(limits), console_(console) {}

  // Trouble with the disk. What validating the record found is kept.
  Findings write(const import::Draft& draft, const std::string& output) {
    auto report =
        guarded(limits_, output, console_, [&] { return validated(pipeline_, draft.record, output, previous_); });
    const Findings checked = report ? report->findings : report.findings();
    append(checked_, checked);
    if (Findings trouble = write_file(output, draft.record); !trouble.empty()) return trouble;
    if (const std::string page = page_of(output); !page.empty()) {
      if (Findings trouble = write_file(page, import::page(draft, output, checked)); !trouble.empty()) return trouble;
      tell(draft, output, page);
    }
    if (job_.format == "json") return write_file("-", json_text_of(draft, output, checked));
    return {};
  }

  const Findings& checked() const { return checked_; }

 private:
  void tell(const import::Draft& draft, const std::string& output, const std::string& page) const {
    console_.tell(
        draft.open()
            ? Bilingual{fmt::format("{}：有待定的问题，连同每个值的来源见 {}。", output, page),
                        fmt::format("{}: There are open questions; {} has them, and the source of each value.", output,
                                    page)}
            : Bilingual{fmt::format("{}：没有待定的问题，每个值的来源见 {}。", output, page),
                        fmt::format("{}: No question is open; {} has the source of each value.", output, page)});
  }

  const ImportJob& job_;
  Pipeline& pipeline_;
  PreviousRecords& previous_;
  batch::Limits limits_;
  const Console& console_;
  Findings checked_;
};

// What can be wrong with how the command was given.
Findings check_job(const ImportJob& job, const std::string& output, bool many) {
  if (!is_one_of(plain_formats, job.format)) return {unknown_name({"格式", "format"}, job.format, plain_formats)};
  const bool as_json = job.format == "json";
  if (output == "-" && (as_json || job.learn)) {
    return {usage_error({"标准输出只能写一样：记录，或 JSON，或 --learn 的结果。",
                         "Standard output takes one thing: the record, JSON, or what --learn gives."},
                        {"用 -o 把记录写进文件。", "Write the record to a file with -o."})};
  }
  if (many && as_json) {
    return {usage_error({"JSON 一次只写一份记录的结果，不能写进文件夹。",
                         "JSON describes one record, not those that go into a folder."},
                        {"省去 --format json。", "Leave out --format json."})};
  }
  return {};
}

}  // namespace

ExitStatus import_files(const ImportJob& job, const Console& console) {
  const std::string output = output_of(job);
  const bool many = is_folder(output);
  if (const Findings wrong = check_job(job, output, many); !wrong.empty()) return console.conclude(wrong);
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  if (const Findings refusal = many ? Findings{} : check_place(job, output, *places); !refusal.empty()) {
    return console.conclude(refusal);
  }
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
  const auto drafts =
      guarded(*limits, job.files.front(), console, [&] { return drafts_of(job, many, *forms, findings); });
  if (!drafts) return console.conclude(drafts.findings());
  const std::vector<std::string> outputs = many ? outputs_in(output, *drafts) : std::vector<std::string>{output};
  for (const std::string& one : many ? outputs : std::vector<std::string>{}) {
    if (const Findings refusal = check_place(job, one, *places); !refusal.empty()) return console.conclude(refusal);
  }
  std::error_code ignored;
  if (many) fs::create_directories(output, ignored);

  Pipeline pipeline(*places);
  Writing writing(job, pipeline, *previous, *limits, console);
  std::string learnt;
  std::set<std::string> known;
  for (std::size_t i = 0; i < drafts->size(); ++i) {
    const import::Draft& draft = (*drafts)[i];
    append(findings, draft.findings);
    if (const Findings trouble = writing.write(draft, outputs[i]); !trouble.empty()) return console.conclude(trouble);
    for (const std::string& line : draft.learnt) {
      if (known.insert(line).second) learnt += line + "\n";
    }
  }
  if (job.learn) {
    if (Findings trouble = console.print(shown_lines(learnt)); !trouble.empty()) return console.conclude(trouble);
  }
  const bool open = std::any_of(drafts->begin(), drafts->end(), [](const import::Draft& one) { return one.open(); });
  append(findings, writing.checked());
  // Of many records each has its questions on its own page.
  if (drafts->size() > 1) {
    const ExitStatus status = exit_status(findings);
    return status == ExitStatus::done && open ? ExitStatus::findings : status;
  }
  findings.close(job.files.front());
  const ExitStatus status = console.conclude(findings);
  return status == ExitStatus::done && open ? ExitStatus::findings : status;
}

}  // namespace banxin::cli
