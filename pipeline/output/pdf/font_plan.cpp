#include "output/pdf/font_plan.h"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/digest.h"
#include "output/pdf/width_array.h"

namespace banxin::pdf {
namespace {

// The em box of Chinese faces (PA-33): readers that draw text boxes then draw the box by which pages are measured.
constexpr int font_ascent = 880;
constexpr int descent = -120;
// Useful only to a reader that replaces the face, which does not happen to an embedded one; the keys are required.
constexpr int cap_height = 733;
constexpr int stem = 80;
constexpr int symbolic = 4;

// Six letters from what the subset holds, so that two subsets of a face never have the same name (ISO 32000-1, 9.6.4).
std::string subset_tag(const FaceInfo& info, const std::vector<UsedGlyph>& glyphs) {
  std::string key = info.postscript_name + ' ' + info.version;
  for (const UsedGlyph& g : glyphs)
    key += ' ' + std::to_string(g.glyph) + '/' + std::to_string(static_cast<int>(g.form));
  const std::string hash = digest(DigestKind::sha256, key);
  std::string tag;
  for (std::size_t i = 0; i < 6; ++i) tag += static_cast<char>('A' + static_cast<unsigned char>(hash[i]) % 26);
  return tag;
}

// Font names are ASCII and at most 63 characters long in a font; names here stay below the 127 bytes of PA-14.
std::string plain_name(const std::string& postscript_name) {
  std::string name;
  for (const char c : postscript_name.substr(0, 63)) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (plain) name += c;
  }
  return name.empty() ? "Face" : name;
}

// The position of each glyph of a face among those that are used.
struct HashOfGlyph {
  std::size_t operator()(const UsedGlyph& g) const {
    return std::hash<std::size_t>()(std::size_t{g.glyph} * 4 + static_cast<std::size_t>(g.form));
  }
};
using Places = std::unordered_map<UsedGlyph, std::size_t, HashOfGlyph>;

// The readings of each code of one face, in order of appearance.
using Readings = std::unordered_map<std::uint16_t, std::vector<std::string_view>>;

std::size_t reading_of(Readings& readings, std::uint16_t code, std::string_view text) {
  std::vector<std::string_view>& known = readings[code];
  const auto at = std::find(known.begin(), known.end(), text);
  if (at != known.end()) return static_cast<std::size_t>(at - known.begin());
  known.push_back(text);
  return known.size() - 1;
}

}  // namespace

Result<FontPlan> FontPlan::make(const FontBook& fonts, const std::vector<FaceId>& faces,
                                const std::vector<const ShownRun*>& runs) {
  FontPlan plan;
  Findings findings;
  std::map<FaceId, std::size_t> known;
  std::vector<std::size_t> face_of_run;
  std::vector<Places> places;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto [at, is_new] = known.try_emplace(faces[i], plan.faces_.size());
    if (is_new) {
      plan.faces_.push_back({.face = faces[i], .name = {}, .glyphs = {}, .fonts = {}, .subset = {}});
      places.emplace_back();
    }
    face_of_run.push_back(at->second);
    for (const ShownGlyph& g : *runs[i]) places[at->second].try_emplace({g.glyph, g.form});
  }
  for (std::size_t f = 0; f < plan.faces_.size(); ++f) {
    Face& face = plan.faces_[f];
    for (const auto& [glyph, place] : places[f]) face.glyphs.push_back(glyph);
    std::sort(face.glyphs.begin(), face.glyphs.end());
    for (std::size_t at = 0; at < face.glyphs.size(); ++at) places[f][face.glyphs[at]] = at;
    Result<FontSubset> subset = fonts.subset(face.face, face.glyphs);
    append(findings, subset.take_findings());
    if (!subset) continue;
    face.subset = *std::move(subset);
    const FaceInfo& info = fonts.info(face.face);
    face.name = subset_tag(info, face.glyphs) + '+' + plain_name(info.postscript_name);
  }
  if (has_errors(findings)) return findings;

  std::vector<Readings> readings(plan.faces_.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    Face& face = plan.faces_[face_of_run[i]];
    std::vector<Code>& codes = plan.codes_.emplace_back();
    codes.reserve(runs[i]->size());
    for (const ShownGlyph& g : *runs[i]) {
      const std::size_t at = places[face_of_run[i]].find({g.glyph, g.form})->second;
      const std::uint16_t code = face.subset.codes[at];
      const std::size_t reading = reading_of(readings[face_of_run[i]], code, g.text);
      while (face.fonts.size() <= reading) {
        face.fonts.push_back(static_cast<std::uint16_t>(plan.fonts_.size()));
        plan.fonts_.push_back({face.face, {}});
      }
      codes.push_back({face.fonts[reading], code, face.subset.widths[at]});
    }
  }
  for (std::size_t f = 0; f < plan.faces_.size(); ++f) {
    for (const auto& [code, texts] : readings[f]) {
      for (std::size_t r = 0; r < texts.size(); ++r) {
        plan.fonts_[plan.faces_[f].fonts[r]].readings.push_back({code, texts[r]});
      }
    }
  }
  for (PlannedFont& font : plan.fonts_) {
    std::sort(font.readings.begin(), font.readings.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  }
  return {std::move(plan), std::move(findings)};
}

