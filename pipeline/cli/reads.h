#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/data_folders.h"

namespace banxin::cli {

// What a command reads, as it was named; an empty name stands for nothing.
struct Reads {
  std::vector<std::string> files;
  std::vector<std::string> folders;  // files in them, and in the folders in them
};

// The files at these places: forms, page styles, the font profile and the faces in the folders that were named.
Reads reads_of(const DataFolders& places);

// Checks that the output is not one of the files that the command reads, under any spelling, symbolic or hard link;
// "-", a device and a pipe hold nothing that could be lost. Error: cli-usage.
Findings check_output(const std::string& output, const Reads& reads);

}  // namespace banxin::cli
