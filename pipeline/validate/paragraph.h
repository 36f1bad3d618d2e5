#pragma once

#include <string>

#include "base/diagnostic.h"
#include "validate/narrative_text.h"
#include "xml/xml.h"

namespace banxin::validate {

// A paragraph of the record with its text as patterns see it.
class Paragraph {
 public:
  Paragraph(const xml::Tree& record, const xml::Node& node) : record_(record), node_(node), text_(node.text()) {}

  const PlainText& text() const { return text_; }
  // Where the span begins, with its own line: a paragraph may have several.
  Place place_of(Span span) const;

 private:
  const xml::Tree& record_;
  const xml::Node& node_;
  PlainText text_;
};

}  // namespace banxin::validate
