#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "layout/pages.h"
#include "output/outputs.h"
#include "output/svg/outlines.h"
#include "output/svg/svg.h"

namespace banxin::svg {

// The unit of places on a page: a thousandth of a point.
std::int64_t in_units(Length length);

// The <svg> of a page of `pages`. `place` is attributes that say where it stands and how large.
std::string draw_page(const Pages& pages, const Page& page, std::size_t number, std::string_view place,
                      Outlines& outlines, const DrawOptions& options);

}  // namespace banxin::svg
