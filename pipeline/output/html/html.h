#pragma once

#include <string>
#include <vector>

#include "base/page_style.h"
#include "compose/document.h"
#include "output/output.h"

// The report as HTML: one page, whole, for a browser; or a fragment for the editor of a portal, which strips what it
// does not know: no class, no script, no style sheet, lines of tables by the style attribute. Both have the same
// elements.
namespace banxin::html {

// What the report can be had as besides: files beside the page or addresses, in the order of `links`. The style gives
// faces, alignments and measures by their names; a page of the web has no grid. The same document, style and links give
// the same bytes (D-04).
Output write(const Document& document, const PageStyle& style, const std::vector<std::string>& links, OutputKind kind);

// What a reader of the file needs to know, as text: size, headings, tables, cells.
std::string dump(const Output& file);

}  // namespace banxin::html
