#include "layout/layout.h"

#include <utility>

#include "layout/flow.h"
#include "layout/furniture.h"
#include "layout/page_builder.h"
#include "layout/seal.h"

namespace banxin::layout {

Result<Pages> lay_out(const ShapedDocument& document, const PageStyle& style) {
  Findings findings;
  PageBuilder builder(document, style);
  flow_blocks(document, style, builder, findings);
  if (has_errors(findings)) return findings;

  PagesParts pages;
  pages.info = document.info();
  pages.nodes = document.nodes();
  pages.origins = document.origins();
  pages.pages = builder.take_pages();
  pages.bookmarks = builder.take_bookmarks();
  int number = 0;
  for (Page& page : pages.pages) {
    set_draft_stamp(document, style, page);
    set_page_number(document, style, ++number, page);
  }
  return {Seal::seal(std::move(pages)), std::move(findings)};
}

}  // namespace banxin::layout
