#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "font/font_book.h"
#include "font/hb_pointers.h"
#include "font/subset.h"

namespace banxin::font {

// A file mapped into memory; the pages that are never read are never loaded. Null when it cannot be mapped.
BlobPtr map_file(const std::string& path);

// One face of a file. Everything but the table directory is read when it is first asked for, and kept: the const
// members fill caches, so a face belongs to one thread.
class Face {
 public:
  // `file` holds the bytes of the file at `path`, null when it cannot be read; the face keeps them. Error:
  // font-unusable when it cannot be set and embedded: not a font, no outlines, CFF2, or rights that forbid embedding
  // (OS/2 fsType 2).
  static Result<std::unique_ptr<Face>> open(hb_blob_t* file, const std::string& path, unsigned index);

  const FaceInfo& info() const;
  std::string_view file_bytes() const { return bytes_of(file_.get()); }

  GlyphId glyph(char32_t character) const;  // 0: none
  bool has_variant(char32_t base, char32_t selector) const;
  InkBox ink(GlyphId glyph) const;
  std::vector<ShapedGlyph> shape(std::string_view text, TextRange range, const std::string& language,
                                 const std::vector<std::string>& features) const;
  Result<FontSubset> subset(const std::vector<UsedGlyph>& glyphs) const;
  std::vector<OutlineStep> outline(const UsedGlyph& used) const;

 private:
  Face(BlobPtr file, FacePtr face, const std::string& path, unsigned index);
  hb_font_t* font() const;
  std::vector<ShapedGlyph> shape_new(std::string_view text, TextRange range, const std::string& language,
                                     const std::vector<std::string>& features) const;
  Em em(hb_position_t units) const { return Em::ratio(units, basics_.units_per_em); }

  BlobPtr file_;
  FacePtr face_;
  FaceInfo basics_;  // without names
  mutable std::optional<FaceInfo> info_;
  mutable FontPtr font_;
  mutable std::optional<Outlines> outlines_;
  mutable BufferPtr buffer_;
  mutable std::unordered_map<GlyphId, InkBox> ink_;
  mutable std::unordered_map<std::string, std::vector<ShapedGlyph>> shaped_;  // short texts, by all that shapes them
};

}  // namespace banxin::font
