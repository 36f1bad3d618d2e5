#include "compose/pieces.h"

namespace banxin::compose {
namespace {

// Spans and links are parts of an element.
NodeId element_node(NodeId id, const NodeTree& nodes) {
  while (nodes[id].role == NodeRole::span || nodes[id].role == NodeRole::link) id = nodes[id].parent;
  return id;
}

}  // namespace

std::vector<Piece> pieces_of(const Paragraph& paragraph, const NodeTree& nodes) {
  std::vector<Piece> pieces;
  for (const Inline& one : paragraph.inlines) {
    const NodeId node = element_node(one.node, nodes);
    if (pieces.empty() || pieces.back().node != node) pieces.push_back({node, {}});
    pieces.back().inlines.push_back(&one);
  }
  return pieces;
}

std::string text_of(const Piece& piece) {
  std::string text;
  for (const Inline* one : piece.inlines) text += one->text;
  return text;
}

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const Inline& one : paragraph.inlines) text += one.text;
  return text;
}

std::vector<std::vector<std::string>> rows_of(const Chart& chart) {
  const std::string unit = chart.unit.empty() ? std::string() : "单位：" + chart.unit;
  std::vector<std::vector<std::string>> rows(1);
  rows.front().push_back(chart.series.empty() ? "项目" : unit.empty() ? "项目" : unit);
  for (const Paragraph& name : chart.series) rows.front().push_back(text_of(name));
  if (chart.series.empty()) rows.front().push_back(unit.empty() ? "数量" : unit);
  for (const ChartEntry& entry : chart.entries) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(text_of(entry.label));
    for (const ChartValue& value : entry.values)
      row.push_back(value.share.empty() ? value.text : value.text + "（" + value.share + "）");
  }
  return rows;
}

}  // namespace banxin::compose
