#include "archive/events.h"

#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <utility>

#include "archive/fault.h"
#include "archive/json.h"
#include "archive/packages.h"
#include "base/digest.h"
#include "output/calendar.h"

namespace banxin::archive {
namespace {

// What is longer becomes several events, so that reading one takes little memory, whoever has written it.
constexpr std::size_t most_items = 10'000;
constexpr std::uint64_t most_event_bytes = std::uint64_t{16} << 20U;
constexpr const char* event_kind = "urn:banxin:event:1";
constexpr std::string_view event_ending = ".json";

struct Member {
  const char* name;
  std::string EventItem::*value;
};
constexpr std::array item_members = {Member{"folder", &EventItem::folder},       Member{"sha512", &EventItem::sha512},
                                     Member{"kind", &EventItem::kind},           Member{"id", &EventItem::id},
                                     Member{"bureau", &EventItem::bureau},       Member{"year", &EventItem::year},
                                     Member{"form", &EventItem::form},           Member{"title", &EventItem::title},
                                     Member{"retention", &EventItem::retention}, Member{"secrecy", &EventItem::secrecy},
                                     Member{"number", &EventItem::number}};

// 0 for another file's name.
int number_of_file(std::string_view name) {
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || number < 1 || std::string_view(end, name.data() + name.size()) != event_ending) return 0;
  return event_file(number) == std::string(events_folder) + "/" + std::string(name) ? number : 0;
}

std::string json_of(const Event& event, const std::string& before) {
  Json json = {{"schema", event_kind}, {"number", event.number}};
  if (!before.empty()) json["before"] = before;
  for (const auto& [name, value] : {std::pair{"what", &event.what},
                                    {"when", &event.when},
                                    {"by", &event.by},
                                    {"program", &event.program},
                                    {"reason", &event.reason},
                                    {"outcome", &event.outcome}}) {
    if (!value->empty()) json[name] = *value;
  }
  json["items"] = Json::array();
  for (const EventItem& item : event.items) {
    Json one = Json::object();
    for (const Member& it : item_members) {
      if (!(item.*it.value).empty()) one[it.name] = item.*it.value;
    }
    json["items"].push_back(std::move(one));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

class LogReader {
 public:
  explicit LogReader(const Folder& archive) : archive_(archive) {}

  EventLog run() {
    auto folder = archive_.find_folder(events_folder);
    if (!folder || !*folder) {
      if (!folder) append(log_.findings, folder.take_findings());
      return std::move(log_);
    }
    auto names = (*folder)->names();
    if (!names) {
      append(log_.findings, names.take_findings());
      return std::move(log_);
    }
    std::map<int, std::string> files;
    for (const std::string& name : *names) {
      if (const int number = number_of_file(name); number > 0)
        files.emplace(number, name);
      else
        say(Property::safety, std::string(events_folder) + "/" + name,
            {"不属于事件日志的文件。", "It is not part of the log of events."});
    }
    int wanted = 1;
    for (const auto& [number, name] : files) {
      if (number > wanted) missing(wanted, number);
      const bool follows = number == wanted;
      wanted = number + 1;
      read(number, follows);
    }
    return std::move(log_);
  }

 private:
  void say(Property property, const std::string& path, Bilingual message) {
    log_.findings.push_back(fault(property, archive_.path_of(path), std::move(message)));
  }

  void missing(int wanted, int next) {
    say(Property::integrity, event_file(wanted),
        {fmt::format("事件缺失：后面有第 {} 件。", next),
         fmt::format("The event is missing, but event {} follows.", next)});
  }

  void read(int number, bool follows) {
    const std::string path = event_file(number);
    auto bytes = archive_.read(path, most_event_bytes);
    if (!bytes) {
      append(log_.findings, bytes.take_findings());
      log_.last_sha512.clear();
      return;
    }
    const std::string before = std::exchange(log_.last_sha512, to_hex(digest(DigestKind::sha512, *bytes)));
    const Json json = read_object(*bytes);
    if (archive::text_of(json, "schema") != event_kind || number_of(json, "number") != number ||
        !member(json, "items").is_array()) {
      return say(Property::authenticity, path, {"内容不是这个号码的事件。", "It is not the event of this number."});
    }
    if (follows && archive::text_of(json, "before") != before) {
      say(Property::authenticity, number == 1 ? path : event_file(number - 1),
          {fmt::format("内容变了，或者第 {} 件被换过：不是它所接续的那一件。", number),
           fmt::format("It has changed, or event {} was exchanged: it is not the one that that follows.", number)});
    }
    Event event{.number = number,
                .what = archive::text_of(json, "what"),
                .when = archive::text_of(json, "when"),
                .by = archive::text_of(json, "by"),
                .program = archive::text_of(json, "program"),
                .reason = archive::text_of(json, "reason"),
                .outcome = archive::text_of(json, "outcome"),
                .items = {}};
    for (const Json& one : member(json, "items")) {
      EventItem item;
      for (const Member& it : item_members) item.*it.value = archive::text_of(one, it.name);
      event.items.push_back(std::move(item));
    }
    log_.events.push_back(std::move(event));
  }

  const Folder& archive_;
  EventLog log_;
};

}  // namespace

std::string event_file(int number) {
  return fmt::format("{}/{:04}{}", events_folder, number, event_ending);
}

EventLog read_events(const Folder& archive) {
  return LogReader(archive).run();
}

Result<int> log_event(const Folder& archive, const Actor& actor, Event event) {
  // Whoever writes an event holds the marker: two at once would take one number.
  const auto held = archive.open_to_append(marker_file);
  if (!held) return held.findings();
  while (::flock(held->get(), LOCK_EX) != 0) {
    if (errno != EINTR) return write_trouble(archive.path_of(marker_file), errno);
  }
  EventLog log = read_events(archive);
  if (has_errors(log.findings)) return std::move(log.findings);
  event.when = output::iso_date(actor.when);
  event.by = actor.name;
  event.program = "banxin " BANXIN_VERSION;
  if (auto made = archive.make_folder(events_folder); !made) return made.take_findings();
  const int first = log.events.empty() ? 1 : log.events.back().number + 1;
  const std::vector<EventItem> items = std::exchange(event.items, {});
  std::string before = log.last_sha512;
  auto from = items.begin();
  for (event.number = first; event.number == first || from != items.end(); ++event.number) {
    const auto to = from + std::min<std::ptrdiff_t>(most_items, items.end() - from);
    event.items.assign(from, to);
    from = to;
    const std::string text = json_of(event, before);
    if (Findings trouble = archive.replace(event_file(event.number), text); !trouble.empty()) return trouble;
    before = to_hex(digest(DigestKind::sha512, text));
  }
  return first;
}

Result<EventLog> events_of(const std::string& folder) {
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  if (Findings wrong = check_marker(*archive); !wrong.empty()) return wrong;
  return read_events(*archive);
}

Result<int> log_event(const std::string& folder, const Actor& actor, Event event) {
  const auto archive = open_archive(folder);
  if (!archive) return archive.findings();
  if (Findings wrong = check_marker(*archive); !wrong.empty()) return wrong;
  return log_event(*archive, actor, std::move(event));
}

Removals removals_of(const EventLog& log) {
  Removals removals;
  for (const Event& event : log.events) {
    if (event.what != event::removed) continue;
    for (const EventItem& item : event.items) {
      const auto name = read_package_name(item.folder.substr(item.folder.rfind('/') + 1));
      if (!name || item.folder != shelf_of(name->id) + "/" + package_name(name->id, name->version)) continue;
      removals.insert_or_assign(item.folder, item);
    }
  }
  return removals;
}

}  // namespace banxin::archive
