#pragma once

#include <map>
#include <string>
#include <vector>

#include "archive/events.h"
#include "base/result.h"

// The lawful end of packages (AR-97): an event says which, why and by whom, and two tag files of each stay in its
// place, by which every list of digests still finds what it names. A package that is gone without an event is missing.
namespace banxin::archive {

struct RemovalWanted {
  std::vector<std::string> packages;  // names of packages, ids of reports (all versions) or their numbers (档号)
  std::string reason;
  bool before_its_time = false;  // although its term of retention has not run out, is permanent or not known
};

struct RemovalDone {
  int event = 0;                 // its number; 0: nothing was to be removed
  std::vector<EventItem> items;  // by bureau, year, form, version
};

// Removes packages, and finishes what a killed process began; without packages it does only that. To be followed by a
// merge. Errors: archive-removal-refused, and nothing was removed; archive-not-sealed, when merge has not run since the
// last batch; archive-busy; archive-authenticity, when a package is not the one in the catalogue; those of log_event()
// and of removing.
Result<RemovalDone> remove(const std::string& folder, const RemovalWanted& wanted, const Actor& actor);

// What is wrong with what stays of a removed package; `folder` is in the archive. Codes of verify().
Findings check_removed(const Folder& archive, const std::string& folder, const EventItem& item);

}  // namespace banxin::archive
