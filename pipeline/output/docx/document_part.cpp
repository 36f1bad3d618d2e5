#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/overloaded.h"
#include "base/text.h"
#include "base/utf8.h"
#include "compose/pieces.h"
#include "output/docx/parts.h"

namespace banxin::docx {
namespace {

using compose::Piece;
using compose::pieces_of;

constexpr std::string_view picture_namespace = "http://schemas.openxmlformats.org/drawingml/2006/picture";

class DocumentWriter {
 public:
  DocumentWriter(const Document& document, const PageStyle& style, int first_image)
      : document_(document), nodes_(*document.nodes()), style_(style), first_image_(first_image) {}

  std::string write() && {
    to_.begin("w:document").attribute("xmlns:w", main_namespace).attribute("xmlns:r", relation_namespace);
    if (document_.pictures() != nullptr) {
      to_.attribute("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
          .attribute("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
          .attribute("xmlns:pic", picture_namespace);
    }
    to_.begin("w:body");
    for (std::size_t i = 0; i < document_.blocks().size(); ++i) {
      std::visit(overloaded{[this, i](const Paragraph& it) { block_of(it, i); }, [this](const Table& it) { table(it); },
                            [this](const Figure& it) { figure(it); },
                            [this](const PageBreak& it) { new_page_ = !it.to_foot; }},
                 document_.blocks()[i]);
    }
    section(Orientation::portrait);
    to_.end().end();
    return std::move(to_).finish();
  }

 private:
  // How a paragraph differs from its style.
  struct Change {
    std::string alignment;  // w:jc; empty: as the style
    Length indent;          // from the left
    bool keep = false;      // with what follows
    bool always = false;    // also without text: a cell has to have a paragraph
  };

  void paragraph(const Paragraph& it, const Change& change) {
    const std::vector<Piece> pieces = pieces_of(it, nodes_);
    if (trimmed(compose::text_of(it)).empty() && !change.always) return;
    to_.begin("w:p");
    properties(it, pieces, change);
    const bool shared = pieces.size() > 1;
    for (const Piece& piece : pieces) {
      const int level = heading_level(nodes_[piece.node].role);
      for (const Inline* one : piece.inlines) run(*one, it, shared && level > 1 ? run_in_style(level) : "");
    }
    to_.end();
  }

  // Null: block i is no paragraph that stands beside the one before it. Those with a column of their own stand one
  // below another here: the program that opens the file parts the lines of none in such a row.
  const Paragraph* beside(std::size_t i) const {
    if (i >= document_.blocks().size()) return nullptr;
    const Paragraph* it = std::visit(overloaded{[](const Paragraph& one) { return &one; },
                                                [](const Table& /*one*/) -> const Paragraph* { return nullptr; },
                                                [](const Figure& /*one*/) -> const Paragraph* { return nullptr; },
                                                [](const PageBreak& /*one*/) -> const Paragraph* { return nullptr; }},
                                     document_.blocks()[i]);
    const TextStyle* text = it == nullptr ? nullptr : style_.find(it->style);
    return text != nullptr && text->beside != Beside::none && text->width == Length() ? it : nullptr;
  }

  // A paragraph with those that stand beside it, behind tabs.
  void block_of(const Paragraph& first, std::size_t i) {
    if (beside(i) != nullptr && i > 0) return;
    if (beside(i + 1) == nullptr) return paragraph(first, {});
    std::vector<const Paragraph*> row = {&first};
    for (std::size_t k = i + 1; beside(k) != nullptr; ++k) row.push_back(beside(k));
    to_.begin("w:p").begin("w:pPr");
    to_.begin("w:pStyle").attribute("w:val", style_id(first.style)).end();
    const TextStyle* head = style_.find(first.style);
    const TextStyle* last = style_.find(row.back()->style);
    if (head != nullptr && last != nullptr) rules(to_, head->rule_above, last->rule_below);
    to_.begin("w:tabs");
    for (const Paragraph* one : row) tab_stop(style_.find(one->style));
    to_.end();
    if (last != nullptr && last->blank_lines_after > 0) {
      to_.begin("w:spacing").attribute("w:after", number(twips(style_.line_pitch() * last->blank_lines_after))).end();
    }
    to_.begin("w:jc").attribute("w:val", "left").end();
    to_.end();
    for (const Paragraph* one : row) {
      const TextStyle* text = style_.find(one->style);
      behind_tab_ = begins_with_tab_ = text != nullptr && has_stop(*text);
      for (const Inline& piece : one->inlines) run(piece, *one, "");
      behind_tab_ = false;
    }
    to_.end();
  }

  static bool has_stop(const TextStyle& text) { return text.centre > Length() || text.alignment == Alignment::right; }
  void tab_stop(const TextStyle* text) {
    if (text == nullptr || !has_stop(*text)) return;
    const Length place = style_.area_width - style_.indent_unit(*text) * text->right_indent;
    to_.begin("w:tab").attribute("w:val", "right").attribute("w:pos", number(twips(place))).end();
  }

  // Later lines begin behind a label, whose Latin letters, digits and points are half as wide as its other characters.
  void hang(const Paragraph& it) {
    const TextStyle* text = style_.find(it.style);
    if (text == nullptr || it.inlines.empty() || !it.inlines.front().label) return;
    std::int64_t halves = 0;
    for (const char32_t c : decode_utf8(it.inlines.front().text)) halves += c < 0x80 ? 1 : 2;
    const Length unit = style_.indent_unit(*text);
    to_.begin("w:ind")
        .attribute("w:left", number(twips(unit * (text->left_indent + text->first_indent) + unit * halves / 2)))
        .attribute("w:hanging", number(twips(unit * halves / 2)))
        .end();
  }

  // Of a style that is set smaller to fit a line: in half points, as wide as its characters are many.
  std::int64_t fitted_size(const Paragraph& it, const TextStyle& text) const {
    const auto count = static_cast<std::int64_t>(decode_utf8(compose::text_of(it)).size());
    const std::int64_t fitting = half_points(style_.area_width) / std::max<std::int64_t>(count, 1);
    return std::clamp(fitting, half_points(text.smallest_size), half_points(text.size));
  }

  void properties(const Paragraph& it, const std::vector<Piece>& pieces, const Change& change) {
    to_.begin("w:pPr");
    const bool item = !pieces.empty() && nodes_[pieces.front().node].role == NodeRole::list_body;
    to_.begin("w:pStyle").attribute("w:val", item ? std::string(item_style) : style_id(it.style)).end();
    if (change.keep) to_.begin("w:keepNext").end();
    if (std::exchange(new_page_, false)) to_.begin("w:pageBreakBefore").end();
    if (change.indent != Length()) {
      to_.begin("w:ind").attribute("w:left", number(twips(change.indent))).attribute("w:firstLine", "0").end();
    }
    hang(it);
    if (!change.alignment.empty()) to_.begin("w:jc").attribute("w:val", change.alignment).end();
    // A heading that is dressed otherwise is one in the outline all the same.
    if (pieces.size() == 1 && style_id(it.style) == it.style) {
      const int level = heading_level(nodes_[pieces.front().node].role);
      if (level > 1) to_.begin("w:outlineLvl").attribute("w:val", number(level - 2)).end();
    }
    to_.end();
  }

  static std::string run_in_style(int level) { return style_id("heading-" + number(level - 1)) + "RunIn"; }

  void run(const Inline& it, const Paragraph& paragraph, const std::string& run_style) {
    const TextStyle* text = style_.find(paragraph.style);
    const FontRole usual = text == nullptr ? FontRole::fangsong : text->font;
    to_.begin("w:r").begin("w:rPr");
    if (!run_style.empty()) to_.begin("w:rStyle").attribute("w:val", run_style).end();
    fonts(to_, it.font.value_or(usual), !it.font && text != nullptr && text->own_western);
    if (text != nullptr && text->smallest_size > Length()) {
      to_.begin("w:sz").attribute("w:val", number(fitted_size(paragraph, *text))).end();
    }
    if (it.language != document_.info().language) to_.begin("w:lang").attribute("w:val", it.language).end();
    to_.end();
    if (std::exchange(begins_with_tab_, false)) to_.begin("w:tab").end();
    std::string_view text_left = it.text;
    for (std::size_t end = 0; (end = text_left.find('\n')) != std::string_view::npos;
         text_left.remove_prefix(end + 1)) {
      line_of(text_left.substr(0, end));
      to_.begin("w:br").end();
      if (behind_tab_) to_.begin("w:tab").end();
    }
    line_of(text_left);
    to_.end();
  }

  void line_of(std::string_view text) { to_.begin("w:t").attribute("xml:space", "preserve").text(text).end(); }

  // In a paragraph as high as the picture asks for: a line of fixed height would show a stripe of it.
  void figure(const Figure& it) {
    if (it.chart) return chart(it);
    const Picture& picture = *document_.pictures()->find(it.picture);
    Length width = style_.area_width * it.width / 100;
    Length height = width * picture.height / picture.width;
    const Length most = style_.area_height * 4 / 5;
    if (height > most) {
      width = most * picture.width / picture.height;
      height = most;
    }
    to_.begin("w:p").begin("w:pPr");
    to_.begin("w:pStyle").attribute("w:val", style_id("figure-caption")).end();
    if (!it.caption.inlines.empty()) to_.begin("w:keepNext").end();
    if (std::exchange(new_page_, false)) to_.begin("w:pageBreakBefore").end();
    to_.begin("w:spacing").attribute("w:line", "240").attribute("w:lineRule", "auto").end();
    to_.end().begin("w:r").begin("w:drawing");
    drawing(it, picture, emu(width), emu(height));
    to_.end().end().end();
    paragraph(it.caption, {});
  }

  // Its figures as a table, which an office can correct; a drawing of them could only disagree then.
  void chart(const Figure& it) {
    paragraph(it.caption, {.alignment = {}, .indent = {}, .keep = true});
    const std::vector<std::vector<std::string>> rows = compose::rows_of(*it.chart);
    const auto columns = static_cast<std::int64_t>(rows.front().size());
    const std::int64_t width = twips(style_.area_width) / columns;
    to_.begin("w:tbl");
    table_properties();
    to_.begin("w:tblGrid");
    for (std::int64_t i = 0; i < columns; ++i) to_.begin("w:gridCol").attribute("w:w", number(width)).end();
    to_.end();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      to_.begin("w:tr");
      if (r == 0) to_.begin("w:trPr").begin("w:tblHeader").end().end();
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        to_.begin("w:tc")
            .begin("w:tcPr")
            .begin("w:tcW")
            .attribute("w:w", number(width))
            .attribute("w:type", "dxa")
            .end()
            .end();
        Paragraph text{r == 0 ? "table-head" : c == 0 ? "table-label" : "table-cell", it.node, it.origin, {}};
        text.inlines.push_back({rows[r][c], it.node, document_.info().language, {}});
        paragraph(text, {.alignment = {}, .indent = {}, .keep = false, .always = true});
        to_.end();
      }
      to_.end();
    }
    to_.end();
    white();
  }

