#include "layout/hatching.h"

#include <algorithm>
#include <utility>

namespace banxin::layout {
namespace {

constexpr Length spacing = Length::units(Length::units_per_mm * 8 / 5);
constexpr Length thickness = Length::units(Length::units_per_mm / 4);

// What of a polygon is on one side of an upright line; its edges are level or of slope 1.
Polygon cut(const Polygon& polygon, Length x, bool keep_left) {
  Polygon out;
  const auto inside = [&](const Point& point) { return keep_left ? point.x <= x : point.x >= x; };
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& from = polygon[i];
    const Point& to = polygon[(i + 1) % polygon.size()];
    if (inside(from)) out.push_back(from);
    if (inside(from) == inside(to)) continue;
    const Length across = x - from.x;
    const bool same_way = (to.x > from.x) == (to.y > from.y);
    out.push_back({x, from.y == to.y ? from.y : from.y + (same_way ? across : -across)});
  }
  return out;
}

void slope(std::vector<Polygon>& out, const Box& box, bool rising) {
  const Length right = box.left + box.width;
  const Length bottom = box.top + box.height;
  for (Length x = box.left - box.height; x < right; x += spacing) {
    const Length top_shift = rising ? box.height : Length();
    const Length bottom_shift = rising ? Length() : box.height;
    Polygon line = {{x + top_shift, box.top},
                    {x + top_shift + thickness, box.top},
                    {x + bottom_shift + thickness, bottom},
                    {x + bottom_shift, bottom}};
    line = cut(cut(line, box.left, false), right, true);
    if (line.size() > 2) out.push_back(std::move(line));
  }
}

void rectangle(std::vector<Polygon>& out, Length left, Length top, Length right, Length bottom) {
  out.push_back({{left, top}, {right, top}, {right, bottom}, {left, bottom}});
}

}  // namespace

std::vector<Polygon> hatch(Hatching hatching, const Box& box) {
  std::vector<Polygon> out;
  const Length right = box.left + box.width;
  const Length bottom = box.top + box.height;
  if (hatching == Hatching::rising || hatching == Hatching::crossed) slope(out, box, true);
  if (hatching == Hatching::falling || hatching == Hatching::crossed) slope(out, box, false);
  if (hatching == Hatching::level) {
    for (Length y = box.top + spacing / 2; y < bottom; y += spacing / 2)
      rectangle(out, box.left, y, right, std::min(y + thickness, bottom));
  }
  if (hatching == Hatching::upright) {
    for (Length x = box.left + spacing / 2; x < right; x += spacing / 2)
      rectangle(out, x, box.top, std::min(x + thickness, right), bottom);
  }
  return out;
}

}  // namespace banxin::layout
