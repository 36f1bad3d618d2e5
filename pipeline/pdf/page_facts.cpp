#include "pdf/page_facts.h"

#include <algorithm>
#include <set>
#include <variant>

#include "base/page_style.h"

namespace banxin::pdf {

PageFacts measure(const Page& page) {
  PageFacts facts{.width = page.width, .height = page.height, .label = page.label};
  std::set<Length> baselines;
  for (const PageItem& item : page.items) {
    const auto* run = std::get_if<GlyphRun>(&item.what);
    if (run == nullptr || item.artifact != Artifact::none || run->clusters.empty()) continue;
    const PlacedCluster& last = run->clusters.back();
    const Length left = run->origin.x + run->clusters.front().x;
    const Length right = run->origin.x + last.x + last.width;
    const Length top = run->origin.y - em_box_ascent.at(run->size);
    const bool first = baselines.empty();
    facts.left = first ? left : std::min(facts.left, left);
    facts.right = first ? right : std::max(facts.right, right);
    facts.top = first ? top : std::min(facts.top, top);
    facts.bottom = first ? top + run->size : std::max(facts.bottom, top + run->size);
    facts.glyphs += static_cast<int>(run->glyphs.size());
    baselines.insert(run->origin.y);
  }
  facts.baselines = static_cast<int>(baselines.size());
  return facts;
}

}  // namespace banxin::pdf
