#include "layout/table_fit.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <utility>

#include "layout/column_widths.h"

namespace banxin::layout {
namespace {

const Length half_point = Length::points(1) / 2;
const Length size_step = Length::points(3) / 2;  // 小四 12 pt, 五号 10.5 pt, 小五 9 pt
const Length figure_padding = Length::mm(1);     // from a rule, at least, where widths are the program's own

Length between(Length from, Length to, int tightness) {
  return from - (from - to) * tightness / tightest;
}

class TableFitter {
 public:
  TableFitter(const ShapedTable& table, const PageStyle& page, const TableStyle& style, int tightness)
      : table_(table), page_(page), style_(style), tightness_(tightness) {}

  TableFit run() {
    out_.padding_x = style_.padding_x;
    for (const ShapedCell& cell : table_.cells) out_.widths.push_back(measure_widths(cell, page_.trim_line_ends));
    join_figures();
    if (has_widths_by_content()) return fit_by_content();
    share_width();
    find_wrapping();
    choose_sizes();
    if (all_fit()) return std::move(out_);
    const std::vector<Length> shared = out_.edges;
    const Length width = page_.area_width - style_.frame;
    const std::array<ColumnRoom, 3> needs = {{{width, style_.padding_x, Narrowness::readable},
                                              {width, style_.least_padding_x, Narrowness::readable},
                                              {width, style_.least_padding_x, Narrowness::any}}};
    for (const ColumnRoom& need : needs) {
      out_.edges = shared;
      if (!lend_width(need)) continue;
      choose_sizes();
      if (!all_fit()) continue;
      const bool good = need.narrowness == Narrowness::readable;
      out_.verdict = good ? TableFit::Verdict::good : TableFit::Verdict::cramped;
      return std::move(out_);
    }
    out_.edges = shared;
    out_.verdict = TableFit::Verdict::overfull;
    choose_sizes();
    return std::move(out_);
  }

 private:
  // Figures that are aligned by their points need the room of their column's block: the widest part before the points
  // and the widest after them.
  void join_figures() {
    std::map<std::pair<int, int>, std::pair<Em, Em>> blocks;
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      if (!stands_by_point(i)) continue;
      const CellWidths& w = out_.widths[i];
      auto& [before, behind] = blocks[columns_of(i)];
      before = std::max(before, w.before_point);
      behind = std::max(behind, w.whole - w.before_point);
    }
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      if (!stands_by_point(i)) continue;
      const auto& [before, behind] = blocks[columns_of(i)];
      CellWidths& w = out_.widths[i];
      w.before_block = before;
      w.piece = w.least = w.whole = before + behind;
    }
  }
  bool stands_by_point(std::size_t cell) const {
    return table_.cells[cell].alignment == Alignment::decimal && out_.widths[cell].figure;
  }
  std::pair<int, int> columns_of(std::size_t cell) const {
    return {table_.cells[cell].column, table_.cells[cell].column_span};
  }

  // Edges are the shares' exact parts of the whole, so the remainders are spread over the columns.
  void share_width() {
    const std::vector<int>& shares = table_.column_shares;
    const std::int64_t total =
        std::max<std::int64_t>(1, std::accumulate(shares.begin(), shares.end(), std::int64_t{0}));
    const Length left = page_.area_left + style_.frame / 2;
    const Length width = page_.area_width - style_.frame;
    std::int64_t before = 0;
    out_.edges.push_back(left);
    for (const int share : shares) {
      before += share;
      out_.edges.push_back(left + width * before / total);
    }
  }