  // The length in the unit of drawings: 12700 a point.
  static std::string emu(Length length) { return number(length.units() * 12700 / Length::units_per_point); }

  void drawing(const Figure& it, const Picture& picture, const std::string& width, const std::string& height) {
    const auto& all = document_.pictures()->by_digest();
    const auto index = std::distance(all.begin(), all.find(it.picture));
    const std::string id = number(++drawings_);
    const std::string name = image_part(it.picture, picture).substr(std::string_view("word/media/").size());
    to_.begin("wp:inline");
    to_.begin("wp:extent").attribute("cx", width).attribute("cy", height).end();
    to_.begin("wp:docPr")
        .attribute("id", id)
        .attribute("name", name)
        .attribute("descr", nodes_[it.node].alternative)
        .end();
    to_.begin("a:graphic").begin("a:graphicData").attribute("uri", picture_namespace).begin("pic:pic");
    to_.begin("pic:nvPicPr").begin("pic:cNvPr").attribute("id", id).attribute("name", name).end();
    to_.begin("pic:cNvPicPr").end().end();
    to_.begin("pic:blipFill").begin("a:blip").attribute("r:embed", "rId" + number(first_image_ + index)).end();
    to_.begin("a:stretch").begin("a:fillRect").end().end().end();
    to_.begin("pic:spPr").begin("a:xfrm").begin("a:off").attribute("x", "0").attribute("y", "0").end();
    to_.begin("a:ext").attribute("cx", width).attribute("cy", height).end().end();
    to_.begin("a:prstGeom").attribute("prst", "rect").begin("a:avLst").end().end().end();
    to_.end().end().end().end();
  }

