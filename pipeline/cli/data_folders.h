#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline.h"

namespace banxin::cli {

// The places that the command line names.
struct PlaceOptions {
  std::vector<std::string> layout_folders;  // --layouts: searched before the program's own
  std::string fonts = "free";               // --fonts: a profile's name, or the path of a profile file
  std::vector<std::string> font_folders;    // --font-folder
};

// Forms and font profiles: $BANXIN_DATA; else share/banxin beside the program's bin; else, in a build tree, the source
// tree two folders up. Error: cli-data-missing.
Result<std::string> data_folder();

// Error: cli-data-missing; cli-usage when a folder that was named is not there.
Result<DataFolders> find_data_folders(const PlaceOptions& options);

}  // namespace banxin::cli
