#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file.h"
#include "cli/commands.h"
#include "record/form.h"

namespace banxin::cli {
namespace {

constexpr int still_in_force = 9999;

std::string years(const Form& form) {
  if (form.first_year == form.last_year) return std::to_string(form.first_year);
  if (form.last_year == still_in_force) return fmt::format("{}-", form.first_year);
  return fmt::format("{}-{}", form.first_year, form.last_year);
}

}  // namespace

ExitStatus forms(const PlaceOptions& options, const Console& console) {
  auto places = find_places(options);
  if (!places) return console.conclude(places.findings());
  auto found = record::list_forms(places->layout_folders);
  if (!found) return console.conclude(found.findings());
  std::size_t widest = 0;
  for (const Form& form : *found) widest = std::max(widest, form.id.size());
  std::string data;
  for (const Form& form : *found) {
    fmt::format_to(std::back_inserter(data), "{:<{}}  {:<9}  {}\n", form.id, widest, years(form),
                   console.say(form.name));
  }
  if (const Findings trouble = write_file("-", data); !trouble.empty()) return console.conclude(trouble);
  return console.conclude(found.findings());
}

}  // namespace banxin::cli
