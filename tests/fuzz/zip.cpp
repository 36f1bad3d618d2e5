// A zip file that somebody sent: its directory, and every member up to a megabyte.

#include "zip/zip.h"

#include "fuzz/door.h"
#include "support/temporary_folder.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::TemporaryFolder folder;
  const auto zip = zip::ZipFile::open(folder.write("a.zip", view(data, size)));
  expect_told(zip);
  if (!zip) return 0;
  constexpr std::uint64_t most = 1U << 20U;
  for (const zip::Member& member : zip->members()) {
    expect(valid_utf8_prefix(member.name) == member.name.size(), "a member's name is UTF-8", member.name);
    const auto bytes = zip->read(member.index, member.name, most);
    expect_told(bytes);
    expect(!bytes || bytes->size() <= most, "a member is no longer than may be");
  }
  return 0;
}

}  // namespace banxin::fuzz
