#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/bag.h"
#include "archive/folder.h"
#include "base/result.h"

// What lets an archive, and each package by itself, be read and checked without this program (AR-95): a README in
// Chinese and English, and the schemas of all JSON and metadata. Their texts stand in files beside this one.
namespace banxin::archive {

inline constexpr const char* readme_file = "README.txt";
inline constexpr const char* schemas_folder = "schemas";

std::string_view bag_readme_template();
std::string_view archive_readme();
std::string_view evidence_schema();
std::string_view metadata_schema();
std::string_view journal_schema();
std::string_view event_schema();
std::string_view findings_schema();

// A face of the report, as a reader of the package is told of it.
struct GuideFace {
  std::string family, version, licence;  // the licence in the face's own words; empty: it gives none
  std::string postscript_name;
};

struct GuideFacts {
  std::string title, bureau, year;
  std::string form;  // its id
  std::string id, package;
  std::vector<GuideFace> faces;
};

// Tag files of a package: README.txt, which says what each file of the payload is and how to check it, and schemas/.
std::vector<BagFile> bag_guide(const GuideFacts& facts, const std::vector<BagFile>& payload);

// README.txt and schemas/ beside the packages, written where they are missing or another program's. Errors:
// output-not-writable, no-space, io-error, archive-safety.
Findings write_guide(const Folder& archive);

}  // namespace banxin::archive
