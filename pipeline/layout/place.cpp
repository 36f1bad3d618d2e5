#include "layout/place.h"

#include <utility>
#include <variant>

#include "base/overloaded.h"

namespace banxin::layout {
namespace {

constexpr Em one_em = Em::ratio(1, 1);
constexpr Em half_em = Em::ratio(1, 2);
constexpr Em hair = Em::ratio(1, 64);

class LinePlacer {
 public:
  LinePlacer(const ShapedText& text, Length size, const Line& line, const SetLine& set)
      : text_(text), size_(size), line_(line), set_(set) {}

  // The item of clusters [first, last), counted in the line, all of one text run.
  GlyphRun run(std::size_t first, std::size_t last, Point start) const {
    GlyphRun out;
    const Cluster& front = cluster(first);
    out.face = text_.runs[front.run].face;
    out.size = size_;
    out.origin = {start.x + set_.clusters[first].x, start.y};
    const std::uint32_t begin = front.text.begin;
    const std::uint32_t end = cluster(last - 1).text.end;
    out.text = text_.text.substr(begin, end - begin);
    out.glyphs.reserve(last - first);
    out.clusters.reserve(last - first);
    for (std::size_t i = first; i < last; ++i) add(out, i, begin, set_.clusters[first].x);
    return out;
  }

 private:
  const Cluster& cluster(std::size_t i) const { return text_.clusters[line_.first + i]; }

  void add(GlyphRun& out, std::size_t i, std::uint32_t text_begin, Length run_x) const {
    const Cluster& c = cluster(i);
    const SetCluster& s = set_.clusters[i];
    PlacedCluster placed;
    placed.text = {c.text.begin - text_begin, c.text.end - text_begin};
    placed.first_glyph = static_cast<std::uint32_t>(out.glyphs.size());
    placed.x = s.x - run_x;
    placed.width = s.width;
    if (!s.hidden) {
      placed.glyph_count = c.glyph_count;
      add_glyphs(out, c, s, placed.x);
    }
    out.clusters.push_back(placed);
  }

  void add_glyphs(GlyphRun& out, const Cluster& c, const SetCluster& s, Length x) const {
    const CellForm form = form_of(c, s);
    // A whole drawing reaches out of its cell by what was trimmed; a right half begins half a cell later.
    Length pen = x + c.shift.at(size_) - s.trim_before + (form == CellForm::right_half ? half_em.at(size_) : Length());
    for (std::uint32_t g = 0; g < c.glyph_count; ++g) {
      const RunGlyph& glyph = text_.glyphs[c.first_glyph + g];
      out.glyphs.push_back({glyph.glyph, form, pen + glyph.x_offset.at(size_), glyph.y_offset.at(size_)});
      pen += glyph.advance.at(size_);
    }
  }

  // A mark that lost one half of its cell is drawn in a half-width one, if its face can; so its box, too, ends where
  // the line does. Beside another mark it may have lost a hair less.
  CellForm form_of(const Cluster& c, const SetCluster& s) const {
    if (!text_.runs[c.run].half_forms || c.glyph_count != 1 || c.advance != one_em || c.shift != Em()) {
      return CellForm::whole;
    }
    if (text_.glyphs[c.first_glyph].advance != one_em) return CellForm::whole;
    const Length half = half_em.at(size_);
    const auto is_half = [&](Length trim) { return trim <= half && half - trim <= hair.at(size_); };
    // A closing mark may also be moved towards the mark before it.
    if (s.trim_before < half && is_half(s.trim_after)) return CellForm::left_half;
    if (is_half(s.trim_before) && s.trim_after == Length()) return CellForm::right_half;
    return CellForm::whole;
  }

  const ShapedText& text_;
  const Length size_;
  const Line& line_;
  const SetLine& set_;
};

}  // namespace

Length aligned(Alignment alignment, Length measure, Length width) {
  switch (alignment) {
    case Alignment::centred: return (measure - width) / 2;
    case Alignment::right: return measure - width;
    case Alignment::justified:
    case Alignment::decimal:
    case Alignment::left: break;
  }
  return {};
}

void place_line(const ShapedText& text, Length size, const Line& line, const SetLine& set, Point start,
                const Purpose& purpose, std::vector<PageItem>& items) {
  const LinePlacer placer(text, size, line, set);
  const std::size_t count = set.clusters.size();
  const auto run_of = [&](std::size_t i) { return text.clusters[line.first + i].run; };
  for (std::size_t first = 0; first < count;) {
    std::size_t last = first + 1;
    while (last < count && run_of(last) == run_of(first)) ++last;
    GlyphRun run = placer.run(first, last, start);
    run.colour = purpose.colour;
    items.push_back({.what = std::move(run),
                     .node = purpose.artifact == Artifact::none ? text.runs[run_of(first)].node : NodeId(),
                     .artifact = purpose.artifact,
                     .origin = text.origin});
    first = last;
  }
}

void shift(PageItem& item, Point by) {
  const auto go = [by](Point& point) { point = {point.x + by.x, point.y + by.y}; };
  std::visit(overloaded{[&](GlyphRun& run) { go(run.origin); }, [&](Area& area) { go(area.corner); },
                        [&](Image& image) { go(image.corner); },
                        [&](Path& path) {
                          for (Polygon& polygon : path.polygons) {
                            for (Point& corner : polygon) go(corner);
                          }
                        }},
             item.what);
}

}  // namespace banxin::layout
