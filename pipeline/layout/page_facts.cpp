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
  const auto add = [&](const GlyphRun& run) {
    if (run.clusters.empty()) return;
    const PlacedCluster& last = run.clusters.back();
    const Length left = run.origin.x + run.clusters.front().x;
    const Length right = run.origin.x + last.x + last.width;
    const Length top = run.origin.y - em_box_ascent.at(run.size);
    const bool first = baselines.empty();
    facts.left = first ? left : std::min(facts.left, left);
    facts.right = first ? right : std::max(facts.right, right);
    facts.top = first ? top : std::min(facts.top, top);
    facts.bottom = first ? top + run.size : std::max(facts.bottom, top + run.size);
    facts.glyphs += static_cast<int>(run.glyphs.size());
    baselines.insert(run.origin.y);
  };
  for (const PageItem& item : page.items) {
    if (item.artifact != Artifact::none) continue;
    std::visit(overloaded{add, [](const Area& /*area*/) {}}, item.what);
  }
  facts.baselines = static_cast<int>(baselines.size());
  return facts;
}

}  // namespace banxin::layout