Ref FontPlan::write_descendant(ObjectWriter& writer, const Face& face) const {
  const bool cff = face.subset.outlines == OutlineKind::cff;
  Dictionary program;
  if (cff) {
    program.push_back({"Subtype", Name{"CIDFontType0C"}});
  } else {
    program.push_back({"Length1", face.subset.program.size()});
  }
  const Ref file = writer.add_stream(std::move(program), face.subset.program, Packing::outlines);
  const int* box = face.subset.bbox;
  const Ref descriptor = writer.add({{"Type", Name{"FontDescriptor"}},
                                     {"FontName", Name{face.name}},
                                     {"Flags", symbolic},
                                     {"FontBBox", Array{box[0], box[1], box[2], box[3]}},
                                     {"ItalicAngle", 0},
                                     {"Ascent", font_ascent},
                                     {"Descent", descent},
                                     {"CapHeight", cap_height},
                                     {"StemV", stem},
                                     {cff ? "FontFile3" : "FontFile2", file}});
  std::vector<CodeWidth> widths;
  for (std::size_t i = 0; i < face.glyphs.size(); ++i) widths.push_back({face.subset.codes[i], face.subset.widths[i]});
  Dictionary font = {
      {"Type", Name{"Font"}},
      {"Subtype", Name{cff ? "CIDFontType0" : "CIDFontType2"}},
      {"BaseFont", Name{face.name}},
      {"CIDSystemInfo", Dictionary{{"Registry", Text{"Adobe"}}, {"Ordering", Text{"Identity"}}, {"Supplement", 0}}},
      {"FontDescriptor", descriptor},
      {"DW", default_width},
      {"W", Raw{width_array(std::move(widths))}}};
  if (!cff) font.push_back({"CIDToGIDMap", Name{"Identity"}});
  return writer.add(font);
}

std::vector<Ref> FontPlan::write(ObjectWriter& writer) const {
  std::vector<Ref> refs(fonts_.size());
  for (const Face& face : faces_) {
    const Ref descendant = write_descendant(writer, face);
    const bool cff = face.subset.outlines == OutlineKind::cff;
    for (const std::uint16_t index : face.fonts) {
      const Ref to_unicode = writer.add_stream({}, to_unicode_map(fonts_[index].readings), Packing::text);
      // Over a CIDFontType0 the name carries that of the CMap (ISO 32000-1, 9.7.6.2).
      refs[index] = writer.add({{"Type", Name{"Font"}},
                                {"Subtype", Name{"Type0"}},
                                {"BaseFont", Name{cff ? face.name + "-Identity-H" : face.name}},
                                {"Encoding", Name{"Identity-H"}},
                                {"DescendantFonts", Array{descendant}},
                                {"ToUnicode", to_unicode}});
    }
  }
  return refs;
}

std::vector<EmbeddedFace> FontPlan::faces() const {
  std::vector<EmbeddedFace> out;
  for (const Face& face : faces_) out.push_back({face.name, static_cast<int>(face.glyphs.size()), face.face});
  return out;
}

}  // namespace banxin::pdf
