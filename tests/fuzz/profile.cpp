// A font profile, as a user may write one.

#include "font/profile.h"

#include "fuzz/door.h"
#include "support/temporary_folder.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::TemporaryFolder folder;
  expect_told(font::read_profile(folder.write("p.profile", view(data, size))));
  return 0;
}

}  // namespace banxin::fuzz
