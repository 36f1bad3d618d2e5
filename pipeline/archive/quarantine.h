#pragma once

#include <string>

#include "archive/folder.h"
#include "archive/outcome.h"
#include "base/result.h"

// What the archive's folder keeps of inputs that did not become packages. The places follow from the input's bytes: for
// the same input every run, shard and machine uses the same place.
namespace banxin::archive {

// findings/<two digits>/<digits>.json: the digits are from the digest of the input's bytes, or of its name when they
// could not be read.
std::string findings_path(const Outcome& outcome);
// quarantine/<digits>, a folder: the input (record.xml, or received with its suffix) and why it is there (reason.json).
std::string quarantine_path(const std::string& sha512);

// Errors of both: output-not-writable, no-space, io-error; archive-safety for a link in the way.
Findings keep_findings(const Folder& archive, const Outcome& outcome, const std::string& document);
Findings quarantine(const Folder& archive, const Outcome& outcome, const std::string& bytes);

// Fills in why the input is in quarantine; false when it is not there.
bool find_quarantined(const Folder& archive, Outcome& outcome);

// For what became a package after all. Errors: the same.
Findings forget(const Folder& archive, const Outcome& outcome);

}  // namespace banxin::archive
