#include "cli/version.h"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <vector>

#include "base/unseen.h"
#include "cli/data_folders.h"
#include "font/font_book.h"

namespace banxin::cli {
namespace {

#ifdef __clang__
constexpr const char* compiler = __VERSION__;
#else
constexpr const char* compiler = "GCC " __VERSION__;
#endif

// Each face once, in the order of the roles; empty when the fonts cannot be used, which `banxin fonts` explains.
std::vector<std::string> faces_in_use() {
  const auto places = find_data_folders({});
  if (!places) return {};
  const auto book = FontBook::open(places->font_profile, places->font_folders);
  if (!book) return {};
  std::vector<std::string> faces;
  std::set<FaceId> seen;
  for (const RoleFaces& role : book->roles()) {
    const FaceId first = book->chain(role.role).front();
    if (!seen.insert(first).second) continue;
    const FaceInfo& info = book->info(first);
    faces.push_back(fmt::format("{} ({})", info.family, info.version));
  }
  return faces;
}

}  // namespace

std::string version_text() {
  std::string text = "banxin " BANXIN_VERSION "\n";
  auto to = std::back_inserter(text);
  const std::string build = BANXIN_BUILD;
  fmt::format_to(to, "build: {}{}{}\n", compiler, build.empty() ? "" : ", ", build);
  fmt::format_to(to, "libraries: {}\n", BANXIN_LIBRARIES);
  for (const std::string& face : faces_in_use()) fmt::format_to(to, "font: {}\n", face);
  return shown_lines(text);
}

}  // namespace banxin::cli
