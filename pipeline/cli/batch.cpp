#include "batch/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "base/codes.h"
#include "base/file.h"
#include "cli/batch_progress.h"
#include "cli/commands.h"
#include "cli/feedback.h"
#include "cli/inputs.h"
#include "cli/json.h"
#include "cli/previous.h"
#include "cli/reads.h"
#include "cli/usage.h"
#include "record/form.h"
#include "validate/findings_json.h"

namespace banxin::cli {
namespace {

constexpr std::uint64_t most_list_bytes = 1U << 30U;
constexpr int most_jobs = 1024;

Result<batch::Limits> limits_of_workers(const BatchJob& job) {
  if (job.jobs < 0 || job.jobs > most_jobs) {
    return usage_error(
        {fmt::format("--jobs 为 1 到 {}。", most_jobs), fmt::format("--jobs is from 1 to {}.", most_jobs)});
  }
  auto limits = limits_of(job.limits);
  if (!limits) return limits;
  limits->jobs =
      job.jobs > 0 ? job.jobs : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, most_jobs);
  return limits;
}

Result<batch::Shard> shard_of(const BatchJob& job) {
  if (job.shard.empty()) return batch::shard_of_environment([](const char* name) { return std::getenv(name); });
  if (const auto shard = batch::read_shard(job.shard)) return *shard;
  return usage_error({fmt::format("“{}”不是分片：写成 I/N，如 2/5。", job.shard),
                      fmt::format("\"{}\" is not a shard: write I/N, for example 2/5.", job.shard)});
}

Result<std::vector<batch::Input>> inputs_of(const BatchJob& job) {
  std::optional<std::string> listed;
  if (std::find(job.inputs.begin(), job.inputs.end(), "-") != job.inputs.end()) {
    auto bytes = read_file("-", most_list_bytes);
    if (!bytes) return bytes.take_findings();
    listed = *std::move(bytes);
  }
  return batch::list_inputs(job.inputs, listed);
}

Result<batch::Expectation> expected_of(const BatchJob& job, const std::vector<std::string>& layout_folders) {
  auto bureaus = read_expect(job.expect);
  if (!bureaus) return bureaus.take_findings();
  const auto forms = record::list_forms(layout_folders);
  if (!forms) return forms.findings();
  batch::Expectation expected{.bureaus = *std::move(bureaus), .file = job.expect, .forms = {}};
  for (const Form& form : *forms) expected.forms.push_back(form.id);
  return expected;
}

// Checks that no document of the results replaces a file that the batch reads.
Findings check_report_place(const std::string& folder, const std::vector<batch::Input>& inputs,
                            const DataFolders& places) {
  Reads reads = reads_of(places);
  for (const batch::Input& input : inputs) reads.files.push_back(input.file);
  Findings findings;
  for (const char* name : batch::report_files) append(findings, check_output(folder + "/" + name, reads));
  return findings;
}

// What became of the run, as a document for programs: commands.schema.json.
std::string run_json(const BatchReport& report) {
  Json json = json_document("batch");
  json["interrupted"] = report.interrupted;
  Findings said = Findings::without_limit();
  append(said, report.trouble);
  append(said, report.notices);
  json["findings"] = Json::parse(validate::to_json(said));
  json["outcomes"] = Json::array();
  for (const archive::Outcome& outcome : report.outcomes) json["outcomes"].push_back(Json::parse(to_json(outcome)));
  return json_text(json);
}

}  // namespace

Bilingual outcome_in_words(const BatchReport& report) {
  const archive::Counts counts = archive::count(report.outcomes);
  const std::size_t records = report.outcomes.size() - counts.missing;
  Bilingual line = {fmt::format("{} 份记录：归档 {}", records, counts.archived),
                    fmt::format("{} {}: {} archived", records, records == 1 ? "record" : "records", counts.archived)};
  const auto add = [&line](std::size_t number, const char* zh, const char* en) {
    if (number == 0) return;
    line.zh += fmt::format("，{} {}", zh, number);
    line.en += fmt::format(", {} {}", number, en);
  };
  add(counts.ready, "可以归档", "can be archived");
  add(counts.known, "早已归档", "archived before");
  add(counts.duplicate, "重复", "the same as another");
  add(counts.failed, "有错误", "failed");
  add(counts.quarantined, "已隔离", "in quarantine");
  add(counts.unfinished, "未做", "not done");
  add(counts.missing, "缺报", "missing");
  return line;
}

ExitStatus batch(const BatchJob& job, const Console& console) {
  if (!is_one_of(plain_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, plain_formats)});
  }
  batch::Options options;
  options.archive_folder = job.archive;
  options.report_folder = job.report;
  options.retry = job.retry;
  options.newest = job.newest;
  options.dry_run = job.dry_run;
  if (job.strict) options.refusal = strict_error;
  auto limits = limits_of_workers(job);
  if (!limits) return console.conclude(limits.findings());
  options.limits = *limits;
  auto shard = shard_of(job);
  if (!shard) return console.conclude(shard.findings());
  options.shard = *shard;
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  auto inputs = inputs_of(job);
  if (!inputs) return console.conclude(inputs.findings());
  console.report(inputs.findings());
  if (const Findings refusal = check_report_place(batch::report_folder(options), *inputs, *places); !refusal.empty()) {
    return console.conclude(refusal);
  }
  std::vector<std::string> files;
  for (const batch::Input& input : *inputs) files.push_back(input.file);
  auto feedback = feedback_of(job.feedback, files, console);
  if (!feedback) return console.conclude(feedback.findings());
  options.feedback = *feedback;

  if (!job.expect.empty()) {
    auto expected = expected_of(job, places->layout_folders);
    if (!expected) return console.conclude(expected.findings());
    options.expected = *std::move(expected);
  }
  auto previous = PreviousRecords::list(job.previous);
  if (!previous) return console.conclude(previous.findings());
  if (const Findings wrong = check_previous(*previous, inputs->size()); !wrong.empty()) return console.conclude(wrong);
  Pipeline pipeline(*std::move(places));
  if (!job.previous.empty()) {
    previous->prepare(identified_by(pipeline));
    options.last_year = [&](const std::string& bytes, const std::string& file) {
      return previous->find_for(bytes, file, identified_by(pipeline));
    };
  }
  BatchProgress progress(console, job.archive);
  auto report = batch::run(*inputs, pipeline, options, progress);
  console.report(report.findings());
  if (!report) return exit_status(report.findings());
  if (report->interrupted) {
    console.report({{.code = code::batch_interrupted,
                     .message = {"运行被中断；手上的已做完。", "The run was stopped; what was in hand is finished."},
                     .hint = {"再运行一次，只做缺的。", "Run it again: only what is missing is done."}}});
  }
  console.report(report->notices);
  console.report(report->trouble);
  console.tell(outcome_in_words(*report));
  if (!report->page.empty()) console.tell({"结果：" + report->page, "Results: " + report->page});
  if (report->feedback) console.tell(told(*report->feedback));
  if (job.format == "json") {
    if (const Findings trouble = write_file("-", run_json(*report)); !trouble.empty()) return console.conclude(trouble);
  }
  return batch::exit_status(*report);
}

}  // namespace banxin::cli
