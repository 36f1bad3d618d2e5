#include "text/seal.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <variant>

#include "base/overloaded.h"

namespace banxin::text {
namespace {

// Whether clusters follow one another within the text, and have the runs and glyphs that they name.
bool holds_together(const ShapedText& text) {
  std::uint32_t end = 0;
  for (const Cluster& cluster : text.clusters) {
    if (cluster.text.begin != end || cluster.text.end < end) return false;
    end = cluster.text.end;
    if (cluster.run >= text.runs.size()) return false;
    if (cluster.first_glyph + std::size_t{cluster.glyph_count} > text.glyphs.size()) return false;
  }
  return end <= text.text.size() && text.label <= text.clusters.size();
}

bool holds_together(const ShapedTable& table) {
  return holds_together(table.continued) &&
         std::all_of(table.above.begin(), table.above.end(),
                     [](const ShapedText& text) { return holds_together(text); }) &&
         std::all_of(table.cells.begin(), table.cells.end(), [](const ShapedCell& cell) {
           return holds_together(cell.text) && holds_together(cell.continued);
         });
}

bool holds_together(const ShapedFigure& figure) {
  if (!holds_together(figure.caption) || figure.columns < 1 || figure.lines < 1) return false;
  if (!figure.chart) return true;
  return std::all_of(figure.chart->series.begin(), figure.chart->series.end(),
                     [](const ShapedText& text) { return holds_together(text); }) &&
         std::all_of(figure.chart->entries.begin(), figure.chart->entries.end(), [](const ShapedChartEntry& entry) {
           return holds_together(entry.label) &&
                  std::all_of(entry.values.begin(), entry.values.end(),
                              [](const ShapedChartValue& value) { return holds_together(value.text); });
         });
}

bool holds_together(const ShapedPageBreak& /*block*/) {
  return true;
}

}  // namespace

ShapedDocument Seal::seal(ShapedDocumentParts parts) {
  if (parts.nodes == nullptr || !is_tree(*parts.nodes))
    throw std::logic_error("a ShapedDocument whose nodes are no tree");
  if (parts.origins == nullptr) throw std::logic_error("a ShapedDocument without origins");
  for (const ShapedBlock& block : parts.blocks) {
    if (!std::visit([](const auto& it) { return holds_together(it); }, block)) {
      throw std::logic_error("a ShapedDocument with clusters that are not of their text");
    }
  }
  return ShapedDocument(std::move(parts));
}

}  // namespace banxin::text
