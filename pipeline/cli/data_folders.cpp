#include "cli/data_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/codes.h"
#include "cli/names.h"
#include "cli/office.h"
#include "cli/usage.h"

namespace banxin::cli {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool holds_data(const fs::path& folder) {
  return is_folder(folder / "layouts") && is_folder(folder / "fonts");
}

// The font profiles that there are, by name.
std::vector<std::string> profiles_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (entry->path().extension() == ".profile") names.push_back(entry->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Diagnostic data_missing(const std::string& folder) {
  return {.code = code::cli_data_missing,
          .place = {folder, 0, {}},
          .message = {"这里没有表格和字体方案（文件夹 layouts 和 fonts）。",
                      "There are no forms and font profiles here (folders layouts and fonts)."},
          .hint = {"重新安装程序，或用环境变量 BANXIN_DATA 指出它们所在的文件夹。",
                   "Install the program again, or name the folder that has them in the environment's BANXIN_DATA."}};
}

}  // namespace

Result<std::string> data_folder() {
  if (const char* named = std::getenv("BANXIN_DATA"); named != nullptr && *named != '\0') {
    if (holds_data(named)) return std::string(named);
    return data_missing(named);
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& folder : {program.parent_path() / "share/banxin", program.parent_path().parent_path()}) {
    if (!error && holds_data(folder)) return folder.string();
  }
  return data_missing((program.parent_path() / "share/banxin").string());
}

Result<DataFolders> find_data_folders(const PlaceOptions& options) {
  for (const auto* folders : {&options.layout_folders, &options.font_folders}) {
    for (const std::string& folder : *folders) {
      if (!is_folder(folder)) {
        return usage_error({fmt::format("没有文件夹 {}。", folder), fmt::format("There is no folder {}.", folder)});
      }
    }
  }
  auto data = data_folder();
  if (!data) return data.take_findings();
  DataFolders places;
  places.convert = converted_by_office;
  places.layout_folders = options.layout_folders;
  places.layout_folders.push_back(*data + "/layouts");
  places.font_folders = options.font_folders;
  const bool is_path = options.fonts.find('/') != std::string::npos || options.fonts.ends_with(".profile");
  places.font_profile = is_path ? options.fonts : fmt::format("{}/fonts/{}.profile", *data, options.fonts);
  if (std::error_code ignored; !is_path && !fs::exists(places.font_profile, ignored)) {
    const std::vector<std::string> names = profiles_in(*data + "/fonts");
    return unknown_name({"字体方案", "font profile"}, options.fonts,
                        std::vector<std::string_view>(names.begin(), names.end()));
  }
  return places;
}

}  // namespace banxin::cli
