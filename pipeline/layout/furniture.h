#pragma once

#include <string>

#include "base/page_style.h"
#include "layout/pages.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// Sets the number of a page below the type area, as an artifact: at the right on odd pages, at the left on even ones
// (GB/T 9704-2012, 7.5; GW-65 to GW-67), and labels the page with it (GW-68). `number` counts from 1.
void set_page_number(const ShapedDocument& document, const PageStyle& style, int number, Page& page);

// 草稿 across the middle of the page, below all else.
void set_draft_stamp(const ShapedDocument& document, const PageStyle& style, Page& page);

}  // namespace banxin::layout
