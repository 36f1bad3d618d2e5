#include "layout/table_rules.h"

namespace banxin::layout {
namespace {

class RuleDrawer {
 public:
  RuleDrawer(const MeasuredTable& table, const std::vector<RowPiece>& pieces, std::vector<PageItem>& items)
      : table_(table), style_(table.style), pieces_(pieces), items_(items) {}

  void draw(bool ends) {
    across(pieces_.front().top, 0, table_.columns(), style_.frame);
    for (std::size_t i = 1; i < pieces_.size(); ++i) draw_between(i);
    across(pieces_.back().bottom, 0, table_.columns(), ends ? style_.frame : style_.rule);
    down(0, pieces_.front().top, pieces_.back().bottom, style_.frame);
    for (int c = 1; c < table_.columns(); ++c) draw_column(c);
    down(table_.columns(), pieces_.front().top, pieces_.back().bottom, style_.frame);
  }

 private:
  // The rule above piece i, wherever two cells meet.
  void draw_between(std::size_t i) {
    const int above = pieces_[i - 1].row;
    const int below = pieces_[i].row;
    for (int c = 0; c < table_.columns();) {
      int end = c;
      while (end < table_.columns() && table_.owner(above, end) != table_.owner(below, end)) ++end;
      if (end > c) across(pieces_[i].top, c, end, style_.rule);
      c = end + 1;
    }
  }

  // The rule at the left of column c, in the same way.
  void draw_column(int c) {
    for (std::size_t i = 0; i < pieces_.size();) {
      std::size_t end = i;
      while (end < pieces_.size() && table_.owner(pieces_[end].row, c - 1) != table_.owner(pieces_[end].row, c)) ++end;
      if (end > i) down(c, pieces_[i].top, pieces_[end - 1].bottom, style_.rule);
      i = end + 1;
    }
  }

  // Reaches to the outer edge of the frame, so that corners are closed.
  void across(Length y, int first, int end, Length weight) {
    Length left = table_.edges[static_cast<std::size_t>(first)];
    Length right = table_.edges[static_cast<std::size_t>(end)];
    if (first == 0) left -= style_.frame / 2;
    if (end == table_.columns()) right += style_.frame / 2;
    add({{left, y - weight / 2}, right - left, weight, Colour::black});
  }

  void down(int column, Length top, Length bottom, Length weight) {
    add({{table_.edges[static_cast<std::size_t>(column)] - weight / 2, top}, weight, bottom - top, Colour::black});
  }

  void add(const Area& area) {
    items_.push_back({.what = area, .artifact = Artifact::rule, .origin = table_.table->origin});
  }

  const MeasuredTable& table_;
  const TableStyle& style_;
  const std::vector<RowPiece>& pieces_;
  std::vector<PageItem>& items_;
};

}  // namespace

void draw_rules(const MeasuredTable& table, const std::vector<RowPiece>& pieces, bool ends,
                std::vector<PageItem>& items) {
  if (pieces.empty() || table.columns() == 0) return;
  RuleDrawer(table, pieces, items).draw(ends);
}

}  // namespace banxin::layout
