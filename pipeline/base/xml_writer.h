#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banxin {

// Writes an XML document for programs and for the eye: everything escaped (xml_text.h), elements closed in order, each
// on a line of its own, two blanks deeper than the one around it. An element of text alone stands on one line.
class XmlWriter {
 public:
  // Begins with the XML declaration.
  XmlWriter();

  // `margin`: more blanks before it than its depth asks for.
  XmlWriter& begin(std::string_view name, std::size_t margin = 0);
  // Of the element begun last, before anything stands in it.
  XmlWriter& attribute(std::string_view name, std::string_view value);
  // Text of the element begun last, also when it is empty: <p></p>, not <p/>.
  XmlWriter& text(std::string_view text);
  // Ends the element begun last.
  XmlWriter& end();
  // A whole one: <name>text</name>.
  XmlWriter& element(std::string_view name, std::string_view content);

  // A comment on lines of its own; its lines keep their breaks, and stand below one another. Two hyphens, which no
  // comment may hold (XML 1.0, 2.5), are parted.
  XmlWriter& comment(std::string_view text, std::size_t margin = 0);
  // A comment on the line of what was written last.
  XmlWriter& remark(std::string_view text);

  // The document, when every element has ended.
  std::string finish() &&;

 private:
  struct Open {
    std::string name;
    std::string indent;
    bool has_lines = false;  // something stands in it on lines of its own
  };
  void end_of_tag();
  void new_line(std::size_t margin);

  std::string out_;
  std::vector<Open> open_;
  bool in_tag_ = false;  // > has not been written yet
};

}  // namespace banxin
