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
                                   return figure.node < nodes_.size() && pictures_ != nullptr &&
                                          pictures_->find(figure.picture) != nullptr && holds(figure.caption);
                                 },
                                 [](const PageBreak& /*block*/) { return true; }},
                      block);
  }

 private:
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
