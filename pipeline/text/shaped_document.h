#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/chart_kind.h"
#include "base/document_info.h"
#include "base/glyph_id.h"
#include "base/length.h"
#include "base/node.h"
#include "base/origin.h"
#include "base/page_style.h"
#include "base/picture.h"
#include "base/text_range.h"

namespace banxin {

namespace text {
class Seal;
}  // namespace text

struct RunGlyph {
  GlyphId glyph = 0;
  Em advance;             // the face's own
  Em x_offset, y_offset;  // from the pen to the glyph's origin: as shaped, and its place within a cluster of several
};

// Glyphs of one face and one node.
struct TextRun {
  FaceId face = 0;
  NodeId node = 0;
  bool half_forms = false;  // the face can give its marks in half-width cells (see GlyphForm)
};

// The order in which space is taken out of a line (W3C Chinese Layout Requirements, "Line Adjustment"; CL-66). Marks,
// gaps and stops first give half of what they can, in this order, and only then the rest.
enum class SqueezeClass : std::uint8_t {
  none,
  line_end_mark,  // a mark at the line's end, to half its cell
  word_space,     // western word spaces, to 1/4 em
  mark,           // 间隔号 on both sides, before opening and after closing marks, ， 、 ；: all alike
  han_western,    // the gap between Chinese and western text, to 1/8 em
  stop,           // 。 ？ ！ ：
  label,          // marks of a label that begins the block (一、 （一）), so that all labels look alike
};

// Where space is put into a line (CL-67).
enum class StretchClass : std::uint8_t {
  none,       // never: inside words and numbers, around 连接号 and 分隔号 (CL-41)
  gap,        // word spaces and gaps between Chinese and western text: first, to 1/3 em
  character,  // between any two characters
};

// From this penalty on, a line ends at a break only when nothing else is possible.
inline constexpr std::int32_t last_resort_penalty = 1000;

// Whether a line may end after a cluster.
enum class BreakKind : std::uint8_t { forbidden, allowed, mandatory };

// The smallest piece that layout places whole: a character, a mark, a dash of two ems, a western word's part between
// two break opportunities consists of several clusters of one character each. A cluster's cell is `advance` wide; what
// it may lose on each side has no ink.
struct Cluster {
  TextRange text;  // of the block's text; clusters follow one another without gaps, spaces included
  std::uint32_t first_glyph = 0;
  std::uint16_t glyph_count = 0;  // 0: a space that shows nothing
  std::uint16_t run = 0;

  Em advance;  // width of the cell before anything is taken or added
  Em shift;    // from the cell's left edge to the first glyph's pen (a mark set into a wider cell)
  // Always taken when the neighbour is on the same line (adjacent marks, CL-44/45).
  Em pair_before, pair_after;
  // Taken when the cluster begins or ends a line (CL-47, CL-48). At a line's end this replaces pair_after; at its start
  // edge_before replaces pair_before. The first line of a block keeps its start. This is what the ink allows, whatever
  // the page style wants (PageStyle::trim_line_ends).
  Em edge_before, edge_after;
  // May be taken beyond pair_* to squeeze the line.
  Em squeeze_before, squeeze_after;
  SqueezeClass squeeze = SqueezeClass::none;

