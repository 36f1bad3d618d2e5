#include "cli/package_list.h"

#include "base/file.h"
#include "cli/usage.h"
#include "pipeline.h"

namespace banxin::cli {

Findings write_list(const archive::PackageList& list, const std::string& file, const PlaceOptions& places) {
  if (!file.ends_with(".pdf")) return write_file(file, archive::to_csv(list));
  if (list.packages.empty())
    return {usage_error({"清单是空的，没有可排的页。", "The list is empty: there is no page to set."})};
  auto found = find_data_folders(places);
  if (!found) return found.take_findings();
  Pipeline pipeline(*std::move(found));
  auto page = pipeline.own_page(
      "packages", [&list](const Form& form) { return archive::record_of(list, form); }, OutputKind::pdf_archive);
  if (!page) return page.take_findings();
  return write_file(file, page->bytes());
}

}  // namespace banxin::cli
