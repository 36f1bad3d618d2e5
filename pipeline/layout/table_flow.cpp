#include "layout/table_flow.h"

#include <algorithm>

#include "layout/table_rules.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

// Rows [first, end) that no page break separates, as far as the bands and spans allow.
int end_of_group(const MeasuredTable& table, int first) {
  int end = first + 1;
  while (end < table.rows() && !table.may_break_before[static_cast<std::size_t>(end)]) ++end;
  return end;
}

class TableFlow {
 public:
  TableFlow(const MeasuredTable& table, PageBuilder& pages, Length below)
      : table_(table),
        style_(pages.style()),
        pages_(pages),
        below_(below),
        head_rows_(std::clamp(table.table->head_rows, 0, table.rows())) {
    set_lines_.assign(table.cells.size(), 0);
    head_height_ = table.height(0, head_rows_);
    // A head that leaves no room for rows is not repeated.
    repeats_head_ = head_height_ * 2 <= style_.area_height;
  }

  void run() {
    if (table_.rows() == 0 || table_.columns() == 0) return;
    Length top = pages_.cursor().next_top();
    bool first = true;
    for (;;) {
      top = set_fragment(top, first);
      if (row_ == table_.rows()) break;
      first = first && pieces_.empty();
      pages_.new_page();
      top = first ? style_.area_top : set_continued_label();
    }
    pages_.cursor().set_area(top);
  }

 private:
  // 续表, above a later fragment.
  Length set_continued_label() {
    Length y = style_.area_top;
    const ShapedText& text = table_.table->continued;
    if (text.empty()) return y;
    const TextStyle& style = text_style(style_, text);
    Setting setting;
    setting.size = style.size;
    setting.alignment = style.alignment == Alignment::justified ? Alignment::left : style.alignment;
    setting.first_measure = setting.measure = style_.area_width;
    for (const Line& line : break_lines(text, setting).lines) {
      const SetLine set = set_line(text, setting, line);
      const Length x = style_.area_left + aligned(setting.alignment, setting.measure_of(line.opening), set.width);
      place(text, setting, line, set, {x, y}, {Artifact::continued, Colour::black});
      y += std::max(style.line_pitch, style.size);
    }
    return y;
  }

  // `corner` is the top left one of the line's first em box.
  void place(const ShapedText& text, const Setting& setting, const Line& line, const SetLine& set, Point corner,
             const Purpose& purpose) {
    pages_.place(text, setting, line, set, {corner.x, corner.y + em_box_ascent.at(setting.size)}, corner.y, purpose);
  }

  // Rows from row_ on, as many as fit below `top`. Gives the fragment's bottom, frame included.
  Length set_fragment(Length top, bool first) {
    pieces_.clear();
    const Length frame = table_.style.frame;
    y_ = top + frame / 2;
    bottom_ = style_.area_top + style_.area_height - (frame - frame / 2);
    if (!first && row_ >= head_rows_) {
      if (repeats_head_) add_pieces(0, head_rows_);
      repeat_band();
    }
    first_body_piece_ = pieces_.size();
    body_top_ = y_;
    first_row_ = row_;
    collect_rows(top == style_.area_top || !first);
    set_cells(0, first_body_piece_, true);
    set_cells(first_body_piece_, pieces_.size(), false);
    draw_rules(table_, pieces_, row_ == table_.rows() && !cut_, pages_.items());
    return y_ + frame / 2;
  }

  Length row_height(int row) const { return table_.row_heights[static_cast<std::size_t>(row)]; }

  void add_piece(int row, Length height) {
    pieces_.push_back({row, y_, y_ + height});
    y_ += height;
  }
  void add_pieces(int first, int end) {
    for (int r = first; r < end; ++r) add_piece(r, row_height(r));
  }

  // The bands that head the next row, where the page before ended among the rows below them.
  void repeat_band() {
    const auto is_band = [this](int row) { return table_.is_band[static_cast<std::size_t>(row)]; };
    if (is_band(row_)) return;
    for (; band_seen_ < row_; ++band_seen_) {
      if (!is_band(band_seen_)) continue;
      if (band_end_ != band_seen_) band_begin_ = band_seen_;
      band_end_ = band_seen_ + 1;
    }
    if (table_.height(band_begin_, band_end_) * 4 <= style_.area_height) add_pieces(band_begin_, band_end_);
  }

