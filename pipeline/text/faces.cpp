#include "text/faces.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "base/codes.h"
#include "base/utf8.h"

namespace banxin::text {
namespace {

// The character itself for a message; nothing for one that would not show or would spoil the line.
std::string shown(char32_t code) {
  return u_isgraph(static_cast<UChar32>(code)) != 0 ? utf8_of(code) : std::string();
}

std::string quoted(char32_t code) {
  const std::string character = shown(code);
  return character.empty() ? code_point_name(code) : fmt::format("“{}”（{}）", character, code_point_name(code));
}

std::string quoted_en(char32_t code) {
  const std::string character = shown(code);
  return character.empty() ? code_point_name(code) : fmt::format("“{}” ({})", character, code_point_name(code));
}

// The one character that base and mark compose to; 0 for none.
char32_t composed(char32_t base, char32_t mark) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return 0;
  const UChar32 both = unorm2_composePair(nfc, static_cast<UChar32>(base), static_cast<UChar32>(mark));
  return both < 0 ? 0 : static_cast<char32_t>(both);
}

bool has_selector(CharacterUnit unit) {
  return unit.count > 1 && unit.first[1].kind == Kind::selector;
}

constexpr std::size_t most_shown = 30;  // characters of a face that lends

void add_once(std::vector<FaceId>& to, const std::vector<FaceId>& faces) {
  for (const FaceId face : faces) {
    if (std::find(to.begin(), to.end(), face) == to.end()) to.push_back(face);
  }
}

}  // namespace

const std::vector<FaceId>& FaceChooser::candidates(FontRole role, bool western) {
  std::vector<FaceId>& faces = candidates_[static_cast<std::size_t>(role)][western ? 1 : 0];
  if (!faces.empty()) return faces;
  std::vector<FaceId> latin;
  for (const RoleFaces& found : fonts_.roles()) {
    if (found.role == FontRole::latin) latin = found.faces;
  }
  if (western) add_once(faces, latin);
  add_once(faces, fonts_.chain(role));
  add_once(faces, latin);
  return faces;
}

bool FaceChooser::has_marks(FaceId face, CharacterUnit unit) const {
  const char32_t base = unit.first[0].code;
  if (unit.count == 2 && !has_selector(unit)) {
    const char32_t both = composed(base, unit.first[1].code);
    if (both != 0 && fonts_.has_glyph(face, both)) return true;
  }
  for (std::size_t i = 1; i < unit.count; ++i) {
    const Character& mark = unit.first[i];
    if (mark.kind == Kind::selector ? !(i == 1 && fonts_.has_variant(face, base, mark.code))
                                    : !fonts_.has_glyph(face, mark.code)) {
      return false;
    }
  }
  return fonts_.has_glyph(face, base);
}

bool FaceChooser::has(FaceId face, CharacterUnit unit) const {
  return unit.count == 1 ? fonts_.has_glyph(face, unit.first[0].code) : has_marks(face, unit);
}

std::optional<FaceId> FaceChooser::lent_mark(char32_t code, FontRole role) {
  for (const RoleFaces& found : fonts_.roles()) {
    if (found.role != role || found.marks.find(code) == std::u32string::npos) continue;
    const FaceId face = first(found.marks_from, false);
    if (fonts_.has_glyph(face, code)) return face;
  }
  return std::nullopt;
}

std::optional<FaceId> FaceChooser::choose(CharacterUnit unit, FontRole role, bool western, OriginId origin) {
  if (!western && unit.count == 1 && unit.first[0].kind != Kind::han) {
    if (const auto lent = lent_mark(unit.first[0].code, role)) return lent;
  }
  const std::vector<FaceId>& faces = candidates(role, western);
  for (const FaceId face : faces) {
    if (!has(face, unit)) continue;
    const bool own = face == faces.front() || (western && face == candidates(role, false).front());
    if (!own) note_fallback(unit.first[0].code, face, faces.front(), role, origin);
    return face;
  }
  note_missing_unit(unit, role, western, origin);
  return std::nullopt;
}

