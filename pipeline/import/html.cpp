#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/text.h"
#include "base/unseen.h"
#include "base/utf8.h"
#include "import/readers.h"

namespace banxin::import {
namespace {

constexpr int most_depth = 256;

struct OutputDeleter {
  void operator()(GumboOutput* output) const { ::gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

std::string_view html_attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* attribute = ::gumbo_get_attribute(&node.v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : std::string_view(attribute->value);
}

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

std::vector<const GumboNode*> children_of(const GumboNode& node) {
  std::vector<const GumboNode*> children;
  if (!is_element(node)) return children;
  const GumboVector& list = node.v.element.children;
  for (unsigned i = 0; i < list.length; ++i) children.push_back(static_cast<const GumboNode*>(list.data[i]));
  return children;
}

// How deep the tree is, without a function that calls itself.
bool is_too_deep(const GumboNode& root) {
  std::vector<std::pair<const GumboNode*, int>> open = {{&root, 1}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    if (depth > most_depth) return true;
    for (const GumboNode* child : children_of(*node)) open.emplace_back(child, depth + 1);
  }
  return false;
}

// Elements that nothing but their own end tag ends, as they are nested in the text: the parser's time grows with the
// square of that number, so it is looked at before.
bool nests_too_deep(std::string_view text) {
  constexpr std::array<std::string_view, 16> tags = {"div",     "span",       "table",  "font", "b",  "i",
                                                     "u",       "em",         "strong", "ul",   "ol", "section",
                                                     "article", "blockquote", "center", "a"};
  int depth = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::string_view rest = text.substr(at + 1);
    const bool end = rest.starts_with('/');
    if (end) rest.remove_prefix(1);
    constexpr std::size_t longest = 10;
    std::string name(rest.substr(0, std::min(rest.find_first_of(" \t\r\n/>"), longest + 1)));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::find(tags.begin(), tags.end(), name) == tags.end()) continue;
    depth = end ? std::max(0, depth - 1) : depth + 1;
    if (depth > 2 * most_depth) return true;
  }
  return false;
}

bool is_hidden(const GumboNode& node) {
  if (::gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr) return true;
  std::string style(html_attribute(node, "style"));
  std::erase_if(style, [](char c) { return c == ' '; });
  return style.find("display:none") != std::string::npos || html_attribute(node, "aria-hidden") == "true";
}

// Elements whose content is no part of a page's text.
bool is_apart(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA: return true;
    default: return false;
  }
}

int heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1 : 0;
}

bool begins_a_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_FORM: return true;
    default: return heading_level(tag) > 0;
  }
}

bool holds(const GumboNode& node, GumboTag tag) {
  const std::vector<const GumboNode*> children = children_of(node);
  return std::any_of(children.begin(), children.end(), [tag](const GumboNode* child) {
    return (is_element(*child) && child->v.element.tag == tag) || holds(*child, tag);
  });
}

// All text below the node; a line feed for a line break.
void add_text(const GumboNode& node, std::string& out) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
    // A line end in the file is a blank, and nothing between two Chinese characters.
    out += node.v.text.text;
    return;
  }
  if (!is_element(node) || is_apart(node.v.element.tag) || is_hidden(node)) return;
  const bool block = begins_a_block(node.v.element.tag) || node.v.element.tag == GUMBO_TAG_BR;
  if (block) out += '\n';
  for (const GumboNode* child : children_of(node)) add_text(*child, out);
  if (block) out += '\n';
}

// White space as a page shows it; no-break spaces are white space, and around the text they are nothing.
std::string on_page(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const char32_t c = take_any_character(text);
    constexpr char32_t no_break = 0xA0;
    if (c == no_break) {
      plain += ' ';
    } else {
      append_utf8(plain, c);
    }
  }
  constexpr std::string_view ideographic_space = "\u3000";
  std::string_view rest = trimmed(plain);
  while (rest.starts_with(ideographic_space)) rest = trimmed(rest.substr(ideographic_space.size()));
  while (rest.ends_with(ideographic_space)) rest = trimmed(rest.substr(0, rest.size() - ideographic_space.size()));
  return on_one_line(rest);
}

int span_of(std::string_view text) {
  int value = 0;
  for (const char c : trimmed(text)) {
    constexpr int most = 1000;
    if (c < '0' || c > '9') break;
    value = std::min(value * 10 + (c - '0'), most);
  }
  return value;
}

class PageReader {
 public:
  explicit PageReader(FoundBuilder& to) : to_(to) {}

  void read(const GumboNode& node) {
    walk(node);
    end_paragraph();
  }

 private:
  void end_paragraph() {
    Block block{.kind = kind_, .level = level_, .text = on_page(text_)};
    text_.clear();
    if (block.kind == Block::Kind::heading && !block.text.empty()) heading_ = block.text;
    to_.add(std::move(block));
  }

