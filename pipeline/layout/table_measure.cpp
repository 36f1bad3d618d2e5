#include "layout/table_measure.h"

#include <algorithm>
#include <numeric>

#include "layout/findings.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

const Length half_point = Length::points(1) / 2;

class TableMeasurer {
 public:
  TableMeasurer(const ShapedTable& table, const ShapedDocument& document, const PageStyle& style, Findings& findings)
      : table_(table), document_(document), style_(style), findings_(findings) {
    out_.table = &table;
  }

  MeasuredTable run() {
    place_columns();
    place_cells();
    for (const ShapedCell& cell : table_.cells) out_.cells.push_back(measure(cell));
    size_rows();
    allow_breaks();
    return std::move(out_);
  }

 private:
  // Edges are the shares' exact parts of the whole, so what division leaves over is spread over the columns.
  void place_columns() {
    const std::vector<int>& shares = table_.column_shares;
    const std::int64_t total =
        std::max<std::int64_t>(1, std::accumulate(shares.begin(), shares.end(), std::int64_t{0}));
    const Length left = style_.area_left + style_.table.frame / 2;
    const Length width = style_.area_width - style_.table.frame;
    std::int64_t before = 0;
    out_.edges.push_back(left);
    for (const int share : shares) {
      before += share;
      out_.edges.push_back(left + width * before / total);
    }
  }

