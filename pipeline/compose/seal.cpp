#include "compose/seal.h"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

#include "base/overloaded.h"

namespace banxin::compose {
namespace {

class PartsCheck {
 public:
  explicit PartsCheck(const DocumentParts& parts) : nodes_(*parts.nodes), pictures_(parts.pictures.get()) {}

  bool holds(const Block& block) const {
    return std::visit(overloaded{[this](const Paragraph& paragraph) { return holds(paragraph); },
                                 [this](const Table& table) {
                                   return table.node < nodes_.size() &&
                                          std::all_of(table.above.begin(), table.above.end(),
                                                      [this](const Paragraph& text) { return holds(text); }) &&
                                          std::all_of(table.cells.begin(), table.cells.end(),
                                                      [this](const TableCell& cell) { return holds(cell.text); });
                                 },
                                 [this](const Figure& figure) {
                                   return figure.node < nodes_.size() && holds(figure.caption) &&
                                          (figure.chart ? holds(*figure.chart) : is_there(figure.picture));
                                 },
                                 [](const PageBreak& /*block*/) { return true; }},
                      block);
  }

 private:
  bool is_there(const std::string& picture) const {
    return pictures_ != nullptr && pictures_->find(picture) != nullptr;
  }
  bool holds(const Chart& chart) const {
    return std::all_of(chart.series.begin(), chart.series.end(),
                       [this](const Paragraph& text) { return holds(text); }) &&
           std::all_of(chart.entries.begin(), chart.entries.end(), [&](const ChartEntry& entry) {
             return holds(entry.label) && entry.values.size() == std::max<std::size_t>(chart.series.size(), 1);
           });
  }
  bool holds(const Paragraph& paragraph) const {
    return paragraph.node < nodes_.size() &&
           std::all_of(paragraph.inlines.begin(), paragraph.inlines.end(),
                       [this](const Inline& piece) { return piece.node < nodes_.size(); });
  }

  const NodeTree& nodes_;
  const Pictures* pictures_;
};

}  // namespace

Document Seal::seal(DocumentParts parts) {
  if (parts.nodes == nullptr || !is_tree(*parts.nodes)) throw std::logic_error("a Document whose nodes are no tree");
  if (parts.origins == nullptr) throw std::logic_error("a Document without origins");
  const PartsCheck check(parts);
  for (const Block& block : parts.blocks) {
    if (!check.holds(block)) throw std::logic_error("a Document with a block of a node or a picture that is not there");
  }
  return Document(std::move(parts));
}

}  // namespace banxin::compose
