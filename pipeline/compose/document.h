#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/chart_kind.h"
#include "base/document_info.h"
#include "base/node.h"
#include "base/origin.h"
#include "base/page_style.h"
#include "base/picture.h"

namespace banxin {

namespace compose {
class Seal;
}  // namespace compose

// A stretch of a paragraph that is set alike and belongs to one node of the structure.
struct Inline {
  std::string text;  // UTF-8, white space of the XML's own layout already removed; a line feed ends a line
  NodeId node = 0;
  std::string language;          // BCP 47, never empty
  std::optional<FontRole> font;  // another face than the paragraph's style asks for: a run-in heading in 楷体
  bool label = false;            // begins its paragraph: later lines begin where the text behind it does (附件：)
};

// A block of text with a style by name. Its inlines may belong to several nodes: a run-in heading shares its lines with
// the paragraph after it.
struct Paragraph {
  std::string style;  // a TextStyle's name
  NodeId node = 0;    // of the paragraph; of its first inline where that differs (a run-in heading)
  OriginId origin = 0;
  std::vector<Inline> inlines;  // none: only of a cell or of what a table lacks
};

struct TableColumn {
  int width = 1;  // share of the table's width: its part of the columns' sum
};

enum class VerticalAlignment : std::uint8_t { top, middle };

// A cell and the grid places it covers: rows [row, row + row_span), columns [column, column + column_span).
struct TableCell {
  int row = 0, column = 0;
  int row_span = 1, column_span = 1;
  NodeId node = 0;
  OriginId origin = 0;
  Alignment alignment = Alignment::left;
  VerticalAlignment vertical = VerticalAlignment::middle;
  int indent = 0;        // ems before each line: the level of a label
  bool upright = false;  // characters one below another (三、本年度办理结果)
  Paragraph text;
  Paragraph continued;  // what a fragment on a later page shows instead (…（续）); no inlines: the text again
};

struct TableRow {
  NodeId node = 0;
  bool keep_with_next = false;  // a band stays with the row below it
};

// A grid that its cells cover exactly once: no gaps, no overlaps (ISO 14289-1, 7.5).
struct Table {
  NodeId node = 0;
  OriginId origin = 0;
  std::vector<TableColumn> columns;
  int head_rows = 0;  // rows [0, head_rows) are repeated on every page
  std::vector<TableRow> rows;
  std::vector<TableCell> cells;  // by row, then column
  std::vector<Paragraph> above;  // caption, unit line: kept with the first rows
  Paragraph continued;           // 续表: above each later fragment; no inlines: none
  Orientation orientation = Orientation::automatic;
  bool keep_together = false;  // on one page if a page can hold it, set tighter if need be
};

// A figure of the record as a bar.
struct ChartValue {
  std::string text;                    // as it is written
  std::optional<std::int64_t> amount;  // in millionths; nothing: no figure, of a draft alone
  std::string share;                   // of parts of a whole: 38.3%
};

struct ChartEntry {
  Paragraph label;
  std::vector<ChartValue> values;  // one for each series, or one where there are none
};

struct Chart {
  ChartKind kind = ChartKind::bars;
  std::string unit;               // of the figures; empty: none
  Paragraph unit_line;            // above the chart; no inlines: none
  std::vector<Paragraph> series;  // their names
  std::vector<ChartEntry> entries;
};

// A picture or a chart, with its caption below it.
struct Figure {
  NodeId node = 0;
  OriginId origin = 0;
  std::string picture;         // its digest, of Document::pictures; empty of a chart
  std::optional<Chart> chart;  // else
  int width = 100;             // in hundredths of the text's width
  Paragraph caption;           // no inlines: none
};

struct PageBreak {
  bool to_foot = false;  // what follows, to the end, stands at the foot of the last page, an even one (版记)
};

using Block = std::variant<Paragraph, Table, Figure, PageBreak>;

struct DocumentParts {
  DocumentInfo info;
  std::shared_ptr<const NodeTree> nodes;
  std::shared_ptr<const OriginTable> origins;
  SharedPictures pictures;
  std::vector<Block> blocks;
};

// A report as a sequence of blocks in reading order. Holds no lengths, faces or line breaks. Immutable; made by compose
// alone. The tree, the origins and the pictures are shared by everything made from it.
class Document {
 public:
  const DocumentInfo& info() const { return parts_.info; }
  const std::shared_ptr<const NodeTree>& nodes() const { return parts_.nodes; }  // a tree (is_tree)
  const std::shared_ptr<const OriginTable>& origins() const { return parts_.origins; }
  const SharedPictures& pictures() const { return parts_.pictures; }  // null: it has none
  const std::vector<Block>& blocks() const { return parts_.blocks; }  // of nodes and pictures that exist

 private:
  friend class compose::Seal;
  explicit Document(DocumentParts parts) : parts_(std::move(parts)) {}
  DocumentParts parts_;
};

}  // namespace banxin
