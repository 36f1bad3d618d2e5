#include <libxml/c14n.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>

#include <cstddef>
#include <stdexcept>

#include "base/codes.h"
#include "base/file.h"
#include "xml/internal.h"

namespace banxin::xml {
namespace {

using TextOf = std::function<std::optional<std::string>(const Node&)>;

// `node` is a text; an attribute's text is its only child.
void replace_text(const Node& shown, xmlNode* node, const TextOf& replacement) {
  if (node == nullptr) return;
  if (const auto text = replacement(shown)) xmlNodeSetContentLen(node, to_xml(*text), static_cast<int>(text->size()));
}

void replace_below(xmlNode* element, const TextOf& replacement) {
  for (xmlAttr* attribute = element->properties; attribute != nullptr; attribute = attribute->next) {
    auto* node = reinterpret_cast<xmlNode*>(attribute);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    replace_text(Access::node(node), attribute->children, replacement);
  }
  // As deep as Limits::depth lets a tree be.
  for (xmlNode* child = element->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) {
      replace_below(child, replacement);
    } else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      replace_text(Access::node(child), child, replacement);
    }
  }
}

void give_text(xmlNode* element, const std::string& text) {
  while (element->children != nullptr) {
    xmlNode* child = element->children;
    xmlUnlinkNode(child);
    xmlFreeNode(child);
  }
  const Mark mark = mark_of(element);
  xmlNode* content = xmlNewDocTextLen(element->doc, to_xml(text), static_cast<int>(text.size()));
  if (content == nullptr || xmlAddChild(element, content) == nullptr) throw std::bad_alloc();
  set_mark(element->children, {mark.line, 0});
}

// `element` and what is below it are in a copy, `source` is the same in the original.
void give_texts(const xmlNode* source, xmlNode* element, const TextOf& text) {
  // The original is not const; only the way through it is.
  if (const auto given = text(Access::node(const_cast<xmlNode*>(source)))) {  // NOLINT
    give_text(element, *given);
    return;
  }
  xmlNode* child = element->children;
  // As deep as Limits::depth lets a tree be.
  for (const xmlNode* from = source->children; from != nullptr && child != nullptr; from = from->next) {
    xmlNode* next = child->next;
    if (from->type == XML_ELEMENT_NODE) give_texts(from, child, text);
    child = next;
  }
}

}  // namespace

Node Tree::root() const {
  return Access::node(xmlDocGetRootElement(Access::raw(*this)));
}

const std::string& Tree::file() const {
  return impl_->file;
}

const std::string& Tree::encoding() const {
  return impl_->encoding;
}

std::string Tree::serialise() const {
  using Buffer = std::unique_ptr<xmlBuffer, Releaser<xmlBufferFree>>;
  const Buffer buffer(xmlBufferCreate());
  if (!buffer) throw std::bad_alloc();
  xmlSaveCtxt* save = xmlSaveToBuffer(buffer.get(), "UTF-8", XML_SAVE_FORMAT);
  if (save == nullptr) throw std::bad_alloc();
  xmlSaveDoc(save, Access::raw(*this));
  xmlSaveClose(save);
  return std::string(view_of(xmlBufferContent(buffer.get())));
}

std::string Tree::canonical() const {
  xmlChar* text = nullptr;
  const int size = xmlC14NDocDumpMemory(Access::raw(*this), nullptr, XML_C14N_1_1, nullptr, 0, &text);
  const XmlString owned(text);
  if (size < 0 || !owned) throw std::runtime_error("libxml2 gives no canonical form");
  return {to_chars(owned.get()), static_cast<std::size_t>(size)};
}

Tree Tree::with_replaced(const std::function<std::optional<std::string>(const Node&)>& replacement) const {
  Document copy(xmlCopyDoc(Access::raw(*this), 1));
  if (!copy) throw std::bad_alloc();
  copy_marks(Access::raw(*this), copy.get());
  if (xmlNode* root = xmlDocGetRootElement(copy.get()); root != nullptr) replace_below(root, replacement);
  return Access::tree(std::move(copy), file(), encoding());
}

Tree Tree::with_texts(const std::function<std::optional<std::string>(const Node&)>& text) const {
  Document copy(xmlCopyDoc(Access::raw(*this), 1));
  if (!copy) throw std::bad_alloc();
  copy_marks(Access::raw(*this), copy.get());
  xmlNode* root = xmlDocGetRootElement(copy.get());
  if (root != nullptr) give_texts(xmlDocGetRootElement(Access::raw(*this)), root, text);
  return Access::tree(std::move(copy), file(), encoding());
}

Findings as_form_unusable(Findings findings) {
  for (Diagnostic& d : findings) {
    if (d.severity == Severity::error) d.code = code::form_unusable;
  }
  return findings;
}

}  // namespace banxin::xml
