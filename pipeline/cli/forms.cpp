#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file.h"
#include "base/unseen.h"
#include "cli/commands.h"
#include "record/form.h"

namespace banxin::cli {

ExitStatus forms(const PlaceOptions& options, const Console& console) {
  auto places = find_data_folders(options);
  if (!places) return console.conclude(places.findings());
  auto found = record::list_forms(places->layout_folders);
  if (!found) return console.conclude(found.findings());
  std::size_t widest = 0;
  for (const Form& form : *found) widest = std::max(widest, form.id.size());
  std::string data;
  for (const Form& form : *found) {
    fmt::format_to(std::back_inserter(data), "{:<{}}  {:<9}  {}\n", form.id, widest, form.years(),
                   console.say(form.name));
  }
  if (const Findings trouble = write_file("-", shown_lines(data)); !trouble.empty()) return console.conclude(trouble);
  return console.conclude(found.findings());
}

}  // namespace banxin::cli
