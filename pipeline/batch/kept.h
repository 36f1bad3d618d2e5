#pragma once

#include <optional>
#include <string>

#include "archive/folder.h"
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

// Errors of both: output-not-writable, no-space, io-error; archive-safety for a link in the way.
Findings keep_findings(const archive::Folder& archive, const Outcome& outcome, const std::string& document);
Findings keep_input(const archive::Folder& archive, const Outcome& outcome, const std::string& bytes);

// Fills in why the input is in quarantine; false when it is not there.
bool find_quarantined(const archive::Folder& archive, Outcome& outcome);

// Of what became a package after all. Errors: the same.
Findings forget(const archive::Folder& archive, const Outcome& outcome);

// The code and the reason of a task that ended its workers.
void tell(const Failure& failure, const Limits& limits, Outcome& outcome);

}  // namespace banxin::batch
