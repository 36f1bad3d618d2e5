#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/counts.h"
#include "cli/guard.h"
#include "cli/json.h"
#include "cli/names.h"
#include "cli/previous.h"
#include "cli/reads.h"
#include "cli/usage.h"
#include "cli/watch.h"
#include "validate/findings_json.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

// A page that is published leads nowhere else: no script, and no file of this machine.
bool may_be_linked(const std::string& link) {
  if (link.starts_with("http://") || link.starts_with("https://")) return true;
  return !link.empty() && !link.starts_with("/") && link.find(':') == std::string::npos;
}

// What the command line asks for, or what is wrong with it.
Result<RenderOptions> options_of(const RenderJob& job) {
  RenderOptions options;
  if (output_named(job.as) == nullptr) return unknown_name({"输出", "output"}, job.as, output_names());
  const OutputRow* output = output_named(job.as, job.profile);
  if (output == nullptr) return unknown_name({"输出规格", "profile"}, job.profile, profiles_of(job.as));
  options.output = output->kind;
  if (!job.dump.empty()) {
    options.dump = stage_named(job.dump, *output);
    if (!options.dump) return unknown_name({"步骤", "stage"}, job.dump, stages_of(*output));
  }
  if (job.draft) options.admit = validate::Admit::drafts_too;
  if (!job.links.empty() && output->media_type != "text/html") {
    return usage_error({"--link 只用于网页（--as html）。", "--link is for a page of the web (--as html)."});
  }
  if ((job.marks || !job.output_condition.empty()) && output->kind != OutputKind::pdf_print) {
    return usage_error({"--output-condition 和 --marks 只用于印刷（--profile print）。",
                        "--output-condition and --marks are for the press (--profile print)."});
  }
  options.output_condition = job.output_condition;
  options.marks = job.marks;
  for (const std::string& link : job.links) {
    if (!may_be_linked(link)) {
      return usage_error(
          {fmt::format("链接 {} 不是文件的相对路径，也不是 http、https 的网址。", link),
           fmt::format("The link {} is neither a relative path of a file nor an http or https address.", link)});
    }
  }
  options.links = job.links;
  return options;
}

// Where the result goes.
Result<std::string> output_of(const RenderJob& job, OutputKind kind) {
  std::string output = job.output;
  if (output.empty() && !job.dump.empty()) output = "-";
  if (output.empty() && job.record == "-") {
    return usage_error(
        {"从标准输入读记录时，要用 -o 指明输出文件。", "With the record from standard input, -o must name the output."},
        {"例如 -o report.pdf，或 -o - 写到标准输出。", "For example -o report.pdf, or -o - for standard output."});
  }
  if (output.empty()) output = fs::path(job.record).replace_extension(row_of(kind).suffix).string();
  return output;
}

