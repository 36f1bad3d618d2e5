// A file of an archive's package, in place of the one that is there; whoever changed it made the digests anew. The
// input is the file's path in the package, a line feed, and its bytes.
//
// The PDF is left out, and with it PoDoFo, which is given it in a process of its own.

#include <filesystem>
#include <tuple>

#include "archive/bag_check.h"
#include "archive/catalogue_writer.h"
#include "archive/package_check.h"
#include "base/digest.h"
#include "fuzz/door.h"
#include "support/temporary_folder.h"

namespace banxin::fuzz {
namespace {

// The package of an archive that tests/fuzz/run lays out.
struct Package {
  Result<archive::Folder> folder = (xml::initialise(), archive::open_archive(BANXIN_BINARY_DIR "/archive"));
  std::string path;
  archive::PackageName name;
  archive::BagOnDisk bag;
  archive::ArchivedForms forms;

  Package() {
    Findings strays;
    const archive::Packages packages = archive::find_packages(*folder, strays);
    expect(!packages.empty(), "there is a package below", BANXIN_BINARY_DIR "/archive");
    std::tie(path, name) = *packages.begin();
    bag = archive::read_bag(*folder, path);
    std::erase_if(bag.files, [](const auto& file) { return file.first.ends_with(".pdf"); });
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Package package;
  const std::string_view input = view(data, size);
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos) return 0;
  const std::string path(input.substr(0, end)), bytes(input.substr(end + 1));
  // Forms are read from the disk; another target is theirs.
  if (path.starts_with("data/schema/") || path.ends_with(".pdf")) return 0;
  archive::BagOnDisk bag = package.bag;
  bag.files[path] = {bytes, to_hex(digest(DigestKind::sha512, bytes))};
  archive::read_manifest(bytes);
  archive::check_bag(bag);
  archive::check_package(&*package.folder, package.name, bag, package.forms);
  static const test::TemporaryFolder folder;
  static int number = 0;
  const std::string file = folder.path(std::to_string(++number));
  {
    archive::Database database = archive::Database::create(file);
    database.execute("BEGIN");
    archive::CatalogueWriter writer(database);
    writer.add(package.path, package.name, bag, true);
    expect(database.well(), "whatever a package says can be catalogued");
  }
  std::filesystem::remove(file);
  return 0;
}

}  // namespace banxin::fuzz
