#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "xml/xml.h"

// What the files of this room share: conversions between its public types and libxml2's. Never included outside the
// room.
namespace banxin::xml {

// Releases what a C function allocated.
template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* p) const {
    release(p);
  }
};

using Document = std::unique_ptr<xmlDoc, Releaser<xmlFreeDoc>>;
using ParserContext = std::unique_ptr<xmlParserCtxt, Releaser<xmlFreeParserCtxt>>;

// A string that libxml2 allocated; xmlFree is a variable, thus no template argument.
struct XmlFree {
  void operator()(xmlChar* p) const { xmlFree(p); }
};
using XmlString = std::unique_ptr<xmlChar, XmlFree>;

// libxml2 changed the constness of this parameter between versions.
template <class Function>
struct SecondParameter;
template <class A, class B>
struct SecondParameter<void (*)(A, B)> {
  using type = B;
};
using ErrorPointer = SecondParameter<xmlStructuredErrorFunc>::type;

inline const xmlChar* to_xml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}
inline const xmlChar* to_xml(const std::string& text) {
  return to_xml(text.c_str());
}
inline const char* to_chars(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}
inline std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(to_chars(text));
}
inline std::string_view view_of(const char* text) {
  return text == nullptr ? std::string_view() : text;
}

// The parser does not need a node's field for applications: it holds the node's line and its position among siblings of
// the same name, 0 when it is the only one.
struct Mark {
  std::uint32_t line = 0;
  std::uint32_t position = 0;
};
Mark mark_of(const xmlNode* node);
void set_mark(xmlNode* node, Mark mark);
// Sets the position of all elements and texts; lines stay.
void mark_positions(xmlDoc* document);
// Gives the nodes of a copy the marks of the original.
void copy_marks(const xmlDoc* from, xmlDoc* to);

struct Tree::Impl {
  Document document;
  std::string file;
  std::string encoding;
};

struct Access {
  static Node node(xmlNode* node);  // an attribute too
  static xmlNode* raw(const Node& node) {
    return static_cast<xmlNode*>(node.attribute_ != nullptr ? node.attribute_ : node.node_);
  }
  static xmlDoc* raw(const Tree& tree) { return tree.impl_->document.get(); }
  static Tree tree(Document document, std::string file, std::string encoding) {
    Tree tree;
    tree.impl_ = std::make_shared<Tree::Impl>(Tree::Impl{std::move(document), std::move(file), std::move(encoding)});
    return tree;
  }
};

// A file of a form, parsed under the rules of Tree::parse, with the URL that its relative references start from. All
// errors are form-unusable.
Result<Tree> parse_form_file(const std::string& path);
// Turns findings about a form's file into form-unusable.
Findings as_form_unusable(Findings findings);

}  // namespace banxin::xml