  void table(const Table& it) {
    const bool turned = it.orientation == Orientation::landscape;
    if (turned) section_end(Orientation::portrait);
    for (const Paragraph& one : it.above) paragraph(one, {.alignment = {}, .indent = {}, .keep = true});
    to_.begin("w:tbl");
    table_properties();
    const std::vector<std::int64_t> widths = column_widths(it, turned ? style_.area_height : style_.area_width);
    to_.begin("w:tblGrid");
    for (const std::int64_t width : widths) to_.begin("w:gridCol").attribute("w:w", number(width)).end();
    to_.end();
    rows(it, widths);
    to_.end();
    if (turned) {
      section_end(Orientation::landscape);
    } else {
      white();
    }
  }

  void table_properties() {
    to_.begin("w:tblPr");
    to_.begin("w:tblW").attribute("w:w", "5000").attribute("w:type", "pct").end();
    to_.begin("w:tblBorders");
    // In eighths of a point.
    const auto border = [this](const char* side, Length weight) {
      to_.begin(side)
          .attribute("w:val", "single")
          .attribute("w:sz", number(half_points(weight * 4)))
          .attribute("w:space", "0")
          .attribute("w:color", "000000")
          .end();
    };
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right"}) border(side, style_.table.frame);
    for (const char* side : {"w:insideH", "w:insideV"}) border(side, style_.table.rule);
    to_.end();
    to_.begin("w:tblLayout").attribute("w:type", "fixed").end();
    to_.end();
  }

