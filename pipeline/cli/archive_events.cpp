#include <fmt/format.h>

#include "archive/events.h"
#include "archive/premis.h"
#include "archive/removal.h"
#include "archive/terms.h"
#include "base/file.h"
#include "base/unseen.h"
#include "cli/actor.h"
#include "cli/archive_progress.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/package_list.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

std::string events_text(const archive::EventLog& log) {
  std::string text;
  for (const archive::Event& event : log.events) {
    text += shown(
        fmt::format("{:04}  {}  {:<9}  {}  {}", event.number, event.when, event.what, event.items.size(), event.by));
    for (const std::string* more : {&event.outcome, &event.reason}) {
      if (!more->empty()) text += "  " + shown(*more);
    }
    text += "\n";
  }
  return text;
}

std::string events_json(const archive::EventLog& log) {
  Json json = json_document("archive-events");
  json["events"] = Json::array();
  for (const archive::Event& event : log.events) {
    Json items = Json::array();
    for (const archive::EventItem& item : event.items) {
      items.push_back({{"folder", item.folder},
                       {"sha512", item.sha512},
                       {"kind", item.kind},
                       {"id", item.id},
                       {"bureau", item.bureau},
                       {"year", item.year},
                       {"form", item.form},
                       {"title", item.title},
                       {"retention", item.retention},
                       {"secrecy", item.secrecy},
                       {"number", item.number}});
    }
    json["events"].push_back({{"number", event.number},
                              {"what", event.what},
                              {"when", event.when},
                              {"by", event.by},
                              {"program", event.program},
                              {"reason", event.reason},
                              {"outcome", event.outcome},
                              {"items", std::move(items)}});
  }
  return json_text(json);
}

}  // namespace

ExitStatus describe_archive(const DescribeJob& job, const Console& console) {
  const archive::Terms& terms = job.terms;
  const bool said = !terms.retention.empty() || !terms.secrecy.empty() || !terms.number.empty();
  if (said != job.table.empty()) {
    return console.conclude({usage_error({"要给出 --retention、--secrecy、--number，或者一张 --table。",
                                          "Give --retention, --secrecy, --number, or a --table."})});
  }
  const archive::Actor actor = actor_of(job.by);
  Result<std::size_t> reports = std::size_t{0};
  if (said) {
    const archive::Filter filter{.bureau = job.bureau, .year = job.year, .form = job.form};
    reports = archive::describe(job.archive, filter, terms, actor);
  } else {
    constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20U;
    const auto table = read_file(job.table, most_bytes);
    if (!table) return console.conclude(table.findings());
    reports = archive::describe_by_table(job.archive, *table, job.table, actor);
  }
  if (!reports) return console.conclude(reports.findings());
  console.tell({fmt::format("{}：著录 {} 份报告，经手人 {}", job.archive, *reports, actor.name),
                fmt::format("{}: {} {} described, by {}", job.archive, *reports, *reports == 1 ? "report" : "reports",
                            actor.name)});
  return ExitStatus::done;
}

ExitStatus remove_from_archive(const RemoveJob& job, const Console& console) {
  if (!job.packages.empty() && job.reason.empty()) {
    return console.conclude({usage_error({"销毁要写明理由：--reason。", "A removal needs its reason: --reason."})});
  }
  const archive::Actor actor = actor_of(job.by);
  const archive::RemovalWanted wanted{job.packages, job.reason, job.force};
  const auto done = archive::remove(job.archive, wanted, actor);
  if (!done) return console.conclude(done.findings());
  if (done->event > 0) {
    for (const archive::EventItem& item : done->items) {
      console.tell({fmt::format("销毁 {} {} {}", item.year, item.bureau, item.folder),
                    fmt::format("removed {} {} {}", item.year, item.bureau, item.folder)});
    }
    console.tell(
        {fmt::format("{} 个包，经手人 {}，记在 {}", done->items.size(), actor.name, archive::event_file(done->event)),
         fmt::format("{} {}, by {}, recorded in {}", done->items.size(),
                     done->items.size() == 1 ? "package" : "packages", actor.name, archive::event_file(done->event))});
  }
  auto merged = archive::merge(job.archive, show_progress(console), &actor);
  if (!merged) return console.conclude(merged.findings());
  if (!job.output.empty()) {
    const auto log = archive::events_of(job.archive);
    if (!log) return console.conclude(log.findings());
    const archive::PackageList list = archive::destruction_list(*log, done->event, actor);
    if (const Findings trouble = write_list(list, job.output, job.places); !trouble.empty())
      return console.conclude(trouble);
  }
  Findings errors;
  for (const Diagnostic& finding : merged->findings) {
    if (finding.severity == Severity::error) errors.push_back(finding);
  }
  return console.conclude(errors);
}

ExitStatus list_events(const EventsJob& job, const Console& console) {
  if (!is_one_of(events_formats, job.format)) {
    return console.conclude({unknown_name({"格式", "format"}, job.format, events_formats)});
  }
  const auto log = archive::events_of(job.archive);
  if (!log) return console.conclude(log.findings());
  console.report(log->findings);
  const Findings trouble = job.format == "text"   ? console.print(events_text(*log))
                           : job.format == "json" ? write_file("-", events_json(*log))
                                                  : write_file("-", archive::to_premis(*log));
  if (!trouble.empty()) return console.conclude(trouble);
  return exit_status(log->findings);
}

}  // namespace banxin::cli
