#pragma once

#include <vector>

#include "layout/line_breaker.h"
#include "layout/pages.h"
#include "layout/place.h"
#include "layout/turned.h"

namespace banxin::layout {

// Where the next line can stand on a page. Small and copied freely: trying what would fit is done on a copy.
class Cursor {
 public:
  explicit Cursor(const PageStyle& style) : style_(&style) { start_page(); }

  void start_page();
  bool at_top() const { return at_top_; }

  void begin_block(const TextStyle& style);
  void end_block(const TextStyle& style) { blank_lines_ = style.blank_lines_after; }
  // The em box's top of the block's next line.
  Length next_line(const TextStyle& style) const;
  bool fits(Length em_top, Length size) const { return em_top + size <= bottom(); }
  void set_line(const TextStyle& style, Length em_top);

  // The top of what is not text (a table).
  Length next_top() const;
  // Text goes on below `y`, with a little room.
  void set_area(Length y);
  Length bottom() const { return style_->area_top + style_->area_height; }

 private:
  Length grid_line(std::int64_t k) const { return style_->area_top + style_->line_pitch() * k; }
  // The first grid line whose em box does not reach above y.
  std::int64_t grid_line_below(Length y) const;

  const PageStyle* style_;
  bool at_top_ = true;
  int blank_lines_ = 0;  // grid lines to leave free before the next block
  Length em_bottom_;     // of what stands on the page so far
  Length next_;          // where a block off the grid goes on
};

// Ems above the baseline of where an on-grid line of another size than the body's stands: on the body's baseline.
Length baseline_of(const PageStyle& page, const TextStyle& style, Length em_top);

// The pages so far, and the headings on them. Whoever sets something reads style() at the time: it says whether the
// page at hand is turned.
class PageBuilder {
 public:
  PageBuilder(const ShapedDocument& document, const PageStyle& style);
  PageBuilder(const PageBuilder&) = delete;
  PageBuilder& operator=(const PageBuilder&) = delete;

  const PageStyle& style() const { return turned_ ? turned_style_ : style_; }
  bool is_turned() const { return turned_; }
  // What follows stands on turned pages, or on upright ones again: a new page, unless nothing stands on this one yet.
  void turn(bool turned);

  Cursor& cursor() { return cursor_; }
  const Cursor& cursor() const { return cursor_; }
  void new_page();
  std::vector<PageItem>& items() { return pages_.back().items; }
  // A line of content: marks its headings too.
  void place(const ShapedText& text, const Setting& setting, const Line& line, const SetLine& set, Point start,
             Length em_top, const Purpose& purpose);
  std::vector<Page> take_pages();
  std::vector<Bookmark> take_bookmarks() { return std::move(bookmarks_); }

 private:
  // The heading that a node is or stands in; 0: none.
  NodeId heading_of(NodeId node) const;
  void finish_page();
  void add_bookmarks(const ShapedText& text, const Line& line, Length em_top);

  const ShapedDocument& document_;
  const PageStyle& style_;
  const PageStyle turned_style_;
  bool turned_ = false;
  Cursor cursor_;
  std::vector<Page> pages_;
  std::vector<Bookmark> bookmarks_;
  std::vector<bool> is_marked_;  // nodes that have a bookmark
};

}  // namespace banxin::layout
