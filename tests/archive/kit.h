#pragma once

#include <map>
#include <string>

#include "archive/archive.h"
#include "pipeline.h"
#include "support/temporary_folder.h"

namespace banxin::archive::test {

using banxin::test::TemporaryFolder;

// A report as the line gives it.
struct Made {
  ValidatedRecord record;
  Output output;
  Findings findings;
};

// The real sample, with another bureau's name and another number of staff: a different record each time.
std::string record_text(const std::string& bureau, int staff = 2);
// Rendered once for each text, then remembered.
const Made& made(const std::string& text, const std::string& file = "record.xml");
const Setup& setup();

// A report of a record that has errors.
Made made_as_draft(const std::string& text);

// The archive's entry of a record that is stored by itself; the test fails when it cannot be.
ArchiveEntry stored(const std::string& folder, const Made& report);

// Every file below a folder with its bytes.
std::map<std::string, std::string> files_below(const std::string& folder);
std::string bytes_of(const std::string& path);

}  // namespace banxin::archive::test
