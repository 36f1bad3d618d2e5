#include "summarize/summarize.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "base/codes.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/inputs.h"
#include "cli/reads.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

// What one sum is of: a form and a year.
using Group = std::pair<std::string, std::string>;

Group group_of(const Record& record) {
  return {record.form().id, record.identity().year};
}
std::string name_of(const Group& group) {
  return group.first + "-" + group.second;
}

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
  Run(const SummarizeJob& job, Inputs inputs, DataFolders places, const batch::Limits& limits, const Console& console)
      : job_(job), inputs_(std::move(inputs)), pipeline_(std::move(places)), limits_(limits), console_(console) {}

  ExitStatus go() {
    if (!job_.expect.empty()) {
      auto names = read_expect(job_.expect);
      if (!names) return console_.conclude(names.findings());
      expected_ = *std::move(names);
    }
    std::optional<ValidatedRecord> total;
    if (!job_.check.empty()) {
      total = admit(read_record(job_.check), job_.check, Kind::total);
      if (!total) return status();
    }
    for (const batch::Input& input : inputs_.all()) add(input);
    if (sums_.empty()) return status();
    for (auto& [group, sum] : sums_) {
      for (std::size_t i = 0; i < unusable_; ++i) sum.add_unusable();
    }
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

  enum class Kind { part, total };

  // A record without errors. Its warnings are left to the command validate. A total is compared by its figures, and of
  // a sum that is a part of another only its figures count: what is left there for somebody to fill in does not matter.
  std::optional<ValidatedRecord> admit(Result<std::string> bytes, const std::string& file, Kind kind = Kind::part) {
    if (!bytes) {
      tell(bytes.findings());
      return std::nullopt;
    }
    auto record = guarded(limits_, file, console_,
                          [&] { return pipeline_.admit(*std::move(bytes), file, validate::Admit::drafts_too); });
    Findings faults = record.take_findings();
    if (record && (kind == Kind::total || is_sum(*record))) faults = without_template(faults);
    if (record && !has_errors(faults)) return *std::move(record);
    tell(faults);
    return std::nullopt;
  }

  void add(const batch::Input& input) {
    const auto record = admit(inputs_.read(input), input.name);
    if (!record) {
      ++unusable_;
      return;
    }
    const Group group = group_of(record->record());
    auto sum = sums_.find(group);
    if (sum == sums_.end()) {
      auto begun = summarize::Sum::begin(record->record());
      if (!begun) return tell(begun.findings());
      sum = sums_.emplace(group, *std::move(begun)).first;
      firsts_.push_back({{input.name, 0, {}}, {name_of(group), name_of(group)}});
    }
    tell(sum->second.add(*record));
  }

  // What is to be known of a sum before it is used.
  void tell_of(summarize::Sum& sum) {
    if (!expected_.empty()) tell(sum.expect(expected_, job_.expect));
    tell(sum.remarks());
  }

  // Records of other forms and years are none of this total's parts.
  ExitStatus compare(const ValidatedRecord& total) {
    const Group group = group_of(total.record());
    const auto sum = sums_.find(group);
    if (sum == sums_.end()) {
      tell({{.code = code::summary_mixed,
             .place = {job_.check, 0, {}},
             .message = {fmt::format("总表是 {} 年度的 {}，所给的记录没有一份是。", group.second, group.first),
                         fmt::format("The total is of {}, {}; none of the records is.", group.first, group.second)},
             .hint = {"给出总表所汇总的记录。", "Name the records that the total adds up."},
             .related = firsts_}});
      return status();
    }
    tell_of(sum->second);
    tell(sum->second.compare(total));
    return conclude();
  }

  // Nothing is written when a sum's own form refuses it, or when a record was left out because of its errors.
  ExitStatus write() {
    if (sums_.size() > 1 && (!is_folder(job_.output) || !job_.title.empty())) {
      tell({{.code = code::summary_mixed,
             .message = {"记录不是同一种表、同一年度的，不能加成一份。",
                         "The records are of several forms or years: they do not add up to one."},
             .hint = {"用 -o 指明一个已有的文件夹（不用 --title），各加成一份，写成 表-年度.xml。",
                      "With -o and a folder that exists (and without --title) each form and year gets a sum of its "
                      "own, FORM-YEAR.xml."},
             .related = firsts_}});
    }
    for (auto& [group, sum] : sums_) tell_of(sum);
    if (!errors_.empty()) return status();
    std::map<std::string, std::string> summaries;  // by path
    std::size_t to_fill_in = 0;
    for (const auto& [group, sum] : sums_) {
      const std::string path =
          is_folder(job_.output) ? fmt::format("{}/{}.xml", job_.output, name_of(group)) : job_.output;
      const std::string name = path == "-" ? "（汇总）" : path;
      const std::string& summary = summaries[path] = sum.write({job_.bureau, job_.title});
      if (const Findings refusal = check_output(path, {.files = inputs_.files(), .folders = {}}); !refusal.empty()) {
        return console_.conclude(refusal);
      }
      auto checked = guarded(limits_, name, console_, [&] { return pipeline_.admit(summary, name); });
      to_fill_in += checked.findings().count(code::record_template);
      tell(without_template(checked.take_findings()));
    }
    if (const ExitStatus end = conclude(); end != ExitStatus::done) return end;
    for (const auto& [path, summary] : summaries) {
      if (const Findings trouble = write_file(path, summary); !trouble.empty()) return console_.conclude(trouble);
    }
    if (to_fill_in > 0) {
      console_.tell({fmt::format("汇总记录里有 {} 处留给汇总单位填写，填好以后才能排版和归档。", to_fill_in),
                     fmt::format("The summary leaves {} places for the upper level to fill in; it can be rendered and "
                                 "archived after that.",
                                 to_fill_in)});
    }
    return ExitStatus::done;
  }

  // With --strict a warning is an error.
  ExitStatus conclude() {
    if (job_.strict && errors_.empty()) {
      tell(strict_error(warnings_, job_.check.empty() ? job_.output : job_.check));
    }
    return status();
  }

  static bool is_folder(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
  }

  const SummarizeJob& job_;
  Inputs inputs_;
  Pipeline pipeline_;
  batch::Limits limits_;
  const Console& console_;
  std::set<std::string> expected_;  // bureaus
  std::map<Group, summarize::Sum> sums_;
  std::vector<RelatedPlace> firsts_;  // the first record of each sum
  std::size_t unusable_ = 0;          // records with errors: no sum is whole then
  Findings errors_, warnings_;
};

