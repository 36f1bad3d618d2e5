#include "cli/reads.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/usage.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

// What no two files have in common.
struct FileId {
  dev_t device;
  ino_t number;
  bool operator==(const FileId&) const = default;
};

bool is_file(const std::string& path, const FileId& wanted) {
  struct stat about {};
  return ::stat(path.c_str(), &about) == 0 && FileId{about.st_dev, about.st_ino} == wanted;
}

// The first file that is the wanted one; empty: none. Links to folders are followed: `depth` ends cycles.
std::string find_in(const std::string& folder, const FileId& wanted, int depth) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    std::string path = entry->path().string();
    if (is_file(path, wanted)) return path;
    if (depth <= 1 || !entry->is_directory(ignored)) continue;
    if (std::string found = find_in(path, wanted, depth - 1); !found.empty()) return found;
  }
  return {};
}

std::string find(const Reads& reads, const FileId& wanted) {
  const auto file = std::find_if(reads.files.begin(), reads.files.end(), [&](const std::string& one) {
    return !one.empty() && one != "-" && is_file(one, wanted);
  });
  if (file != reads.files.end()) return *file;
  constexpr int depth = 3;  // forms, their folders, and faces a level below
  for (const std::string& folder : reads.folders) {
    if (std::string found = find_in(folder, wanted, depth); !found.empty()) return found;
  }
  return {};
}

}  // namespace

Reads reads_of(const DataFolders& places) {
  Reads reads{.files = {places.font_profile}, .folders = places.layout_folders};
  reads.folders.insert(reads.folders.end(), places.font_folders.begin(), places.font_folders.end());
  return reads;
}

Findings check_output(const std::string& output, const Reads& reads) {
  struct stat about {};
  if (output == "-" || ::stat(output.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return {};
  const std::string input = find(reads, {about.st_dev, about.st_ino});
  if (input.empty()) return {};
  return {usage_error({fmt::format("输出 {} 会覆盖输入 {}。", output, input),
                       fmt::format("The output {} would overwrite the input {}.", output, input)},
                      {"把输出写到别处。", "Write the output to another place."})};
}

}  // namespace banxin::cli
