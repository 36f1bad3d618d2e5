#include "layout/page_facts.h"

#include <algorithm>
#include <set>
#include <variant>

#include "base/overloaded.h"
#include "base/page_style.h"
#include "layout/pages.h"

namespace banxin::layout {

PageFacts measure(const Page& page) {
  PageFacts facts{.width = page.width, .height = page.height, .label = page.label};
  std::set<Length> baselines;
  bool first = true;
  const auto widen = [&first](PageFacts& to, Point begin, Point end) {
    to.left = first ? begin.x : std::min(to.left, begin.x);
    to.right = first ? end.x : std::max(to.right, end.x);
    to.top = first ? begin.y : std::min(to.top, begin.y);
    to.bottom = first ? end.y : std::max(to.bottom, end.y);
    first = false;
  };
  const auto add = [&](const GlyphRun& run) {
    if (run.clusters.empty()) return;
    const PlacedCluster& last = run.clusters.back();
    const Length left = run.origin.x + run.clusters.front().x;
    const Length right = run.origin.x + last.x + last.width;
    const Length top = run.origin.y - em_box_ascent.at(run.size);
    widen(facts, {left, top}, {right, top + run.size});
    facts.glyphs += static_cast<int>(run.glyphs.size());
    baselines.insert(run.origin.y);
  };
  for (const PageItem& item : page.items) {
    if (item.artifact != Artifact::none) continue;
    std::visit(overloaded{add, [](const Area& /*area*/) {}, [](const Path& /*path*/) {},
                          [&](const Image& image) {
                            widen(facts, {image.corner.x, image.corner.y},
                                  {image.corner.x + image.width, image.corner.y + image.height});
                          }},
               item.what);
  }
  facts.baselines = static_cast<int>(baselines.size());
  return facts;
}

}  // namespace banxin::layout
