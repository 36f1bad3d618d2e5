// What an office sent, by its first byte: a text, a web page, a document or a workbook; or the parts of a document or
// of a workbook, which are packed here, so that what is changed is their XML. Whatever is found can be handed over, and
// makes a draft or a reason why not.

#include "import/import.h"

#include <algorithm>
#include <set>

#include "fuzz/door.h"
#include "import/readers.h"
#include "record/form.h"
#include "zip/pack.h"

namespace banxin::fuzz {
namespace {

// Parts, one after another: a line with the name, the bytes, and a NUL between two parts. What has no name that can be
// written, or one that was there, is left out.
std::string packed_parts(std::string_view parts) {
  std::vector<zip::NewMember> members;
  std::set<std::string_view> names;
  while (!parts.empty()) {
    const std::string_view part = parts.substr(0, parts.find('\0'));
    parts.remove_prefix(std::min(parts.size(), part.size() + 1));
    const std::size_t end = part.find('\n');
    if (end == 0 || end == std::string_view::npos) continue;
    const std::string_view name = part.substr(0, end);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!plain || name.ends_with('/') || !names.insert(name).second) continue;
    members.push_back({std::string(name), std::string(part.substr(end + 1))});
  }
  return members.empty() ? std::string() : zip::pack(members);
}

using Reading = import::Reading;

Reading reading_of(char kind, std::string_view bytes) {
  switch (kind) {
    case 'd': return import::read_docx(bytes);
    case 'x': return import::read_xlsx(bytes);
    case 'D': return import::read_docx(packed_parts(bytes));
    case 'X': return import::read_xlsx(packed_parts(bytes));
    // Texts and pages are decoded before they are read.
    case 'h': return import::read_html(bytes.substr(0, valid_utf8_prefix(bytes)), {"zoom"});
    default: return import::read_text(bytes.substr(0, valid_utf8_prefix(bytes)));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Form> forms = [] {
    xml::initialise();
    return *record::list_forms({BANXIN_SOURCE_DIR "/layouts"});
  }();
  if (size == 0) return 0;
  const std::string_view input = view(data, size);
  Reading reading = reading_of(input.front(), input.substr(1));
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
