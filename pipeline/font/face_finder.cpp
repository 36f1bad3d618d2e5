#include "font/face_finder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/codes.h"
#include "font/face.h"
#include "font/face_names.h"

namespace banxin::font {
namespace {

namespace fs = std::filesystem;

// Bounds for a folder that somebody names by mistake, such as the root of the file system.
constexpr int deepest_folder = 8;
constexpr std::size_t most_files = 20000;

bool has_font_suffix(const fs::path& file) {
  constexpr std::array<std::string_view, 4> suffixes = {".ttf", ".otf", ".ttc", ".otc"};
  const std::string suffix = name_key(file.extension().string());
  return std::find(suffixes.begin(), suffixes.end(), suffix) != suffixes.end();
}

// All font files below a folder, by path: a folder's own order differs from machine to machine. What may not be read
// below it is skipped. An error when the folder cannot be listed to its end.
std::error_code list_fonts(const std::string& folder, std::vector<std::string>& files) {
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
  const std::size_t first = files.size();
  while (!error && entries != fs::recursive_directory_iterator() && files.size() < most_files) {
    if (entries.depth() >= deepest_folder) entries.disable_recursion_pending();
    std::error_code ignored;  // a link that leads nowhere, say
    if (has_font_suffix(entries->path()) && entries->is_regular_file(ignored))
      files.push_back(entries->path().string());
    entries.increment(error);
  }
  std::sort(files.begin() + static_cast<std::ptrdiff_t>(first), files.end());
  return error;
}

std::vector<std::string> keys_of(const Candidate& candidate) {
  std::vector<std::string> keys;
  for (const std::string& name : candidate.names) keys.push_back(name_key(name));
  return keys;
}

bool bears_one_of(hb_blob_t* file, unsigned index, const std::vector<std::string>& keys) {
  const FacePtr face(hb_face_create(file, index));
  const std::vector<std::string> own = name_keys(face.get());
  return std::find_first_of(own.begin(), own.end(), keys.begin(), keys.end()) != own.end();
}

bool take_named(const std::map<std::string, std::vector<FacePlace>>& faces, const Candidate& candidate,
                const std::function<bool(const FacePlace&)>& take) {
  for (const std::string& key : keys_of(candidate)) {
    const auto found = faces.find(key);
    if (found != faces.end() && std::any_of(found->second.begin(), found->second.end(), take)) return true;
  }
  return false;
}

}  // namespace

bool FaceFinder::find(const Candidate& candidate, const std::function<bool(const FacePlace&)>& take) {
  if (!extra_) extra_ = read_names(extra_folders_, findings_);
  if (take_named(*extra_, candidate, take)) return true;
  if (!candidate.file.empty()) {
    for (const std::string& folder : profile_.folders) {
      const std::string path = fs::path(folder) / candidate.file;
      std::error_code error;
      const fs::file_status status = fs::status(path, error);
      // A file that cannot be looked at is still offered: opening it shows why it cannot be used.
      if (fs::status_known(status) && !fs::is_regular_file(status)) continue;
      if (const auto place = place_in_file(candidate, path); place && take(*place)) return true;
    }
  }
  if (!scanned_) {
    Findings unimportant;  // a profile names folders that need not exist
    scanned_ = read_names(profile_.scanned, unimportant);
  }
  return take_named(*scanned_, candidate, take);
}

hb_blob_t* FaceFinder::file(const std::string& path) {
  const auto [place, added] = files_.try_emplace(path);
  if (added) place->second = map_file(path);
  return place->second.get();
}

Findings FaceFinder::take_findings() {
  return std::exchange(findings_, {});
}

FaceFinder::NamedFaces FaceFinder::read_names(const std::vector<std::string>& folders, Findings& findings) {
  std::vector<std::string> paths;
  for (const std::string& folder : folders) {
    const std::error_code error = list_fonts(folder, paths);
    if (!error) continue;
    const bool device = error == std::errc::io_error;
    findings.push_back({.code = code::font_unusable,
                        .severity = device ? Severity::error : Severity::warning,
                        .place = {folder, 0, {}},
                        .message = {"字体文件夹不存在或读不了，已略过。",
                                    "The folder of fonts does not exist or cannot be read; it was passed over."},
                        .hint = {"请检查路径。", "Check the path."}});
  }
  NamedFaces faces;
  for (const std::string& path : paths) {
    const BlobPtr bytes = map_file(path);  // not kept: most files of a folder are never used
    const unsigned count = bytes ? hb_face_count(bytes.get()) : 0;
    for (unsigned index = 0; index < count; ++index) {
      const FacePtr face(hb_face_create(bytes.get(), index));
      for (const std::string& key : name_keys(face.get())) faces[key].push_back({path, index});
    }
  }
  return faces;
}

// The face of the candidate in a file of its name: the index given when that face bears one of the names, else the
// first that does. For a file with a single face the file's name is enough: a new release may name its face anew. A
// collection without any such face is not used: its first face would be another country's (Noto's collections begin
// with JP).
std::optional<FacePlace> FaceFinder::place_in_file(const Candidate& candidate, const std::string& path) {
  hb_blob_t* bytes = file(path);
  const unsigned count = bytes != nullptr ? hb_face_count(bytes) : 0;
  if (count <= 1) return FacePlace{path, 0};
  const auto keys = keys_of(candidate);
  if (candidate.index < count && bears_one_of(bytes, candidate.index, keys)) return FacePlace{path, candidate.index};
  for (unsigned index = 0; index < count; ++index) {
    if (bears_one_of(bytes, index, keys)) return FacePlace{path, index};
  }
  return std::nullopt;
}

}  // namespace banxin::font
