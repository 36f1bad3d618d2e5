#include "layout/column_widths.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace banxin::layout {
namespace {

constexpr Em readable_label = Em::ratio(6, 1);  // a label of several lines is not set narrower if that can be helped
constexpr Em readable_head = Em::ratio(2, 1);   // nor a head
constexpr Em good_label = Em::ratio(10, 1);     // from here on longer lines are welcome, but no more than equal columns
constexpr Em good_head = Em::ratio(6, 1);
constexpr int most_lines_of_cell = 4;  // of what could have fewer in a column of good width

bool is_text(const ShapedCell& cell) {
  return !cell.upright && cell.alignment == Alignment::left;
}

class ColumnSharer {
 public:
  ColumnSharer(const ShapedTable& table, const std::vector<CellWidths>& widths, const std::vector<Length>& sizes,
               const ColumnRoom& room)
      : table_(table), cell_widths_(widths), sizes_(sizes), room_(room), count_(table.column_shares.size()) {}

  std::optional<std::vector<Length>> run() {
    find_columns_of_text();
    find_needs();
    spare_ = room_.width - std::accumulate(widths_.begin(), widths_.end(), Length());
    if (spare_ < Length()) return std::nullopt;
    raise(text_goals(good_label));
    raise(figure_goals(widths_));
    std::vector<Length> wished = widths_;
    for_each_cell(
        [&](const ShapedCell& cell, const CellWidths& w, Length& wish) {
          if (!is_text_[static_cast<std::size_t>(cell.column)])
            wish = std::max(wish, needed(cell, std::min(w.whole, good_head)));
        },
        wished);
    std::vector<Length> goals = text_goals(std::nullopt);
    const std::vector<Length> figures = figure_goals(wished);
    for (std::size_t c = 0; c < count_; ++c) goals[c] = std::max(goals[c], figures[c]);
    raise(goals);
    for (std::size_t c = 0; c < count_; ++c) {
      const Length part = spare_ / static_cast<std::int64_t>(count_ - c);
      widths_[c] += part;
      spare_ -= part;
    }
    return std::move(widths_);
  }

 private:
  // Calls `use` with the cells of one column that hold something.
  template <typename Use>
  void for_each_cell(Use use, std::vector<Length>& values) const {
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      const ShapedCell& cell = table_.cells[i];
      if (cell.column_span == 1 && !cell.text.empty()) {
        use(cell, cell_widths_[i], values[static_cast<std::size_t>(cell.column)]);
      }
    }
  }
  Length needed(const ShapedCell& cell, Em width) const {
    const Length size = sizes_[cell.text.style];
    return width.at(size) + room_.padding * 2 + (cell.upright ? Length() : size * cell.indent);
  }

  // Columns that have text to be read from the left, below the head.
  void find_columns_of_text() {
    is_text_.assign(count_, false);
    for (const ShapedCell& cell : table_.cells) {
      if (cell.row >= table_.head_rows && cell.column_span == 1 && is_text(cell)) {
        is_text_[static_cast<std::size_t>(cell.column)] = true;
      }
    }
  }

  void find_needs() {
    widths_.assign(count_, Length());
    for (const bool single : {true, false}) {
      const std::vector<Length> weights = single ? widths_ : weights_of_needs();
      for (std::size_t i = 0; i < table_.cells.size(); ++i) {
        const ShapedCell& cell = table_.cells[i];
        if ((cell.column_span == 1) != single || cell.text.empty()) continue;
        const bool is_head = cell.row < table_.head_rows;
        const Length need = need_of(cell, cell_widths_[i], sizes_[cell.text.style], is_head, room_);
        raise_needs(cell, need, weights, widths_);
      }
    }
  }
  // A column that needs nothing yet takes its part of what a cell over several columns needs.
  std::vector<Length> weights_of_needs() const {
    std::vector<Length> weights = widths_;
    for (Length& weight : weights) weight += Length::units(1);
    return weights;
  }

  // Of the columns of text: one line, or lines of at most `most`. Others as they are.
  std::vector<Length> text_goals(std::optional<Em> most) const {
    std::vector<Length> goals = widths_;
    for_each_cell(
        [&](const ShapedCell& cell, const CellWidths& w, Length& goal) {
          if (is_text_[static_cast<std::size_t>(cell.column)]) {
            goal = std::max(goal, std::min(room_.width, needed(cell, most ? std::min(w.whole, *most) : w.whole)));
          }
        },
        goals);
    return goals;
  }
  // Of the columns of figures: the widest of them, as `from` says. Others as they are.
  std::vector<Length> figure_goals(const std::vector<Length>& from) const {
    Length widest;
    for (std::size_t c = 0; c < count_; ++c) {
      if (!is_text_[c]) widest = std::max(widest, from[c]);
    }
    std::vector<Length> goals = widths_;
    for (std::size_t c = 0; c < count_; ++c) {
      if (!is_text_[c]) goals[c] = std::max(goals[c], widest);
    }
    return goals;
  }

  // Brings the widths to their goals, or as near as what is spare allows, each by the same part of what it lacks.
  void raise(const std::vector<Length>& goals) {
    Length lacking;
    for (std::size_t c = 0; c < count_; ++c) lacking += goals[c] - widths_[c];
    for (std::size_t c = 0; c < count_ && lacking > Length(); ++c) {
      const Length own = goals[c] - widths_[c];
      const Length given = std::min(own, own * spare_.units() / lacking.units());
      widths_[c] += given;
      spare_ -= given;
      lacking -= own;
    }
  }

  const ShapedTable& table_;
  const std::vector<CellWidths>& cell_widths_;
  const std::vector<Length>& sizes_;
  const ColumnRoom& room_;
  const std::size_t count_;
  std::vector<bool> is_text_;  // by column
  std::vector<Length> widths_;
  Length spare_;
};

}  // namespace

Length need_of(const ShapedCell& cell, const CellWidths& widths, Length size, bool is_head, const ColumnRoom& room) {
  if (cell.text.empty()) return {};
  Em width = room.narrowness == Narrowness::any ? widths.least : widths.piece;
  if (room.narrowness == Narrowness::readable && !cell.upright) {
    const auto [least, good] = is_head ? std::pair(readable_head, good_head) : std::pair(readable_label, good_label);
    const Em lines = std::clamp(widths.whole / most_lines_of_cell, least, good);
    width = std::max(width, std::min(widths.whole, lines));
  }
  return width.at(size) + room.padding * 2 + (cell.upright ? Length() : size * cell.indent);
}

void raise_needs(const ShapedCell& cell, Length need, const std::vector<Length>& weights, std::vector<Length>& needs) {
  const auto first = static_cast<std::size_t>(cell.column);
  const std::size_t end = first + static_cast<std::size_t>(cell.column_span);
  Length whole;
  for (std::size_t c = first; c < end; ++c) {
    need -= needs[c];
    whole += weights[c];
  }
  for (std::size_t c = first; c < end && need > Length(); ++c) {
    const Length more = c + 1 == end ? need : need * weights[c].units() / std::max<std::int64_t>(1, whole.units());
    needs[c] += more;
    need -= more;
    whole -= weights[c];
  }
}

std::optional<std::vector<Length>> widths_by_content(const ShapedTable& table, const std::vector<CellWidths>& widths,
                                                     const std::vector<Length>& sizes, const ColumnRoom& room) {
  return ColumnSharer(table, widths, sizes, room).run();
}

}  // namespace banxin::layout
