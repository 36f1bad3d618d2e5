#pragma once

#include "base/page_style.h"
#include "text/shaped_document.h"

namespace banxin::layout {

// The style of a block; `text` gives only indices that the page style has.
inline const TextStyle& text_style(const PageStyle& page, const ShapedText& text) {
  return page.text_styles[text.style];
}

}  // namespace banxin::layout