  void place_cells() {
    const std::size_t columns = table_.column_shares.size();
    out_.cell_at.assign(table_.rows.size() * columns, -1);
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      const ShapedCell& cell = table_.cells[i];
      for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
        for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
          out_.cell_at[static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c)] =
              static_cast<std::int32_t>(i);
        }
      }
    }
  }

  MeasuredCell measure(const ShapedCell& cell) {
    MeasuredCell m;
    m.cell = &cell;
    m.text = measure(cell, cell.text, true);
    if (cell.row_span > 1) m.again = cell.continued.empty() ? m.text : measure(cell, cell.continued, false);
    return m;
  }

  Length room(const ShapedCell& cell, Length size) const {
    const auto first = static_cast<std::size_t>(cell.column);
    const std::size_t end = first + static_cast<std::size_t>(cell.column_span);
    return out_.edges[end] - out_.edges[first] - style_.table.padding_x * 2 - size * cell.indent;
  }

  CellText measure(const ShapedCell& cell, const ShapedText& text, bool must_fit) {
    CellText out;
    const TextStyle& style = text_style(style_, text);
    out.text = &text;
    out.upright = cell.upright;
    out.pitch = std::max(style.line_pitch, style.size);
    out.setting.size = style.size;
    out.setting.alignment = cell.alignment == Alignment::justified ? Alignment::left : cell.alignment;
    out.setting.trim_edges = style_.trim_line_ends && out.setting.alignment != Alignment::centred;
    if (text.empty()) return out;
    if (cell.upright) {
      break_upright(cell, out);
      return out;
    }
    while (widest_piece(text, out.setting) > room(cell, out.setting.size) &&
           out.setting.size - half_point >= style_.table.smallest_size && style_.table.smallest_size > Length()) {
      out.setting.size -= half_point;
    }
    const Length measure = room(cell, out.setting.size);
    out.setting.first_measure = out.setting.measure = measure;
    if (widest_piece(text, out.setting) > measure) {
      if (must_fit) findings_.push_back(cell_overflow(document_, cell, out.setting.size, measure));
      return out;
    }
    out.lines = break_lines(text, out.setting).lines;
    return out;
  }

  // The widest stretch between two breaks.
  static Length widest_piece(const ShapedText& text, const Setting& setting) {
    Length widest;
    Length piece;  // with the gap behind it
    for (std::size_t i = 0; i < text.clusters.size(); ++i) {
      const MeasuredCluster m = measure_cluster(text, i, setting);
      piece += m.inner();
      if (!text.clusters[i].space) widest = std::max(widest, piece);
      piece += m.gap;
      const Cluster& c = text.clusters[i];
      if (c.break_after != BreakKind::forbidden && c.penalty < last_resort_penalty) piece = Length();
    }
    return widest;
  }

  // A line for each character; white space stays with the one before it.
  void break_upright(const ShapedCell& cell, CellText& out) {
    const ShapedText& text = *out.text;
    out.setting.trim_edges = false;
    out.setting.alignment = Alignment::centred;
    const auto count = static_cast<std::uint32_t>(text.clusters.size());
    for (std::uint32_t i = 0; i < count;) {
      std::uint32_t end = i + 1;
      while (end < count && text.clusters[end].space) ++end;
      out.lines.push_back({i, end, true, false});
      i = end;
    }
    const Length measure = room(cell, Length());
    out.setting.first_measure = out.setting.measure = measure;
    for (const Cluster& cluster : text.clusters) {
      if (cluster.advance.at(out.setting.size) <= measure) continue;
      findings_.push_back(cell_overflow(document_, cell, out.setting.size, measure));
      return;
    }
  }

  Length needed(const MeasuredCell& cell) const {
    return cell.text.height_of(cell.text.lines.size()) + style_.table.padding_y * 2;
  }

  // Cells of one row first; then those over several, from the top: what a span lacks its rows get in equal parts.
  void size_rows() {
    std::vector<Length>& heights = out_.row_heights;
    heights.assign(table_.rows.size(), style_.table.minimum_row_height);
    std::vector<const MeasuredCell*> spans;
    for (const MeasuredCell& cell : out_.cells) {
      Length& height = heights[static_cast<std::size_t>(cell.first_row())];
      if (cell.cell->row_span == 1) {
        height = std::max(height, needed(cell));
      } else {
        spans.push_back(&cell);
      }
    }
    std::stable_sort(spans.begin(), spans.end(),
                     [](const MeasuredCell* a, const MeasuredCell* b) { return a->end_row() < b->end_row(); });
    for (const MeasuredCell* cell : spans) {
      Length lacking = needed(*cell) - out_.height(cell->first_row(), cell->end_row());
      for (int r = cell->first_row(); r < cell->end_row() && lacking > Length(); ++r) {
        const std::int64_t left = cell->end_row() - r;
        const Length part = Length::units((lacking.units() + left - 1) / left);
        heights[static_cast<std::size_t>(r)] += part;
        lacking -= part;
      }
    }
  }

  // Not behind a band, and not so early in a cell over several rows that its text would not fit above the break.
  void allow_breaks() {
    std::vector<bool>& may = out_.may_break_before;
    may.assign(table_.rows.size(), true);
    for (std::size_t r = 1; r < may.size(); ++r) may[r] = !table_.rows[r - 1].keep_with_next;
    for (const MeasuredCell& cell : out_.cells) {
      Length above;
      for (int r = cell.first_row() + 1; r < cell.end_row(); ++r) {
        above += out_.row_heights[static_cast<std::size_t>(r) - 1];
        if (above >= needed(cell)) break;
        may[static_cast<std::size_t>(r)] = false;
      }
    }
  }

  const ShapedTable& table_;
  const ShapedDocument& document_;
  const PageStyle& style_;
  Findings& findings_;
  MeasuredTable out_;
};

}  // namespace

std::size_t CellText::lines_within(Length room, std::size_t first) const {
  const std::size_t left = lines.size() - first;
  if (left == 0 || room < setting.size) return 0;
  const auto more = static_cast<std::size_t>((room - setting.size).units() / pitch.units());
  return std::min(left, more + 1);
}

Length MeasuredTable::height(int first, int end) const {
  Length sum;
  for (int r = first; r < end; ++r) sum += row_heights[static_cast<std::size_t>(r)];
  return sum;
}

MeasuredTable measure_table(const ShapedTable& table, const ShapedDocument& document, const PageStyle& style,
                            Findings& findings) {
  return TableMeasurer(table, document, style, findings).run();
}

}  // namespace banxin::layout
