#pragma once

#include <optional>
#include <vector>

#include "font/cff_glyphs.h"
#include "font/font_book.h"
#include "font/hb_pointers.h"

namespace banxin::font {

// What subsets of one face are cut from. TrueType glyphs are copied from its tables. CFF glyphs call subroutines: they
// are cut out by hb-subset, each only once where the face is CID-keyed. The const members fill a cache.
class Outlines {
 public:
  // `face` outlives it.
  Outlines(hb_face_t* face, OutlineKind kind);

  // See FontBook::subset. Nothing when the face cannot give these glyphs.
  std::optional<FontSubset> subset(const std::vector<UsedGlyph>& glyphs) const;

 private:
  std::optional<FontSubset> subset_truetype(const std::vector<UsedGlyph>& glyphs) const;
  std::optional<FontSubset> subset_cff(const std::vector<UsedGlyph>& glyphs) const;

  OutlineKind kind_;
  BlobPtr head_, hhea_, hmtx_, maxp_, glyf_, loca_;
  FacePtr cff_face_;
  mutable CffGlyphs cff_glyphs_;
};

}  // namespace banxin::font
