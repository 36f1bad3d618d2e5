#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "font/hb_pointers.h"
#include "font/profile.h"

namespace banxin::font {

struct FacePlace {
  std::string file;
  unsigned index = 0;
  auto operator<=>(const FacePlace&) const = default;
};

// Finds files of faces. A file that a profile names is looked for in the profile's folders, which costs a look at the
// folder and no more; folders whose faces are known by their names alone are read once, when first needed. Every file
// is mapped once.
class FaceFinder {
 public:
  FaceFinder(const FontProfile& profile, const std::vector<std::string>& extra_folders)
      : profile_(profile), extra_folders_(extra_folders) {}

  // Offers the places where the candidate may be, best first, until one is taken: the user's folders by its names, then
  // the profile's by its file's name, then the profile's scanned folders by its names. Gives whether one was taken.
  bool find(const Candidate& candidate, const std::function<bool(const FacePlace&)>& take);

  // Null when the file cannot be mapped. The finder keeps it.
  hb_blob_t* file(const std::string& path);

  // Hands over what was found to be wrong: folders of the user that cannot be read.
  Findings take_findings();

 private:
  // name_key -> faces, by path and index
  using NamedFaces = std::map<std::string, std::vector<FacePlace>>;

  NamedFaces read_names(const std::vector<std::string>& folders, Findings& findings);
  std::optional<FacePlace> place_in_file(const Candidate& candidate, const std::string& path);

  const FontProfile& profile_;
  const std::vector<std::string>& extra_folders_;
  std::optional<NamedFaces> extra_;
  std::optional<NamedFaces> scanned_;
  std::map<std::string, BlobPtr> files_;
  Findings findings_;
};

}  // namespace banxin::font
