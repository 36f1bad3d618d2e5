#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "font/font_book.h"
#include "layout/pages.h"

namespace banxin::pdf {

// A glyph as it is shown, in the order of showing, with what a reader copies for it.
struct ShownGlyph {
  GlyphId glyph = 0;
  GlyphForm form = GlyphForm::plain;
  Length x, y;            // from the run's origin; y upward
  std::string_view text;  // part of the run's text, which outlives this; empty: the glyph stands for no text by itself
  // Set on the first of several glyphs that have fewer characters than there are glyphs: how many glyphs they are, and
  // what they stand for together (ActualText; PA-22 cannot be met glyph by glyph).
  std::uint32_t group = 0;
  std::string_view group_text;
};

// The glyphs of one placed run. Together their texts are the run's text, each character once and in order (PA-68).
using ShownRun = std::vector<ShownGlyph>;

// Turns placed runs into shown ones. A space without a glyph is shown by the face's own, so that it is extracted: a
// blank that nobody sees. Where a cluster has several glyphs its characters are dealt out to them in order.
class RunReader {
 public:
  explicit RunReader(const FontBook& fonts) : fonts_(fonts) {}
  ShownRun read(const GlyphRun& run);

 private:
  GlyphId blank_of(FaceId face, std::string_view text);  // 0: the face has none

  const FontBook& fonts_;
  std::map<std::pair<FaceId, std::string>, GlyphId> blanks_;
};

}  // namespace banxin::pdf
