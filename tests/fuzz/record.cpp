// A record's bytes, whatever they are: decoding, parsing, characters, the form's schema, rules and narrative, and what
// of it can be composed. The door of every file that an office sends.

#include "record/record.h"

#include <map>

#include "base/file.h"
#include "compose/compose.h"
#include "fuzz/door.h"
#include "validate/validate.h"

namespace banxin::fuzz {
namespace {

// The installed forms, loaded once.
struct Line {
  struct Parts {
    Result<validate::Checker> checker;
    Result<compose::Composer> composer;
  };
  std::vector<Form> forms;
  std::map<std::string, Parts> parts;  // by the form's id
  std::vector<Record> previous;        // last year's, to compare with: of 2020 and of 2021

  Line() {
    xml::initialise();
    forms = *record::list_forms({BANXIN_SOURCE_DIR "/layouts"});
    for (const Form& form : forms) {
      parts.emplace(form.id, Parts{validate::Checker::load(form, forms), compose::Composer::load(form)});
    }
    for (const char* file : {"C-5--last-year.xml", "narrative-copied--last-year.xml"}) {
      const std::string path = std::string(BANXIN_SOURCE_DIR "/samples/bad/previous/") + file;
      previous.push_back(*record::read(*read_file(path, 1U << 20U), path, forms));
    }
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Line line;
  const std::string bytes(view(data, size));
  expect_told(record::read_to_identify(bytes, "record.xml", line.forms));
  auto record = record::read(bytes, "record.xml", line.forms);
  expect_told(record);
  if (!record) return 0;
  record::dump(*record);
  const Line::Parts& parts = line.parts.at(record->form().id);
  const validate::Report report = parts.checker->report(*record);
  expect_told(report.findings);
  expect(report.findings.count("form-unusable") == 0, "no record makes an installed form unusable");
  validate::to_svrl(report);
  for (const Record& previous : line.previous) expect_told(parts.checker->report(*record, &previous).findings);
  const auto draft = parts.checker->check(*std::move(record), validate::Admit::drafts_too);
  if (!draft) return 0;
  const auto document = parts.composer->compose(*draft);
  expect_told(document);
  if (document) compose::dump(*document);
  return 0;
}

}  // namespace banxin::fuzz
