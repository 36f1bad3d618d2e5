#include "layout/block_measure.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/codes.h"
#include "layout/balance.h"
#include "layout/chart.h"
#include "layout/findings.h"
#include "layout/names.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

Setting setting_of(const TextStyle& style, const PageStyle& page) {
  Setting setting;
  setting.size = style.size;
  setting.alignment = style.alignment;
  const bool from_left = style.alignment == Alignment::justified || style.alignment == Alignment::left;
  if (style.on_grid && from_left && style.size == page.body_size) {
    setting.tracking = page.cell_pitch() - page.body_size;
  }
  // A centred line keeps its cells whole, so that its two ends are alike.
  setting.trim_edges = page.trim_line_ends && style.alignment != Alignment::centred;
  setting.measure = page.area_width - page.cell_pitch() * (style.left_indent + style.right_indent);
  setting.first_measure = setting.measure - page.cell_pitch() * (from_left ? style.first_indent : 0);
  return setting;
}

BrokenText broken_text(const ShapedText& text, const TextStyle& style, const Setting& setting) {
  if (style.names) return break_between_names(text, setting);
  return style.balanced ? break_balanced(text, setting) : break_lines(text, setting);
}

}  // namespace

MeasuredBlock measure_block(const ShapedText& text, const ShapedDocument& document, const PageStyle& style,
                            Findings& findings) {
  MeasuredBlock block;
  block.text = &text;
  block.style = &text_style(style, text);
  block.setting = setting_of(*block.style, style);
  BrokenText broken = broken_text(text, *block.style, block.setting);
  if (broken.overfull) findings.push_back(impossible_line(document, text));
  if (broken.resort == Resort::anywhere && !broken.overfull) {
    for (std::size_t i = 0; i + 1 < broken.lines.size(); ++i) {
      if (text.clusters[broken.lines[i].last - 1].break_after != BreakKind::forbidden) continue;
      if (findings.has_room(Severity::warning)) {
        findings.push_back(forced_break(document, text, broken.lines[i], i + 1));
      } else {
        findings.count_only(Severity::warning, code::layout_line_impossible);
      }
    }
  }
  block.lines = std::move(broken.lines);
  return block;
}

void stand_below(MeasuredBlock& above, MeasuredBlock& below, const PageStyle& style) {
  const auto is_single = [](const MeasuredBlock& block) {
    return block.lines.size() == 1 && block.setting.alignment == Alignment::right;
  };
  if (!is_single(above) || !is_single(below)) return;
  const Length above_width = set_line(*above.text, above.setting, above.lines.front()).width;
  const Length below_width = set_line(*below.text, below.setting, below.lines.front()).width;
  // Measures end where the indents begin: a line starts its own width before.
  const Length offset = style.cell_pitch() * below.style->start_offset;
  const Length start =
      below_width > above_width ? below.setting.measure - below_width - offset : above.setting.measure - above_width;
  if (start < Length() || start + offset + below_width > style.area_width) return;
  above.setting.measure = above.setting.first_measure = start + above_width;
  below.setting.measure = below.setting.first_measure = start + offset + below_width;
}

MeasuredTableBlock measure_block(const ShapedTable& table, const ShapedDocument& document, const PageStyle& style,
                                 int tightness, Findings& findings) {
  MeasuredTableBlock block;
  for (const ShapedText& text : table.above) block.above.push_back(measure_block(text, document, style, findings));
  block.table = measure_table(table, document, style, tightness, findings);
  return block;
}

MeasuredFigure measure_block(const ShapedFigure& figure, const ShapedDocument& document, const PageStyle& style,
                             Findings& findings) {
  MeasuredFigure block;
  Length below;
  if (!figure.caption.empty()) {
    block.caption = measure_block(figure.caption, document, style, findings);
    const TextStyle& text = *block.caption->style;
    below = std::max(text.line_pitch, text.size) * static_cast<std::int64_t>(block.caption->line_count()) +
            style.line_pitch();
  }
  const Length most = std::max(style.area_height - below, style.line_pitch());
  const auto scaled = [](Length length, std::int64_t by, std::int64_t of) {
    return Length::units(divide_rounded(length.units() * by, of));
  };
  block.width = scaled(style.area_width, figure.width, 100);
  if (figure.chart) {
    DrawnChart drawn = draw(figure, style, block.width);
    block.height = drawn.height;
    block.drawing = std::move(drawn.items);
    if (block.height > most) findings.push_back(impossible_figure(document, figure));
    return block;
  }
  block.height = scaled(block.width, figure.lines, figure.columns);
  if (block.height > most) {
    block.height = most;
    block.width = scaled(most, figure.columns, figure.lines);
  }
  return block;
}

}  // namespace banxin::layout