  void walk(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      text_ += node.v.text.text;
    }
    if (!is_element(node)) return;
    const GumboTag tag = node.v.element.tag;
    if (is_apart(tag)) return;
    if (is_hidden(node)) return to_.remark(Remark::Kind::hidden_text);
    if (tag == GUMBO_TAG_BR) return end_paragraph();
    if (tag == GUMBO_TAG_IMG) return picture(node);
    if (tag == GUMBO_TAG_TABLE && !holds(node, GUMBO_TAG_TABLE)) return table(node);
    const bool block = begins_a_block(tag);
    if (block) end_paragraph();
    const auto kind = std::exchange(kind_, kind_of(tag));
    const int level = std::exchange(level_, heading_level(tag) > 0 ? heading_level(tag) : level_);
    for (const GumboNode* child : children_of(node)) walk(*child);
    if (block) end_paragraph();
    kind_ = kind;
    level_ = level;
  }

  Block::Kind kind_of(GumboTag tag) const {
    if (heading_level(tag) > 0) return Block::Kind::heading;
    return tag == GUMBO_TAG_LI ? Block::Kind::item : kind_;
  }

  void picture(const GumboNode& node) {
    end_paragraph();
    to_.add({.kind = Block::Kind::picture, .text = on_page(html_attribute(node, "alt"))});
  }

  void table(const GumboNode& node) {
    end_paragraph();
    row_ = 0;
    GridBuilder grid;
    rows(node, grid);
    to_.add({.kind = Block::Kind::table, .grid = std::move(grid).finish()});
  }

  void rows(const GumboNode& node, GridBuilder& grid) {
    for (const GumboNode* child : children_of(node)) {
      if (!is_element(*child) || is_hidden(*child)) continue;
      switch (child->v.element.tag) {
        case GUMBO_TAG_CAPTION: caption(*child); break;
        case GUMBO_TAG_TR: row(*child, grid); break;
        default: rows(*child, grid);
      }
    }
  }

  // One that repeats the heading above the table says nothing more.
  void caption(const GumboNode& node) {
    std::string text;
    add_text(node, text);
    if (on_page(text) == heading_) return;
    const auto kind = std::exchange(kind_, Block::Kind::caption);
    for (const GumboNode* child : children_of(node)) walk(*child);
    end_paragraph();
    kind_ = kind;
  }

  void row(const GumboNode& node, GridBuilder& grid) {
    grid.begin_row();
    ++row_;
    int column = 0;
    for (const GumboNode* child : children_of(node)) {
      if (!is_element(*child)) continue;
      const GumboTag tag = child->v.element.tag;
      if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH) continue;
      std::string text;
      add_text(*child, text);
      if (holds(*child, GUMBO_TAG_IMG)) to_.remark(Remark::Kind::embedded, on_page(text));
      grid.add({.text = on_page(text),
                .row_span = span_of(html_attribute(*child, "rowspan")),
                .column_span = span_of(html_attribute(*child, "colspan")),
                .head = tag == GUMBO_TAG_TH,
                .spot = {.row = row_, .column = ++column}});
    }
  }

  FoundBuilder& to_;
  std::string text_;
  std::string heading_;  // the last one
  Block::Kind kind_ = Block::Kind::paragraph;
  int level_ = 0;
  int row_ = 0;
};

bool is_named(const GumboNode& node, std::string_view name) {
  if (html_attribute(node, "id") == name) return true;
  const std::vector<std::string> classes = banxin::words_of(html_attribute(node, "class"));
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

const GumboNode* find_named(const GumboNode& node, std::string_view name) {
  if (is_element(node) && is_named(node, name)) return &node;
  for (const GumboNode* child : children_of(node)) {
    if (const GumboNode* found = find_named(*child, name)) return found;
  }
  return nullptr;
}

// The element that holds the page's text: the first in the list that has enough of it.
const GumboNode& text_of_page(const GumboNode& root, const std::vector<std::string>& containers) {
  for (const std::string& name : containers) {
    const GumboNode* found = find_named(root, name);
    if (found == nullptr) continue;
    std::string text;
    add_text(*found, text);
    constexpr std::size_t enough = 600;  // bytes, some 200 characters
    if (text.size() > enough || holds(*found, GUMBO_TAG_TABLE)) return *found;
  }
  return root;
}

const GumboNode* find_tag(const GumboNode& node, GumboTag tag) {
  if (is_element(node) && node.v.element.tag == tag) return &node;
  for (const GumboNode* child : children_of(node)) {
    if (const GumboNode* found = find_tag(*child, tag)) return found;
  }
  return nullptr;
}

// What the page calls itself, which often stands outside its text.
void add_heading_of_page(const GumboNode& root, FoundBuilder& to) {
  for (const GumboTag tag : {GUMBO_TAG_H1, GUMBO_TAG_TITLE}) {
    const GumboNode* heading = find_tag(root, tag);
    if (heading == nullptr) continue;
    std::string text;
    for (const GumboNode* child : children_of(*heading)) add_text(*child, text);
    to.add({.kind = Block::Kind::heading, .level = 1, .text = on_page(text)});
  }
}

}  // namespace

Reading read_html(std::string_view text, const std::vector<std::string>& containers) {
  const Bilingual too_deep = {"它的元素嵌套超过 256 层", "its elements are nested more than 256 deep"};
  if (nests_too_deep(text)) return {.fault = too_deep};
  const std::unique_ptr<GumboOutput, OutputDeleter> page(
      ::gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size()));
  if (!page) return {.fault = {"它不是网页", "it is no web page"}};
  if (is_too_deep(*page->root)) return {.fault = too_deep};
  FoundBuilder found;
  const GumboNode& text_root = text_of_page(*page->root, containers);
  if (&text_root != page->root && find_tag(text_root, GUMBO_TAG_H1) == nullptr) add_heading_of_page(*page->root, found);
  PageReader(found).read(text_root);
  Reading reading = std::move(found).finish();
  reading.found.kind = {"网页（.html）", "a web page (.html)"};
  return reading;
}

}  // namespace banxin::import
