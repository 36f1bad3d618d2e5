#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "font/font_book.h"
#include "layout/pages.h"

namespace banxin::test {

// How hand-made text is set.
struct Setting {
  FontRole font = FontRole::song;
  Length size = Length::points(16);
  Length spread;  // added behind each cluster
  Colour colour = Colour::black;
  Artifact artifact = Artifact::none;
};

// Pages made by hand as layout makes them: every cluster in a cell of its own, spaces without glyphs.
class PageBuilder {
 public:
  explicit PageBuilder(const FontBook& fonts);

  NodeId node(NodeRole role, NodeId parent = 0);
  Node& operator[](NodeId id) { return nodes_[id]; }
  void page(const std::string& label = "");

  // One line from `at`, a baseline, on the current page; gives where the pen stands behind it.
  Point text(NodeId node, std::string_view text, Point at, const Setting& setting = {});
  void area(Point corner, Length width, Length height, Colour colour = Colour::black);
  Page& current() { return pages_.back(); }

  Pages build() const;

  // What a reader copies: the texts of the runs of all pages, in their order, without white space.
  std::string copied_text() const;

  DocumentInfo info;
  std::vector<Bookmark> bookmarks;

 private:
  const FontBook& fonts_;
  NodeTree nodes_;
  std::vector<Page> pages_;
};

// Text without spaces, line and page ends.
std::string without_white_space(std::string_view text);

// The faces of debian.profile; none when this machine lacks them.
std::optional<FontBook> debian_fonts();

// A report of three pages with everything that a report has: headings, a paragraph over two pages, a list, a table over
// two pages, western words, a link, notes in red, artifacts of each kind.
PageBuilder sample_report(const FontBook& fonts);

}  // namespace banxin::test
