#pragma once

#include <map>
#include <string>
#include <vector>

#include "font/profile.h"

namespace banxin::font {

struct FacePlace {
  std::string file;
  unsigned index = 0;
  auto operator<=>(const FacePlace&) const = default;
};

// Finds files of faces. A file that a profile names is looked for in the profile's folders, which costs a look at the
// folder and no more; folders whose faces are known by their names alone are read once, when first needed.
class FaceFinder {
 public:
  FaceFinder(const FontProfile& profile, const std::vector<std::string>& extra_folders)
      : profile_(profile), extra_folders_(extra_folders) {}

  // Where the candidate may be, the best place first: the user's folders by its names, then the profile's by its file's
  // name, then the profile's scanned folders by its names.
  std::vector<FacePlace> places(const Candidate& candidate);

  // Gives away what was found amiss: folders of the user that cannot be read.
  Findings take_findings();

 private:
  class NamedFaces {
   public:
    void read(const std::vector<std::string>& folders, Findings& findings);
    void append_places(const Candidate& candidate, std::vector<FacePlace>& places) const;

   private:
    bool done_ = false;
    std::map<std::string, std::vector<FacePlace>> by_name_;  // name_key -> faces, by path and index
  };

  const FontProfile& profile_;
  const std::vector<std::string>& extra_folders_;
  NamedFaces extra_;
  NamedFaces scanned_;
  Findings findings_;
};

}  // namespace banxin::font
