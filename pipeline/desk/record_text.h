#pragma once

#include <map>
#include <string>
#include <vector>

#include "xml/xml.h"

namespace banxin::desk {

// What a save changes in a record, by the paths of its elements (xml::Node::xpath). Elements are given as markup, each
// on one line.
struct Edits {
  std::map<std::string, std::string> texts;                 // what an element holds from now on: text alone
  std::map<std::string, std::vector<std::string>> instead;  // what stands in place of an element; empty: nothing
  std::map<std::string, std::vector<std::string>> before;   // in front of it
  std::map<std::string, std::vector<std::string>> behind;   // after it
  std::map<std::string, std::vector<std::string>> last;     // at the end of what it holds
  std::map<std::string, std::map<std::string, std::string>> attributes;  // without a namespace; empty: taken away

  bool empty() const {
    return texts.empty() && instead.empty() && before.empty() && behind.empty() && last.empty() && attributes.empty();
  }
};

// The record with these changes, UTF-8; everything else as the tree has it, extensions and foreign attributes too.
// Comments are not in a tree.
std::string written(const xml::Tree& record, const Edits& edits);

// The markup of one element of the record, on one line.
std::string markup_of(const xml::Node& element);
// The markup of what it holds.
std::string inner_markup_of(const xml::Node& element);
// <name>text</name>.
std::string element_of_text(std::string_view name, std::string_view text);
// Text between tags: characters that XML has no place for become U+FFFD, which validation then finds.
std::string text_markup(std::string_view text);

}  // namespace banxin::desk
