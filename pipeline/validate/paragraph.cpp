#include "validate/paragraph.h"

#include <algorithm>
#include <cstddef>

namespace banxin::validate {
namespace {

// Counts from the text node that the byte is in: its line is known exactly, a start tag may be long. 0 when the offset
// is beyond the node; it is lessened then by what was passed.
int line_at(const xml::Node& node, std::size_t& offset) {
  if (node.is_text()) {
    const std::string text = node.text();
    if (offset >= text.size()) {
      offset -= text.size();
      return 0;
    }
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(offset);
    return node.line() + static_cast<int>(std::count(text.begin(), end, '\n'));
  }
  for (const xml::Node& child : node.children()) {
    if (const int line = line_at(child, offset); line > 0) return line;
  }
  return 0;
}

}  // namespace

Place Paragraph::place_of(Span span) const {
  Place place = record_.place(node_);
  std::size_t offset = text_.offset(span.begin);
  if (const int line = line_at(node_, offset); line > 0) place.line = line;
  return place;
}

}  // namespace banxin::validate