bool FaceChooser::has_half_em_digits(FontRole role) {
  std::optional<bool>& known = half_em_digits_[static_cast<std::size_t>(role)];
  if (known) return *known;
  const std::string_view digits = "0123456789";
  const std::vector<FaceId> faces = fonts_.chain(role);
  known = false;
  if (faces.empty()) return false;
  const auto glyphs = fonts_.shape(faces.front(), digits, {0, 10}, "zh-Hans", half_em_digits);
  constexpr std::int64_t half = Em::units_per_em / 2;
  const auto fits = [](const ShapedGlyph& g) {
    return g.glyph != 0 && std::abs(g.advance.units() - half) * 100 <= half * 6;
  };
  known = glyphs.size() == digits.size() && std::all_of(glyphs.begin(), glyphs.end(), fits);
  return *known;
}

std::string FaceChooser::names(const std::vector<FaceId>& faces, const char* separator) const {
  std::string out;
  for (const FaceId face : faces) {
    if (!out.empty()) out += separator;
    out += fonts_.info(face).family;
  }
  return out;
}

void FaceChooser::note_fallback(char32_t code, FaceId used, FaceId wanted, FontRole role, OriginId origin) {
  if (!fallbacks_.emplace(code, used).second) return;
  Loan& loan = loans_[used];
  constexpr std::size_t most_lines = 5;
  const bool ideograph = u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_IDEOGRAPHIC) != 0;
  const bool with_code = ideograph || shown(code).empty();
  if (++loan.characters <= most_shown)
    loan.shown += with_code ? fmt::format("{}({})", shown(code), code_point_name(code)) : shown(code);
  loan.ideographs |= ideograph;
  const Place place = origins_.place(origin);
  if (loan.first.line == 0) loan.first = place;
  if (std::find(loan.lines.begin(), loan.lines.end(), place.line) == loan.lines.end()) loan.lines.push_back(place.line);
  if (loan.lines.size() > most_lines) loan.lines.pop_back();
  if (loan.wanted.empty()) {
    // PostScript names distinguish two weights of a family.
    const bool same_family = fonts_.info(used).family == fonts_.info(wanted).family;
    const auto name = [&](FaceId face) {
      return same_family ? fonts_.info(face).postscript_name : fonts_.info(face).family;
    };
    loan.wanted = {fmt::format("“{}”（{}）", name(wanted), name_of(role)),
                   fmt::format("“{}” ({})", name(wanted), name_of(role))};
    loan.name = name(used);
  }
}

// A symbol looks much the same in every face; an ideograph, in a name above all, is looked at.
Diagnostic FaceChooser::finding_of(const Loan& loan) {
  const std::string more_zh = loan.characters > most_shown ? fmt::format("等 {} 个", loan.characters) : std::string();
  const std::string more_en =
      loan.characters > most_shown ? fmt::format(" and more, {} in all", loan.characters) : std::string();
  const std::string lines = fmt::format("{}", fmt::join(loan.lines, "、"));
  const std::string lines_en = fmt::format("{}", fmt::join(loan.lines, ", "));
  Diagnostic finding;
  finding.code = code::text_fallback_face;
  finding.severity = loan.ideographs ? Severity::warning : Severity::note;
  finding.place = loan.first;
  finding.message = {
      fmt::format("{}没有 {}{}，改用“{}”（第 {} 行）。", loan.wanted.zh, loan.shown, more_zh, loan.name, lines),
      fmt::format("{} lacks {}{}; taken from “{}” (line {}).", loan.wanted.en, loan.shown, more_en, loan.name,
                  lines_en)};
  finding.hint = {"请核对字形；要求风格一致时，请安装收有它们的同类字体。",
                  "Check their shapes; for one style throughout, install a face of this kind that has them."};
  return finding;
}

