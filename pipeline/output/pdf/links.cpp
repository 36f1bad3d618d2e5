#include "output/pdf/links.h"

#include <algorithm>
#include <variant>

#include "base/overloaded.h"
#include "base/page_style.h"
#include "base/text.h"
#include "output/pdf/decimal.h"

namespace banxin::pdf {
namespace {

constexpr int places = 3;

// The link that a node is or is inside; 0: none.
NodeId link_of(const NodeTree& nodes, NodeId id) {
  while (id != 0 && nodes[id].role != NodeRole::link) id = nodes[id].parent;
  return id;
}

LinkArea area_of(const GlyphRun& run, NodeId link, int page, Length page_height) {
  Length left = run.clusters.front().x;
  Length right = left;
  for (const PlacedCluster& cluster : run.clusters) {
    left = std::min(left, cluster.x);
    right = std::max(right, cluster.x + cluster.width);
  }
  const Length ascent = em_box_ascent.at(run.size);
  if (run.turned) {
    const Length edge = run.origin.x - ascent;
    return {.node = link,
            .page = page,
            .left = in_points(edge, places),
            .bottom = in_points(page_height - run.origin.y + left, places),
            .right = in_points(edge + run.size, places),
            .top = in_points(page_height - run.origin.y + right, places)};
  }
  const Length top = run.origin.y - ascent;
  return {.node = link,
          .page = page,
          .left = in_points(run.origin.x + left, places),
          .bottom = in_points(page_height - top - run.size, places),
          .right = in_points(run.origin.x + right, places),
          .top = in_points(page_height - top, places)};
}

// Runs of one link on one line have one area.
void add(std::vector<LinkArea>& areas, const LinkArea& area) {
  if (!areas.empty()) {
    LinkArea& last = areas.back();
    if (last.node == area.node && last.page == area.page && last.bottom < area.top && area.bottom < last.top) {
      last.left = std::min(last.left, area.left);
      last.right = std::max(last.right, area.right);
      last.bottom = std::min(last.bottom, area.bottom);
      last.top = std::max(last.top, area.top);
      return;
    }
  }
  areas.push_back(area);
}

}  // namespace

std::vector<LinkArea> link_areas(const Pages& pages) {
  std::vector<LinkArea> areas;
  for (std::size_t p = 0; p < pages.pages().size(); ++p) {
    const Page& page = pages.pages()[p];
    for (const PageItem& item : page.items) {
      if (item.artifact != Artifact::none) continue;
      const NodeId link = link_of(*pages.nodes(), item.node);
      if (link == 0) continue;
      std::visit(overloaded{[&](const GlyphRun& run) {
                              if (!run.clusters.empty()) {
                                add(areas, area_of(run, link, static_cast<int>(p), page.height));
                              }
                            },
                            [](const Area& /*area*/) {}, [](const Image& /*image*/) {}, [](const Path& /*path*/) {}},
                 item.what);
    }
  }
  return areas;
}

std::string ascii_uri(std::string_view target) {
  return percent_encoded(target, [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace banxin::pdf
