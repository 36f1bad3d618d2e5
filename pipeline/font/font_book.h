#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/glyph_id.h"
#include "base/length.h"
#include "base/page_style.h"
#include "base/result.h"
#include "base/text_range.h"

// The only door to HarfBuzz: faces found by a profile, their coverage, metrics, shapes and subsets.
namespace banxin {

enum class OutlineKind : std::uint8_t { truetype, cff };

struct FaceInfo {
  std::string family;  // as the face names itself: "Noto Serif CJK SC"
  std::string postscript_name;
  std::string version;                              // name table, id 5
  std::string copyright, licence, licence_address;  // ids 0, 13, 14, in the face's own words; empty without them
  std::string file;                                 // path of the file
  unsigned index = 0;                               // of the face in a collection
  unsigned units_per_em = 1000;
  OutlineKind outlines = OutlineKind::truetype;
};

// What a profile asks for a role, and what was found.
struct RoleFaces {
  FontRole role;
  std::vector<FaceId> faces;         // those found, in order of preference; the first is the role's face
  std::vector<std::string> missing;  // names asked for before the first one found: what that one replaces
  std::u32string marks;              // lent by the first face of another role
  FontRole marks_from = FontRole::song;
};

// The ink of a glyph, from its origin: x to the right, y upward. All zero when it has none.
struct InkBox {
  Em left, right, bottom, top;
};

struct ShapedGlyph {
  GlyphId glyph = 0;
  std::uint32_t cluster = 0;  // byte offset, in the text given, of the first character that the glyph stands for
  Em advance;
  Em x_offset, y_offset;  // from the pen to the glyph's origin
};

// A glyph as the document uses it. A half-width mark is the same drawing in half of its cell: `left_half` keeps the
// left half (closing marks, stops), `right_half` the right half, moved to the cell's start (opening marks). Half of an
// advance of an odd number of the face's units is cut to a whole one.
enum class GlyphForm : std::uint8_t { plain, left_half, right_half };
struct UsedGlyph {
  GlyphId glyph = 0;
  GlyphForm form = GlyphForm::plain;
  auto operator<=>(const UsedGlyph&) const = default;
};

struct EmPoint {
  Em x, y;  // from the glyph's origin, y upward
};

// A step of a glyph's outline, which is filled by the nonzero rule: from where the one before ended to `to`.
struct OutlineStep {
  enum class Kind : std::uint8_t { move, line, quadratic, cubic, close };
  Kind kind = Kind::move;
  EmPoint to = {};                  // not of `close`, which leads to where the contour began
  EmPoint first = {}, second = {};  // control points: one of `quadratic`, two of `cubic`
};

// A font program that holds the used glyphs only, ready to embed.
struct FontSubset {
  OutlineKind outlines = OutlineKind::truetype;
  std::string program;                // TrueType: an sfnt for FontFile2; CFF: a bare CFF for FontFile3 CIDFontType0C
  std::vector<std::uint16_t> codes;   // for each glyph asked for, in that order: the CID that draws it
  std::vector<std::uint16_t> widths;  // for each glyph asked for: thousandths of an em, as the program has it
  int bbox[4] = {0, 0, 0, 0};         // thousandths of an em
};

struct Coverage {
  int covered = 0;
  int total = 0;
};

// The const members remember what they have read, so a book belongs to one thread.
class FontBook {
 public:
  // Reads the profile `fonts/<profile>.profile`, finds its faces and maps their files; what is in them is read when
  // first asked for. `extra_folders` are searched first, by the names that the files give themselves. Errors:
  // font-profile-unusable; font-missing when a role has no face at all. Warning: font-unusable, for a file that was
  // skipped. Note: font-replaced, for a role whose first face was not found.
  static Result<FontBook> open(const std::string& profile_file, const std::vector<std::string>& extra_folders);
  ~FontBook();
  FontBook(FontBook&&) noexcept;
  FontBook& operator=(FontBook&&) noexcept;

  const std::vector<RoleFaces>& roles() const;
  // The faces to try for a character of this role, in order: the role's own, then those of `rare`.
  std::vector<FaceId> chain(FontRole role) const;

  const FaceInfo& info(FaceId face) const;
  std::string file_digest(FaceId face) const;  // SHA-256 of the whole file, hexadecimal: reads all of it

  bool has_glyph(FaceId face, char32_t character) const;
  // Whether the face knows the sequence of base and variation selector (CL-120; cmap format 14), by a separate glyph or
  // as its usual one.
  bool has_variant(FaceId face, char32_t base, char32_t selector) const;
  InkBox ink(FaceId face, GlyphId glyph) const;

  // Shapes text[range] as one run, left to right; the rest of the text is context. `features` are OpenType tags that
  // are switched on ("halt", CL-111; "tnum"), a tag after "-" is switched off ("-kern"). The script is that of the
  // first letter or ideograph in the range; marks and digits alone are taken for Chinese in a Chinese language, else
  // for Latin. Clusters are byte offsets into `text`, ascending; what makes up one character for its reader (a base
  // with its marks) is one cluster. A character that the face lacks gives glyph 0; a selector without a separate glyph
  // gives an empty one.
  std::vector<ShapedGlyph> shape(FaceId face, std::string_view text, TextRange range, const std::string& language,
                                 const std::vector<std::string>& features) const;

  // Error: font-subset-failed. `glyphs` has no duplicates. A half form that the outlines cannot give (CFF) is answered
  // with the plain glyph's code and width.
  Result<FontSubset> subset(FaceId face, const std::vector<UsedGlyph>& glyphs) const;
  // Whether subset() gives half forms as separate glyphs.
  bool gives_half_forms(FaceId face) const;

  // What a glyph of the subset draws, for what has no font program: a picture of the page. Empty: nothing.
  std::vector<OutlineStep> outline(FaceId face, const UsedGlyph& used) const;

  // How much of a character list a face covers.
  Coverage coverage(FaceId face, const std::u32string& characters) const;

 private:
  struct Impl;
  explicit FontBook(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace banxin
