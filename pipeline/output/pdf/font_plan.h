#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "font/font_book.h"
#include "output/output.h"
#include "output/pdf/object_writer.h"
#include "output/pdf/shown_run.h"
#include "output/pdf/to_unicode.h"

namespace banxin::pdf {

// What a content stream says to show a glyph.
struct Code {
  std::uint16_t font = 0;   // F<font> in the pages' resources
  std::uint16_t code = 0;   // two bytes
  std::uint16_t width = 0;  // thousandths of an em, as the font's /W has it
};

// A composite font of the file. Faces have one for each reading of their glyphs: where one glyph stands for two texts
// (一 and ⼀, U+4E00 and U+2F00; PA-31) the second reading is a separate font that shares the descendant and the
// program.
struct PlannedFont {
  FaceId face = 0;
  std::vector<Reading> readings;  // by code
};

// The fonts of a document: which glyphs, under which codes, read as what. All are embedded subsets under Identity-H
// (PA-20, PA-25 to PA-27).
class FontPlan {
 public:
  // `runs` belong to the faces in `faces`, at the same index. Error: font-subset-failed.
  static Result<FontPlan> make(const FontBook& fonts, const std::vector<FaceId>& faces,
                               const std::vector<const ShownRun*>& runs);

  // The codes of a run given to make(), at the same index.
  const std::vector<Code>& codes(std::size_t run) const { return codes_[run]; }
  std::size_t font_count() const { return fonts_.size(); }

  // Writes all fonts; each reference is at its font's index.
  std::vector<Ref> write(ObjectWriter& writer) const;
  // The embedded faces, in order of first use.
  std::vector<EmbeddedFace> faces() const;

 private:
  struct Face {
    FaceId face = 0;
    std::string name;                  // PostScript name with the subset's tag (PA-29)
    std::vector<UsedGlyph> glyphs;     // ascending, no duplicates
    std::vector<std::uint16_t> fonts;  // indexes into fonts_: first reading, second ...
    FontSubset subset;
  };
  Ref write_descendant(ObjectWriter& writer, const Face& face) const;

  std::vector<Face> faces_;
  std::vector<PlannedFont> fonts_;
  std::vector<std::vector<Code>> codes_;
};

}  // namespace banxin::pdf
