#pragma once

#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/folder.h"
#include "base/result.h"

// What happened to an archive (AR-96): events/0001.json and so on, one file for each event, beside the packages and
// outside their reproducible bytes. Each names the SHA-512 of the one before, which makes them a chain; none is ever
// changed or removed. event.schema.json describes the files.
//
// What the chain shows: an event that was changed, taken out or put in between, unless all that follow were made anew
// too. What it cannot: that the last ones are missing, or that somebody who can write to the archive has made others.
// The seal of a merge lists the events until then, and a signed seal names the last one (seals.h).
namespace banxin::archive {

inline constexpr const char* events_folder = "events";

namespace event {
inline constexpr std::string_view taken_in = "taken-in";    // packages, by the merge that first catalogued them
inline constexpr std::string_view described = "described";  // reports: retention, secrecy, the archive's own number
inline constexpr std::string_view checked = "checked";      // all packages
inline constexpr std::string_view exported = "exported";    // packages whose reports were copied out
inline constexpr std::string_view removed = "removed";      // packages, lawfully
}  // namespace event

// A package or a report in an event; what an event of this kind does not say is empty.
struct EventItem {
  std::string folder;  // of a package: packages/0a/0a…-v01
  std::string sha512;  // of its tagmanifest-sha512.txt
  std::string kind;    // taken in as: first, correction, remake
  std::string id;      // of a report
  std::string bureau, year, form, title;
  std::string retention, secrecy, number;  // 保管期限, 密级, 档号
};

struct Event {
  int number = 0;
  std::string what;     // event::taken_in …
  std::string when;     // 2026-12-01T07:30:00Z
  std::string by;       // the name that the person gave, or the account's
  std::string program;  // banxin 0.1.0
  std::string reason;   // of a removal
  std::string outcome;  // of a check: pass, fail
  std::vector<EventItem> items;
};

// Who does something, and when.
struct Actor {
  std::string name;
  std::time_t when = 0;
};

struct EventLog {
  std::vector<Event> events;
  std::string last_sha512;  // of the last one's file; empty without one
  Findings findings;        // codes of verify(): what is wrong with the chain
};
EventLog read_events(const Folder& archive);
// Of the archive in a folder. Errors: archive-unusable, archive-authenticity for another program's archive.
Result<EventLog> events_of(const std::string& folder);

// Adds an event of `what` with the rest filled in by the caller; number, time, name and program are put in here. Two at
// once are written one after another; one of more than 10,000 items becomes several. Gives its number, the first's.
// Errors: archive-authenticity and others of the chain, which is not added to when it is broken; those of writing.
Result<int> log_event(const Folder& archive, const Actor& actor, Event event);
// To the archive in a folder. Errors: those of events_of() too.
Result<int> log_event(const std::string& folder, const Actor& actor, Event event);

// The packages that were lawfully removed, by folder: what the event says of them. Two tag files of each stay in its
// place: bag-info.txt and tagmanifest-sha512.txt, so that no number is given again and every list of digests still
// finds what it names. What an event names that is no package's folder is left out.
using Removals = std::map<std::string, EventItem>;
Removals removals_of(const EventLog& log);

// events/0001.json
std::string event_file(int number);

}  // namespace banxin::archive
