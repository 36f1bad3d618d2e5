#include "layout/page_builder.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace banxin::layout {
void Cursor::start_page() {
  at_top_ = true;
  blank_lines_ = 0;
  em_bottom_ = white_top_ = style_->area_top;
  next_ = grid_top_ = first_top_ = last_top_ = style_->area_top;
  beside_.reset();
}

void Cursor::begin_block(const TextStyle& style, std::size_t lines, std::size_t lines_above) {
  blank_lines_ = at_top_ ? 0 : std::max(blank_lines_, style.blank_lines_before);
  beside_.reset();
  opening_ = true;
  if (at_top_ || style.beside == Beside::none) {
    if (lines_above > 0) beside_ = next_line(style) + style.line_pitch * static_cast<std::int64_t>(lines_above);
  } else if (style.beside == Beside::first_line) {
    beside_ = first_top_;
  } else {
    beside_ = last_top_ - style.line_pitch * static_cast<std::int64_t>(lines - 1);
  }
}

Length Cursor::set_rule(const TextRule& rule) {
  const Length top = em_bottom_ + style_->line_pitch() * blank_lines_ + rule.distance;
  at_top_ = false;
  blank_lines_ = 0;
  em_bottom_ = white_top_ = next_ = grid_top_ = top + rule.weight;
  return top;
}

void Cursor::begin_at(Length y) {
  at_top_ = false;
  blank_lines_ = 0;
  next_ = std::max(next_, y);
  em_bottom_ = std::max(em_bottom_, y);
}

std::int64_t Cursor::grid_line_below(Length y) const {
  const std::int64_t pitch = style_->line_pitch().units();
  return ((y - grid_top_).units() + pitch - 1) / pitch;
}

Length Cursor::next_line(const TextStyle& style) const {
  if (beside_) return *beside_;
  if (at_top_) return style_->area_top;
  if (style.on_grid) return grid_line(grid_line_below(em_bottom_) + blank_lines_);
  return next_ + style_->line_pitch() * blank_lines_;
}

void Cursor::set_line(const TextStyle& style, Length em_top) {
  const Length next = em_top + (style.on_grid ? style_->line_pitch() : std::max(style.line_pitch, style.size));
  at_top_ = false;
  blank_lines_ = 0;
  last_top_ = em_top;
  if (style.beside == Beside::none) {
    if (opening_) first_top_ = em_top;
    em_bottom_ = white_top_ = em_top + style.size;
    next_ = next;
    beside_.reset();
  } else {
    em_bottom_ = white_top_ = std::max(em_bottom_, em_top + style.size);
    next_ = std::max(next_, next);
    beside_ = next;
  }
  opening_ = false;
}

Length Cursor::next_top() const {
  return at_top_ ? style_->area_top : next_ + style_->line_pitch() * blank_lines_;
}

void Cursor::set_area(Length y) {
  at_top_ = false;
  blank_lines_ = 0;
  white_top_ = y;
  em_bottom_ = y + style_->line_pitch() / 2;
  next_ = y + (style_->line_pitch() - style_->body_size) / 2;
}

Length baseline_of(const PageStyle& page, const TextStyle& style, Length em_top) {
  return em_top + em_box_ascent.at(style.on_grid ? page.body_size : style.size);
}

PageBuilder::PageBuilder(const ShapedDocument& document, const PageStyle& style)
    : document_(document), style_(style), landscape_style_(landscape_style(style)), cursor_(style) {
  if (document.nodes()) is_marked_.resize(document.nodes()->size());
  new_page();
}

void PageBuilder::set_landscape(bool landscape) {
  if (landscape == landscape_) return;
  if (!cursor_.at_top()) new_page();
  landscape_ = landscape;
  cursor_ = Cursor(style());
}

void PageBuilder::finish_page() {
  if (!landscape_ || pages_.empty()) return;
  for (PageItem& item : pages_.back().items) layout::turn(item, style_.page_height);
}

std::vector<Page> PageBuilder::take_pages() {
  finish_page();
  return std::move(pages_);
}

void PageBuilder::new_page() {
  finish_page();
  Page page;
  page.width = style_.page_width;
  page.height = style_.page_height;
  pages_.push_back(std::move(page));
  cursor_.start_page();
}

void PageBuilder::place(const ShapedText& text, const Setting& setting, const Line& line, const SetLine& set,
                        Point start, Length em_top, const Purpose& purpose) {
  if (purpose.artifact == Artifact::none) add_bookmarks(text, line, em_top);
  place_line(text, setting.size, line, set, start, purpose, items());
}

NodeId PageBuilder::heading_of(NodeId node) const {
  while (node != 0 && node < is_marked_.size()) {
    const Node& n = (*document_.nodes())[node];
    if (heading_level(n.role) != 0) return node;
    if (n.parent >= node) break;
    node = n.parent;
  }
  return 0;
}

void PageBuilder::add_bookmarks(const ShapedText& text, const Line& line, Length em_top) {
  for (std::uint32_t i = line.first; i < line.last; ++i) {
    const std::uint16_t run = text.clusters[i].run;
    if (i > line.first && text.clusters[i - 1].run == run) continue;
    const NodeId heading = heading_of(text.runs[run].node);
    if (heading == 0 || is_marked_[heading]) continue;
    is_marked_[heading] = true;
    Bookmark mark;
    for (const Cluster& c : text.clusters) {
      if (heading_of(text.runs[c.run].node) == heading) mark.title += text.text.substr(c.text.begin, c.text.size());
    }
    mark.title = joined_lines(mark.title);
    mark.level = heading_level((*document_.nodes())[heading].role);
    mark.node = heading;
    mark.page = static_cast<int>(pages_.size()) - 1;
    mark.y = landscape_ ? style_.area_top : em_top;
    bookmarks_.push_back(std::move(mark));
  }
}

}  // namespace banxin::layout
