#include "layout/block_measure.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/codes.h"
#include "layout/balance.h"
#include "layout/chart.h"
#include "layout/findings.h"
#include "layout/names.h"
#include "layout/place.h"
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
  setting.measure = (style.width > Length() ? style.width : page.area_width) -
                    page.indent_unit(style) * (style.left_indent + style.right_indent);
  setting.first_measure = setting.measure - page.indent_unit(style) * (from_left ? style.first_indent : 0);
  return setting;
}

// A style with smallest_size: set so small that the block is one line.
void fit_line(MeasuredBlock& block) {
  const Length size = block.style->size;
  const Length width = set_solid(*block.text, size).width;
  if (block.style->smallest_size == Length() || width <= block.setting.first_measure) return;
  auto smaller = std::make_shared<TextStyle>(*block.style);
  const auto fitted = Length::units(size.units() * block.setting.first_measure.units() / width.units());
  smaller->size = std::max(block.style->smallest_size, fitted);
  smaller->line_pitch = Length::units(block.style->line_pitch.units() * smaller->size.units() / size.units());
  block.setting.size = smaller->size;
  block.style = smaller.get();
  block.smaller = std::move(smaller);
}

// Later lines begin behind the label.
void hang(MeasuredBlock& block) {
  const ShapedText& text = *block.text;
  if (text.label == 0 || text.label >= text.clusters.size()) return;
  Setting loose = block.setting;
  loose.alignment = Alignment::left;
  const Length all = set_solid(text, block.setting.size).width * 2;
  loose.first_measure = loose.measure = all;
  const Length label =
      set_line(text, loose, {0, static_cast<std::uint32_t>(text.clusters.size()), true, false}).clusters[text.label].x;
  const Length first = block.setting.first_measure;
  if (label + block.setting.size * 2 > first) return;
  block.left += block.setting.measure - first + label;
  block.setting.measure = first - label;
}

// A labelled block that is flush right is so as a whole, its lines one below another.
void flush_right(MeasuredBlock& block) {
  if (block.text->label == 0 || block.setting.alignment != Alignment::right) return;
  block.setting.alignment = Alignment::left;
  const Length hanging = block.setting.first_measure - block.setting.measure;
  Length widest;
  for (const Line& line : block.lines) {
    const Length width = set_line(*block.text, block.setting, line).width;
    widest = std::max(widest, line.opening ? width : hanging + width);
  }
  block.left += std::max(Length(), block.setting.first_measure - widest);
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
  block.left = style.indent_unit(*block.style) * block.style->left_indent;
  if (block.style->width > Length()) block.left += block.style->centre - block.style->width / 2;
  fit_line(block);
  hang(block);
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
  flush_right(block);
  return block;
}

void centre_above(MeasuredBlock& above, const MeasuredBlock& below, const PageStyle& style) {
  if (below.lines.size() != 1) return;
  const Length width = set_line(*below.text, below.setting, below.lines.front()).width;
  const Length middle =
      below.left + aligned(below.setting.alignment, below.setting.measure_of(true), width) + width / 2;
  Length widest;
  for (const Line& line : above.lines) widest = std::max(widest, set_line(*above.text, above.setting, line).width);
  above.left = std::clamp(middle - widest / 2, Length(), std::max(Length(), style.area_width - widest));
  above.setting.alignment = Alignment::centred;
  above.setting.measure = above.setting.first_measure = widest;
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
