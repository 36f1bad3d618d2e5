#include "cli/serve_jobs.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <thread>

#include "archive/catalogue.h"
#include "archive/folder.h"
#include "base/descriptor.h"
#include "base/file.h"
#include "base/process.h"
#include "cli/commands.h"
#include "cli/feedback.h"
#include "summarize/summarize.h"

namespace banxin::cli {
namespace {

constexpr std::size_t most_remarks = 50;

class Silent : public batch::Observer {
 public:
  void progress(bool, std::size_t, std::size_t, std::size_t) override {}
  void outcome(const archive::Outcome&, const batch::Input&) override {}
};

Bilingual first_error(const Findings& findings) {
  for (const Diagnostic& one : findings) {
    if (one.severity == Severity::error) return {one.message.zh + one.hint.zh, one.message.en + " " + one.hint.en};
  }
  return {};
}

// A batch of one record, and the catalogue made anew.
Bilingual archived(const std::string& record, const JobPlaces& places) {
  const auto inputs = batch::list_inputs({record}, std::nullopt);
  if (!inputs) return first_error(inputs.findings());
  Pipeline pipeline(places.data);
  batch::Options options;
  options.archive_folder = places.archive;
  options.limits.jobs = 1;
  Silent silent;
  const auto report = batch::run(*inputs, pipeline, options, silent);
  if (!report) return first_error(report.findings());
  if (has_errors(report->trouble)) return first_error(report->trouble);
  for (const archive::Outcome& one : report->outcomes) {
    if (one.status == archive::Status::failed || one.status == archive::Status::quarantined) return one.reason;
  }
  if (batch::exit_status(*report) != ExitStatus::done) return {"检查没有通过。", "It did not pass its checks."};
  const auto merged = archive::merge(places.archive);
  return merged ? Bilingual() : first_error(merged.findings());
}

// Tells the desk how far the batch is.
class Told : public batch::Observer {
 public:
  explicit Told(const desk::Tell& tell) : tell_(tell) {}
  void progress(bool reading, std::size_t done, std::size_t failed, std::size_t all) override {
    tell_({reading, done, failed, all});
  }
  void outcome(const archive::Outcome&, const batch::Input&) override {}

 private:
  const desk::Tell& tell_;
};

void add_remarks(desk::JobEnd& end, const Findings& findings) {
  for (const Diagnostic& one : findings) {
    if (end.remarks.size() < most_remarks) end.remarks.push_back(one.message);
  }
}

}  // namespace

Bilingual archived_in_child(const std::string& record, const JobPlaces& places) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {"系统没有给出管道。", "The system gives no pipe."};
  const Descriptor mine(ends[0]);
  Descriptor theirs(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return {"系统没有给出新的进程。", "The system gives no process."};
  if (child == 0) {
    live_with(parent);
    const Bilingual why = archived(record, places);
    const int trouble = write_all(theirs.get(), why.empty() ? "ok" : why.zh + "\n" + why.en);
    ::_exit(trouble == 0 ? 0 : 1);
  }
  theirs.close();
  constexpr std::uint64_t most = 1U << 16U;
  const auto said = read_descriptor(mine.get(), places.archive, most);
  const int status = wait_for_end(child);
  if (status != 0 || !said) return {"归档的进程没有做完。", "The process that archives did not finish."};
  if (*said == "ok") return {};
  const std::size_t line = said->find('\n');
  return {said->substr(0, line), line == std::string::npos ? *said : said->substr(line + 1)};
}

desk::JobEnd run_batch(const JobPlaces& places, const desk::Tell& tell) {
  const auto inputs = batch::list_inputs({places.folder}, std::nullopt);
  if (!inputs) return {.told = first_error(inputs.findings())};
  Pipeline pipeline(places.data);
  batch::Options options;
  options.archive_folder = places.archive;
  options.limits.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  options.feedback = places.sheets;
  Told observer(tell);
  const auto report = batch::run(*inputs, pipeline, options, observer);
  if (!report) return {.told = first_error(report.findings())};
  desk::JobEnd end;
  end.well = !report->interrupted && !has_errors(report->trouble);
  end.told = outcome_in_words(*report);
  if (report->interrupted) {
    end.told = {"停下了：" + end.told.zh + "。再开始时只做剩下的。",
                "Stopped: " + end.told.en + ". Started again it does what is left."};
  }
  add_remarks(end, report->trouble);
  add_remarks(end, report->notices);
  if (report->feedback) end.remarks.push_back(told(*report->feedback));
  const auto merged = archive::merge(places.archive);
  if (!merged) add_remarks(end, merged.findings());
  return end;
}

desk::JobEnd add_up(const JobPlaces& places, const std::string& form, const std::string& year, const desk::Tell& tell) {
  const auto packages = archive::list(places.archive, {.bureau = {}, .year = year, .form = form});
  if (!packages) return {.told = first_error(packages.findings())};
  const auto folder = archive::Folder::open(places.archive);
  if (!folder) return {.told = first_error(folder.findings())};
  Pipeline pipeline(places.data);
  std::optional<summarize::Sum> sum;
  desk::JobEnd end;
  desk::Progress progress{.all = packages->size()};
  for (const archive::CataloguedPackage& one : *packages) {
    Findings trouble;
    auto bytes = folder->read(one.source, most_report_bytes);
    if (!bytes) trouble = bytes.take_findings();
    if (bytes) {
      auto record = pipeline.admit(*std::move(bytes), one.source, validate::Admit::drafts_too);
      if (record && !sum) {
        auto begun = summarize::Sum::begin(record->record());
        if (!begun) return {.told = first_error(begun.findings())};
        sum = *std::move(begun);
      }
      trouble = record ? sum->add(*record) : record.take_findings();
    }
    if (has_errors(trouble)) {
      ++progress.failed;
      if (sum) sum->add_unusable();
      if (end.remarks.size() < most_remarks) {
        const Bilingual why = first_error(trouble);
        end.remarks.push_back({one.bureau + "：" + why.zh, one.bureau + ": " + why.en});
      }
    }
    ++progress.done;
    tell(progress);
  }
  if (!sum) {
    end.told = {"没有可以加起来的报告。", "There is no report that can be added up."};
    return end;
  }
  const Findings remarks = sum->remarks();
  add_remarks(end, remarks);
  if (has_errors(remarks) || progress.failed > 0) {
    end.told = {"没有汇总：下面的要先解决。", "There is no sum: what follows stands in its way."};
    return end;
  }
  end.record = sum->write({});
  end.well = true;
  end.told = {fmt::format("{} 份报告加成了一份草稿；单位和文字要由汇总的单位填写。", progress.done),
              fmt::format("{} {} added up as a draft; the upper level fills in its name and the texts.", progress.done,
                          progress.done == 1 ? "report is" : "reports are")};
  return end;
}

}  // namespace banxin::cli
