#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/page_style.h"
#include "base/result.h"

// A font profile: which faces serve which role, and where to look for them. fonts/README.md describes the file.
namespace banxin::font {

// One face that a role may be served by.
struct Candidate {
  std::vector<std::string> names;  // what the face may call itself; the first is shown to people
  std::string file;                // its file's name in one of the profile's folders; empty: found by its names alone
  unsigned index = 0;              // of the face in that file
  std::string package;             // the Debian package that has it; may be empty
  int line = 0;
};

struct RoleCandidates {
  FontRole role = FontRole::song;
  std::vector<Candidate> faces = {};  // in order of preference; never empty
  std::u32string marks = {};          // come from the first face of another role
  FontRole marks_from = FontRole::song;
  int line = 0;
};

struct FontProfile {
  std::string file;
  std::vector<std::string> folders;   // looked into for candidates' file names
  std::vector<std::string> scanned;   // every face below them is looked at for its names
  std::vector<RoleCandidates> roles;  // each of the seven roles, once
};

// Folders that are relative in the file are taken from the file's own folder. Error: font-profile-unusable, one for
// each line at fault.
Result<FontProfile> read_profile(const std::string& file);

}  // namespace banxin::font
