#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "import/import.h"
#include "record/form.h"

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

}  // namespace banxin
