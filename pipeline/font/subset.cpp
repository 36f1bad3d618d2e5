#include "font/subset.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "font/big_endian.h"
#include "font/truetype_subset.h"

namespace banxin::font {
namespace {

constexpr hb_tag_t cff_tag = HB_TAG('C', 'F', 'F', ' ');
constexpr hb_tag_t head_tag = HB_TAG('h', 'e', 'a', 'd');
constexpr hb_tag_t hhea_tag = HB_TAG('h', 'h', 'e', 'a');
constexpr hb_tag_t hmtx_tag = HB_TAG('h', 'm', 't', 'x');
constexpr hb_tag_t maxp_tag = HB_TAG('m', 'a', 'x', 'p');
constexpr hb_tag_t glyf_tag = HB_TAG('g', 'l', 'y', 'f');
constexpr hb_tag_t loca_tag = HB_TAG('l', 'o', 'c', 'a');

hb_blob_t* cff_face_table(hb_face_t* /*asking*/, hb_tag_t tag, void* face) {
  constexpr std::array kept = {cff_tag, head_tag, hhea_tag, hmtx_tag, maxp_tag};
  if (std::find(kept.begin(), kept.end(), tag) == kept.end()) return nullptr;
  return hb_face_reference_table(static_cast<hb_face_t*>(face), tag);
}

// The sfnt around the tables, checksums included.
std::string sfnt(const TrueTypeSubset& tables) {
  const FacePtr builder(hb_face_builder_create());
  const auto add = [&](hb_tag_t tag, const std::string& bytes) {
    const BlobPtr blob(
        hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    hb_face_builder_add_table(builder.get(), tag, blob.get());
  };
  add(glyf_tag, tables.glyf);
  add(head_tag, tables.head);
  add(hhea_tag, tables.hhea);
  add(hmtx_tag, tables.hmtx);
  add(loca_tag, tables.loca);
  add(maxp_tag, tables.maxp);
  const BlobPtr file(hb_face_reference_blob(builder.get()));
  return std::string(bytes_of(file.get()));
}

// What a PDF says about a font program in thousandths of an em, from the face's own tables.
class Metrics {
 public:
  Metrics(std::string_view head, std::string_view hhea, std::string_view hmtx)
      : head_(head), hmtx_(hmtx), units_per_em_(std::max<int>(read_u16(head, units_offset), 1)) {
    constexpr std::size_t metric_count_offset = 34;
    last_ = std::max<GlyphId>(read_u16(hhea, metric_count_offset), 1) - 1;
  }

  // Half of a half form's advance is cut to a whole unit, as cut_truetype() does.
  std::uint16_t width(GlyphId glyph, bool half) const {
    const int advance = read_u16(hmtx_, std::size_t{4} * std::min(glyph, last_));
    return static_cast<std::uint16_t>(thousandths(half ? advance / 2 : advance));
  }
  void read_bbox(int (&bbox)[4]) const {
    constexpr std::size_t bbox_offset = 36;
    for (std::size_t i = 0; i < 4; ++i) bbox[i] = thousandths(read_i16(head_, bbox_offset + 2 * i));
  }

 private:
  static constexpr std::size_t units_offset = 18;

  int thousandths(int units) const {
    constexpr int thousand = 1000;
    const int half = units < 0 ? -units_per_em_ / 2 : units_per_em_ / 2;
    return (units * thousand + half) / units_per_em_;
  }

  std::string_view head_, hmtx_;
  int units_per_em_;
  GlyphId last_ = 0;
};

struct CffCut {
  std::string program;
  std::vector<GlyphId> glyphs;  // of the face, in the order of the program, which is ascending
};

std::optional<CffCut> cut_cff(hb_face_t* face, const std::vector<GlyphId>& glyphs) {
  const SubsetInputPtr input(hb_subset_input_create_or_fail());
  if (!input) return std::nullopt;
  // Glyphs are renumbered (no RETAIN_GIDS): a sixth of the size.
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  const unsigned count = hb_face_get_glyph_count(face);
  for (const GlyphId glyph : glyphs) {
    if (glyph >= count) return std::nullopt;
    hb_set_add(wanted, glyph);
  }
  const SubsetPlanPtr plan(hb_subset_plan_create_or_fail(face, input.get()));
  if (!plan) return std::nullopt;
  const FacePtr made(hb_subset_plan_execute_or_fail(plan.get()));
  if (!made) return std::nullopt;
  CffCut cut;
  cut.program = bytes_of(table(made.get(), cff_tag).get());
  const hb_map_t* old_of_new = hb_subset_plan_new_to_old_glyph_mapping(plan.get());
  for (hb_codepoint_t glyph = 0; glyph < hb_face_get_glyph_count(made.get()); ++glyph) {
    const hb_codepoint_t old = hb_map_get(old_of_new, glyph);
    if (old == HB_MAP_VALUE_INVALID || (!cut.glyphs.empty() && old <= cut.glyphs.back())) return std::nullopt;
    cut.glyphs.push_back(old);
  }
  return cut;
}

}  // namespace

// Without cmap, GSUB, GPOS, GDEF, name and post: a subset by glyph needs none of them, and hb-subset spends most of its
// time on them.
Outlines::Outlines(hb_face_t* face, OutlineKind kind)
    : kind_(kind),
      head_(table(face, head_tag)),
      hhea_(table(face, hhea_tag)),
      hmtx_(table(face, hmtx_tag)),
      maxp_(table(face, maxp_tag)),
      glyf_(table(face, glyf_tag)),
      loca_(table(face, loca_tag)) {
  if (kind == OutlineKind::cff) cff_face_.reset(hb_face_create_for_tables(cff_face_table, face, nullptr));
}

std::optional<FontSubset> Outlines::subset(const std::vector<UsedGlyph>& glyphs) const {
  auto result = kind_ == OutlineKind::truetype ? subset_truetype(glyphs) : subset_cff(glyphs);
  if (!result || result->program.empty()) return std::nullopt;
  result->outlines = kind_;
  const Metrics metrics(bytes_of(head_.get()), bytes_of(hhea_.get()), bytes_of(hmtx_.get()));
  for (const UsedGlyph& used : glyphs) {
    result->widths.push_back(
        metrics.width(used.glyph, kind_ == OutlineKind::truetype && used.form != GlyphForm::plain));
  }
  metrics.read_bbox(result->bbox);
  return result;
}

std::optional<FontSubset> Outlines::subset_truetype(const std::vector<UsedGlyph>& glyphs) const {
  auto cut = cut_truetype({.glyf = bytes_of(glyf_.get()),
                           .head = bytes_of(head_.get()),
                           .hhea = bytes_of(hhea_.get()),
                           .hmtx = bytes_of(hmtx_.get()),
                           .loca = bytes_of(loca_.get()),
                           .maxp = bytes_of(maxp_.get())},
                          glyphs);
  if (!cut) return std::nullopt;
  FontSubset result;
  result.program = sfnt(*cut);
  result.codes = std::move(cut->codes);
  return result;
}

// A program of CID-keyed faces is put together from glyphs that are cut out when first asked for; for other faces,
// which name their glyphs and may build one from others by name, it is what hb-subset makes.
std::optional<FontSubset> Outlines::subset_cff(const std::vector<UsedGlyph>& glyphs) const {
  std::vector<GlyphId> kept = {0};
  for (const UsedGlyph& used : glyphs) kept.push_back(used.glyph);
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  std::vector<GlyphId> missing = kept;
  std::erase_if(missing, [this](GlyphId glyph) { return cff_glyphs_.has(glyph); });
  FontSubset result;
  std::optional<CffCut> cut;
  if (!missing.empty()) cut = cut_cff(cff_face_.get(), missing);
  if (!missing.empty() && !cut) return std::nullopt;
  if (!cut || cff_glyphs_.take(cut->program, cut->glyphs)) {
    result.program = cff_glyphs_.program(kept);
  } else {
    result.program = std::move(cut->program);
    kept = std::move(cut->glyphs);
  }
  for (const UsedGlyph& used : glyphs) {
    const auto place = std::lower_bound(kept.begin(), kept.end(), used.glyph);
    if (place == kept.end() || *place != used.glyph) return std::nullopt;
    result.codes.push_back(static_cast<std::uint16_t>(place - kept.begin()));
  }
  return result;
}

}  // namespace banxin::font
