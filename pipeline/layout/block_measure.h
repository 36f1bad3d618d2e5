#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "layout/pages.h"
#include "layout/table_measure.h"

namespace banxin::layout {

// A text block with its lines.
struct MeasuredBlock {
  const ShapedText* text = nullptr;
  const TextStyle* style = nullptr;
  std::shared_ptr<const TextStyle> smaller;  // that style, where the block is set smaller than the page style says
  Setting setting;
  Length left;  // from the area's left edge to the measure of all lines but the first
  std::vector<Line> lines;
  std::size_t lines_above = 0;  // that the block to its side takes before their common last line

  // An empty block still takes a line.
  std::size_t line_count() const { return lines.empty() ? 1 : lines.size(); }
};

// A table with what is above it.
struct MeasuredTableBlock {
  std::vector<MeasuredBlock> above;
  MeasuredTable table;
};

// A figure at the size that it has on the page, with what is below it.
struct MeasuredFigure {
  Length width, height;
  std::vector<PageItem> drawing;  // of a chart, from its top left corner
  std::optional<MeasuredBlock> caption;
};

// `style` is that of the page that the block is on: upright or turned.
MeasuredBlock measure_block(const ShapedText& text, const ShapedDocument& document, const PageStyle& style,
                            Findings& findings);
// Starts a line to the right of the start of the line above it, by its style's start_offset (GB/T 9704, 7.3.5.2): the
// longer of the two keeps its indent. Does nothing where either has several lines.
void stand_below(MeasuredBlock& above, MeasuredBlock& below, const PageStyle& style);
// Centres a block's lines on the one line of the block after it (GB/T 9704, 7.3.5.1), within the type area.
void centre_above(MeasuredBlock& above, const MeasuredBlock& below, const PageStyle& style);
MeasuredTableBlock measure_block(const ShapedTable& table, const ShapedDocument& document, const PageStyle& style,
                                 int tightness, Findings& findings);
// FG-06: as wide as it asks for, narrower where it and its caption would be higher than a page.
MeasuredFigure measure_block(const ShapedFigure& figure, const ShapedDocument& document, const PageStyle& style,
                             Findings& findings);

}  // namespace banxin::layout
