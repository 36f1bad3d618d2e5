#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "words/plain_text.h"
#include "xml/xml.h"

namespace banxin::validate {

// A paragraph of the record with its text as patterns see it.
class Paragraph {
 public:
  Paragraph(const xml::Tree& record, const xml::Node& node);

  const words::PlainText& text() const { return text_; }
  // Where the span begins, with its own line: a paragraph may have several.
  Place place_of(words::Span span) const;

 private:
  struct Line {
    std::size_t begin = 0;  // byte of the paragraph's text
    int number = 0;
  };
  void add_lines(const xml::Node& node, std::size_t& offset);

  Place place_;
  words::PlainText text_;
  std::vector<Line> lines_;
};

}  // namespace banxin::validate
