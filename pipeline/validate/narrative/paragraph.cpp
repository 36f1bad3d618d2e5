#include "validate/narrative/paragraph.h"

#include <algorithm>
#include <iterator>

namespace banxin::validate {

Paragraph::Paragraph(const xml::Tree& record, const xml::Node& node) : place_(record.place(node)), text_(node.text()) {
  std::size_t offset = 0;
  add_lines(node, offset);
}

// Counts from each text node anew: its line is known exactly, a start tag may be long.
void Paragraph::add_lines(const xml::Node& node, std::size_t& offset) {
  if (!node.is_text()) {
    for (const xml::Node& child : node.children()) add_lines(child, offset);
    return;
  }
  const std::string text = node.text();
  int number = node.line();
  lines_.push_back({offset, number});
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', end + 1)) {
    lines_.push_back({offset + end + 1, ++number});
  }
  offset += text.size();
}

Place Paragraph::place_of(words::Span span) const {
  const std::size_t offset = text_.offset(span.begin);
  const auto behind = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                       [](std::size_t wanted, const Line& line) { return wanted < line.begin; });
  Place place = place_;
  if (behind != lines_.begin()) place.line = std::prev(behind)->number;
  return place;
}

}  // namespace banxin::validate
