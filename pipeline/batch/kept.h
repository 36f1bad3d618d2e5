#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "batch/outcome.h"
#include "batch/pool.h"

// What the archive's folder keeps of inputs that did not become packages. The places follow from the input's bytes: of
// the same input every run, shard and machine speaks of the same place.
namespace banxin::batch {

// findings/<two digits>/<digits>.json, of the input's bytes; of its name when they could not be read.
std::string findings_path(const Outcome& outcome);
// quarantine/<digits>, a folder: the input (record.xml) and why it is there (reason.json).
std::string quarantine_path(const std::string& sha512);

// Errors of both: output-not-writable, no-space, io-error.
Findings keep_findings(const std::string& archive_folder, const Outcome& outcome, const std::string& document);
Findings keep_input(const std::string& archive_folder, const Outcome& outcome, const std::string& bytes);

// Fills in why the input is in quarantine; false when it is not there.
bool find_quarantined(const std::string& archive_folder, Outcome& outcome);

// Of what became a package after all.
void forget(const std::string& archive_folder, const Outcome& outcome);

// The code and the reason of a task that ended its workers.
void tell(const Failure& failure, const Limits& limits, Outcome& outcome);

}  // namespace banxin::batch
