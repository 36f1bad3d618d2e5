#pragma once

#include <string>

namespace banxin::font {

// Rewrites the charset of a CID-keyed CFF program in place so that the CID of every glyph is its number: what stands in
// the page's text is then the glyph's number in the program. A program that is not CID-keyed is left alone: there the
// number is what a CIDFont uses anyway (ISO 32000-1, 9.7.4.2). False when the program cannot be read.
bool make_cids_glyph_numbers(std::string& cff);

}  // namespace banxin::font