  // The gap after the cluster, when the next visible one is on the same line: typed spaces between Chinese and western
  // text are clusters without glyphs and width, and the gap that replaces them is that of the cluster before them.
  Em gap;        // natural: 1/4 em between Chinese and western text, else 0
  Em gap_least;  // when squeezed (its class: han_western, or word_space for a space's own advance)
  StretchClass stretch = StretchClass::none;  // of the gap
  BreakKind break_after = BreakKind::forbidden;
  std::int32_t penalty =
      0;               // of breaking here: 0 none, 50 unpleasant, 300 a number from its unit; up to last_resort_penalty
  bool space = false;  // white space: vanishes at a line's edges
  bool han = false;    // a Chinese character: counts for the 孤字 rule (CL-77)
};

// One block of text, shaped whole. Lines are cut from it by arithmetic.
struct ShapedText {
  std::string text;  // UTF-8: what is extracted from the page
  std::string language;
  NodeId node = 0;
  OriginId origin = 0;
  std::uint16_t style = 0;  // index into PageStyle::text_styles
  std::vector<TextRun> runs;
  std::vector<RunGlyph> glyphs;
  std::vector<Cluster> clusters;
  std::uint32_t label = 0;  // how many clusters at the beginning are a label (compose: Inline::label)
  Em ink_top;               // of its highest glyph above the baseline; only of a style with TextStyle::ink_top
  bool empty() const { return clusters.empty(); }
};

struct ShapedCell {
  int row = 0, column = 0, row_span = 1, column_span = 1;
  NodeId node = 0;
  OriginId origin = 0;
  Alignment alignment = Alignment::left;
  bool middle = true;  // vertically; else at the top
  int indent = 0;      // ems
  bool upright = false;
  ShapedText text;
  ShapedText continued;  // empty: the text again
};

struct ShapedRow {
  NodeId node = 0;
  bool keep_with_next = false;
};

struct ShapedTable {
  NodeId node = 0;
  OriginId origin = 0;
  std::vector<int> column_shares;
  int head_rows = 0;
  std::vector<ShapedRow> rows;
  std::vector<ShapedCell> cells;  // by row, then column
  std::vector<ShapedText> above;
  ShapedText continued;  // empty: none
  Orientation orientation = Orientation::automatic;
  bool keep_together = false;
};

struct ShapedChartValue {
  ShapedText text;
  std::optional<std::int64_t> amount;  // in millionths; nothing: no bar
};

struct ShapedChartEntry {
  ShapedText label;
  std::vector<ShapedChartValue> values;  // one for each series, or one where there are none
};

struct ShapedChart {
  ChartKind kind = ChartKind::bars;
  ShapedText unit;  // empty: none
  std::vector<ShapedText> series;
  std::vector<ShapedChartEntry> entries;
};

struct ShapedFigure {
  NodeId node = 0;
  OriginId origin = 0;
  std::string picture;               // its digest; empty of a chart
  std::optional<ShapedChart> chart;  // else
  int width = 100;                   // in hundredths of the text's width
  int columns = 1, lines = 1;        // of its pixels: their ratio is its shape
  ShapedText caption;                // empty: none
};

struct ShapedPageBreak {
  bool to_foot = false;  // what follows stands at the foot of the last page
};

using ShapedBlock = std::variant<ShapedText, ShapedTable, ShapedFigure, ShapedPageBreak>;

struct ShapedDocumentParts {
  DocumentInfo info;
  std::shared_ptr<const NodeTree> nodes;
  std::shared_ptr<const OriginTable> origins;
  SharedPictures pictures;
  std::vector<ShapedBlock> blocks;
  // For page numbers, which are known only once the pages are: the style's `before` and `after`, and the ten digits.
  ShapedText page_number_before, page_number_after;
  std::array<ShapedText, 10> digits;
  Em dash_middle;          // height of the middle of the dash's ink above the baseline
  ShapedText draft_stamp;  // 草稿; empty unless the document is a draft
};

// Everything that layout needs to know about text, in numbers. Holds no line widths and no pages. Immutable; made by
// text alone.
class ShapedDocument {
 public:
  const DocumentInfo& info() const { return parts_.info; }
  const std::shared_ptr<const NodeTree>& nodes() const { return parts_.nodes; }
  const std::shared_ptr<const OriginTable>& origins() const { return parts_.origins; }
  const SharedPictures& pictures() const { return parts_.pictures; }  // null: it has none
  const std::vector<ShapedBlock>& blocks() const { return parts_.blocks; }
  const ShapedText& page_number_before() const { return parts_.page_number_before; }
  const ShapedText& page_number_after() const { return parts_.page_number_after; }
  const std::array<ShapedText, 10>& digits() const { return parts_.digits; }
  Em dash_middle() const { return parts_.dash_middle; }
  const ShapedText& draft_stamp() const { return parts_.draft_stamp; }

 private:
  friend class text::Seal;
  explicit ShapedDocument(ShapedDocumentParts parts) : parts_(std::move(parts)) {}
  ShapedDocumentParts parts_;
};

}  // namespace banxin
