#include "font/face.h"

#include <fmt/compile.h>
#include <fmt/format.h>
#include <hb-ot.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "base/codes.h"
#include "font/big_endian.h"
#include "font/face_names.h"
#include "font/outline.h"

namespace banxin::font {
namespace {

constexpr hb_tag_t tag(const char (&name)[5]) {
  return HB_TAG(name[0], name[1], name[2], name[3]);
}

bool has_table(hb_face_t* face, hb_tag_t name) {
  return hb_blob_get_length(table(face, name).get()) != 0;
}

bool looks_like_font(std::string_view bytes) {
  constexpr std::array<std::uint32_t, 4> kinds = {0x00010000, tag("OTTO"), tag("true"), tag("ttcf")};
  return std::find(kinds.begin(), kinds.end(), read_u32(bytes, 0)) != kinds.end();
}

// What keeps a face from being set and embedded; empty when nothing does.
Bilingual obstacle(hb_face_t* face) {
  constexpr std::size_t fs_type_offset = 8;
  constexpr unsigned restricted = 2;
  constexpr unsigned fewest_units = 16;  // OpenType's own bounds for unitsPerEm
  constexpr unsigned most_units = 16384;
  const BlobPtr os2 = table(face, tag("OS/2"));
  // OS/2 fsType: bits 0 to 3 hold one right; 2 alone forbids embedding (PA-34).
  if ((read_u16(bytes_of(os2.get()), fs_type_offset) & 0xFU) == restricted) {
    return {"字体的许可（OS/2 fsType = 2）禁止嵌入文件", "its licence (OS/2 fsType = 2) forbids embedding"};
  }
  if (has_table(face, tag("CFF2"))) {
    return {"是 CFF2 可变字体，无法嵌入；请改用同一字体的静态版本",
            "it is a variable face (CFF2), which cannot be embedded; use a static version of it"};
  }
  for (const hb_tag_t needed : {tag("head"), tag("hhea"), tag("hmtx"), tag("maxp"), tag("cmap")}) {
    if (has_table(face, needed)) continue;
    std::array<char, 4> name{};
    hb_tag_to_string(needed, name.data());
    const std::string_view text(name.data(), name.size());
    return {fmt::format("文件损坏或不完整：没有 {} 表", text), fmt::format("it is damaged: it has no table {}", text)};
  }
  if (!has_table(face, tag("CFF ")) && !(has_table(face, tag("glyf")) && has_table(face, tag("loca")))) {
    return {"没有可嵌入的轮廓（glyf 或 CFF 表）", "it has no outlines to embed (table glyf or CFF)"};
  }
  const BlobPtr head = table(face, tag("head"));
  constexpr std::size_t units_offset = 18;
  const unsigned units = read_u16(bytes_of(head.get()), units_offset);
  if (units < fewest_units || units > most_units || hb_face_get_glyph_count(face) == 0) {
    return {"文件损坏：head 或 maxp 表的数值不合理", "it is damaged: table head or maxp holds impossible numbers"};
  }
  return {};
}

Diagnostic unusable(const std::string& file, unsigned index, const Bilingual& why) {
  return {.code = code::font_unusable,
          .place = {file, 0, {}},
          .message = {fmt::format("字体文件（第 {} 号字面）不能用：{}。", index, why.zh),
                      fmt::format("The font file (face {}) cannot be used: {}.", index, why.en)},
          .hint = {"请换一个字体文件。", "Supply another file."}};
}

// A form's labels and the figures in its cells come again in every report; longer texts hardly ever do. In bytes, and
// in texts of one face: some 300 KB.
constexpr std::size_t longest_kept = 48;
constexpr std::size_t most_kept = 512;

// A PDF name in ASCII without delimiters (PA-15): the face's own name, else its file's.
std::string postscript_name(hb_face_t* face, const std::string& file) {
  const auto cleaned = [](std::string name) {
    constexpr std::string_view delimiters = "()<>[]{}/%#";
    std::erase_if(name, [&](char c) { return c <= ' ' || c > '~' || delimiters.find(c) != std::string_view::npos; });
    return name;
  };
  if (auto name = cleaned(name_entry(face, HB_OT_NAME_ID_POSTSCRIPT_NAME)); !name.empty()) return name;
  auto name = cleaned(std::filesystem::path(file).stem().string());
  return name.empty() ? "Face" : name;
}

// Latin, Greek ... when the text has a letter of such a script; Chinese text's marks and digits belong to Chinese.
hb_script_t script_of(std::string_view text, TextRange range, bool chinese) {
  const BufferPtr characters(hb_buffer_create());
  hb_buffer_add_utf8(characters.get(), text.data(), static_cast<int>(text.size()), range.begin,
                     static_cast<int>(range.size()));
  unsigned int count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(characters.get(), &count);
  for (unsigned int i = 0; i < count; ++i) {
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), infos[i].codepoint);
    if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN) return script;
  }
  return chinese ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN;
}

}  // namespace

BlobPtr map_file(const std::string& path) {
  std::error_code ignored;
  // Opening a pipe would wait for its writer.
  if (!std::filesystem::is_regular_file(path, ignored)) return nullptr;
  return BlobPtr(hb_blob_create_from_file_or_fail(path.c_str()));
}

Result<std::unique_ptr<Face>> Face::open(hb_blob_t* file, const std::string& path, unsigned index) {
  if (file == nullptr) return unusable(path, index, {"读不出来", "it cannot be read"});
  if (!looks_like_font(bytes_of(file))) {
    return unusable(path, index, {"不是 TrueType 或 OpenType 字体", "it is not a TrueType or OpenType font"});
  }
  if (const unsigned count = hb_face_count(file); index >= count) {
    return unusable(path, index,
                    {fmt::format("文件只有 {} 个字面", count), fmt::format("the file has {} face(s) only", count)});
  }
  FacePtr face(hb_face_create(file, index));
  if (const Bilingual why = obstacle(face.get()); !why.empty()) return unusable(path, index, why);
  return std::unique_ptr<Face>(new Face(BlobPtr(hb_blob_reference(file)), std::move(face), path, index));
}

