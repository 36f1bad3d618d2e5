#pragma once

#include <string>

#include "base/page_style.h"
#include "base/result.h"
#include "compose/document.h"
#include "font/font_book.h"
#include "text/shaped_document.h"

namespace banxin::text {

// Itemises by script and face, shapes every block once, finds break opportunities and what each mark can give.
// Errors: text-missing-glyph (character, code point, record line, faces tried), text-missing-variant (a variation
// sequence that no face of the chain has), form-unusable (a text style that the page style lacks), all at once; and
// text-too-long (base/report_size.h) alone.
// Warning: text-fallback-face, once for each character and face.
Result<ShapedDocument> shape(const Document& document, const PageStyle& style, const FontBook& fonts);

// One line per cluster: text, face, advance, what it gives, gap, break.
std::string dump(const ShapedDocument& document);

}  // namespace banxin::text