  // Smaller type makes a table lower only where it saves lines: one-line figures keep their size in tighter rows.
  void find_wrapping() {
    wraps_.assign(page_.text_styles.size(), false);
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      const ShapedCell& cell = table_.cells[i];
      if (cell.text.empty()) continue;
      const Length size = text_style(i).size;
      if (out_.widths[i].whole.at(size) > out_.room(cell, size, style_.padding_x) || cell.upright) {
        wraps_[cell.text.style] = true;
      }
    }
  }

  const TextStyle& text_style(std::size_t cell) const { return page_.text_styles[table_.cells[cell].text.style]; }
  // For the cell's style, as tight as the table is set.
  Length largest_size(std::size_t cell) const {
    const Length natural = text_style(cell).size;
    if (!wraps_[table_.cells[cell].text.style]) return natural;
    const Length less = natural - between(natural, smallest_size(cell), tightness_);
    return natural - half_point * (less.units() / half_point.units());
  }
  Length smallest_size(std::size_t cell) const {
    const Length natural = text_style(cell).size;
    return style_.smallest_size > Length() ? std::min(style_.smallest_size, natural) : natural;
  }

  bool fits(std::size_t cell, Em width, Length size, Length padding) const {
    return width.at(size) <= out_.room(table_.cells[cell], size, padding);
  }

  // The largest size at which a cell's text can be set well, or else at all. Centred text may come closer to the rules
  // than a label, whose edge is seen next to those above and below it.
  Length size_for(std::size_t cell) const {
    const CellWidths& w = out_.widths[cell];
    const Length smallest = smallest_size(cell);
    const bool is_label = table_.cells[cell].alignment == Alignment::left;
    const Length least = style_.least_padding_x;
    const std::array<std::pair<Em, Length>, 3> wishes = {
        {{w.piece, is_label ? style_.padding_x : least}, {w.piece, least}, {w.least, least}}};
    for (const auto& [width, padding] : wishes) {
      for (Length size = largest_size(cell); size >= smallest; size -= half_point) {
        if (fits(cell, width, size, padding)) return size;
      }
    }
    return smallest;
  }

  void choose_sizes() {
    out_.sizes.clear();
    for (const TextStyle& style : page_.text_styles) out_.sizes.push_back(style.size);
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      if (table_.cells[i].text.empty()) continue;
      Length& size = out_.sizes[table_.cells[i].text.style];
      size = std::min(size, size_for(i));
    }
    keep_sizes_near();
  }

  // What is set smaller than the rest by more than a step looks like another table.
  void keep_sizes_near() {
    Length least = Length::mm(1000);
    for (const ShapedCell& cell : table_.cells) {
      if (!cell.text.empty()) least = std::min(least, out_.sizes[cell.text.style]);
    }
    for (const ShapedCell& cell : table_.cells) {
      out_.sizes[cell.text.style] = std::min(out_.sizes[cell.text.style], least + size_step);
    }
  }

  bool all_fit() const {
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      if (!table_.cells[i].text.empty() && !fits(i, out_.widths[i].least, smallest_size(i), style_.least_padding_x)) {
        return false;
      }
    }
    return true;
  }

  // Gives the columns that lack width what others can spare, in the proportion of what they can spare. False: that is
  // not enough.
  bool lend_width(const ColumnRoom& room) {
    const std::size_t columns = table_.column_shares.size();
    std::vector<Length> widths;
    for (std::size_t c = 0; c < columns; ++c) widths.push_back(out_.edges[c + 1] - out_.edges[c]);
    std::vector<Length> needs(columns);
    for (const bool single : {true, false}) {
      for (std::size_t i = 0; i < table_.cells.size(); ++i) {
        const ShapedCell& cell = table_.cells[i];
        if ((cell.column_span == 1) != single) continue;
        const bool is_head = cell.alignment != Alignment::left;  // where widths are given, only labels ask for more
        raise_needs(cell, need_of(cell, out_.widths[i], smallest_size(i), is_head, room), widths, needs);
      }
    }
    Length lacking;
    Length spare;
    for (std::size_t c = 0; c < columns; ++c) {
      lacking += std::max(Length(), needs[c] - widths[c]);
      spare += std::max(Length(), widths[c] - needs[c]);
    }
    if (lacking > spare) return false;
    for (std::size_t c = 0; c < columns; ++c) {
      if (widths[c] <= needs[c]) {
        widths[c] = needs[c];
      } else if (spare > Length()) {
        const Length own = widths[c] - needs[c];
        const Length given = lacking * own.units() / spare.units();
        lacking -= given;
        spare -= own;
        widths[c] -= given;
      }
      out_.edges[c + 1] = out_.edges[c] + widths[c];
    }
    return true;
  }

  // Columns without shares are as wide as what they hold asks for.
  bool has_widths_by_content() const {
    return std::find(table_.column_shares.begin(), table_.column_shares.end(), 0) != table_.column_shares.end();
  }

  // Padding gives way first, then all type alike; the table is cramped where that is not enough.
  TableFit fit_by_content() {
    const Length width = page_.area_width - style_.frame;
    const Length least = std::clamp(figure_padding, style_.least_padding_x, style_.padding_x);
    find_uses();
    if (try_content({width, style_.padding_x, Narrowness::readable}, 0)) return std::move(out_);
    for (const Narrowness narrowness : {Narrowness::readable, Narrowness::words, Narrowness::any}) {
      const Length padding = narrowness == Narrowness::any ? style_.least_padding_x : least;
      if (narrowness != Narrowness::readable) out_.verdict = TableFit::Verdict::cramped;
      // Where words are cut the smallest type leaves them the most room.
      const int first = narrowness == Narrowness::any ? steps_to_smallest() : 0;
      for (int smaller = first; smaller <= steps_to_smallest(); ++smaller) {
        if (try_content({width, padding, narrowness}, smaller)) return std::move(out_);
      }
    }
    out_.verdict = TableFit::Verdict::overfull;
    set_edges(std::vector<Length>(table_.column_shares.size(),
                                  width / static_cast<std::int64_t>(table_.column_shares.size())));
    return std::move(out_);
  }

  // Which text styles the table's cells have.
  void find_uses() {
    smallest_.assign(page_.text_styles.size(), Length());
    for (std::size_t i = 0; i < table_.cells.size(); ++i) smallest_[table_.cells[i].text.style] = smallest_size(i);
  }
  int steps_to_smallest() const {
    std::int64_t steps = 0;
    for (std::size_t s = 0; s < smallest_.size(); ++s) {
      if (smallest_[s] > Length()) {
        steps = std::max(steps, (page_.text_styles[s].size - smallest_[s]).units() / half_point.units());
      }
    }
    return static_cast<int>(steps);
  }

  bool try_content(const ColumnRoom& room, int smaller) {
    out_.sizes.clear();
    for (std::size_t s = 0; s < page_.text_styles.size(); ++s) {
      const Length natural = page_.text_styles[s].size;
      out_.sizes.push_back(smallest_[s] == Length() ? natural : std::max(smallest_[s], natural - half_point * smaller));
    }
    const auto widths = widths_by_content(table_, out_.widths, out_.sizes, room);
    if (widths) set_edges(*widths);
    out_.padding_x = room.padding;
    return widths.has_value();
  }

  void set_edges(const std::vector<Length>& widths) {
    out_.edges = {page_.area_left + style_.frame / 2};
    for (const Length width : widths) out_.edges.push_back(out_.edges.back() + width);
  }

  const ShapedTable& table_;
  const PageStyle& page_;
  const TableStyle& style_;
  const int tightness_;
  std::vector<bool> wraps_;       // by text style: some cell has more than one line
  std::vector<Length> smallest_;  // by text style; zero: no cell has it
  TableFit out_;
};

}  // namespace

TableStyle tightened(const TableStyle& style, int tightness) {
  TableStyle out = style;
  out.padding_y = between(style.padding_y, style.least_padding_y, tightness);
  out.minimum_row_height = between(style.minimum_row_height, style.least_row_height, tightness);
  return out;
}

TableFit fit_table(const ShapedTable& table, const PageStyle& page, const TableStyle& style, int tightness) {
  return TableFitter(table, page, style, tightness).run();
}

}  // namespace banxin::layout
