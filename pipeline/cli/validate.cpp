#include "validate/validate.h"

#include <fmt/format.h>

#include <optional>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "cli/counts.h"
#include "cli/feedback.h"
#include "cli/findings_text.h"
#include "cli/guard.h"
#include "cli/inputs.h"
#include "cli/previous.h"
#include "cli/usage.h"
#include "validate/findings_json.h"

namespace banxin::cli {
namespace {

// A record that cannot even be read has a report too: one that says so.
validate::Report report_on(const batch::Input& input, Inputs& inputs, Pipeline& pipeline, PreviousRecords& previous,
                           const batch::Limits& limits, const Console& console) {
  const std::string& file = input.name;
  validate::Report failed;
  failed.file = file;
  auto bytes = inputs.read(input);
  if (!bytes) {
    failed.findings = bytes.take_findings();
    return failed;
  }
  auto report = guarded(limits, file, console, [&] { return validated(pipeline, *std::move(bytes), file, previous); });
  if (report) return *std::move(report);
  failed.findings = report.take_findings();
  return failed;
}

feedback::Submission submission_of(const batch::Input& input, const validate::Report& report, Inputs& inputs,
                                   Pipeline& pipeline) {
  const auto bytes = inputs.read(input);
  auto submission = pipeline.submission(bytes ? *bytes : std::string(), input.name, report.findings);
  submission.file = input.recorded;  // a bureau has no use for the path here
  return submission;
}

std::string report_text(const validate::Report& report, const Console& console) {
  const bool valid = !has_errors(report.findings);
  if (console.quiet() && valid) return {};
  Findings said = console.said_of(report.findings);
  if (!console.quiet()) said.close(console.named(report.file));
  std::string text = cli::to_text(said, console.language(), console.colours_data());
  const Bilingual counts = counted(report.findings);
  const std::string file = console.named(report.file);
  Bilingual line = {fmt::format("{}：{}", file, valid ? "通过" : "不通过"),
                    fmt::format("{}: {}", file, valid ? "valid" : "not valid")};
  if (!counts.empty()) {
    line.zh += "，" + counts.zh;
    line.en += ", " + counts.en;
  }
  return text + shown(console.say(line)) + "\n";
}

Findings check(const ValidateJob& job, std::size_t records, const PreviousRecords& previous) {
  if (job.format == "svrl" && records > 1) {
    return {usage_error({"SVRL 一次只能写一份记录的结果。", "SVRL describes one record at a time."},
                        {"逐份检查，或用 --format json。", "Check them one by one, or use --format json."})};
  }
  return check_previous(previous, records);
}

// The exit status that the reports make of the run. Their findings have been given as data already.
ExitStatus conclude(const std::vector<validate::Report>& reports, bool strict, const Console& console) {
  Findings all;
  for (const validate::Report& report : reports) {
    append(all, report.findings);
    if (!strict) continue;
    const Findings refusal = strict_error(report.findings, report.file);
    console.report(refusal);
    append(all, refusal);
  }
  return exit_status(all);
}

}  // namespace

ExitStatus validate(const ValidateJob& job, const Console& console) {
  if (!is_one_of(validate_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, validate_formats)});
  }
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  auto inputs = Inputs::list(job.inputs);
  if (!inputs) return console.conclude(inputs.findings());
  console.report(inputs.findings());
  auto asked = feedback_of(job.feedback, inputs->files(), console);
  if (!asked) return console.conclude(asked.findings());
  auto previous = PreviousRecords::list(job.previous);
  if (!previous) return console.conclude(previous.findings());
  if (const Findings wrong = check(job, inputs->all().size(), *previous); !wrong.empty()) {
    return console.conclude(wrong);
  }

  Pipeline pipeline(*std::move(places));
  std::optional<Feedback> feedback;
  if (*asked) feedback.emplace(**asked);
  std::vector<validate::Report> reports;
  reports.reserve(inputs->all().size());
  Findings trouble;
  for (const batch::Input& input : inputs->all()) {
    reports.push_back(report_on(input, *inputs, pipeline, *previous, *limits, console));
    if (feedback) feedback->add(submission_of(input, reports.back(), *inputs, pipeline));
    // At once: what was reported on earlier records is kept when one ends the run.
    if (job.format == "text") trouble = console.print(report_text(reports.back(), console));
    if (!trouble.empty()) return console.conclude(trouble);
  }
  if (feedback) {
    auto given = feedback->write(pipeline);
    if (!given) return console.conclude(given.findings());
    console.tell(told(*given));
  }
  if (job.format == "json") trouble = write_file("-", validate::to_json(reports));
  if (job.format == "svrl") trouble = write_file("-", validate::to_svrl(reports.front()));
  if (!trouble.empty()) return console.conclude(trouble);
  return conclude(reports, job.strict, console);
}

}  // namespace banxin::cli
