#include "layout/table_measure.h"

#include <algorithm>
#include <utility>

#include "layout/findings.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

constexpr int most_shown = 20;  // cells that do not fit, before the rest are only counted

class TableMeasurer {
 public:
  TableMeasurer(const ShapedTable& table, const ShapedDocument& document, const PageStyle& page, int tightness,
                Findings& findings)
      : table_(table), document_(document), page_(page), findings_(findings) {
    out_.table = &table;
    out_.style = tightened(page.table, tightness);
    fit_ = fit_table(table, page, out_.style, tightness);
    out_.edges = fit_.edges;
    out_.verdict = fit_.verdict;
  }

  MeasuredTable run() {
    place_cells();
    out_.cells.reserve(table_.cells.size());
    for (std::size_t i = 0; i < table_.cells.size(); ++i) out_.cells.push_back(measure(i));
    if (overflows_ > most_shown) findings_.push_back(more_overflow(document_, table_, overflows_ - most_shown));
    size_rows();
    allow_breaks();
    find_bands();
    return std::move(out_);
  }

 private:
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

  MeasuredCell measure(std::size_t i) {
    const ShapedCell& cell = table_.cells[i];
    MeasuredCell m;
    m.cell = &cell;
    m.text = prepare(cell, cell.text);
    set_lines(cell, fit_.widths[i], m.text, true);
    if (cell.row_span > 1) {
      m.again = std::make_unique<const CellText>(cell.continued.empty() ? m.text : measure_again(cell));
    }
    return m;
  }

  CellText measure_again(const ShapedCell& cell) {
    ShapedCell again = cell;
    again.text = cell.continued;
    CellText out = prepare(cell, cell.continued);
    set_lines(again, measure_widths(again, page_.trim_line_ends), out, false);
    out.text = &cell.continued;
    return out;
  }

  CellText prepare(const ShapedCell& cell, const ShapedText& text) const {
    const TextStyle& style = text_style(page_, text);
    CellText out;
    out.text = &text;
    out.upright = cell.upright;
    out.setting.size = fit_.sizes[text.style];
    out.pitch = std::max(style.line_pitch, style.size) * out.setting.size.units() /
                std::max<std::int64_t>(1, style.size.units());
    out.setting.alignment = cell.upright ? Alignment::centred : flush(cell.alignment);
    out.setting.trim_edges = page_.trim_line_ends && (cell.upright || out.setting.alignment != Alignment::centred);
    return out;
  }
  static Alignment flush(Alignment alignment) {
    if (alignment == Alignment::justified) return Alignment::left;
    return alignment == Alignment::decimal ? Alignment::centred : alignment;
  }

  // `cell` holds the text in question.
  void set_lines(const ShapedCell& cell, const CellWidths& widths, CellText& out, bool must_fit) {
    const Length size = out.setting.size;
    const Length usual = fit_.room(cell, size, fit_.padding_x);
    const Length most = fit_.room(cell, size, out_.style.least_padding_x);
    const bool whole = widths.piece.at(size) <= most;
    const Length needed = (whole ? widths.piece : widths.least).at(size);
    const Length measure = std::max(usual, std::min(needed, most));
    out.setting.first_measure = out.setting.measure = measure;
    const Length indent = cell.upright ? Length() : size * cell.indent;
    out.left = (fit_.between(cell) - measure - indent) / 2 + indent;
    if (cell.text.empty()) return;
    if (widths.least.at(size) > most) {
      if (must_fit) report_overflow(cell, size, most);
    } else if (cell.upright) {
      break_upright(cell.text, whole, out);
    } else {
      out.lines = break_lines(cell.text, out.setting).lines;
      if (cell.alignment == Alignment::decimal && widths.figure) set_by_point(widths, measure, out);
    }
  }

  static void set_by_point(const CellWidths& widths, Length measure, CellText& out) {
    const Length size = out.setting.size;
    out.setting.alignment = Alignment::left;
    out.left += (measure - widths.piece.at(size)) / 2 + (widths.before_block - widths.before_point).at(size);
  }

  void report_overflow(const ShapedCell& cell, Length size, Length room) {
    if (++overflows_ <= most_shown) findings_.push_back(cell_overflow(document_, cell, size, room));
  }

  static void break_upright(const ShapedText& text, bool grouped, CellText& out) {
    const auto count = static_cast<std::uint32_t>(text.clusters.size());
    for (std::uint32_t first = 0; first < count;) {
      std::uint32_t end = grouped ? end_of_upright_line(text, first) : first + 1;
      while (end < count && text.clusters[end].space) ++end;
      out.lines.push_back({first, end, false, false});
      first = end;
    }
  }

  Length needed(const CellText& text) const { return text.height_of(text.lines.size()) + out_.style.padding_y * 2; }