  // Each column's part of their sum. Columns that say nothing share as the longest of their cells do: the program that
  // opens the file is told widths, it is not asked to find them.
  static std::vector<std::int64_t> shares_of(const Table& it) {
    std::vector<std::int64_t> shares;
    for (const TableColumn& column : it.columns) shares.push_back(column.width);
    if (std::any_of(shares.begin(), shares.end(), [](std::int64_t share) { return share > 0; })) return shares;
    constexpr std::int64_t least = 6, most = 60;  // bytes: 2 and 20 characters
    for (std::int64_t& share : shares) share = least;
    for (const TableCell& cell : it.cells) {
      if (cell.column_span != 1) continue;
      std::int64_t& share = shares[static_cast<std::size_t>(cell.column)];
      share = std::max(share, std::min(most, static_cast<std::int64_t>(compose::text_of(cell.text).size())));
    }
    return shares;
  }

  static std::vector<std::int64_t> column_widths(const Table& it, Length whole) {
    const std::vector<std::int64_t> parts = shares_of(it);
    const std::int64_t shares = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    std::vector<std::int64_t> widths;
    std::int64_t share = 0;
    std::int64_t before = 0;
    for (const std::int64_t part : parts) {
      share += part;
      const std::int64_t edge = twips(whole * share / shares);
      widths.push_back(edge - before);
      before = edge;
    }
    return widths;
  }

  void rows(const Table& it, const std::vector<std::int64_t>& widths) {
    const std::size_t columns = it.columns.size();
    std::vector<const TableCell*> grid(it.rows.size() * columns);
    for (const TableCell& cell : it.cells) {
      for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
        for (int column = cell.column; column < cell.column + cell.column_span; ++column) {
          grid[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)] = &cell;
        }
      }
    }
    for (std::size_t row = 0; row < it.rows.size(); ++row) {
      const bool repeated = static_cast<int>(row) < it.head_rows;
      to_.begin("w:tr").begin("w:trPr").begin("w:cantSplit").end();
      to_.begin("w:trHeight")
          .attribute("w:val", number(twips(style_.table.minimum_row_height)))
          .attribute("w:hRule", "atLeast")
          .end();
      if (repeated) to_.begin("w:tblHeader").end();
      to_.end();
      for (std::size_t column = 0; column < columns;) {
        const TableCell& one = *grid[row * columns + column];
        cell(one, static_cast<int>(row), widths, repeated || it.rows[row].keep_with_next);
        column += static_cast<std::size_t>(one.column_span);
      }
      to_.end();
    }
  }

