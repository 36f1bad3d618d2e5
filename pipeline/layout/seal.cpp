#include "layout/seal.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include "base/overloaded.h"

namespace banxin::layout {
namespace {

// Whether clusters have the text and the glyphs that they name.
bool holds_together(const GlyphRun& run) {
  return std::all_of(run.clusters.begin(), run.clusters.end(), [&run](const PlacedCluster& cluster) {
    return cluster.text.begin <= cluster.text.end && cluster.text.end <= run.text.size() &&
           std::size_t{cluster.first_glyph} + cluster.glyph_count <= run.glyphs.size();
  });
}

bool holds_together(const PageItem& item, const PagesParts& parts) {
  if (item.artifact == Artifact::none && item.node >= parts.nodes->size()) return false;
  return std::visit(overloaded{[](const GlyphRun& run) { return holds_together(run); },
                               [](const Area& /*area*/) { return true; }, [](const Path& /*path*/) { return true; },
                               [&parts](const Image& image) {
                                 return parts.pictures != nullptr && parts.pictures->find(image.picture) != nullptr;
                               }},
                    item.what);
}

}  // namespace

Pages Seal::seal(PagesParts parts) {
  if (parts.nodes == nullptr || !is_tree(*parts.nodes)) throw std::logic_error("Pages whose nodes are no tree");
  if (parts.origins == nullptr) throw std::logic_error("Pages without origins");
  for (const Page& page : parts.pages) {
    for (const PageItem& item : page.items) {
      if (!holds_together(item, parts)) throw std::logic_error("Pages with a mark of no node, text, glyph or picture");
    }
  }
  const auto count = static_cast<int>(parts.pages.size());
  for (const Bookmark& bookmark : parts.bookmarks) {
    if (bookmark.page < 0 || bookmark.page >= count || bookmark.node >= parts.nodes->size()) {
      throw std::logic_error("Pages with a bookmark to what is not there");
    }
  }
  return Pages(std::move(parts));
}

}  // namespace banxin::layout
