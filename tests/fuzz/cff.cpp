// A CFF program as hb-subset leaves it of somebody's face. The input's first byte says how many glyphs it should have.

#include <numeric>

#include "font/cff_glyphs.h"
#include "fuzz/door.h"

namespace banxin::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::vector<GlyphId> glyphs(std::size_t{1} + *data);
  std::iota(glyphs.begin(), glyphs.end(), 0);
  font::CffGlyphs cut;
  if (!cut.take(view(data, size).substr(1), glyphs)) return 0;
  const std::string program = cut.program(glyphs);
  font::CffGlyphs again;
  expect(again.take(program, glyphs), "a program that was put together can be taken apart");
  expect(again.program(glyphs) == program, "and is the same when it is put together again");
  return 0;
}

}  // namespace banxin::fuzz
