// A page style and a lexicon.

#include "forms/page_style_reader.h"
#include "fuzz/door.h"
#include "support/temporary_folder.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::TemporaryFolder folder;
  static const bool ready = (xml::initialise(), true);
  expect(ready, "the library is there");
  folder.write("style.xml", view(data, size));
  folder.write("lexicon.xml", view(data, size));
  static const std::string sources = BANXIN_SOURCE_DIR "/layouts";
  expect_told(forms::read_page_style(folder.path(), sources + "/common/lexicon.xml"));
  expect_told(forms::read_page_style(sources + "/gbt9704", folder.path("lexicon.xml")));
  return 0;
}

}  // namespace banxin::fuzz
