#include "batch/sheets.h"

#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <utility>

#include "archive/staging_folder.h"
#include "base/file.h"
#include "base/file_name.h"
#include "base/signals.h"
#include "batch/failures.h"
#include "batch/pool.h"
#include "batch/tasks.h"
#include "batch/worker.h"

namespace banxin::batch {
namespace {

// What a bureau sent for one year.
struct Sheet {
  std::string name;
  std::string bureau;               // or the file's name, where the bureau is unknown
  std::vector<std::size_t> places;  // in the report's outcomes
};

// All that the parent knows, shared with its workers by the fork.
struct Desk {
  const std::vector<Input>& inputs;
  const std::vector<std::size_t>& mine;
  const std::vector<archive::Outcome>& outcomes;
  Pipeline& pipeline;
  const FeedbackOptions& options;
  archive::Folder folder;  // of the sheets
  archive::Folder parts;   // of the table, one file for each sheet
  std::vector<Sheet> sheets = {};
};

bool has_something(const archive::Outcome& outcome) {
  return outcome.status != archive::Status::duplicate && outcome.status != archive::Status::unfinished;
}

std::vector<Sheet> sheets_of(const std::vector<archive::Outcome>& outcomes) {
  std::vector<Sheet> sheets;
  std::map<std::string, std::size_t> by_key;
  FileNames names;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const archive::Outcome& outcome = outcomes[i];
    if (!has_something(outcome)) continue;
    Identity who;
    who.bureau = outcome.bureau;
    who.year = outcome.year;
    const std::string key = feedback::sheet_key(who, outcome.input);
    const auto [known, is_new] = by_key.emplace(key, sheets.size());
    if (is_new) {
      const std::string name = names.settle(feedback::sheet_name(who, outcome.input), key);
      sheets.push_back({name, who.bureau.empty() ? outcome.input : who.bureau, {}});
    }
    sheets[known->second].places.push_back(i);
  }
  return sheets;
}

// Makes one sheet for each task.
class Advise : public Work {
 public:
  explicit Advise(const Desk& desk) : desk_(desk) {}

  void begin(std::size_t task) override {
    const Sheet& sheet = desk_.sheets[task];
    std::vector<feedback::Submission> submissions;
    std::string lines;
    for (const std::size_t place : sheet.places) {
      submissions.push_back(look_at(desk_.inputs[desk_.mine[place]], desk_.outcomes[place]));
      lines += feedback::table_lines(submissions.back(), desk_.options.letter.language);
    }
    archive::Outcome outcome;
    Findings trouble = desk_.parts.replace(std::to_string(task), lines);
    if (trouble.empty() && feedback::needs_answer(submissions)) {
      trouble = write_sheet(desk_.pipeline, submissions, desk_.options.letter, desk_.folder, sheet.name);
      outcome.report = sheet.name;
    }
    if (has_errors(trouble)) {
      outcome.code = trouble.front().code;
      outcome.reason = trouble.front().message;
    }
    answers_.push_back(archive::to_json(outcome));
  }
  std::vector<std::string> finish() override { return std::exchange(answers_, {}); }

 private:
  feedback::Submission look_at(const Input& input, const archive::Outcome& outcome) {
    const std::string& file = input.recorded;
    if (outcome.status == archive::Status::quarantined) {
      feedback::Submission submission = desk_.pipeline.submission(
          {}, file, {{.code = outcome.code, .place = {file, 0, {}}, .message = outcome.reason}});
      submission.who.bureau = outcome.bureau;
      submission.who.year = outcome.year;
      submission.who.form = outcome.form;
      return submission;
    }
    const auto bytes = received(reader_, input);
    if (!bytes) return desk_.pipeline.submission({}, file, bytes.findings());
    auto report = desk_.pipeline.validate(*bytes, file, std::nullopt, folder_of(input));
    return desk_.pipeline.submission(*bytes, file, report ? report->findings : report.findings());
  }

  const Desk& desk_;
  InputReader reader_;
  std::vector<std::string> answers_;
};

// Hears what became of the sheets.
class Clerk : public Foreman {
 public:
  Clerk(const Desk& desk, const Limits& limits, BatchReport& report, FeedbackGiven& given)
      : desk_(desk), limits_(limits), report_(report), given_(given) {}

