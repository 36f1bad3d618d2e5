#include "text/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/codes.h"
#include "base/report_size.h"
#include "base/text.h"
#include "text/block_shaper.h"
#include "text/break_iterator.h"
#include "text/seal.h"

namespace banxin::text {
namespace {

// How much there is to set in a block.
struct SizeReader {
  ReportSize size;

  void add(const Paragraph& paragraph) {
    ++size.texts;
    for (const Inline& piece : paragraph.inlines) size.add_characters(piece.text);
  }
  void add(const PageBreak& /*block*/) {}
  void add(const Figure& figure) {
    add(figure.caption);
    if (!figure.chart) return;
    for (const Paragraph& name : figure.chart->series) add(name);
    for (const ChartEntry& entry : figure.chart->entries) {
      add(entry.label);
      size.texts += entry.values.size();
    }
  }
  void add(const Table& table) {
    for (const Paragraph& paragraph : table.above) add(paragraph);
    for (const TableCell& cell : table.cells) add(cell.text);
  }
};

class DocumentShaper {
 public:
  DocumentShaper(const Document& document, const PageStyle& style, const FontBook& fonts, BreakIterator& iterator)
      : document_(document), style_(style), shaper_(document, style, fonts, iterator) {}

  Result<ShapedDocument> run() {
    SizeReader reader;
    for (const Block& block : document_.blocks()) std::visit([&reader](const auto& it) { reader.add(it); }, block);
    if (reader.size.is_too_long()) return too_long(reader.size, document_.origins()->place(0));
    ShapedDocumentParts out;
    out.info = document_.info();
    out.nodes = document_.nodes();
    out.origins = document_.origins();
    out.pictures = document_.pictures();
    out.blocks.reserve(document_.blocks().size());
    for (const Block& block : document_.blocks()) {
      out.blocks.push_back(std::visit([this](const auto& b) -> ShapedBlock { return shape(b); }, block));
    }
    shape_page_numbers(out);
    if (document_.info().draft) out.draft_stamp = shape(text_of("draft", "草稿"));
    append(findings_, shaper_.faces().take_findings());
    if (has_errors(findings_)) return std::move(findings_);
    return {Seal::seal(std::move(out)), std::move(findings_)};
  }

 private:
  ShapedBlock shape(const PageBreak& block) const { return ShapedPageBreak{block.to_foot}; }

  ShapedText shape(const Paragraph& paragraph, bool in_cell = false) {
    const TextStyle* style = style_.find(paragraph.style);
    if (style == nullptr) {
      report_unknown(paragraph);
      return {};
    }
    BlockStyle block;
    block.index = static_cast<std::uint16_t>(style - style_.text_styles.data());
    block.role = style->font;
    block.in_cell = in_cell;
    block.balanced = style->balanced;
    block.names = style->names;
    block.author = document_.info().author;
    // GB/T 9704-2012, 7.5: page numbers in half-width 宋体; a face without digits half an em wide leaves them to
    // `latin`.
    block.half_em_digits = paragraph.style == style_.page_number.text_style && style->font == FontRole::song &&
                           shaper_.faces().has_half_em_digits(style->font);
    block.own_digits = style->own_western || block.half_em_digits;
    ShapedText out = shaper_.shape(paragraph, block);
    std::size_t bytes = 0;
    for (const Inline& piece : paragraph.inlines) {
      if (!piece.label) break;
      bytes += piece.text.size();
    }
    while (out.label < out.clusters.size() && out.clusters[out.label].text.end <= bytes) ++out.label;
    if (style->ink_top > Length()) out.ink_top = highest_ink(out);
    return out;
  }

  Em highest_ink(const ShapedText& text) {
    Em highest;
    for (const Cluster& cluster : text.clusters) {
      for (std::uint32_t i = 0; i < cluster.glyph_count; ++i) {
        const RunGlyph& glyph = text.glyphs[cluster.first_glyph + i];
        const InkBox ink = shaper_.cells().ink(text.runs[cluster.run].face, glyph.glyph);
        highest = std::max(highest, ink.top + glyph.y_offset);
      }
    }
    return highest;
  }

  // A paragraph without inlines means "none": it needs no style.
  ShapedText shape_optional(const Paragraph& paragraph, bool in_cell = false) {
    return paragraph.inlines.empty() ? ShapedText{} : shape(paragraph, in_cell);
  }

  ShapedBlock shape(const Table& table) {
    ShapedTable out;
    out.node = table.node;
    out.origin = table.origin;
    out.head_rows = table.head_rows;
    out.orientation = table.orientation;
    out.keep_together = table.keep_together;
    out.column_shares.reserve(table.columns.size());
    for (const TableColumn& column : table.columns) out.column_shares.push_back(column.width);
    out.rows.reserve(table.rows.size());
    for (const TableRow& row : table.rows) out.rows.push_back({row.node, row.keep_with_next});
    for (const Paragraph& paragraph : table.above) out.above.push_back(shape(paragraph));
    out.cells.reserve(table.cells.size());
    for (const TableCell& cell : table.cells) out.cells.push_back(shape(cell));
    out.continued = shape_optional(table.continued);
    return out;
  }