  // Cells of one row first; then those over several, from the top: what a span lacks is shared equally by its rows.
  void size_rows() {
    std::vector<Length>& heights = out_.row_heights;
    heights.assign(table_.rows.size(), out_.style.minimum_row_height);
    std::vector<const MeasuredCell*> spans;
    for (const MeasuredCell& cell : out_.cells) {
      Length& height = heights[static_cast<std::size_t>(cell.first_row())];
      if (cell.cell->row_span == 1) {
        height = std::max(height, needed(cell.text));
      } else {
        spans.push_back(&cell);
      }
    }
    std::stable_sort(spans.begin(), spans.end(),
                     [](const MeasuredCell* a, const MeasuredCell* b) { return a->end_row() < b->end_row(); });
    for (const MeasuredCell* cell : spans) {
      Length lacking = needed(cell->text) - out_.height(cell->first_row(), cell->end_row());
      for (int r = cell->first_row(); r < cell->end_row() && lacking > Length(); ++r) {
        const std::int64_t left = cell->end_row() - r;
        const Length part = Length::units((lacking.units() + left - 1) / left);
        heights[static_cast<std::size_t>(r)] += part;
        lacking -= part;
      }
    }
  }

  // Not after a band; no fewer than three rows below the head or at the table's end, two where rows are high or where
  // the third below the head is bound to those that follow (CL-86). A cell over several rows is divided only where its
  // text fits above, and the repeated text below.
  void allow_breaks() {
    std::vector<bool>& may = out_.may_break_before;
    may.assign(table_.rows.size(), true);
    for (std::size_t r = 1; r < may.size(); ++r) may[r] = !table_.rows[r - 1].keep_with_next;
    for (const MeasuredCell& cell : out_.cells) {
      if (cell.again == nullptr) continue;
      Length above;
      for (int r = cell.first_row() + 1; r < cell.end_row(); ++r) {
        above += out_.row_heights[static_cast<std::size_t>(r) - 1];
        if (above >= needed(cell.text)) break;
        may[static_cast<std::size_t>(r)] = false;
      }
      Length below;
      for (int r = cell.end_row() - 1; r > cell.first_row(); --r) {
        below += out_.row_heights[static_cast<std::size_t>(r)];
        if (below >= needed(*cell.again)) break;
        may[static_cast<std::size_t>(r)] = false;
      }
    }
    const int first = std::max(0, table_.head_rows);
    const int rows = out_.rows();
    for (const int together : {2, 3}) {
      if (first + together > rows || (together == 3 && (is_bound(first + 3) || is_high(0, first + 3)))) break;
      may[static_cast<std::size_t>(first + together) - 1] = false;
    }
    for (const int together : {2, 3}) {
      if (first + together > rows || (together == 3 && is_high(rows - 3, rows))) break;
      may[static_cast<std::size_t>(rows - together) + 1] = false;
    }
  }

  // Whether row r cannot begin a page, whatever the number of rows before it.
  bool is_bound(int r) const { return r < out_.rows() && !out_.may_break_before[static_cast<std::size_t>(r)]; }
  bool is_high(int from, int to) const { return out_.height(from, to) * 4 > page_.area_height; }

  void find_bands() {
    out_.is_band.assign(table_.rows.size(), true);
    for (const ShapedCell& cell : table_.cells) {
      const HeaderScope scope = (*document_.nodes())[cell.node].scope;
      if (scope == HeaderScope::column || scope == HeaderScope::both) continue;
      for (int r = cell.row; r < cell.row + cell.row_span; ++r) out_.is_band[static_cast<std::size_t>(r)] = false;
    }
    for (int r = 0; r < table_.head_rows && r < out_.rows(); ++r) out_.is_band[static_cast<std::size_t>(r)] = false;
  }

  const ShapedTable& table_;
  const ShapedDocument& document_;
  const PageStyle& page_;
  Findings& findings_;
  TableFit fit_;
  int overflows_ = 0;
  MeasuredTable out_;
};

}  // namespace

std::size_t CellText::lines_within(Length room, std::size_t first) const {
  const std::size_t rest = lines.size() - first;
  if (rest == 0 || room < setting.size) return 0;
  const auto more = static_cast<std::size_t>((room - setting.size).units() / pitch.units());
  return std::min(rest, more + 1);
}

Length MeasuredTable::height(int first, int end) const {
  Length sum;
  for (int r = first; r < end; ++r) sum += row_heights[static_cast<std::size_t>(r)];
  return sum;
}

MeasuredTable measure_table(const ShapedTable& table, const ShapedDocument& document, const PageStyle& style,
                            int tightness, Findings& findings) {
  return TableMeasurer(table, document, style, tightness, findings).run();
}

}  // namespace banxin::layout