  bool answered(std::size_t task, const std::string& answer) override {
    const auto outcome = archive::read_outcome(answer);
    if (!outcome) return false;
    if (!outcome->code.empty()) {
      refuse(task, *outcome);
    } else if (!outcome->report.empty()) {
      ++given_.sheets;
    } else {
      without_.insert(task);
    }
    return true;
  }
  void failed(std::size_t task, const Failure& failure) override {
    archive::Outcome outcome;
    tell(failure, limits_, outcome);
    refuse(task, outcome);
  }
  void tick() override {}
  bool wants_more() const override { return report_.trouble.empty(); }

  // In the order of the inputs, whoever answered first.
  void name_those_without() {
    for (const std::size_t task : without_) given_.without.push_back(desk_.sheets[task].bureau);
  }

 private:
  void refuse(std::size_t task, const archive::Outcome& outcome) {
    report_.trouble.push_back(
        {.code = outcome.code, .place = {desk_.sheets[task].name, 0, {}}, .message = outcome.reason});
  }

  const Desk& desk_;
  const Limits& limits_;
  BatchReport& report_;
  FeedbackGiven& given_;
  std::set<std::size_t> without_;
};

// One part after another, so that no more than one is in memory.
Findings write_table(const Desk& desk, const std::string& table) {
  constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30U;
  const std::string unfinished = "." + table;
  if (Findings trouble = desk.folder.remove_file(unfinished); !trouble.empty()) return trouble;
  auto file = desk.folder.open_new(unfinished);
  if (!file) return file.take_findings();
  const auto put = [&](std::string_view bytes) -> Findings {
    const int error = write_all(file->get(), bytes);
    if (error == 0) return {};
    return {write_fault(desk.folder.path_of(table), error)};
  };
  Findings trouble = put(feedback::table_head());
  for (std::size_t task = 0; task < desk.sheets.size() && trouble.empty(); ++task) {
    auto lines = desk.parts.read(std::to_string(task), most_bytes);
    trouble = lines ? put(*lines) : lines.take_findings();
  }
  if (trouble.empty()) {
    if (const int error = desk.folder.rename(unfinished, desk.folder, table); error != 0) {
      trouble.push_back(write_fault(desk.folder.path_of(table), error));
    }
  }
  if (!trouble.empty()) desk.folder.remove_file(unfinished);
  return trouble;
}

}  // namespace

Findings write_sheet(Pipeline& pipeline, const std::vector<feedback::Submission>& submissions,
                     const feedback::Letter& letter, const archive::Folder& folder, const std::string& name) {
  Findings trouble;
  for (const OutputKind kind : {OutputKind::pdf_archive, OutputKind::docx}) {
    auto output = pipeline.feedback_sheet(submissions, letter, kind);
    if (!output) return output.take_findings();
    append(trouble, folder.replace(name + std::string(row_of(kind).suffix), output->bytes()));
  }
  return trouble;
}

std::string table_name(const Shard& shard) {
  return shard.count == 1 ? "findings.csv" : "findings-" + shard.name() + ".csv";
}

void give_feedback(const std::vector<Input>& inputs, const std::vector<std::size_t>& mine, Pipeline& pipeline,
                   const Options& options, const archive::Archive& archive, BatchReport& report) {
  auto folder = archive::Folder::make(options.feedback->folder);
  if (!folder) return append(report.trouble, folder.take_findings());
  // Beside what the writers of packages leave there, for the sweep to remove when this process is killed.
  auto staging = archive::StagingFolder::open(archive.folder());
  if (!staging) return append(report.trouble, staging.take_findings());
  const Desk desk{.inputs = inputs,
                  .mine = mine,
                  .outcomes = report.outcomes,
                  .pipeline = pipeline,
                  .options = *options.feedback,
                  .folder = *std::move(folder),
                  .parts = staging->folder(),
                  .sheets = sheets_of(report.outcomes)};
  FeedbackGiven given;
  Clerk clerk(desk, options.limits, report, given);
  const Signals signals;
  Pool pool(
      options.limits, [&desk] { return std::make_unique<Advise>(desk); }, signals);
  std::vector<std::size_t> tasks(desk.sheets.size());
  std::iota(tasks.begin(), tasks.end(), std::size_t{0});
  auto interrupted = pool.run(tasks, clerk);
  if (!interrupted) return append(report.trouble, interrupted.take_findings());
  report.interrupted = *interrupted;
  if (report.interrupted || !report.trouble.empty()) return;
  clerk.name_those_without();
  given.table = desk.folder.path_of(table_name(options.shard));
  report.trouble = write_table(desk, table_name(options.shard));
  if (report.trouble.empty()) report.feedback = std::move(given);
}

}  // namespace banxin::batch
