#include "batch/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <optional>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "archive/journal.h"
#include "archive/quarantine.h"
#include "base/codes.h"
#include "batch/expectation.h"
#include "batch/failures.h"
#include "batch/pool.h"
#include "batch/report.h"
#include "batch/sheets.h"
#include "batch/tasks.h"

namespace banxin::batch {
namespace {

namespace fs = std::filesystem;

using Tasks = std::vector<std::size_t>;

// Whether what kept one record from being archived keeps others from it too: a full disk does, a damaged package of the
// record's bureau does not.
bool stops_the_run(std::string_view code) {
  return !code.empty() && code != code::batch_input_changed && !code.starts_with("archive-");
}

// Says of the inputs that are different reports of one bureau, form and year which of them counts.
Findings notices_of(const Shop& shop, const Tasks& mine) {
  std::map<std::string_view, Tasks> reports;
  for (const std::size_t i : mine) {
    const archive::Outcome& outcome = shop.outcomes[i];
    using archive::Status;
    const bool counts =
        outcome.status == Status::archived || outcome.status == Status::known || outcome.status == Status::ready;
    if (counts) reports[outcome.id].push_back(i);
  }
  Findings notices = Findings::without_limit();
  for (auto& [id, inputs] : reports) {
    if (inputs.size() < 2) continue;
    const auto place = [&shop](std::size_t i) { return std::tie(shop.outcomes[i].version, shop.outcomes[i].date); };
    std::stable_sort(inputs.begin(), inputs.end(), [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
    const archive::Outcome& last = shop.outcomes[inputs.back()];
    const archive::Outcome& before = shop.outcomes[inputs[inputs.size() - 2]];
    Diagnostic notice{
        .code = code::batch_two_reports,
        .severity = Severity::warning,
        .place = {shop.inputs[inputs.back()].name, 0, {}},
        .message = {fmt::format("{} {} 年有 {} 份不同的报告，以这一份为准：日期不分先后，它排在后面。", last.bureau,
                                last.year, inputs.size()),
                    fmt::format("There are {} different reports of {} for {}; this one counts: none has a later date, "
                                "and it comes last.",
                                inputs.size(), last.bureau, last.year)},
        .hint = {"要以另一份为准，单独对它运行 banxin batch --newest。",
                 "Where another one is to count, run `banxin batch --newest` for it alone."}};
    if (before.date < last.date) {
      notice.message = {fmt::format("{} {} 年有 {} 份不同的报告，以这一份为准：日期最晚，{}。", last.bureau, last.year,
                                    inputs.size(), last.date),
                        fmt::format("There are {} different reports of {} for {}; this one counts: it has the latest "
                                    "date, {}.",
                                    inputs.size(), last.bureau, last.year, last.date)};
    } else if (last.date < before.date) {
      notice.message = {fmt::format("{} {} 年有 {} 份不同的报告，以这一份为准：是用 --newest 指定的。", last.bureau,
                                    last.year, inputs.size()),
                        fmt::format("There are {} different reports of {} for {}; this one counts: it was named with "
                                    "--newest.",
                                    inputs.size(), last.bureau, last.year)};
    }
    inputs.pop_back();
    for (const std::size_t i : inputs) {
      const archive::Outcome& other = shop.outcomes[i];
      notice.related.push_back(
          {{shop.inputs[i].name, 0, {}}, {fmt::format("日期 {}", other.date), fmt::format("date {}", other.date)}});
    }
    notices.push_back(std::move(notice));
  }
  return notices;
}

// One run, phase by phase: the inputs are identified, those that are this shard's and missing are made, what ended its
// workers is put into quarantine. Outcomes are reported in the order of the inputs, each as soon as all before it are
// known.
class Run : public Foreman {
 public:
  Run(Shop& shop, std::optional<archive::Journal> journal, Observer& observer)
      : shop_(shop), journal_(std::move(journal)), observer_(observer), settled_(shop.inputs.size()) {}

  void perform() {
    Tasks all(shop_.inputs.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    work(all, identify(shop_), all.size());
    quarantine();
    reading_ = false;
    choose();
    // Versions of one report are made one after another.
    for (Tasks round = next_round(); !round.empty() && goes_on(); round = next_round()) {
      work(round, produce(shop_), 0);
      quarantine();
    }
    tell_all();
    if (journal_) append(trouble_, journal_->sync());
  }

  const Tasks& mine() const { return mine_; }

  BatchReport report() {
    BatchReport report;
    report.interrupted = interrupted_;
    report.trouble = std::move(trouble_);
    report.notices = notices_of(shop_, mine_);
    report.outcomes.reserve(mine_.size());
    for (const std::size_t i : mine_) report.outcomes.push_back(std::move(shop_.outcomes[i]));
    return report;
  }

 private:
  bool answered(std::size_t task, const std::string& answer) override {
    auto outcome = archive::read_outcome(answer);
    if (!outcome) return false;
    const Input& input = shop_.inputs[task];
    outcome->input = input.recorded;
    if (outcome->status == archive::Status::unfinished && stops_the_run(outcome->code)) {
      trouble_.push_back({.code = outcome->code, .place = {input.name, 0, {}}, .message = outcome->reason});
    }
    shop_.outcomes[task] = *std::move(outcome);
    settle(task);
    return true;
  }

  void failed(std::size_t task, const Failure& failure) override {
    archive::Outcome& outcome = shop_.outcomes[task];
    outcome.input = shop_.inputs[task].recorded;
    tell(failure, shop_.options.limits, outcome);
    if (outcome.status == archive::Status::quarantined) {
      to_keep_.push_back(task);
      if (!outcome.sha512.empty()) outcome.findings = archive::quarantine_path(outcome.sha512);
    }
    settle(task);
  }

  void tick() override { observer_.progress(reading_, done_, failed_, all_); }
  bool wants_more() const override { return trouble_.empty(); }

  bool goes_on() const { return trouble_.empty() && !interrupted_; }

  void settle(std::size_t task) {
    if (!keeping_) ++done_;
    if (reading_ || keeping_) return;
    settled_[task] = true;
    const archive::Status status = shop_.outcomes[task].status;
    if (status == archive::Status::failed || status == archive::Status::quarantined) ++failed_;
    tell_settled();
  }

  void work(const Tasks& tasks, Hire hire, std::size_t all) {
    if (all > 0) all_ = all;
    Pool pool(shop_.options.limits, std::move(hire), signals_);
    auto interrupted = pool.run(tasks, *this);
    if (!interrupted) {
      append(trouble_, interrupted.take_findings());
    } else {
      interrupted_ = interrupted_ || *interrupted;
    }
  }

  void quarantine() {
    if (to_keep_.empty() || !shop_.archive || shop_.options.dry_run) return;
    keeping_ = true;
    work(std::exchange(to_keep_, {}), keep(shop_), 0);
    to_keep_.clear();  // what cannot even be read again is reported, not kept
    keeping_ = false;
  }

  // Which inputs are this shard's, which of them equal one before, and what is left to do.
  void choose() {
    const Shard& shard = shop_.options.shard;
    std::unordered_map<std::string_view, std::size_t> first;
    done_ = 0;
    for (std::size_t i = 0; i < shop_.outcomes.size(); ++i) {
      archive::Outcome& outcome = shop_.outcomes[i];
      outcome.input = shop_.inputs[i].recorded;
      const bool known = outcome.status != archive::Status::unfinished || !outcome.sha512.empty();
      // A run that was stopped while it read does not know which shard the rest belongs to.
      if (shard.count > 1 && !known) continue;
      if (!shard.has(archive::identity_of(outcome, outcome.input))) continue;
      mine_.push_back(i);
      if (outcome.status == archive::Status::unfinished && !outcome.id.empty()) {
        const auto [before, is_first] = first.emplace(outcome.sha512, i);
        if (is_first) {
          left_.push_back(i);
        } else {
          equals_.emplace(i, before->second);
        }
        continue;
      }
      settled_[i] = true;
      ++done_;
      if (outcome.status == archive::Status::failed || outcome.status == archive::Status::quarantined) ++failed_;
    }
    all_ = mine_.size();
    make_older_ones_first();
    tell_settled();
  }

  // Of two reports of one bureau, form and year the one with the later date counts (D-13): it is made last.
  void make_older_ones_first() {
    std::unordered_map<std::string_view, Tasks> reports;
    for (const std::size_t i : left_) reports[shop_.outcomes[i].id].push_back(i);
    for (auto& [id, inputs] : reports) {
      std::stable_sort(inputs.begin(), inputs.end(), [this](std::size_t a, std::size_t b) {
        return shop_.outcomes[a].date < shop_.outcomes[b].date;
      });
    }
    std::unordered_map<std::string_view, std::size_t> taken;
    for (std::size_t& i : left_) {
      const std::string_view id = shop_.outcomes[i].id;
      i = reports.at(id)[taken[id]++];
    }
  }

  Tasks next_round() {
    Tasks round;
    Tasks later;
    std::unordered_set<std::string_view> ids;
    for (const std::size_t i : left_) (ids.insert(shop_.outcomes[i].id).second ? round : later).push_back(i);
    left_ = std::move(later);
    return round;
  }

  void tell_settled() {
    for (; told_ < mine_.size(); ++told_) {
      const std::size_t i = mine_[told_];
      if (const auto equal = equals_.find(i); equal != equals_.end()) {
        if (!settled_[equal->second]) return;
        become_equal(shop_.outcomes[i], shop_.outcomes[equal->second]);
      } else if (!settled_[i]) {
        return;
      }
      tell_one(i);
    }
  }

  // For an input that is the same as another, byte for byte.
  void become_equal(archive::Outcome& outcome, const archive::Outcome& other) {
    std::string name = std::move(outcome.input);
    outcome = other;
    outcome.input = std::move(name);
    ++done_;
    if (other.status == archive::Status::failed || other.status == archive::Status::quarantined) ++failed_;
    if (other.status != archive::Status::archived && other.status != archive::Status::known) return;
    outcome.status = archive::Status::duplicate;
    outcome.reason = {fmt::format("与 {} 逐字节相同。", other.input),
                      fmt::format("The same bytes as {}.", other.input)};
  }

  void tell_one(std::size_t i) {
    const archive::Outcome& outcome = shop_.outcomes[i];
    const bool untouched = outcome.status == archive::Status::unfinished && outcome.code.empty();
    if (!untouched && journal_) append(trouble_, journal_->add(archive::to_json(outcome)));
    observer_.outcome(outcome, shop_.inputs[i]);
  }

  // At the end of a run that was stopped: the inputs that nothing was done about.
  void tell_all() {
    for (; told_ < mine_.size(); ++told_) {
      archive::Outcome& outcome = shop_.outcomes[mine_[told_]];
      const auto equal = equals_.find(mine_[told_]);
      if (equal != equals_.end() && settled_[equal->second]) become_equal(outcome, shop_.outcomes[equal->second]);
      tell_one(mine_[told_]);
    }
  }

  Shop& shop_;
  std::optional<archive::Journal> journal_;  // none in a dry run
  Observer& observer_;
  Signals signals_;
  std::vector<bool> settled_;                            // by input: nothing more will be done about it
  Tasks mine_;                                           // this shard's, in the order of the inputs
  Tasks left_;                                           // those of them to be made
  Tasks to_keep_;                                        // for quarantine
  std::unordered_map<std::size_t, std::size_t> equals_;  // an input, and one before it that has the same bytes
  std::size_t told_ = 0;                                 // of mine_
  std::size_t done_ = 0, failed_ = 0, all_ = 0;
  bool reading_ = true, keeping_ = false, interrupted_ = false;
  Findings trouble_;
};

// How to get from one folder to another, both as the user named them.
std::string way(const std::string& from, const std::string& to) {
  std::error_code ignored;
  return fs::weakly_canonical(to, ignored).lexically_relative(fs::weakly_canonical(from, ignored)).generic_string();
}

std::string folder_in_archive(const Shard& shard) {
  return shard.count == 1 ? "report" : "report/" + shard.name();
}

// For a dry run the archive that is there, if there is one.
Result<std::optional<archive::Archive>> open_archive(const Options& options) {
  if (options.dry_run) return archive::Archive::look_at(options.archive_folder);
  auto archive = archive::Archive::open(options.archive_folder);
  if (!archive) return archive.take_findings();
  Findings findings = archive.take_findings();
  return {std::optional(*std::move(archive)), std::move(findings)};
}

// The folder that the user named, or the shard's own in the archive.
Result<archive::Folder> open_report_folder(const Options& options, const archive::Archive& archive) {
  if (!options.report_folder.empty()) return archive::Folder::make(options.report_folder);
  return archive.folder().make_folder(folder_in_archive(options.shard));
}

Findings write_reports(const Options& options, const std::optional<archive::Archive>& archive, BatchReport& report) {
  if (options.dry_run && options.report_folder.empty()) return {};
  const auto folder = open_report_folder(options, *archive);
  if (!folder) return folder.findings();
  const auto [page, table, tests] = report_files;
  report.page = folder->path_of(page);
  Findings trouble = folder->replace(page, to_html(report.outcomes, way(folder->path(), options.archive_folder)));
  append(trouble, folder->replace(table, to_csv(report.outcomes)));
  append(trouble, folder->replace(tests, to_junit(report.outcomes)));
  return trouble;
}

}  // namespace

std::string report_folder(const Options& options) {
  if (!options.report_folder.empty()) return options.report_folder;
  return options.archive_folder + "/" + folder_in_archive(options.shard);
}

Result<BatchReport> run(const std::vector<Input>& inputs, Pipeline& pipeline, const Options& options,
                        Observer& observer) {
  Findings findings = pipeline.load_all();
  if (has_errors(findings)) return findings;
  auto setup = pipeline.archive_setup();
  if (!setup) return setup.take_findings();
  auto archive = open_archive(options);
  if (!archive) return archive.take_findings();
  append(findings, archive.take_findings());
  std::optional<archive::Journal> journal;
  if (!options.dry_run) {
    auto opened = archive::Journal::open((*archive)->folder(), options.shard.name());
    if (!opened) return opened.take_findings();
    journal = *std::move(opened);
  }

  Shop shop{.inputs = inputs, .pipeline = pipeline, .options = options, .archive = *archive, .setup = *setup};
  shop.outcomes.resize(inputs.size());
  BatchReport report;
  Tasks mine;
  {
    Run run(shop, std::move(journal), observer);
    run.perform();
    mine = run.mine();
    report = run.report();
  }
  if (options.feedback && report.trouble.empty() && !report.interrupted) {
    give_feedback(inputs, mine, pipeline, options, **archive, report);
  }
  if (options.expected && report.trouble.empty() && !report.interrupted) {
    look_for_missing(*options.expected, *archive, report);
  }
  append(report.trouble, write_reports(options, *archive, report));
  // Removes what workers that were killed left behind.
  if (!options.dry_run) append(report.trouble, (*archive)->sweep());
  return {std::move(report), std::move(findings)};
}

ExitStatus exit_status(const BatchReport& report) {
  Findings gravest = report.trouble;
  for (const archive::Outcome& outcome : report.outcomes) {
    if (!outcome.code.empty()) gravest.push_back({.code = outcome.code});
    if (outcome.status == archive::Status::unfinished) gravest.push_back({.code = code::batch_interrupted});
  }
  if (report.interrupted) gravest.push_back({.code = code::batch_interrupted});
  return banxin::exit_status(gravest);
}

}  // namespace banxin::batch
