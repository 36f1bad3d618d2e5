#include "summarize/summarize.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <utility>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/reads.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

// All but those about what is left for somebody to fill in.
Findings without_template(const Findings& findings) {
  Findings rest;
  for (const Diagnostic& finding : findings) {
    if (finding.code != code::record_template) rest.push_back(finding);
  }
  for (const auto& [what, times] : findings.not_held()) {
    if (what.second != code::record_template) rest.count_only(what.first, what.second, times);
  }
  return rest;
}

// A sum may be a part of another: of its texts only its figures count.
bool is_sum(const ValidatedRecord& record) {
  for (const xml::Node& part : record.tree().root().elements()) {
    if (!record::is_element(part, "extension")) continue;
    for (const xml::Node& one : part.elements()) {
      if (one.namespace_uri() == summarize::summary_namespace) return true;
    }
  }
  return false;
}

// One run: findings are written at once, so that no number of records fills the memory.
class Run {
 public:
  Run(const SummarizeJob& job, DataFolders places, const batch::Limits& limits, const Console& console)
      : job_(job), pipeline_(std::move(places)), limits_(limits), console_(console) {}

  ExitStatus go() {
    std::set<std::string> expected;
    if (!job_.expect.empty()) {
      auto bytes = read_record(job_.expect);
      if (!bytes) return console_.conclude(bytes.findings());
      auto names = summarize::read_expected(*bytes, job_.expect);
      if (!names) return console_.conclude(names.findings());
      expected = *std::move(names);
    }
    std::optional<ValidatedRecord> total;
    if (!job_.check.empty()) {
      total = admit_total(job_.check);
      if (!total) return status();
    }
    for (const std::string& file : job_.records) add(file);
    if (!sum_) return status();
    if (!expected.empty()) tell(sum_->expect(expected, job_.expect));
    tell(sum_->remarks());
    return total ? compare(*total) : write();
  }

 private:
  // Keeps of the findings only what the end needs to know.
  void tell(const Findings& findings) {
    console_.report(findings);
    for (const Diagnostic& finding : findings) {
      if (finding.severity == Severity::error) errors_.push_back({.code = finding.code});
      if (finding.severity == Severity::warning)
        warnings_.push_back({.code = finding.code, .severity = finding.severity});
    }
    // A thousand errors of one kind say no more than one.
    if (errors_.size() > 1 && errors_.back().code == errors_[errors_.size() - 2].code) errors_.pop_back();
  }
  ExitStatus status() const { return exit_status(errors_); }

  // A record without errors. Its warnings are left to the command validate.
  std::optional<ValidatedRecord> admit(const std::string& file) {
    auto bytes = read_record(file);
    if (!bytes) {
      tell(bytes.findings());
      return std::nullopt;
    }
    auto record = guarded(limits_, file, console_,
                          [&] { return pipeline_.admit(*std::move(bytes), file, validate::Admit::drafts_too); });
    Findings faults = record.take_findings();
    if (record && is_sum(*record)) faults = without_template(faults);
    if (record && !has_errors(faults)) return *std::move(record);
    tell(faults);
    return std::nullopt;
  }

  // A total is compared by its figures: what is left in it for somebody to fill in does not matter.
  std::optional<ValidatedRecord> admit_total(const std::string& file) {
    auto bytes = read_record(file);
    if (!bytes) {
      tell(bytes.findings());
      return std::nullopt;
    }
    auto record = guarded(limits_, file, console_,
                          [&] { return pipeline_.admit(*std::move(bytes), file, validate::Admit::drafts_too); });
    const Findings faults = without_template(record.take_findings());
    if (record && !has_errors(faults)) return *std::move(record);
    tell(faults);
    return std::nullopt;
  }

  void add(const std::string& file) {
    const auto record = admit(file);
    if (record && !sum_) {
      auto begun = summarize::Sum::begin(record->record());
      if (!begun) return tell(begun.findings());
      sum_ = *std::move(begun);
    }
    if (record) {
      tell(sum_->add(*record));
    } else if (sum_) {
      sum_->add_unusable();
    } else {
      ++unusable_;
    }
  }

  ExitStatus compare(const ValidatedRecord& total) {
    for (; unusable_ > 0; --unusable_) sum_->add_unusable();
    tell(sum_->compare(total));
    return conclude();
  }

  // Nothing is written when its own form refuses it, or when a record was left out because of its errors.
  ExitStatus write() {
    if (!errors_.empty()) return status();
    const std::string summary = sum_->write({job_.bureau, job_.title});
    const std::string name = job_.output == "-" ? "（汇总）" : job_.output;
    auto checked = guarded(limits_, name, console_, [&] { return pipeline_.admit(summary, name); });
    const std::size_t to_fill_in = checked.findings().count(code::record_template);
    tell(without_template(checked.take_findings()));
    if (const ExitStatus end = conclude(); end != ExitStatus::done) return end;
    const ExitStatus end = console_.conclude(write_file(job_.output, summary));
    if (end == ExitStatus::done && to_fill_in > 0) {
      console_.tell({fmt::format("汇总记录里有 {} 处留给汇总单位填写，填好以后才能排版和归档。", to_fill_in),
                     fmt::format("The summary leaves {} places for the upper level to fill in; it can be rendered and "
                                 "archived after that.",
                                 to_fill_in)});
    }
    return end;
  }

  // With --strict a warning is an error.
  ExitStatus conclude() {
    if (job_.strict && errors_.empty()) {
      tell(strict_error(warnings_, job_.check.empty() ? job_.output : job_.check));
    }
    return status();
  }

  const SummarizeJob& job_;
  Pipeline pipeline_;
  batch::Limits limits_;
  const Console& console_;
  std::optional<summarize::Sum> sum_;
  std::size_t unusable_ = 0;  // records with errors before the first one without
  Findings errors_, warnings_;
};

Findings check(const SummarizeJob& job) {
  if (!job.check.empty() && (job.output != "-" || !job.bureau.empty() || !job.title.empty())) {
    return {usage_error({"--check 只比较，不写汇总记录，不能与 -o、--bureau、--title 同用。",
                         "--check compares and writes nothing: it takes no -o, --bureau or --title."})};
  }
  return {};
}

Findings check_sum_place(const SummarizeJob& job, const DataFolders& places) {
  Reads reads = reads_of(places);
  reads.files.insert(reads.files.end(), job.records.begin(), job.records.end());
  reads.files.insert(reads.files.end(), {job.expect, job.check});
  return check_output(job.output, reads);
}

}  // namespace

ExitStatus summarize(const SummarizeJob& job, const Console& console) {
  if (const Findings wrong = check(job); !wrong.empty()) return console.conclude(wrong);
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  if (const Findings refusal = check_sum_place(job, *places); !refusal.empty()) return console.conclude(refusal);
  return Run(job, *std::move(places), *limits, console).go();
}

}  // namespace banxin::cli
