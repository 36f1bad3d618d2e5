#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace banxin::archive {

enum class Status : std::uint8_t {
  archived,     // by this run
  known,        // the archive had it: the same bytes, form, fonts and program
  duplicate,    // the same bytes as an input before it
  failed,       // findings of severity error; nothing was made
  quarantined,  // ended or held up the worker twice; the input and the reason are kept
  unfinished,   // the run was stopped before
  ready,        // would be archived, were it not a dry run
  missing,      // no input: a bureau of the list of those that are to report, of which there is no report
};
std::string_view name_of(Status status);

// What became of one input. Paths are relative to the archive's folder.
struct Outcome {
  std::string input;  // its recorded name
  Status status = Status::unfinished;
  std::string sha512;  // of its bytes; empty when they could not be read
  std::string id;      // of the record's identity; empty when that is unknown
  std::string bureau, year, form;
  std::string date;     // the report's own, as it is written
  std::string package;  // the folder of the package
  std::string report;   // the PDF
  int version = 0, pages = 0, errors = 0, warnings = 0;
  std::string code;  // the first error's
  int line = 0;      // of the input, the first error's
  // The first error's message; of a duplicate the input that it equals; of a later version what it takes the place of.
  Bilingual reason;
  std::string findings;  // the document of the findings, or the quarantine's folder
};

// What decides to which shard an input belongs: the record's identity; its bytes, where the identity is unknown; its
// name, when nothing in it can be looked at without harm.
std::string identity_of(const Outcome& outcome, const std::string& input);

// One line of JSON without its end, the journal's form (journal.schema.json). Same outcome, same bytes.
std::string to_json(const Outcome& outcome);
// The outcome that to_json() wrote. Anybody may have changed the text: members that are missing stay empty. Nothing
// when the text is not an outcome.
std::optional<Outcome> read_outcome(std::string_view text);

struct Counts {
  std::size_t archived = 0, known = 0, duplicate = 0, failed = 0, quarantined = 0, unfinished = 0, ready = 0,
              missing = 0;
};
Counts count(const std::vector<Outcome>& outcomes);

}  // namespace banxin::archive