  ShapedBlock shape(const Figure& figure) {
    ShapedFigure out;
    out.node = figure.node;
    out.origin = figure.origin;
    out.picture = figure.picture;
    out.width = figure.width;
    if (figure.chart) {
      out.chart = shape(*figure.chart, figure);
    } else {
      const Picture& picture = *document_.pictures()->find(figure.picture);
      out.columns = picture.width;
      out.lines = picture.height;
    }
    out.caption = shape_optional(figure.caption);
    return out;
  }

  ShapedChart shape(const Chart& chart, const Figure& figure) {
    ShapedChart out;
    out.kind = chart.kind;
    out.unit = shape_optional(chart.unit_line);
    for (const Paragraph& name : chart.series) out.series.push_back(shape(name));
    for (const ChartEntry& entry : chart.entries) {
      ShapedChartEntry& to = out.entries.emplace_back();
      to.label = shape(entry.label);
      for (const ChartValue& value : entry.values) {
        Paragraph text{"chart-label", figure.node, entry.label.origin, {}};
        text.inlines.push_back(
            {value.share.empty() ? value.text : value.share, figure.node, document_.info().language, {}});
        to.values.push_back({shape(text), value.amount});
      }
    }
    return out;
  }

  ShapedCell shape(const TableCell& cell) {
    ShapedCell out;
    out.row = cell.row;
    out.column = cell.column;
    out.row_span = cell.row_span;
    out.column_span = cell.column_span;
    out.node = cell.node;
    out.origin = cell.origin;
    out.alignment = cell.alignment;
    out.middle = cell.vertical == VerticalAlignment::middle;
    out.indent = cell.indent;
    out.upright = cell.upright;
    out.text = shape(cell.text, true);
    out.continued = shape_optional(cell.continued, true);
    return out;
  }

  // A text from the page style, which no record holds.
  Paragraph text_of(const std::string& style, std::string text) const {
    Paragraph paragraph;
    paragraph.style = style;
    paragraph.inlines.push_back({std::move(text), 0, document_.info().language, std::nullopt});
    return paragraph;
  }

  void shape_page_numbers(ShapedDocumentParts& out) {
    const PageNumberStyle& number = style_.page_number;
    if (number.text_style.empty()) return;
    out.page_number_before = shape(text_of(number.text_style, number.before));
    out.page_number_after = shape(text_of(number.text_style, number.after));
    for (std::size_t i = 0; i < out.digits.size(); ++i) {
      out.digits[i] = shape(text_of(number.text_style, std::string(1, static_cast<char>('0' + i))));
    }
    const ShapedText dash = shape(text_of(number.text_style, "—"));
    if (dash.glyphs.empty()) return;
    const InkBox ink = shaper_.cells().ink(dash.runs.front().face, dash.glyphs.front().glyph);
    out.dash_middle = (ink.top + ink.bottom) / 2 + dash.glyphs.front().y_offset;
  }

  void report_unknown(const Paragraph& paragraph) {
    for (const std::string& known : unknown_styles_) {
      if (known == paragraph.style) return;
    }
    unknown_styles_.push_back(paragraph.style);
    std::string zh;
    std::string en;
    for (const TextStyle& style : style_.text_styles) {
      add_to_row(zh, "、", style.name);
      add_to_row(en, ", ", style.name);
    }
    Diagnostic error;
    error.code = code::form_unusable;
    error.place = document_.origins()->place(paragraph.origin);
    error.message = {
        fmt::format("页面样式 {} 没有名为“{}”的文字样式；有的是：{}。", style_.name, paragraph.style, zh),
        fmt::format("The page style {} has no text style “{}”; there are: {}.", style_.name, paragraph.style, en)};
    error.hint = {"请在版式的 document.xsl 中改用现有的样式，或在 style.xml 中加上它。",
                  "Use one of them in the form's document.xsl, or add it to style.xml."};
    findings_.push_back(std::move(error));
  }

  const Document& document_;
  const PageStyle& style_;
  BlockShaper shaper_;
  Findings findings_;
  std::vector<std::string> unknown_styles_;
};

}  // namespace

Result<ShapedDocument> shape(const Document& document, const PageStyle& style, const FontBook& fonts) {
  auto iterator = BreakIterator::open();
  if (!iterator) return iterator.take_findings();
  return DocumentShaper(document, style, fonts, *iterator).run();
}

}  // namespace banxin::text
