#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "archive/outcome.h"
#include "base/codes.h"
#include "base/result.h"
#include "batch/input.h"
#include "batch/limits.h"
#include "batch/shard.h"
#include "feedback/feedback.h"
#include "pipeline.h"

// Many records into one archive: worker processes, quarantine, shards, resumption. README.md says what it promises.
namespace banxin {

// What bureaus were told.
struct FeedbackGiven {
  std::size_t sheets = 0;
  std::vector<std::string> without;  // bureaus, or files, about which there was nothing to say
  std::string table;                 // the path of the table of all findings
};

// What a run did, in the order of its inputs; for a shard, only what belongs to it.
struct BatchReport {
  std::vector<archive::Outcome> outcomes;      // behind those of the inputs, the bureaus of which there is no report
  bool interrupted = false;                    // by a signal
  Findings trouble;                            // what stopped the run: a full disk, say
  Findings notices = {};                       // which of several reports counts, and why; who is missing
  std::string page;                            // the report for people, report.html; beside it the other report_files
  std::optional<FeedbackGiven> feedback = {};  // when it was asked for and the run came to its end
};

namespace batch {

// Last year's record of the bureau whose record has these bytes, to compare it with; nothing where there is none.
// Called by workers. Findings: what is to be said about the record at `file`; errors, when it is there and cannot be
// read.
using LastYear = std::function<Result<std::optional<Received>>(const std::string& bytes, const std::string& file)>;

// What keeps a record from being archived although its findings are no errors; empty: nothing does.
using Refusal = std::function<Findings(const Findings& findings, const std::string& file)>;

// Where the sheets for the bureaus go, and what they say.
struct FeedbackOptions {
  std::string folder;
  feedback::Letter letter;
};

// The bureaus that are to report. Each has a report when the archive has one of the run's year, of whatever form, or a
// dry run found one that can be archived.
struct Expectation {
  std::set<std::string> bureaus;   // full names
  std::string file;                // the list
  std::vector<std::string> forms;  // the ids of all forms
};

struct Options {
  std::string archive_folder;
  std::string report_folder;  // empty: report/ in the archive, for a shard report/<its name>/
  Shard shard;
  Limits limits;
  bool retry = false;       // also what is in quarantine
  bool newest = false;      // each input becomes the newest version of its report, though it is an older one
  bool dry_run = false;     // everything is looked at and nothing is written but the results, where a folder is named
  LastYear last_year = {};  // empty: nothing is compared
  Refusal refusal = {};     // empty: errors alone refuse a record
  std::optional<FeedbackOptions> feedback = {};
  std::optional<Expectation> expected = {};  // of a whole run: a shard does not see the others' inputs
};

// Where the results of a run go, and what they are: for people, for a spreadsheet, for a build server.
std::string report_folder(const Options& options);
inline constexpr std::array report_files = {"report.html", "report.csv", "junit.xml"};

// Called while the run goes on, in the order of the inputs.
class Observer {
 public:
  virtual ~Observer() = default;
  // `reading`: the records are being identified, nothing is made yet. Called often, whether or not something is new.
  virtual void progress(bool reading, std::size_t done, std::size_t failed, std::size_t all) = 0;
  // What became of an input, which is named as the user named it.
  virtual void outcome(const archive::Outcome& outcome, const Input& input) = 0;
};

// Errors: those of the line's loading (form-unusable, font-missing ...), and of opening archive and journal. What stops
// the run later is in the report, with what was done before.
Result<BatchReport> run(const std::vector<Input>& inputs, Pipeline& pipeline, const Options& options,
                        Observer& observer);

// What the report makes of the run, gravest first: the codes of what failed and what stopped it.
ExitStatus exit_status(const BatchReport& report);

}  // namespace batch
}  // namespace banxin