  // Adds the groups of rows that fit; cuts a row only where a whole page would not hold it.
  void collect_rows(bool fresh_page) {
    cut_ = false;
    if (row_cut_) {
      continue_cut_row();
      if (cut_) return;
    }
    while (row_ < table_.rows()) {
      const int end = row_ < head_rows_ ? std::max(head_rows_, end_of_group(table_, row_)) : end_of_group(table_, row_);
      const bool head_alone = pieces_.size() == first_body_piece_ || row_ == head_rows_;
      if (room_for(row_, end)) {
        for (; row_ < end; ++row_) add_piece(row_, height_here(row_));
      } else if (holds_a_part() && ((head_alone && fresh_page) || is_oversized(row_, end))) {
        fill_with_oversized(end);
        return;
      } else {
        return;
      }
    }
  }

  // Whether what is left of the page holds a line: a high head may leave less.
  bool holds_a_part() const { return pieces_.empty() || bottom_ - y_ >= table_.style.minimum_row_height; }

  // Whether even a later page, with 续表 and the head, would not hold the rows, so that they may as well begin here.
  bool is_oversized(int first, int end) const {
    if (bottom_ - y_ < style_.area_height / 4) return false;
    Length room = style_.area_height - table_.style.frame - (repeats_head_ ? head_height_ : Length()) - room_below(end);
    for (int r = first; r < end && room >= Length(); ++r) room -= height_here(r);
    return room < Length();
  }

  // What is left free below row `end` - 1.
  Length room_below(int end) const { return end == table_.rows() ? below_ : Length(); }

  bool room_for(int first, int end) const {
    Length height = room_below(end);
    for (int r = first; r < end && height <= bottom_ - y_; ++r) height += height_here(r);
    return height <= bottom_ - y_;
  }

  // A group that a whole page does not hold: its rows one by one; one that itself is too high for a page, by lines.
  void fill_with_oversized(int end) {
    const int first = row_;
    for (; row_ < end && height_here(row_) <= bottom_ - y_; ++row_) add_piece(row_, height_here(row_));
    if (row_ < end && (row_ == first || is_oversized(row_, row_ + 1))) begin_cut_row();
  }

  void begin_cut_row() {
    row_cut_ = true;
    continue_cut_row();
  }

  // Sets row_cut_ and cut_ by whether lines are left for the next page.
  void continue_cut_row() {
    const Length left = rest_of_row(row_);
    const Length room = bottom_ - y_;
    cut_ = left > room && has_lines_left(row_);
    row_cut_ = cut_;
    add_piece(row_, std::min(left, room));
    if (!cut_) ++row_;
  }

  // What the lines not yet set of the cells that end with the row need.
  Length rest_of_row(int row) const {
    Length height = table_.style.minimum_row_height;
    for (int c = 0; c < table_.columns(); ++c) {
      const MeasuredCell* cell = cell_in(row, c);
      if (cell != nullptr && cell->end_row() == row + 1) height = std::max(height, rest_of(*cell));
    }
    return height;
  }

  bool has_lines_left(int row) const {
    for (int c = 0; c < table_.columns(); ++c) {
      const MeasuredCell* cell = cell_in(row, c);
      if (cell != nullptr && cell->end_row() == row + 1 && set_lines_[index_of(*cell)] < cell->text.lines.size()) {
        return true;
      }
    }
    return false;
  }

  Length rest_of(const MeasuredCell& cell) const {
    const std::size_t set = set_lines_[index_of(cell)];
    return cell.text.height_of(cell.text.lines.size() - set) + table_.style.padding_y * 2;
  }

  // A row's height on this page: where a cell over several rows that was begun on an earlier page ends, enough for the
  // lines that are left of it. Rows before `row` are set, or will be, in their own height.
  Length height_here(int row) const {
    Length height = row_height(row);
    for (int c = 0; c < table_.columns(); ++c) {
      const MeasuredCell* cell = cell_in(row, c);
      if (cell == nullptr || cell->end_row() != row + 1 || !goes_on(*cell)) continue;
      height = std::max(height, rest_of(*cell) - (y_ - body_top_) - table_.height(row_, row));
    }
    return height;
  }

  // Whether some of the cell's lines are set and some are not.
  bool goes_on(const MeasuredCell& cell) const {
    const std::size_t set = set_lines_[index_of(cell)];
    return set > 0 && set < cell.text.lines.size();
  }

  const MeasuredCell* cell_in(int row, int column) const {
    const std::int32_t i = table_.owner(row, column);
    return i < 0 ? nullptr : &table_.cells[static_cast<std::size_t>(i)];
  }
  std::size_t index_of(const MeasuredCell& cell) const { return static_cast<std::size_t>(&cell - table_.cells.data()); }

