// What an office sent, by its first byte: a text, a web page, a document or a workbook. Whatever is found can be handed
// over, and makes a draft or a reason why not.

#include "import/import.h"

#include "fuzz/door.h"
#include "import/readers.h"
#include "record/form.h"

namespace banxin::fuzz {
namespace {

import::Reading reading_of(char kind, std::string_view bytes){switch (kind){case 'd' : return import::read_docx(bytes);
case 'x': return import::read_xlsx(bytes);
case 'h': return import::read_html(bytes, {"zoom"});
default: return import::read_text(bytes);
}  // namespace
}  // namespace banxin::fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Form> forms = [] {
    xml::initialise();
    return *record::list_forms({BANXIN_SOURCE_DIR "/layouts"});
  }();
  if (size == 0) return 0;
  const std::string_view input = view(data, size);
  std::string_view bytes = input.substr(1);
  // Texts and pages are decoded before they are read.
  if (input.front() != 'd' && input.front() != 'x') bytes = bytes.substr(0, valid_utf8_prefix(bytes));
  import::Reading reading = reading_of(input.front(), bytes);
  if (!reading.fault.empty()) return 0;
  auto back = import::unpacked(import::packed(reading.found));
  expect(back.has_value(), "what a reader found can be handed over");
  expect(import::dump(*back) == import::dump(reading.found), "it is the same on the other side");
  const auto draft = import::make_draft({*std::move(back)}, forms);
  expect_told(draft);
  if (draft) expect_told(draft->findings);
  return 0;
}

}  // namespace banxin::fuzz
