#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/places.h"

namespace banxin::cli {

// What a command reads, as it was named; an empty name is none.
struct Reads {
  std::vector<std::string> files;
  std::vector<std::string> folders;  // files in them, and in the folders in them
};

// The files behind these places: forms, page styles, the font profile and the faces in the folders that were named.
Reads reads_of(const Places& places);

// That the output is none of what the command reads, by whatever spelling, symbolic or hard link; "-", a device and a
// pipe hold nothing that could be lost. Error: cli-usage.
Findings check_output(const std::string& output, const Reads& reads);

}  // namespace banxin::cli