  // The part of a cell that stands in this row.
  void cell(const TableCell& it, int row, const std::vector<std::int64_t>& widths, bool keep) {
    std::int64_t width = 0;
    for (int column = it.column; column < it.column + it.column_span; ++column) {
      width += widths[static_cast<std::size_t>(column)];
    }
    to_.begin("w:tc").begin("w:tcPr");
    to_.begin("w:tcW").attribute("w:w", number(width)).attribute("w:type", "dxa").end();
    if (it.column_span > 1) to_.begin("w:gridSpan").attribute("w:val", number(it.column_span)).end();
    if (it.row_span > 1) {
      to_.begin("w:vMerge");
      if (row == it.row) to_.attribute("w:val", "restart");
      to_.end();
    }
    if (it.upright) to_.begin("w:textDirection").attribute("w:val", "tbRlV").end();
    to_.begin("w:vAlign").attribute("w:val", it.vertical == VerticalAlignment::middle ? "center" : "top").end();
    to_.end();
    const TextStyle* text = style_.find(it.text.style);
    const Length em = text == nullptr ? style_.body_size : text->size;
    if (row == it.row) {
      paragraph(it.text, {.alignment = it.upright ? "center" : std::string(side_of(it.alignment)),
                          .indent = em * it.indent,
                          .keep = keep,
                          .always = true});
    } else {
      to_.begin("w:p").end();
    }
    to_.end();
  }

  static std::string_view side_of(Alignment alignment) {
    if (alignment == Alignment::left || alignment == Alignment::justified) return "left";
    return alignment == Alignment::right ? "right" : "center";
  }

  // Half a line. Two tables would be one without a paragraph between them.
  void white() {
    to_.begin("w:p").begin("w:pPr");
    to_.begin("w:snapToGrid").attribute("w:val", "0").end();
    to_.begin("w:spacing")
        .attribute("w:line", number(twips(style_.line_pitch() / 2)))
        .attribute("w:lineRule", "exact")
        .end();
    to_.end().end();
  }

  void section_end(Orientation orientation) {
    to_.begin("w:p").begin("w:pPr");
    section(orientation);
    to_.end().end();
  }

  // Page, margins, grid and page numbers of the section that ends here. A landscape page is the portrait one turned a
  // quarter to the left.
  void section(Orientation orientation) {
    const bool turned = orientation == Orientation::landscape;
    const Length right = style_.page_width - style_.area_left - style_.area_width;
    const Length bottom = style_.page_height - style_.area_top - style_.area_height;
    const TextStyle* digits = style_.find(style_.page_number.text_style);
    const Length half_digit = (digits == nullptr ? style_.body_size : digits->size) / 2;
    const Length footer = bottom - style_.page_number.dash_below_area - half_digit;
    const auto measured = [&](Length length) { return number(twips(length)); };
    to_.begin("w:sectPr");
    reference("w:headerReference", "default", "rId3");
    reference("w:headerReference", "even", "rId3");
    reference("w:footerReference", "default", "rId4");
    reference("w:footerReference", "even", "rId5");
    to_.begin("w:pgSz")
        .attribute("w:w", measured(turned ? style_.page_height : style_.page_width))
        .attribute("w:h", measured(turned ? style_.page_width : style_.page_height));
    if (turned) to_.attribute("w:orient", "landscape");
    to_.end();
    to_.begin("w:pgMar")
        .attribute("w:top", measured(turned ? style_.area_left : style_.area_top))
        .attribute("w:right", measured(turned ? style_.area_top : right))
        .attribute("w:bottom", measured(turned ? right : bottom))
        .attribute("w:left", measured(turned ? bottom : style_.area_left))
        .attribute("w:header", measured(style_.area_left / 2))
        .attribute("w:footer", measured(footer))
        .attribute("w:gutter", "0")
        .end();
    to_.begin("w:docGrid").attribute("w:type", "lines").attribute("w:linePitch", measured(style_.line_pitch())).end();
    to_.end();
  }

  void reference(const char* element, const char* type, const char* id) {
    to_.begin(element).attribute("w:type", type).attribute("r:id", id).end();
  }

  const Document& document_;
  const NodeTree& nodes_;
  const PageStyle& style_;
  const int first_image_;
  int drawings_ = 0;
  XmlWriter to_;
  bool new_page_ = false;         // before the next paragraph
  bool begins_with_tab_ = false;  // the next run
  bool behind_tab_ = false;       // lines begin with one
};

}  // namespace

std::string image_part(const std::string& digest, const Picture& picture) {
  return "word/media/" + digest + std::string(suffix_of(picture.kind));
}

std::string document_part(const Document& document, const PageStyle& style, int first_image) {
  return DocumentWriter(document, style, first_image).write();
}

}  // namespace banxin::docx
