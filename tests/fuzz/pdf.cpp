// A PDF that somebody sent: the look that we take at it first, and what we look for in what PoDoFo makes of it. PoDoFo
// has a process of its own when it reads what a stranger sent (pdf::extract_source); a crash of it alone, which ends
// this target, harms no more than that process.

#include "fuzz/door.h"
#include "output/pdf/excess.h"
#include "output/pdf/object_reader.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view pdf = view(data, size);
  if (const auto excess = pdf::find_excess(pdf)) {
    expect(excess->object >= 0, "an object has a number");
    return 0;
  }
  const pdf::SourceAttachment attachment = pdf::read_source(pdf);
  expect(attachment.found || attachment.bytes.empty(), "what is not found has no bytes");
  return 0;
}

}  // namespace banxin::fuzz
