#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/bag.h"

namespace banxin::archive {

struct FaceFacts {
  FaceInfo info;
  std::string sha512;  // of the whole font file
};

struct FormFacts {
  std::vector<BagFile> files;    // below data/schema/, a folder that --layouts can be given
  std::optional<BagFile> guide;  // schemas/record.md: what a record looks like; no part of what made the report
  std::string sha512;            // of the list of their digests and paths
};

struct Setup::Parts {
  std::map<FaceId, FaceFacts> faces;
  std::string fonts_sha512;  // of what the roles are served by; paths do not matter
  std::map<std::string, FormFacts> forms;
};

}  // namespace banxin::archive
