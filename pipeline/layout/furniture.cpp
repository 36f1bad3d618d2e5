#include "layout/furniture.h"

#include <utility>
#include <vector>

#include "layout/place.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

// Appends `more` to `text`; runs of one face become one, so that they are one item.
void join(ShapedText& text, const ShapedText& more) {
  const auto bytes = static_cast<std::uint32_t>(text.text.size());
  const auto glyphs = static_cast<std::uint32_t>(text.glyphs.size());
  text.text += more.text;
  text.glyphs.insert(text.glyphs.end(), more.glyphs.begin(), more.glyphs.end());
  for (Cluster c : more.clusters) {
    const TextRun& run = more.runs[c.run];
    const bool same = !text.clusters.empty() && text.runs[text.clusters.back().run].face == run.face;
    if (!same) text.runs.push_back(run);
    c.run = static_cast<std::uint16_t>(text.runs.size() - 1);
    c.text = {c.text.begin + bytes, c.text.end + bytes};
    c.first_glyph += glyphs;
    text.clusters.push_back(c);
  }
}

Line whole(const ShapedText& text) {
  return {0, static_cast<std::uint32_t>(text.clusters.size()), true, false};
}

}  // namespace

void set_page_number(const ShapedDocument& document, const PageStyle& style, int number, Page& page) {
  page.label = std::to_string(number);
  const TextStyle* text_style = style.find(style.page_number.text_style);
  if (text_style == nullptr) return;
  ShapedText text = document.page_number_before();
  for (const char digit : page.label) join(text, document.digits()[static_cast<std::size_t>(digit - '0')]);
  join(text, document.page_number_after());
  if (text.empty()) return;

  const Length size = text_style->size;
  const SetLine set = set_solid(text, size);
  const Length left = style.area_left + style.page_number.side_indent;
  const Length right = style.area_left + style.area_width - style.page_number.side_indent;
  const Length dash = style.area_top + style.area_height + style.page_number.dash_below_area;
  const Length x = number % 2 == 1 ? right - set.width : left;
  place_line(text, size, whole(text), set, {x, dash + document.dash_middle().at(size)},
             {Artifact::footer, Colour::black}, page.items);
}

void set_draft_stamp(const ShapedDocument& document, const PageStyle& style, Page& page) {
  const ShapedText& text = document.draft_stamp();
  if (text.empty()) return;
  const Length size = text_style(style, text).size;
  const SetLine set = set_solid(text, size);
  const Length x = style.area_left + (style.area_width - set.width) / 2;
  const Length em_top = style.area_top + (style.area_height - size) / 2;
  std::vector<PageItem> stamp;
  place_line(text, size, whole(text), set, {x, em_top + em_box_ascent.at(size)}, {Artifact::stamp, Colour::grey},
             stamp);
  page.items.insert(page.items.begin(), stamp.begin(), stamp.end());
}

}  // namespace banxin::layout
