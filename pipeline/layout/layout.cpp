#include "layout/layout.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "base/overloaded.h"
#include "layout/flow.h"
#include "layout/furniture.h"
#include "layout/page_builder.h"
#include "layout/page_facts.h"
#include "layout/seal.h"
#include "layout/table_fit.h"

namespace banxin::layout {
namespace {

constexpr std::size_t most_pages = 60;

// The pages without what is the same on all of them.
struct Flowed {
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
  std::size_t numbered = 0;  // pages
  Findings findings;
};

Flowed flow(const ShapedDocument& document, const PageStyle& style, int tightness) {
  Flowed out;
  PageBuilder builder(document, style);
  flow_blocks(document, style, tightness, builder, out.findings);
  out.numbered = builder.numbered();
  out.pages = builder.take_pages();
  out.bookmarks = builder.take_bookmarks();
  return out;
}

bool has_tables(const ShapedDocument& document) {
  return std::any_of(document.blocks().begin(), document.blocks().end(), [](const ShapedBlock& block) {
    return std::visit(
        overloaded{[](const ShapedTable& /*block*/) { return true; }, [](const ShapedText& /*block*/) { return false; },
                   [](const ShapedFigure& /*block*/) { return false; },
                   [](const ShapedPageBreak& /*block*/) { return false; }},
        block);
  });
}

// Whether the last page of several has less than three tenths of a page on it. Of many pages one more is no matter, and
// to set them twice would take twice their memory.
bool ends_short(const std::vector<Page>& pages, const PageStyle& style) {
  return pages.size() > 1 && pages.size() <= most_pages &&
         (measure(pages.back()).bottom - style.area_top) * 10 < style.area_height * 3;
}

// A last page of little is avoided where tables that are set tighter make room for it (CL-89).
Flowed flow_well(const ShapedDocument& document, const PageStyle& style) {
  Flowed usual = flow(document, style, 0);
  if (!ends_short(usual.pages, style) || has_errors(usual.findings) || !has_tables(document)) return usual;
  // Most often not even the tightest tables are enough, and nothing else need be tried.
  const auto helps = [&](const Flowed& tighter) {
    return !has_errors(tighter.findings) && tighter.pages.size() < usual.pages.size();
  };
  Flowed least = flow(document, style, tightest);
  if (!helps(least)) return usual;
  for (const int tightness : {tightest / 3, tightest * 2 / 3}) {
    Flowed looser = flow(document, style, tightness);
    if (helps(looser)) return looser;
  }
  return least;
}

}  // namespace

Result<Pages> lay_out(const ShapedDocument& document, const PageStyle& style) {
  Flowed flowed = flow_well(document, style);
  Findings findings = std::move(flowed.findings);
  if (has_errors(findings)) return findings;

  PagesParts pages;
  pages.info = document.info();
  pages.nodes = document.nodes();
  pages.origins = document.origins();
  pages.pictures = document.pictures();
  pages.pages = std::move(flowed.pages);
  pages.bookmarks = std::move(flowed.bookmarks);
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    set_draft_stamp(document, style, pages.pages[i]);
    if (i < flowed.numbered) set_page_number(document, style, static_cast<int>(i) + 1, pages.pages[i]);
  }
  return {Seal::seal(std::move(pages)), std::move(findings)};
}

}  // namespace banxin::layout
