#pragma once

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

  void begin_block(const TextStyle& style);
  void end_block(const TextStyle& style) { blank_lines_ = style.blank_lines_after; }
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
  Length bottom() const { return style_->area_top + style_->area_height; }

 private:
  Length grid_line(std::int64_t k) const { return style_->area_top + style_->line_pitch() * k; }
  // The first grid line whose em box does not reach above y.
  std::int64_t grid_line_below(Length y) const;

  const PageStyle* style_;
  bool at_top_ = true;
  int blank_lines_ = 0;  // grid lines to leave free before the next block
  Length em_bottom_;     // of what is on the page so far
  Length white_top_;
  Length next_;  // where a block off the grid goes on
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
  std::vector<bool> is_marked_;  // nodes that have a bookmark
};

}  // namespace banxin::layout