// 209,679
std::string with_separators(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

Bilingual result_line(const std::string& output, const Output& file, const Findings& findings) {
  const std::string claims = fmt::format("{}", fmt::join(file.claims(), " + "));
  const std::string size = with_separators(file.bytes().size());
  const std::size_t pages = file.pages().size();
  const Bilingual counts = counted(findings);
  Bilingual line = {output + "：", output + ": "};
  if (pages > 0) {
    line.zh += fmt::format("{} 页，", pages);
    line.en += fmt::format("{} {}, ", pages, pages == 1 ? "page" : "pages");
  }
  if (file.info().draft || !claims.empty()) {
    line.zh += fmt::format("{}，", file.info().draft ? "草稿" : claims);
    line.en += fmt::format("{}, ", file.info().draft ? "draft" : claims);
  }
  line.zh += size + " 字节";
  line.en += size + " bytes";
  if (!counts.empty()) {
    line.zh += "，" + counts.zh;
    line.en += ", " + counts.en;
  }
  return line;
}

// What became of the run, as a document for programs: commands.schema.json.
std::string run_json(const RenderJob& job, const std::string& place, const Output* file, const Findings& findings) {
  Json json = json_document("render");
  json["record"] = job.record;
  json["made"] = file != nullptr;
  if (file != nullptr) {
    json["output"] = {{"file", place},
                      {"media-type", file->media_type()},
                      {"bytes", file->bytes().size()},
                      {"sha512", file->sha512()},
                      {"claims", Json::array()}};
    // What is no page has none.
    if (!file->pages().empty()) json["output"]["pages"] = file->pages().size();
    for (const auto& claim : file->claims()) json["output"]["claims"].push_back(claim);
  }
  json["errors"] = findings.count(Severity::error);
  json["warnings"] = findings.count(Severity::warning);
  json["notes"] = findings.count(Severity::note);
  json["findings"] = Json::parse(validate::to_json(findings));
  return json_text(json);
}

// One run of the line. What there is to say of it comes at its end.
class RenderRun {
 public:
  RenderRun(const RenderJob& job, RenderOptions options, std::string place, const batch::Limits& limits,
            const Console& console)
      : job_(job), options_(std::move(options)), place_(std::move(place)), limits_(limits), console_(console) {}

  ExitStatus go() {
    auto made = make();
    append(findings_, made.take_findings());
    if (job_.format == "json") {
      const Output* file = made ? &*made->output : nullptr;
      const Findings trouble = write_file("-", run_json(job_, place_, file, findings_));
      return trouble.empty() ? status(made) : console_.conclude(trouble);
    }
    console_.report(findings_);
    if (made && made->output) console_.tell(result_line(console_.named(place_), *made->output, findings_));
    return status(made);
  }

 private:
  // Errors that a draft was allowed to have are not a failure: a draft is what was asked for.
  ExitStatus status(const Result<Rendered>& made) const { return made ? ExitStatus::done : exit_status(findings_); }

  // Makes and writes the result; the errors are the reasons why nothing was written.
  Result<Rendered> make() {
    auto places = find_data_folders(job_.places);
    if (!places) return places.take_findings();
    Reads reads = reads_of(*places);
    reads.files.insert(reads.files.end(), {job_.record, job_.previous, job_.output_condition});
    if (Findings refusal = check_output(place_, reads); !refusal.empty()) return refusal;
    auto bytes = read_record(job_.record);
    if (!bytes) return bytes.take_findings();
    auto previous = PreviousRecords::list(job_.previous);
    if (!previous) return previous.take_findings();

    Pipeline pipeline(*std::move(places));
    auto rendered = guarded(limits_, job_.record, console_, [&]() -> Result<Rendered> {
      auto last_year = previous->find_for(*bytes, job_.record, identified_by(pipeline));
      if (!last_year) return last_year.take_findings();
      Findings compared = last_year.take_findings();
      options_.previous = *std::move(last_year);
      auto made = pipeline.render(*std::move(bytes), job_.record, options_);
      if (!made) return made;
      Findings findings = made.take_findings();
      append(findings, std::move(compared));
      findings.close(job_.record);
      return {*std::move(made), std::move(findings)};
    });
    if (!rendered) return rendered.take_findings();
    findings_ = rendered.take_findings();
    if (job_.strict) {
      if (Findings refusal = strict_error(findings_, job_.record); !refusal.empty()) return refusal;
    }
    if (Findings refusal = check_output(place_, {.files = pipeline.font_files(), .folders = {}}); !refusal.empty()) {
      return refusal;
    }
    Findings trouble = write_file(place_, options_.dump ? shown_lines(rendered->dump) : rendered->output->bytes());
    if (!trouble.empty()) return trouble;
    return *std::move(rendered);
  }

  const RenderJob& job_;
  RenderOptions options_;
  std::string place_;
  batch::Limits limits_;
  const Console& console_;
  Findings findings_;
};

Findings check(const RenderJob& job, const std::string& place) {
  if (!is_one_of(plain_formats, job.format)) return {unknown_name({"格式", "format"}, job.format, plain_formats)};
  if (job.format == "json" && place == "-") {
    return {usage_error({"--format json 写到标准输出，报告或 --dump 就不能也写到那里。",
                         "With --format json standard output is taken: neither the report nor a dump can go there."},
                        {"用 -o 指明另一个文件。", "Name a file with -o."})};
  }
  if (job.watch && (job.record == "-" || place == "-")) {
    return {usage_error({"--watch 等一个文件再次保存：记录和输出都应是文件，不能是 -。",
                         "With --watch the record and the output are files, not -: it waits for a file to be saved."})};
  }
  return {};
}

}  // namespace

ExitStatus render(const RenderJob& job, const Console& console) {
  auto options = options_of(job);
  if (!options) return console.conclude(options.findings());
  auto place = output_of(job, options->output);
  if (!place) return console.conclude(place.findings());
  if (const Findings wrong = check(job, *place); !wrong.empty()) return console.conclude(wrong);
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  const auto once = [&] { return RenderRun(job, *options, *place, *limits, console).go(); };
  return job.watch ? watch(job.record, once, console) : once();
}

}  // namespace banxin::cli
