#pragma once

#include <optional>
#include <vector>

#include "layout/landscape.h"
#include "layout/line_breaker.h"
#include "layout/pages.h"
#include "layout/place.h"

namespace banxin::layout {

// Where the next line can go on a page. Small and copied freely: a copy is used to try what would fit.
class Cursor {
 public:
  explicit Cursor(const PageStyle& style) : style_(&style) { start_page(); }

  void start_page();
  bool at_top() const { return at_top_; }

  // Of this style and so many lines, the first of which has room for `lines_above` others above it.
  void begin_block(const TextStyle& style, std::size_t lines, std::size_t lines_above = 0);
  void end_block(const TextStyle& style) { blank_lines_ = style.blank_lines_after; }
  // Makes room for a rule that is at this distance below what is there, and above what comes; gives its upper edge.
  // Below it the grid begins anew.
  Length set_rule(const TextRule& rule);
  // Nothing begins above `y`.
  void begin_at(Length y);
  // The top of the em box of the block's next line.
  Length next_line(const TextStyle& style) const;
  bool fits(Length em_top, Length size) const { return em_top + size <= bottom(); }
  void set_line(const TextStyle& style, Length em_top);

  // The top of what is not text (a table).
  Length next_top() const;
  // Text goes on below `y`: with a little room, on the grid with half a line at least.
  void set_area(Length y);
  // What is not on the grid begins this much lower than it would.
  void move_down(Length by) { next_ += by; }
  // Of what is on the page so far, with the half line that a table keeps below it.
  Length em_bottom() const { return em_bottom_; }
  // Where the white begins that stays when nothing follows.
  Length white_top() const { return white_top_; }
  Length top() const { return style_->area_top; }
  Length bottom() const { return style_->area_top + style_->area_height; }

 private:
  Length grid_line(std::int64_t k) const { return grid_top_ + style_->line_pitch() * k; }
  // The first grid line whose em box does not reach above y.
  std::int64_t grid_line_below(Length y) const;

  const PageStyle* style_;
  bool at_top_ = true;
  int blank_lines_ = 0;  // grid lines to leave free before the next block
  Length em_bottom_;     // of what is on the page so far
  Length white_top_;
  Length next_;                   // where a block off the grid goes on
  Length grid_top_;               // of a line of the grid
  Length first_top_, last_top_;   // of lines: the first of the block, and of those to its side; the last
  bool opening_ = true;           // the next line is the first of its block
  std::optional<Length> beside_;  // where the next line stands, of a block to the side of the one before it
};

// The baseline of a line whose em box begins at `em_top`. An on-grid line of another size than the body's is set on the
// body's baseline.
Length baseline_of(const PageStyle& page, const TextStyle& style, Length em_top);

// The pages so far, and the headings on them. Code that sets something reads style() at that moment: it says whether
// the current page is landscape.
class PageBuilder {
 public:
  PageBuilder(const ShapedDocument& document, const PageStyle& style);
  PageBuilder(const PageBuilder&) = delete;
  PageBuilder& operator=(const PageBuilder&) = delete;

  const PageStyle& style() const { return landscape_ ? landscape_style_ : style_; }
  bool is_landscape() const { return landscape_; }
  // What follows goes on landscape pages, or on upright ones again: starts a new page, unless this one is still empty.
  void set_landscape(bool landscape);

  Cursor& cursor() { return cursor_; }
  const Cursor& cursor() const { return cursor_; }
  void new_page();
  std::vector<PageItem>& items() { return pages_.back().items; }
  // Nothing from this page on has a number (GB/T 9704, 7.5).
  void end_numbers() { numbered_ = pages_.size() - 1; }
  // How many pages have one.
  std::size_t numbered() const { return numbered_.value_or(pages_.size()); }
  std::size_t page_count() const { return pages_.size(); }
  // Adds a line of content and marks its headings.
  void place(const ShapedText& text, const Setting& setting, const Line& line, const SetLine& set, Point start,
             Length em_top, const Purpose& purpose);
  std::vector<Page> take_pages();
  std::vector<Bookmark> take_bookmarks() { return std::move(bookmarks_); }

 private:
  // The heading that a node is or is inside; 0: none.
  NodeId heading_of(NodeId node) const;
  void finish_page();
  void add_bookmarks(const ShapedText& text, const Line& line, Length em_top);

  const ShapedDocument& document_;
  const PageStyle& style_;
  const PageStyle landscape_style_;
  bool landscape_ = false;
  Cursor cursor_;
  std::vector<Page> pages_;
  std::vector<Bookmark> bookmarks_;
  std::optional<std::size_t> numbered_;
  std::vector<bool> is_marked_;  // nodes that have a bookmark
};

}  // namespace banxin::layout
