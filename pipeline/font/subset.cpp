#include "font/subset.h"

#include <algorithm>
#include <array>
#include <utility>

#include "font/big_endian.h"
#include "font/cff_program.h"
#include "font/half_forms.h"

namespace banxin::font {
namespace {

constexpr hb_tag_t cff_tag = HB_TAG('C', 'F', 'F', ' ');
constexpr hb_tag_t head_tag = HB_TAG('h', 'e', 'a', 'd');
constexpr hb_tag_t hhea_tag = HB_TAG('h', 'h', 'e', 'a');
constexpr hb_tag_t hmtx_tag = HB_TAG('h', 'm', 't', 'x');
constexpr hb_tag_t maxp_tag = HB_TAG('m', 'a', 'x', 'p');
constexpr hb_tag_t glyf_tag = HB_TAG('g', 'l', 'y', 'f');
constexpr hb_tag_t loca_tag = HB_TAG('l', 'o', 'c', 'a');
constexpr int thousand = 1000;

hb_blob_t* outline_table(hb_face_t* /*asking*/, hb_tag_t tag, void* face) {
  constexpr std::array kept = {cff_tag, head_tag, hhea_tag, hmtx_tag, maxp_tag, glyf_tag, loca_tag};
  if (std::find(kept.begin(), kept.end(), tag) == kept.end()) return nullptr;
  return hb_face_reference_table(static_cast<hb_face_t*>(face), tag);
}

std::string table(hb_face_t* face, hb_tag_t tag) {
  const BlobPtr blob(hb_face_reference_table(face, tag));
  return std::string(bytes_of(blob.get()));
}

std::string program_of(hb_face_t* face) {
  const BlobPtr blob(hb_face_reference_blob(face));
  return std::string(bytes_of(blob.get()));
}

// The sfnt around the tables, checksums included.
std::string sfnt(const TrueTypeTables& tables) {
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
  return program_of(builder.get());
}

struct Subset {
  SubsetPlanPtr plan;
  FacePtr face;

  hb_codepoint_t new_glyph(GlyphId old) const {
    return hb_map_get(hb_subset_plan_old_to_new_glyph_mapping(plan.get()), old);
  }
};

std::optional<Subset> cut(hb_face_t* outlines, const std::vector<UsedGlyph>& glyphs) {
  const SubsetInputPtr input(hb_subset_input_create_or_fail());
  if (!input) return std::nullopt;
  // Glyphs are renumbered (no RETAIN_GIDS): a sixth of the size.
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  const unsigned count = hb_face_get_glyph_count(outlines);
  for (const UsedGlyph& used : glyphs) {
    if (used.glyph >= count) return std::nullopt;
    hb_set_add(wanted, used.glyph);
  }
  Subset subset;
  subset.plan.reset(hb_subset_plan_create_or_fail(outlines, input.get()));
  if (!subset.plan) return std::nullopt;
  subset.face.reset(hb_subset_plan_execute_or_fail(subset.plan.get()));
  if (!subset.face) return std::nullopt;
  return subset;
}

class Widths {
 public:
  explicit Widths(hb_face_t* outlines)
      : hhea_(table(outlines, hhea_tag)),
        hmtx_(hb_face_reference_table(outlines, hmtx_tag)),
        units_per_em_(static_cast<int>(hb_face_get_upem(outlines))) {}

  // Thousandths of an em. Half of a half form's advance is cut to a whole unit, as append_half_forms() does.
  std::uint16_t width(GlyphId glyph, bool half) const {
    constexpr std::size_t metric_count_offset = 34;
    const GlyphId last = std::max<GlyphId>(read_u16(hhea_, metric_count_offset), 1) - 1;
    const int advance = read_u16(bytes_of(hmtx_.get()), std::size_t{4} * std::min(glyph, last));
    return static_cast<std::uint16_t>(thousandths(half ? advance / 2 : advance));
  }
  int thousandths(int units) const {
    const int half = units < 0 ? -units_per_em_ / 2 : units_per_em_ / 2;
    return (units * thousand + half) / units_per_em_;
  }

 private:
  std::string hhea_;
  BlobPtr hmtx_;
  int units_per_em_;
};

// The number of each glyph asked for in the subset's program; half forms follow behind its glyphs in order of use.
std::optional<std::string> truetype_program(const Subset& subset, const std::vector<UsedGlyph>& glyphs,
                                            std::vector<std::uint16_t>& codes) {
  std::vector<HalfForm> forms;
  const unsigned plain_count = hb_face_get_glyph_count(subset.face.get());
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (glyphs[i].form == GlyphForm::plain) continue;
    forms.push_back({codes[i], glyphs[i].form == GlyphForm::right_half});
    codes[i] = static_cast<std::uint16_t>(plain_count + forms.size() - 1);
  }
  TrueTypeTables tables = {table(subset.face.get(), glyf_tag), table(subset.face.get(), head_tag),
                           table(subset.face.get(), hhea_tag), table(subset.face.get(), hmtx_tag),
                           table(subset.face.get(), loca_tag), table(subset.face.get(), maxp_tag)};
  if (!forms.empty() && !append_half_forms(tables, forms)) return std::nullopt;
  return sfnt(tables);
}

std::optional<std::string> cff_program(const Subset& subset) {
  std::string program = table(subset.face.get(), cff_tag);
  if (!make_cids_glyph_numbers(program)) return std::nullopt;
  return program;
}

}  // namespace

FacePtr outline_face(hb_face_t* face) {
  return FacePtr(hb_face_create_for_tables(outline_table, face, nullptr));
}

std::optional<FontSubset> make_subset(hb_face_t* outlines, OutlineKind kind, const std::vector<UsedGlyph>& glyphs) {
  const auto cut_out = cut(outlines, glyphs);
  if (!cut_out) return std::nullopt;
  FontSubset result;
  result.outlines = kind;
  const Widths widths(outlines);
  for (const UsedGlyph& used : glyphs) {
    const bool half = kind == OutlineKind::truetype && used.form != GlyphForm::plain;
    const hb_codepoint_t code = cut_out->new_glyph(used.glyph);
    if (code == HB_MAP_VALUE_INVALID) return std::nullopt;
    result.codes.push_back(static_cast<std::uint16_t>(code));
    result.widths.push_back(widths.width(used.glyph, half));
  }
  auto program =
      kind == OutlineKind::truetype ? truetype_program(*cut_out, glyphs, result.codes) : cff_program(*cut_out);
  if (!program || program->empty()) return std::nullopt;
  result.program = *std::move(program);
  constexpr std::size_t bbox_offset = 36;
  const std::string head = table(outlines, head_tag);
  for (std::size_t i = 0; i < 4; ++i) result.bbox[i] = widths.thousandths(read_i16(head, bbox_offset + 2 * i));
  return result;
}

}  // namespace banxin::font
