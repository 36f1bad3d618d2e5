#pragma once

#include <ctime>
#include <string>
#include <vector>

#include "archive/events.h"
#include "archive/export.h"
#include "record/form.h"

// Lists of packages for people: what was destroyed (销毁清册), what is handed over (移交清单).
namespace banxin::archive {

struct ListedPackage {
  std::string number, bureau, year, title, retention, secrecy;
  std::string file;                     // of what is handed over the file's name, else the package's folder
  std::string sha512;                   // of its tagmanifest-sha512.txt
  int pages = 0;                        // of what is handed over
  std::string reason, by, when, event;  // of what was destroyed
};

struct PackageList {
  enum class Kind { destruction, transfer } kind = Kind::destruction;
  std::vector<ListedPackage> packages;
  std::string by;
  std::time_t when = 0;
};

// Of the removals from an event on; 0: of all so far.
PackageList destruction_list(const EventLog& log, int event, const Actor& actor);
PackageList transfer_list(const std::vector<Exported>& exported, const Actor& actor);

// As a table (base/csv.h).
std::string to_csv(const PackageList& list);

// As a record of the form for such lists, which the line sets as pages.
std::string record_of(const PackageList& list, const Form& form);

}  // namespace banxin::archive
