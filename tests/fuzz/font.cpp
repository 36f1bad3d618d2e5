// A font file, any of its faces: everything that a report asks of a face.

#include <algorithm>

#include "font/face.h"
#include "fuzz/door.h"

namespace banxin::fuzz {
namespace {

void use(const font::Face& face) {
  expect(valid_utf8_prefix(face.info().family) == face.info().family.size(), "a face's name is UTF-8");
  const std::string text = "中，（A1——“公”";
  std::vector<UsedGlyph> glyphs;
  for (const ShapedGlyph& glyph :
       face.shape(text, {0, static_cast<std::uint32_t>(text.size())}, "zh-Hans", {"halt", "-kern"})) {
    expect(glyph.cluster < text.size(), "a glyph stands for a character of the text");
    face.ink(glyph.glyph);
    if (glyph.glyph != 0) glyphs.push_back({glyph.glyph, GlyphForm::plain});
  }
  face.has_variant(U'中', 0xE0100);
  if (glyphs.empty()) glyphs.push_back({1, GlyphForm::plain});
  std::sort(glyphs.begin(), glyphs.end());
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  glyphs.push_back({glyphs.front().glyph, GlyphForm::left_half});
  glyphs.push_back({glyphs.front().glyph, GlyphForm::right_half});
  // Twice: what was cut out before is kept.
  for (int round = 0; round < 2; ++round) {
    const auto subset = face.subset(glyphs);
    expect_told(subset);
    if (subset) expect(subset->codes.size() == glyphs.size(), "each glyph that was asked for has a code");
    glyphs.pop_back();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = view(data, size);
  const font::BlobPtr file(
      hb_blob_create(bytes.data(), static_cast<unsigned>(size), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  for (unsigned index = 0; index < 2; ++index) {
    const auto face = font::Face::open(file.get(), "face.ttf", index);
    expect_told(face);
    if (face) use(**face);
  }
  return 0;
}

}  // namespace banxin::fuzz
