#include "layout/seal.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace banxin::layout {
namespace {

// A page with one mark, 文, and a bookmark to it.
PagesParts parts() {
  NodeTree nodes(2);
  nodes[0].role = NodeRole::document;
  GlyphRun run;
  run.text = "文";
  run.glyphs.emplace_back();
  run.clusters.push_back({.text = {0, 3}, .first_glyph = 0, .glyph_count = 1, .x = {}, .width = {}});
  Page page;
  page.items.push_back({.what = run, .node = 1, .artifact = Artifact::none, .origin = 0});
  return {.info = {},
          .nodes = std::make_shared<const NodeTree>(nodes),
          .origins = std::make_shared<const OriginTable>("record.xml"),
          .pictures = nullptr,
          .pages = {page},
          .bookmarks = {{.title = "文", .level = 1, .node = 1, .page = 0, .y = {}}}};
}

GlyphRun& run_of(PagesParts& pages) {
  return std::get<GlyphRun>(pages.pages[0].items[0].what);
}

TEST(PagesSeal, NodesAreATree) {
  EXPECT_EQ(Seal::seal(parts()).pages().size(), 1U);
  PagesParts pages = parts();
  NodeTree nodes = *pages.nodes;
  nodes[1].parent = 1;
  pages.nodes = std::make_shared<const NodeTree>(nodes);
  EXPECT_THROW(Seal::seal(pages), std::logic_error);
}

TEST(PagesSeal, BookmarksPointToWhatThereIs) {
  for (const int page : {-1, 1}) {
    PagesParts pages = parts();
    pages.bookmarks[0].page = page;
    EXPECT_THROW(Seal::seal(pages), std::logic_error) << page;
  }
  PagesParts pages = parts();
  pages.bookmarks[0].node = 2;
  EXPECT_THROW(Seal::seal(pages), std::logic_error);
}

TEST(PagesSeal, ContentBelongsToANodeThatThereIs) {
  PagesParts pages = parts();
  pages.pages[0].items[0].node = 2;
  EXPECT_THROW(Seal::seal(pages), std::logic_error);
  pages.pages[0].items[0].artifact = Artifact::stamp;
  EXPECT_EQ(Seal::seal(pages).pages().size(), 1U);
}

TEST(PagesSeal, ClustersHaveTheirTextAndGlyphs) {
  PagesParts pages = parts();
  run_of(pages).clusters[0].text.end = 4;
  EXPECT_THROW(Seal::seal(pages), std::logic_error);
  pages = parts();
  run_of(pages).clusters[0].glyph_count = 2;
  EXPECT_THROW(Seal::seal(pages), std::logic_error);
}

}  // namespace
}  // namespace banxin::layout
