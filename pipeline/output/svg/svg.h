#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/origin.h"
#include "font/font_book.h"
#include "layout/pages.h"
#include "output/output.h"

// Pages as pictures for a screen (SVG 2): glyphs as outlines, which need no font, and beside each run of them its text,
// for who cannot see it. Every mark says where in the record it comes from, so that a click leads there.
namespace banxin::svg {

struct DrawOptions {
  std::set<OriginId> boxed = {};                   // a box is drawn around what comes from these places, page by page
  std::function<std::string(OriginId)> link = {};  // the address that a click on text leads to; empty: none
};

// Pages as parts of a web page. All elements are named by the glyphs that they draw and by their page, so a page whose
// content is as it was has the bytes that it had, and outlines that a browser already holds need not be sent again.
struct Drawing {
  // A <path> for each glyph of all pages, by the id that it has.
  std::map<std::string, std::string> outlines;
  // An <svg> for each page, with the id page-1, page-2 ... and the page's size in millimetres. A run of text is a <g>,
  // or an <a> when it has a link, with the attributes data-origin (an OriginId, absent where it is 0), aria-label (its
  // text) and, in content, data-node (a NodeId). It fills the em boxes of its text, which a click can hit. A box is a
  // <rect class="boxed"> with data-origin.
  std::vector<std::string> pages;
};
Drawing draw(const Pages& pages, const FontBook& fonts, const DrawOptions& options = {});

// An <svg> that shows nothing and holds outlines for the pages beside it.
std::string shared(const std::map<std::string, std::string>& outlines);

// All pages in one file, one below the other, as they are read. The same pages and faces give the same bytes (D-04).
Output write(const Pages& pages, const FontBook& fonts, OutputKind kind);

// What a reader of the file needs to know, as text: size, pages, outlines, marks.
std::string dump(const Output& file);

}  // namespace banxin::svg
