#pragma once

#include <string>

#include "archive/package_list.h"
#include "base/result.h"
#include "cli/data_folders.h"

namespace banxin::cli {

// Writes a list of packages: as a page (PDF/A-3a) where the file's name ends with .pdf, else as CSV. Errors: those of
// Pipeline::own_page; cli-usage for a page of nothing; those of writing.
Findings write_list(const archive::PackageList& list, const std::string& file, const PlaceOptions& places);

}  // namespace banxin::cli
