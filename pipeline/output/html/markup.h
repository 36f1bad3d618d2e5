#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::html {

struct Attribute {
  std::string_view name;
  std::string value;
};

// Writes elements that are closed in order. Everything is escaped; nothing is added between elements, where white space
// would be text.
class Markup {
 public:
  Markup& begin(std::string_view name, std::initializer_list<Attribute> attributes = {});
  Markup& text(std::string_view text);
  Markup& end();
  // <name>text</name>
  Markup& element(std::string_view name, std::string_view content, std::initializer_list<Attribute> attributes = {});
  // An element that has no content and no end: meta, link, col.
  Markup& empty(std::string_view name, std::initializer_list<Attribute> attributes);
  // As it is: a style sheet of our own, in which nothing needs escaping.
  Markup& raw(std::string_view markup);
  // A line break of the file, between blocks.
  Markup& line();

  std::string finish() &&;

 private:
  void tag(std::string_view name, std::initializer_list<Attribute> attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace banxin::html
