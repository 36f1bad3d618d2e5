#include <fmt/format.h>

#include <iterator>
#include <variant>

#include "base/overloaded.h"
#include "compose/compose.h"

namespace banxin::compose {
namespace {

class Dumper {
 public:
  explicit Dumper(const Document& document) : document_(document) {}

  std::string dump() {
    const DocumentInfo& info = document_.info();
    line("document \"{}\" by {} ({}), {}{}", info.title, info.author, info.subject, info.language,
         info.draft ? ", draft" : "");
    const overloaded add_block{
        [this](const Paragraph& paragraph) { add(paragraph, ""); }, [this](const Table& table) { add(table); },
        [this](const Figure& figure) { add(figure); },
        [this](const PageBreak& block) { line("{}", block.to_foot ? "page-foot" : "page-break"); }};
    for (const Block& block : document_.blocks()) std::visit(add_block, block);
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  const char* role(NodeId node) const { return name_of((*document_.nodes())[node].role); }

  void add(const Paragraph& paragraph, const char* indent) {
    line("{}{} {} [{}] line {}", indent, paragraph.node, role(paragraph.node), paragraph.style,
         document_.origins()->place(paragraph.origin).line);
    for (const Inline& piece : paragraph.inlines) {
      line("{}  {} {} {}{} \"{}\"", indent, piece.node, role(piece.node), piece.language,
           piece.font ? fmt::format(" {}", name_of(*piece.font)) : "", piece.text);
    }
  }

  void add(const Table& table) {
    const char* orientation = table.orientation == Orientation::landscape  ? ", landscape"
                              : table.orientation == Orientation::portrait ? ", portrait"
                                                                           : "";
    line("{} table line {}: {} columns, {} rows, {} of them head{}{}", table.node,
         document_.origins()->place(table.origin).line, table.columns.size(), table.rows.size(), table.head_rows,
         orientation, table.keep_together ? ", kept together" : "");
    for (const Paragraph& paragraph : table.above) add(paragraph, "  ");
    for (const Inline& piece : table.continued.inlines) line("  continued \"{}\"", piece.text);
    for (const TableCell& cell : table.cells) {
      const Node& node = (*document_.nodes())[cell.node];
      std::string text;
      for (const Inline& piece : cell.text.inlines) text += piece.text;
      std::string headers;
      for (const NodeId id : node.headers) headers += fmt::format(" {}", id);
      line("  {} {} {},{} span {}x{} indent {} [{}] line {}{} \"{}\"", cell.node, name_of(node.role), cell.row,
           cell.column, cell.row_span, cell.column_span, cell.indent, cell.text.style,
           document_.origins()->place(cell.origin).line, headers.empty() ? "" : " headers" + headers, text);
    }
  }

  void add(const Chart& chart) {
    for (const Paragraph& name : chart.series) add(name, "  ");
    for (const ChartEntry& entry : chart.entries) {
      add(entry.label, "  ");
      for (const ChartValue& value : entry.values) {
        line("    {} {}{}{}", value.text, value.amount ? fmt::format("{}", *value.amount) : "no figure",
             value.share.empty() ? "" : " ", value.share);
      }
    }
  }

  void add(const Figure& figure) {
    if (figure.chart) {
      line("{} figure line {}: chart, width {}% \"{}\"", figure.node, document_.origins()->place(figure.origin).line,
           figure.width, (*document_.nodes())[figure.node].alternative);
      add(*figure.chart);
      if (!figure.caption.inlines.empty()) add(figure.caption, "  ");
      return;
    }
    const Picture& picture = *document_.pictures()->find(figure.picture);
    line("{} figure line {}: {} {}, {} x {} pixels, width {}% \"{}\"", figure.node,
         document_.origins()->place(figure.origin).line, media_type_of(picture.kind), figure.picture, picture.width,
         picture.height, figure.width, (*document_.nodes())[figure.node].alternative);
    if (!figure.caption.inlines.empty()) add(figure.caption, "  ");
  }

  const Document& document_;
  std::string out_;
};

}  // namespace

std::string dump(const Document& document) {
  return Dumper(document).dump();
}

}  // namespace banxin::compose