Findings check(const SummarizeJob& job) {
  if (!job.check.empty() && (job.output != "-" || !job.bureau.empty() || !job.title.empty())) {
    return {usage_error({"--check 只比较，不写汇总记录，不能与 -o、--bureau、--title 同用。",
                         "--check compares and writes nothing: it takes no -o, --bureau or --title."})};
  }
  return {};
}

Findings check_sum_place(const SummarizeJob& job, const Inputs& inputs, const DataFolders& places) {
  Reads reads = reads_of(places);
  reads.files = inputs.files();
  reads.files.insert(reads.files.end(), {places.font_profile, job.expect, job.check});
  return check_output(job.output, reads);
}

}  // namespace

ExitStatus summarize(const SummarizeJob& job, const Console& console) {
  if (const Findings wrong = check(job); !wrong.empty()) return console.conclude(wrong);
  auto limits = limits_of(job.limits);
  if (!limits) return console.conclude(limits.findings());
  auto places = find_data_folders(job.places);
  if (!places) return console.conclude(places.findings());
  auto inputs = Inputs::list(job.inputs);
  if (!inputs) return console.conclude(inputs.findings());
  console.report(inputs.findings());
  if (const Findings refusal = check_sum_place(job, *inputs, *places); !refusal.empty()) {
    return console.conclude(refusal);
  }
  return Run(job, *std::move(inputs), *std::move(places), *limits, console).go();
}

}  // namespace banxin::cli
