#include "output/pdf/shown_run.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace banxin::pdf {
namespace {

GlyphForm form_of(CellForm form) {
  switch (form) {
    case CellForm::whole: return GlyphForm::plain;
    case CellForm::left_half: return GlyphForm::left_half;
    case CellForm::right_half: return GlyphForm::right_half;
  }
  return GlyphForm::plain;
}

// The end of the character that begins at `at`.
std::uint32_t next_character(std::string_view text, std::uint32_t at) {
  ++at;
  while (at < text.size() && continues_character(text[at])) ++at;
  return at;
}

// Shares the characters of a range among glyphs in order: one each, and the last takes what is left.
class Dealer {
 public:
  Dealer(std::string_view text, TextRange range, std::uint32_t glyphs) : text_(text), left_(range), glyphs_(glyphs) {}

  TextRange next() {
    const bool last = --glyphs_ == 0;
    const std::uint32_t end = last || left_.empty() ? left_.end : next_character(text_, left_.begin);
    const TextRange dealt{left_.begin, end};
    left_.begin = end;
    return dealt;
  }

 private:
  std::string_view text_;
  TextRange left_;
  std::uint32_t glyphs_;  // that have none yet
};

std::string_view part(const std::string& text, TextRange range) {
  return std::string_view(text).substr(range.begin, range.size());
}

ShownGlyph plain_glyph(GlyphId glyph, GlyphForm form, Length x, Length y, std::string_view text) {
  return {.glyph = glyph, .form = form, .x = x, .y = y, .text = text, .group = 0, .group_text = {}};
}

}  // namespace

GlyphId RunReader::blank_of(FaceId face, std::string_view text) {
  const auto [at, is_new] = blanks_.try_emplace({face, std::string(text)}, 0);
  if (!is_new) return at->second;
  const auto glyph_for = [&](std::string_view characters) -> GlyphId {
    const auto glyphs = fonts_.shape(face, characters, {0, static_cast<std::uint32_t>(characters.size())}, "", {});
    return glyphs.size() == 1 ? glyphs[0].glyph : 0;
  };
  at->second = glyph_for(text);
  if (at->second == 0) at->second = glyph_for(" ");
  return at->second;
}

ShownRun RunReader::read(const GlyphRun& run) {
  ShownRun shown;
  shown.reserve(run.glyphs.size() + 1);
  std::optional<TextRange> pending;  // text that no glyph stands for yet: at a run's start, in a face without a blank
  for (const PlacedCluster& cluster : run.clusters) {
    if (cluster.glyph_count == 0) {
      if (part(run.text, cluster.text) == "\n") continue;  // a line's end, which shows nothing
      const GlyphId blank = blank_of(run.face, part(run.text, cluster.text));
      if (blank != 0) {
        shown.push_back(plain_glyph(blank, GlyphForm::plain, cluster.x, Length(), part(run.text, cluster.text)));
      } else if (!shown.empty()) {  // the glyph before stands for the space too
        std::string_view& text = shown.back().text;
        const auto begin =
            text.empty() ? cluster.text.begin : static_cast<std::uint32_t>(text.data() - run.text.data());
        text = part(run.text, {begin, cluster.text.end});
      } else {
        pending = TextRange{pending ? pending->begin : cluster.text.begin, cluster.text.end};
      }
      continue;
    }
    const TextRange range{pending ? pending->begin : cluster.text.begin, cluster.text.end};
    pending.reset();
    Dealer texts(run.text, range, cluster.glyph_count);
    const std::size_t first = shown.size();
    for (std::uint32_t i = 0; i < cluster.glyph_count; ++i) {
      const PlacedGlyph& glyph = run.glyphs[cluster.first_glyph + i];
      shown.push_back(plain_glyph(glyph.glyph, form_of(glyph.form), glyph.x, glyph.y, part(run.text, texts.next())));
    }
    if (shown.back().text.empty()) {
      shown[first].group = cluster.glyph_count;
      shown[first].group_text = part(run.text, range);
    }
  }
  return shown;
}

}  // namespace banxin::pdf
