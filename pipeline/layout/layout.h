#pragma once

#include <string>

#include "base/page_style.h"
#include "base/result.h"
#include "layout/pages.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// Lines, tables, pages: integer arithmetic only. Errors: layout-cell-overflow (a cell's text does not fit its column at
// the smallest size allowed), layout-line-impossible (a single character is wider than its line). Warnings:
// layout-loose-line, layout-tight-line (a line could not be set within the limits), layout-line-impossible (a line had
// to end where the text forbids it).
Result<Pages> lay_out(const ShapedDocument& document, const PageStyle& style);

// The pages as leaves that are printed on both sides and bound: on even pages the type area is as far from the right
// edge as it is from the left one on odd pages, so that both stand back to back (GW-06), and a blank page follows an
// odd number of them (PX-09). Their numbers, outside already, go with the type area.
Pages bind(const Pages& pages, const PageStyle& style);

// One line per item: page, place in mm, size, text, node or artifact.
std::string dump(const Pages& pages);

}  // namespace banxin::layout
