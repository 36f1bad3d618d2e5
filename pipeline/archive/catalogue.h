#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "archive/events.h"
#include "archive/folder.h"
#include "archive/verify.h"
#include "base/result.h"

// catalogue.sqlite in an archive: bureaus, years, versions, every cell's value, findings, and from the journals
// what is not archived; for questions in SQL. It can be made again at any time from packages and journals. README.md in
// this folder describes its views.
namespace banxin::archive {

// What a merge found, in packages and in the journals of all shards.
struct Merged {
  std::size_t packages = 0;  // in the catalogue
  std::size_t reports = 0;   // of them newest versions
  std::size_t inputs = 0;    // that journals name
  // Warnings archive-gap: inputs that no run could archive, with the reason that the last of them gave. Errors, when
  // packages had to be left out, with the codes of verify().
  Findings findings;
};

// Makes the catalogue of all sound packages and seals it, with everything else beside the packages. What the catalogue
// of the last merge lists must still be there as listed, else nothing is changed: digests find what has changed since,
// but not somebody who changed both (D-16). Errors: archive-unusable; archive-busy, when a batch is running (75);
// archive-authenticity and archive-integrity for packages that are not those of the last catalogue;
// output-not-writable, no-space, io-error.
// With an actor, the packages that no merge before has named become an event (events.h).
Result<Merged> merge(const std::string& folder, const Progress& progress = {}, const Actor* actor = nullptr);

// The catalogue's packages, folder to digest; nothing without a catalogue. Errors: archive-usability, archive-safety.
Result<std::optional<std::map<std::string, std::string>>> catalogued(const Folder& archive);

// Which packages: each that is given must agree.
struct Filter {
  std::string bureau;  // a part of the name
  std::string year, form;
  std::string kind = {};      // first, correction, remake
  std::string code = {};      // of a finding that it was archived with
  bool all_versions = false;  // else the newest
  std::string sha512 = {};    // the one package that has this digest
  std::string cell = {};      // of list_cells(): ROW/COLUMN, or ROW; it leaves out rows of the bureaus' own
};

struct CataloguedPackage {
  std::string bureau, year, form, title, date, kind, record_sha512, sha512;
  std::string folder, report, source;  // paths in the archive: the package, its report's PDF, its record
  int version = 0, pages = 0, warnings = 0;
  std::string retention = {}, secrecy = {}, number = {};  // 保管期限, 密级, 档号, where they were given (terms.h)
};

// By bureau, year, form, version. Errors: archive-unusable, archive-no-catalogue, archive-usability.
Result<std::vector<CataloguedPackage>> list(const std::string& folder, const Filter& filter);

struct CataloguedCell {
  std::string bureau, year, form;
  int version = 0;
  std::string cell, name, unit, kind, written;  // cell and kind are empty for a row of the bureau's own
};

// Every cell of these packages, in the form's order, then rows of the bureaus' own. Errors: as list().
Findings list_cells(const std::string& folder, const Filter& filter,
                    const std::function<void(const CataloguedCell&)>& tell);

// How often a code was found: warnings that newest versions were archived with, first errors of inputs that are not
// archived.
struct CataloguedCode {
  std::string code;
  bool failed = false;      // of inputs that are not archived
  std::size_t reports = 0;  // or inputs
  Bilingual first = {};     // one of its messages
};
// Those of failures first, then by code. Of the filter year and form count. Errors: as list().
Result<std::vector<CataloguedCode>> list_codes(const std::string& folder, const Filter& filter);

// An input that no run could archive, and why the last one could not.
struct CataloguedFailure {
  std::string input, status, bureau, year, form, code;
  Bilingual reason = {};
};
// By the input's name. Of the filter bureau, year, form and code count; what could not be read of an input agrees with
// none. Errors: as list().
Result<std::vector<CataloguedFailure>> list_failures(const std::string& folder, const Filter& filter);

}  // namespace banxin::archive
