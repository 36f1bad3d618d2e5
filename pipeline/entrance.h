#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/picture.h"
#include "base/result.h"
#include "import/import.h"
#include "record/form.h"
#include "record/record.h"

// How what was received becomes a record: for the spine alone (pipeline.cpp).
namespace banxin {

// Keeps a room's findings for the end of the line and gives whether the line goes on.
template <class T>
bool passes(Result<T>& result, Findings& findings) {
  append(findings, result.take_findings());
  return static_cast<bool>(result);
}
// What was found when a part was loaded is reported for every record.
template <class T>
bool passes(const Result<T>& loaded, Findings& findings) {
  append(findings, loaded.findings());
  return static_cast<bool>(loaded);
}

// What was received, on its way to a record.
struct Arrival {
  std::string record;  // bytes
  std::optional<import::Imported> imported;

  bool open() const { return imported && imported->draft.open(); }
};

// What an office's file is imported by.
struct Entrance {
  const Result<std::vector<Form>>& forms;
  const import::Convert& convert;
};

// A record as it is; what an office's file gives, with the findings of its import. The forms must be there.
Result<Arrival> arrive(std::string bytes, const std::string& file, const Entrance& entrance);

// Findings about a record that was imported name no line of it.
Findings about(const Arrival& arrival, Findings findings, const std::string& file);

enum class Open : std::uint8_t { refused, tolerated };

// What `work` makes of the record in what was received. An import with open questions gives nothing but findings,
// unless it is tolerated.
template <class T, class Work>
Result<T> made_of(std::string bytes, const std::string& file, const Entrance& entrance, Open open, Work work) {
  Findings findings;
  if (!passes(entrance.forms, findings)) return findings;
  auto arrival = arrive(std::move(bytes), file, entrance);
  if (!passes(arrival, findings)) return findings;
  Result<T> result = work(*arrival);
  const bool refused = arrival->open() && open == Open::refused;
  if (refused) findings.push_back(import::still_open(arrival->imported->draft, file));
  append(findings, about(*arrival, result.take_findings(), file));
  if (!result || refused) return findings;
  return {*std::move(result), std::move(findings)};
}

// The folder that the files are in which a record names. Empty: there is none, as for standard input and what is in a
// zip file.
std::string folder_of_record(const std::string& file);

// A record with the files that it names, as far as they can be read.
struct Accompanied {
  Record record;
  SharedPictures pictures;  // null: it names none
  Findings findings;        // about files and pictures; errors for what cannot be used
};

// FG-01: reads the files beside a record, checks the pictures in them and in the record itself. Nothing is read but
// what lies below the folder, links followed. Errors: picture-source, picture-path, picture-missing, picture-too-large,
// those of picture::take. Does nothing for a record that names no picture.
Accompanied accompanied(Record record, const std::string& folder);
// The files alone, nothing looked at: for who needs to know what a package is made from.
Record with_its_files(Record record, const std::string& folder);

}  // namespace banxin