  // The cells of pieces [first, end), by row, then column.
  void set_cells(std::size_t first, std::size_t end, bool repeated) {
    for (std::size_t p = first; p < end; ++p) {
      for (int c = 0; c < table_.columns(); ++c) {
        const MeasuredCell* cell = cell_in(pieces_[p].row, c);
        if (cell == nullptr || cell->cell->column != c) continue;
        if (p != first && cell_in(pieces_[p - 1].row, c) == cell) continue;
        std::size_t last = p;
        while (last + 1 < end && cell_in(pieces_[last + 1].row, c) == cell) ++last;
        set_cell(*cell, pieces_[p].top, pieces_[last].bottom, repeated, pieces_[last].row);
      }
    }
  }

  void set_cell(const MeasuredCell& cell, Length top, Length bottom, bool repeated, int last_row) {
    const Length room = bottom - top - table_.style.padding_y * 2;
    if (repeated) {
      set_text(cell, cell.text, 0, cell.text.lines.size(), top, bottom, {Artifact::repeated_head, Colour::black});
      return;
    }
    std::size_t& set = set_lines_[index_of(cell)];
    const std::size_t left = cell.text.lines.size() - set;
    if (left > 0) {
      // The last piece of a cell holds all that is left of it: rows were made high enough.
      const bool is_last = last_row + 1 == cell.end_row() && !(cut_ && last_row == row_);
      const std::size_t count = is_last ? left : std::max<std::size_t>(1, cell.text.lines_within(room, set));
      set_text(cell, cell.text, set, count, top, bottom, {});
      set += count;
    } else if (cell.again != nullptr && cell.first_row() < first_row_) {
      const std::size_t count = cell.again->lines.size();
      if (cell.again->lines_within(room, 0) == count) {
        set_text(cell, *cell.again, 0, count, top, bottom, {Artifact::continued, Colour::black});
      }
    }
  }

  void set_text(const MeasuredCell& cell, const CellText& text, std::size_t first, std::size_t count, Length top,
                Length bottom, const Purpose& purpose) {
    const Setting& setting = text.setting;
    Length y = top + table_.style.padding_y;
    if (cell.cell->middle) y = top + (bottom - top - text.height_of(count)) / 2;
    const Length left = table_.edges[static_cast<std::size_t>(cell.cell->column)] + text.left;
    for (std::size_t i = first; i < first + count; ++i) {
      const Line& line = text.lines[i];
      const SetLine set = set_line(*text.text, setting, line);
      const Length x =
          text.upright ? upright_place(text, line, set) : aligned(setting.alignment, setting.measure, set.width);
      place(*text.text, setting, line, set, {left + x, y}, purpose);
      y += text.pitch;
    }
  }

  // The ideographs of an upright cell are one below another; a mark next to one hangs out to its side, where there is
  // room for it.
  static Length upright_place(const CellText& text, const Line& line, const SetLine& set) {
    const Length measure = text.setting.measure;
    Length left = set.width;
    Length right;
    for (std::size_t i = 0; i < set.clusters.size(); ++i) {
      if (!text.text->clusters[line.first + i].han) continue;
      left = std::min(left, set.clusters[i].x);
      right = std::max(right, set.clusters[i].x + set.clusters[i].width);
    }
    if (right <= left) return (measure - set.width) / 2;
    return std::clamp((measure - left - right) / 2, Length(), measure - set.width);
  }

  const MeasuredTable& table_;
  const PageStyle& style_;  // of the pages that the table is on
  PageBuilder& pages_;
  const Length below_;
  const int head_rows_;
  Length head_height_;
  bool repeats_head_ = true;

  int row_ = 0;                         // the next to be set
  int band_seen_ = 0;                   // rows before it have been looked through for bands
  int band_begin_ = 0, band_end_ = 0;   // the last bands found; none: equal
  bool row_cut_ = false;                // it has been begun on the page before
  std::vector<std::size_t> set_lines_;  // of each cell

  // State of the current fragment.
  std::vector<RowPiece> pieces_;
  std::size_t first_body_piece_ = 0;
  int first_row_ = 0;
  bool cut_ = false;  // its last piece is a part of a row that continues
  Length body_top_;   // below the repeated head
  Length y_;          // the bottom of the last piece
  Length bottom_;     // the lowest that a piece may reach
};

}  // namespace

Length least_height(const MeasuredTable& table, const PageStyle& style) {
  const int head = std::clamp(table.table->head_rows, 0, table.rows());
  const int end = head < table.rows() ? end_of_group(table, head) : head;
  const Length all = table.height(0, end) + table.style.frame;
  if (all <= style.area_height) return all;
  // No page holds its first rows together: they begin where there is room for a part of them.
  return std::min(table.height(0, head) + table.style.frame + style.area_height / 4, style.area_height);
}

Length whole_height(const MeasuredTable& table) {
  return table.height(0, table.rows()) + table.style.frame;
}

void flow_table(const MeasuredTable& table, PageBuilder& pages, Length below) {
  TableFlow(table, pages, below).run();
}

}  // namespace banxin::layout