Face::Face(BlobPtr file, FacePtr face, const std::string& path, unsigned index)
    : file_(std::move(file)), face_(std::move(face)) {
  basics_.file = path;
  basics_.index = index;
  basics_.units_per_em = hb_face_get_upem(face_.get());
  basics_.outlines = has_table(face_.get(), tag("CFF ")) ? OutlineKind::cff : OutlineKind::truetype;
}

const FaceInfo& Face::info() const {
  if (!info_) {
    info_ = basics_;
    info_->family = name_entry(face_.get(), HB_OT_NAME_ID_FONT_FAMILY);
    info_->version = name_entry(face_.get(), HB_OT_NAME_ID_VERSION_STRING);
    info_->copyright = name_entry(face_.get(), HB_OT_NAME_ID_COPYRIGHT);
    info_->licence = name_entry(face_.get(), HB_OT_NAME_ID_LICENSE);
    info_->licence_address = name_entry(face_.get(), HB_OT_NAME_ID_LICENSE_URL);
    info_->postscript_name = postscript_name(face_.get(), basics_.file);
    if (info_->family.empty()) info_->family = info_->postscript_name;
  }
  return *info_;
}

hb_font_t* Face::font() const {
  if (!font_) font_.reset(hb_font_create(face_.get()));  // its scale is the face's own units
  return font_.get();
}

GlyphId Face::glyph(char32_t character) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(font(), character, &glyph) != 0 ? glyph : 0;
}

bool Face::has_variant(char32_t base, char32_t selector) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_variation_glyph(font(), base, selector, &glyph) != 0 && glyph != 0;
}

InkBox Face::ink(GlyphId glyph) const {
  const auto [place, added] = ink_.try_emplace(glyph);
  if (added) {
    hb_glyph_extents_t box{};
    if (hb_font_get_glyph_extents(font(), glyph, &box) != 0 && box.width != 0) {
      place->second = {em(box.x_bearing), em(box.x_bearing + box.width), em(box.y_bearing + box.height),
                       em(box.y_bearing)};
    }
  }
  return place->second;
}

std::vector<ShapedGlyph> Face::shape(std::string_view text, TextRange range, const std::string& language,
                                     const std::vector<std::string>& features) const {
  if (text.size() > longest_kept) return shape_new(text, range, language, features);
  std::string key = fmt::format(FMT_COMPILE("{}\n{} {} {}"), text, range.begin, range.end, language);
  for (const std::string& name : features) key.append(1, ' ').append(name);
  if (shaped_.size() >= most_kept) shaped_.clear();
  const auto [place, added] = shaped_.try_emplace(std::move(key));
  if (added) place->second = shape_new(text, range, language, features);
  return place->second;
}

std::vector<ShapedGlyph> Face::shape_new(std::string_view text, TextRange range, const std::string& language,
                                         const std::vector<std::string>& features) const {
  if (!buffer_) buffer_.reset(hb_buffer_create());
  hb_buffer_t* buffer = buffer_.get();
  hb_buffer_reset(buffer);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  // The language chooses the mainland's forms (locl), which Noto's faces need even where they are the SC ones (CL-110).
  hb_buffer_set_language(buffer, hb_language_from_string(language.c_str(), -1));
  hb_buffer_set_script(buffer, script_of(text, range, language.rfind("zh", 0) == 0));
  hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), range.begin, static_cast<int>(range.size()));

  std::vector<hb_feature_t> switches;
  for (const std::string& name : features) {
    hb_feature_t feature{};
    if (hb_feature_from_string(name.c_str(), static_cast<int>(name.size()), &feature) != 0) switches.push_back(feature);
  }
  std::array<const char*, 2> shapers = {"ot", nullptr};
  hb_shape_full(font(), buffer, switches.data(), static_cast<unsigned>(switches.size()), shapers.data());

  unsigned int count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
  std::vector<ShapedGlyph> glyphs(count);
  for (unsigned int i = 0; i < count; ++i) {
    glyphs[i] = {infos[i].codepoint, infos[i].cluster, em(places[i].x_advance), em(places[i].x_offset),
                 em(places[i].y_offset)};
  }
  return glyphs;
}

Result<FontSubset> Face::subset(const std::vector<UsedGlyph>& glyphs) const {
  if (!outlines_) outlines_.emplace(face_.get(), basics_.outlines);
  auto made = outlines_->subset(glyphs);
  if (made) return *std::move(made);
  return Diagnostic{
      .code = code::font_subset_failed,
      .place = {basics_.file, 0, {}},
      .message = {fmt::format("从字体 {} 中取不出所用的 {} 个字形。", info().family, glyphs.size()),
                  fmt::format("The {} glyphs used cannot be taken out of {}.", glyphs.size(), info().family)},
      .hint = {"字体文件多半已损坏：请重新安装或换一个文件。",
               "The font file is probably damaged: install it again or supply another."}};
}

std::vector<OutlineStep> Face::outline(const UsedGlyph& used) const {
  int shift = 0;
  if (used.form == GlyphForm::right_half && basics_.outlines == OutlineKind::truetype) {
    const int advance = hb_font_get_glyph_h_advance(font(), used.glyph);
    shift = advance / 2 - advance;  // as cut_truetype() moves it
  }
  return outline_of(font(), used.glyph, basics_.units_per_em, shift);
}

}  // namespace banxin::font
