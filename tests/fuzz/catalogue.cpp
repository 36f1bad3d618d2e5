// An archive's catalogue: a SQLite database that somebody may have made.

#include "archive/catalogue.h"

#include "archive/packages.h"
#include "fuzz/door.h"
#include "support/temporary_folder.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::TemporaryFolder folder;
  folder.write(archive::marker_file, archive::marker);
  folder.write(archive::catalogue_file, view(data, size));
  const auto place = archive::Folder::open(folder.path());
  expect_told(place);
  expect_told(archive::catalogued(*place));
  for (const archive::Filter& filter :
       {archive::Filter{.all_versions = true}, archive::Filter{.bureau = "局", .year = "2021"}}) {
    expect_told(archive::list(folder.path(), filter));
    expect_told(archive::list_cells(folder.path(), filter, [](const archive::CataloguedCell&) {}));
  }
  return 0;
}

}  // namespace banxin::fuzz