Findings FaceChooser::take_findings() {
  Findings all;
  for (const auto& [face, loan] : loans_) all.push_back(finding_of(loan));
  for (Diagnostic& finding : found_) all.push_back(std::move(finding));
  append(all, std::exchange(more_, {}));
  found_.clear();
  loans_.clear();
  return all;
}

// One finding for each character, with a few of the other places where it is. Gives the finding when it is new, so that
// it gets its wording; null when it was noted before or is only counted.
Diagnostic* FaceChooser::noted(std::pair<char32_t, char32_t> what, const char* code, OriginId origin) {
  constexpr std::size_t most_places = 5;
  constexpr std::size_t counted = std::numeric_limits<std::size_t>::max();
  const bool room = missing_.size() < Findings::most_in_full;
  const auto [known, is_new] = missing_.emplace(what, room ? found_.size() : counted);
  if (is_new && !room) more_.count_only(Severity::error, code);
  if (known->second == counted) return nullptr;
  Place place = origins_.place(origin);
  if (is_new) return &found_.emplace_back(Diagnostic{.code = code, .place = std::move(place)});
  Diagnostic& first = found_[known->second];
  const Place& last = first.related.empty() ? first.place : first.related.back().place;
  if (first.related.size() < most_places && (last.line != place.line || last.xpath != place.xpath)) {
    first.related.push_back({std::move(place), {"这里也有", "here too"}});
  }
  return nullptr;
}

void FaceChooser::note_missing(char32_t code, FontRole role, bool western, OriginId origin) {
  Diagnostic* finding = noted({code, 0}, code::text_missing_glyph, origin);
  if (finding == nullptr) return;
  const std::vector<FaceId>& faces = candidates(role, western);
  finding->message = {fmt::format("所有字体都没有{}；试过：{}。", quoted(code), names(faces, "、")),
                      fmt::format("No face has {}; tried: {}.", quoted_en(code), names(faces, ", "))};
  finding->hint = {
      "请安装收有该字的字体，并在字体方案的 rare 中列出；若是错字，请改正记录。",
      "Install a face that has it and list it under `rare` in the font profile; if it is a mistake, correct the "
      "record."};
}

void FaceChooser::note_variant(char32_t base, char32_t selector, FontRole role, bool western, OriginId origin) {
  Diagnostic* finding = noted({base, selector}, code::text_missing_variant, origin);
  if (finding == nullptr) return;
  const std::vector<FaceId>& faces = candidates(role, western);
  finding->message = {fmt::format("所有字体都没有{}加变体选择符 {} 的字形；试过：{}。", quoted(base),
                                  code_point_name(selector), names(faces, "、")),
                      fmt::format("No face has the variant of {} that selector {} asks for; tried: {}.",
                                  quoted_en(base), code_point_name(selector), names(faces, ", "))};
  finding->hint = {"请安装收有这个异体字的字体，或删去选择符而用通行字形。",
                   "Install a face that has this variant, or take the selector out and use the common shape."};
}

void FaceChooser::note_missing_unit(CharacterUnit unit, FontRole role, bool western, OriginId origin) {
  const std::vector<FaceId>& faces = candidates(role, western);
  const auto nowhere = [&](char32_t code) {
    return std::none_of(faces.begin(), faces.end(), [&](FaceId face) { return fonts_.has_glyph(face, code); });
  };
  bool told = false;
  for (std::size_t i = 0; i < unit.count; ++i) {
    const Character& c = unit.first[i];
    if (i > 0 && c.kind == Kind::selector) continue;
    if (!nowhere(c.code)) continue;
    note_missing(c.code, role, western, origin);
    told = true;
  }
  if (told) return;
  if (has_selector(unit)) {
    note_variant(unit.first[0].code, unit.first[1].code, role, western, origin);
  } else {
    note_missing(unit.first[unit.count - 1].code, role, western, origin);  // no single face has base and marks
  }
}

}  // namespace banxin::text
