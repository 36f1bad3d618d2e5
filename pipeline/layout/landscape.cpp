#include "layout/landscape.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include "base/overloaded.h"

namespace banxin::layout {
namespace {

int places_in(Length whole, Length first, Length pitch) {
  return std::max(2, 1 + static_cast<int>((whole - first).units() / pitch.units()));
}

}  // namespace

PageStyle landscape_style(const PageStyle& style) {
  PageStyle turned = style;
  turned.page_width = style.page_height;
  turned.page_height = style.page_width;
  turned.area_left = style.page_height - style.area_top - style.area_height;
  turned.area_top = style.area_left;
  turned.area_width = style.area_height;
  turned.area_height = style.area_width;
  turned.grid_lines = places_in(turned.area_height, style.body_size, style.line_pitch());
  turned.grid_cells = places_in(turned.area_width, style.body_size, style.cell_pitch());
  return turned;
}

void turn(PageItem& item, Length page_height) {
  std::visit(overloaded{[page_height](GlyphRun& run) {
                          run.origin = {run.origin.y, page_height - run.origin.x};
                          run.turned = true;
                        },
                        [page_height](Area& area) {
                          area.corner = {area.corner.y, page_height - area.corner.x - area.width};
                          std::swap(area.width, area.height);
                        },
                        // Only tables, and the headings above them, are set on turned pages.
                        [](Image& /*image*/) { throw std::logic_error("a picture on a turned page"); },
                        [](Path& /*path*/) { throw std::logic_error("a chart on a turned page"); }},
             item.what);
}

}  // namespace banxin::layout
