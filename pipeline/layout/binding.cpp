#include <utility>

#include "layout/layout.h"
#include "layout/place.h"
#include "layout/seal.h"

namespace banxin::layout {

Pages bind(const Pages& pages, const PageStyle& style) {
  PagesParts bound{.info = pages.info(),
                   .nodes = pages.nodes(),
                   .origins = pages.origins(),
                   .pictures = pages.pictures(),
                   .pages = pages.pages(),
                   .bookmarks = pages.bookmarks()};
  // From where the type area stands on an odd page to where it stands on an even one.
  const Length shift = style.page_width - style.area_width - 2 * style.area_left;
  for (std::size_t i = 1; i < bound.pages.size(); i += 2) {
    for (PageItem& item : bound.pages[i].items) {
      layout::shift(item, {shift, Length()});
    }
  }
  if (bound.pages.size() % 2 == 1) {
    bound.pages.push_back({.width = style.page_width, .height = style.page_height, .items = {}, .label = {}});
  }
  return Seal::seal(std::move(bound));
}

}  // namespace banxin::layout
