// A file of a form, in place of the one that is installed: the data that users add, and that stands in archives. The
// input's first byte says which file it is.

#include <array>
#include <filesystem>

#include "base/file.h"
#include "compose/compose.h"
#include "fuzz/door.h"
#include "record/record.h"
#include "support/temporary_folder.h"
#include "validate/validate.h"

namespace banxin::fuzz {
namespace {

// The sentences of the narrative are most of what a form takes to load: it has them only when they are what was
// changed.
constexpr const char* narrative = "narrative.xml";
constexpr std::array files = {"form.xml", "labels.xml", narrative, "rules.sch", "document.xsl", "record.xsd"};
constexpr const char* layouts = BANXIN_SOURCE_DIR "/layouts/";
constexpr const char* id = "disclosure-2021";

struct Folder {
  test::TemporaryFolder place{"layouts"};
  std::string record;

  Folder() {
    xml::initialise();
    for (const char* part : {id, "common"}) std::filesystem::copy(std::string(layouts) + part, place.path(part));
    std::filesystem::remove(path(narrative));
    record = *read_file(BANXIN_SOURCE_DIR "/samples/zero-2021.xml", 1U << 20U);
  }
  std::string path(const char* file) const { return place.path(std::string(id) + "/" + file); }
  void restore(const char* file) const {
    std::filesystem::remove(path(file));
    if (file != narrative) std::filesystem::copy_file(std::string(layouts) + id + "/" + file, path(file));
  }
};

void use(const Folder& folder) {
  const auto forms = record::list_forms({folder.place.path()});
  expect_told(forms);
  if (!forms) return;
  expect_told(forms->at(0).faults);
  if (!forms->at(0).faults.empty()) return;
  const auto checker = validate::Checker::load(forms->at(0));
  expect_told(checker);
  const auto composer = compose::Composer::load(forms->at(0));
  expect_told(composer);
  auto record = record::read(folder.record, "record.xml", *forms);
  expect_told(record);
  if (!checker || !record) return;
  const auto draft = checker->check(*std::move(record), validate::Admit::drafts_too);
  expect_told(draft ? draft->findings() : draft.findings());
  if (draft && composer) expect_told(composer->compose(*draft));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  if (size == 0) return 0;
  const char* const file = files[*data % files.size()];
  folder.place.write(std::string(id) + "/" + file, view(data, size).substr(1));
  use(folder);
  folder.restore(file);
  return 0;
}

}  // namespace banxin::fuzz
