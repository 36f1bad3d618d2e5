// A journal of an archive.

#include "archive/journal.h"

#include "fuzz/door.h"
#include "support/temporary_folder.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const test::TemporaryFolder folder;
  folder.write("journal/1-of-1.ndjson", view(data, size));
  const auto archive = archive::Folder::open(folder.path());
  expect_told(archive);
  expect_told(archive::read_journals(*archive, [](const archive::Outcome& line) {
    for (const std::string* text : {&line.input, &line.package, &line.code, &line.reason.zh, &line.reason.en}) {
      expect(valid_utf8_prefix(*text) == text->size(), "what a journal says is UTF-8", *text);
    }
  }));
  return 0;
}

}  // namespace banxin::fuzz
