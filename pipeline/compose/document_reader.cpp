#include "compose/document_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/codes.h"
#include "base/grid_filler.h"
#include "base/text.h"
#include "compose/chart_figures.h"
#include "compose/pieces.h"
#include "compose/seal.h"
#include "compose/table_headers.h"
#include "compose/white_space.h"

namespace banxin::compose {
namespace {

constexpr std::string_view document_namespace = "urn:banxin:document:1";
constexpr int most_levels = 4;
constexpr int most_columns = 200;
constexpr int most_span = 60000;    // fits the node's 16 bits
constexpr int most_width = 10000;   // share of a column
constexpr int most_indent = 50;     // ems
constexpr int most_percent = 100;   // of the text's width
constexpr int most_cells = 200000;  // of all tables: each takes a kilobyte or two on its way to the page

std::optional<int> parse_number(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  int value = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

// Midnight UTC of a day written YYYY-MM-DD, in seconds since 1970.
std::optional<std::int64_t> parse_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_number(text.substr(0, 4));
  const auto month = parse_number(text.substr(5, 2));
  const auto day = parse_number(text.substr(8, 2));
  if (!year || !month || !day || *month < 0 || *day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::sys_days{date}.time_since_epoch()).count();
}

NodeRole heading_role(int level) {
  constexpr std::array<NodeRole, most_levels> roles = {NodeRole::heading1, NodeRole::heading2, NodeRole::heading3,
                                                       NodeRole::heading4};
  return roles[static_cast<std::size_t>(level - 1)];
}

HeaderScope scope_named(const std::optional<std::string>& name) {
  if (name == "row") return HeaderScope::row;
  if (name == "column") return HeaderScope::column;
  if (name == "both") return HeaderScope::both;
  return HeaderScope::none;
}

Orientation orientation_named(const std::optional<std::string>& name) {
  if (name == "portrait") return Orientation::portrait;
  if (name == "landscape") return Orientation::landscape;
  return Orientation::automatic;
}

class Reader {
 public:
  Reader(const xml::Tree& tree, std::shared_ptr<const OriginTable> origins, SharedPictures pictures,
         std::string stylesheet, bool draft)
      : tree_(tree), stylesheet_(std::move(stylesheet)) {
    document_.origins = std::move(origins);
    document_.pictures = std::move(pictures);
    document_.info.draft = draft;
  }

  Result<Document> read() {
    const xml::Node root = tree_.root();
    if (root.name() != "document" || root.namespace_uri() != document_namespace) {
      refuse(0, "结果的根元素应为 document（命名空间 urn:banxin:document:1）。",
             "The root of the result must be document of namespace urn:banxin:document:1.");
      return std::move(findings_);
    }
    read_info(root);
    const NodeId document = add_node(NodeRole::document, 0, 0, document_.info.language);
    read_blocks(root, {document, 0, document_.info.language});
    if (has_errors(findings_)) return std::move(findings_);
    document_.nodes = std::make_shared<const NodeTree>(std::move(nodes_));
    return Seal::seal(std::move(document_));
  }

 private:
  // What a block takes from the element around it.
  struct Around {
    NodeId node = 0;
    OriginId origin = 0;
    std::string language;
  };

  NodeId add_node(NodeRole role, NodeId parent, OriginId origin, const std::string& language) {
    Node node;
    node.role = role;
    node.parent = parent;
    node.origin = origin;
    if (nodes_.empty() || language != language_of(parent)) node.language = language;
    nodes_.push_back(std::move(node));
    return static_cast<NodeId>(nodes_.size() - 1);
  }
  std::string language_of(NodeId id) const {
    while (nodes_[id].language.empty() && id != 0) id = nodes_[id].parent;
    return nodes_[id].language;
  }

  void refuse(OriginId origin, std::string zh, std::string en) {
    Diagnostic d{
        .code = code::form_unusable,
        .place = {stylesheet_, 0, {}},
        .message = {"版式文件生成的内容不合文档词汇：" + std::move(zh),
                    "The stylesheet gave something outside the document vocabulary. " + std::move(en)},
        .hint = {"对照 layouts/document.xsd 改正版式文件。", "Correct the stylesheet by layouts/document.xsd."}};
    d.related.push_back(
        {document_.origins->place(origin), {"所依据的记录内容", "the part of the record it comes from"}});
    findings_.push_back(std::move(d));
  }

  Around inside(const xml::Node& element, const Around& around) {
    Around in = around;
    in.origin = static_cast<OriginId>(
        read_number(element, "origin", {0, std::numeric_limits<int>::max()}, static_cast<int>(in.origin), in.origin));
    if (auto language = element.attribute("language")) in.language = *std::move(language);
    return in;
  }

  void read_info(const xml::Node& root) {
    DocumentInfo& info = document_.info;
    const auto required = [&](const char* name) {
      auto value = root.attribute(name);
      if (!value || value->empty()) {
        refuse(0, fmt::format("document 缺少属性 {}。", name),
               fmt::format("The element document lacks its attribute {}.", name));
        return std::string();
      }
      return *std::move(value);
    };
    info.title = joined_lines(required("title"));
    info.author = required("author");
    info.subject = required("subject");
    info.language = required("language");
    const std::string day = required("date");
    if (const auto date = parse_date(day)) {
      info.date = *date;
    } else {
      refuse(0, fmt::format("日期“{}”不是 YYYY-MM-DD。", day), fmt::format("The date \"{}\" is not YYYY-MM-DD.", day));
    }
  }

  void read_blocks(const xml::Node& parent, const Around& around) {
    for (const xml::Node& child : parent.children()) {
      if (child.is_element()) {
        read_block(child, around);
      } else if (!is_blank(child.text())) {
        refuse(around.origin, fmt::format("文字“{}”不在任何段落中。", child.text()),
               fmt::format("The text \"{}\" is outside any paragraph.", child.text()));
      }
    }
  }

  void read_block(const xml::Node& element, const Around& around) {
    const Around in = inside(element, around);
    const std::string_view name = element.name();
    if (name == "title") {
      add_text(element, in, "title", NodeRole::title);
    } else if (name == "heading") {
      const int level = read_level(element, in);
      add_text(element, in, fmt::format("heading-{}", level).c_str(), heading_role(level));
    } else if (name == "paragraph") {
      add_text(element, in, "body", NodeRole::paragraph);
    } else if (name == "section") {
      read_section(element, in);
    } else if (name == "list") {
      read_list(element, in);
    } else if (name == "table") {
      read_table(element, in);
    } else if (name == "picture") {
      read_picture(element, in);
    } else if (name == "chart") {
      read_chart(element, in);
    } else if (name == "page-break") {
      document_.blocks.emplace_back(PageBreak{});
    } else if (name == "imprint") {
      document_.blocks.emplace_back(PageBreak{.to_foot = true});
      read_section(element, in);
    } else {
      refuse(in.origin, fmt::format("没有元素 {}。", name), fmt::format("There is no element {}.", name));
    }
  }

  struct NumberRange {
    int least, most;
  };
  // An attribute that is a whole number; `absent`: its value where it is not given, nothing when it must be given.
  int read_number(const xml::Node& element, const char* name, NumberRange range, std::optional<int> absent,
                  OriginId origin) {
    const auto text = element.attribute(name);
    if (!text && absent) return *absent;
    const auto number = parse_number(text);
    if (number && *number >= range.least && *number <= range.most) return *number;
    refuse(origin,
           fmt::format("{} 的 {} 是“{}”，应为 {}—{} 的整数。", element.name(), name, text.value_or(""), range.least,
                       range.most),
           fmt::format("The {} of {} is \"{}\": it must be a whole number from {} to {}.", name, element.name(),
                       text.value_or(""), range.least, range.most));
    return range.least;
  }

  int read_level(const xml::Node& element, const Around& around) {
    return read_number(element, "level", {1, most_levels}, std::nullopt, around.origin);
  }

  // One that holds no block leaves nothing in the structure.
  void read_section(const xml::Node& element, const Around& in) {
    const NodeId section = add_node(NodeRole::section, in.node, in.origin, in.language);
    const std::size_t blocks = document_.blocks.size();
    read_blocks(element, {section, in.origin, in.language});
    if (document_.blocks.size() == blocks) forget_nodes_from(section);
  }

  // Nodes made last, whose blocks turned out to have no text.
  void forget_nodes_from(NodeId first) {
    nodes_.erase(nodes_.begin() + static_cast<std::ptrdiff_t>(first), nodes_.end());
  }

  // A paragraph without text takes no line and leaves nothing in the structure.
  void add_text(const xml::Node& element, const Around& in, const char* style, NodeRole role) {
    const auto first = static_cast<NodeId>(nodes_.size());
    Paragraph paragraph = read_paragraph(element, in, style, role);
    if (role == NodeRole::paragraph && paragraph.inlines.empty()) return forget_nodes_from(first);
    document_.blocks.emplace_back(std::move(paragraph));
  }

  // A paragraph whose own text belongs to a new node of this role.
  Paragraph read_paragraph(const xml::Node& element, const Around& in, const char* style, NodeRole role) {
    std::optional<NodeId> run_in;
    for (const xml::Node& child : element.elements()) {
      if (child.name() == "run-in") {
        run_in = add_node(heading_role(read_level(child, in)), in.node, in.origin, in.language);
      }
    }
    const NodeId own = add_node(role, in.node, in.origin, in.language);
    Paragraph paragraph = read_inlines(element, in, style, own, run_in);
    // A style of its own may want its blanks: those of the lines for signing.
    if (!element.attribute("style")) remove_typed_indent(paragraph.inlines);
    if (run_in) paragraph.node = *run_in;
    const bool only_run_in = run_in && std::all_of(paragraph.inlines.begin(), paragraph.inlines.end(),
                                                   [&](const Inline& piece) { return piece.node == *run_in; });
    if (only_run_in) forget_nodes_from(own);
    return paragraph;
  }

  // A paragraph whose own text belongs to the node `own`.
  Paragraph read_inlines(const xml::Node& element, const Around& in, const char* style, NodeId own,
                         std::optional<NodeId> run_in = {}) {
    Paragraph paragraph{element.attribute("style").value_or(style), own, in.origin, {}};
    for (const xml::Node& child : element.children()) {
      Inline piece{child.text(), own, in.language, {}};
      if (child.is_element() && child.name() == "run-in" && run_in) {
        piece.node = *run_in;
        piece.font = child.attribute("font") ? read_font(child, in) : FontRole::kai;
      } else if (child.is_element() && child.name() == "label") {
        piece.font = read_font(child, in);
        piece.label = true;
      } else if (child.is_element() && child.name() == "span") {
        if (auto language = child.attribute("language")) {
          piece.language = *std::move(language);
          piece.node = add_node(NodeRole::span, own, in.origin, piece.language);
        }
        piece.font = read_font(child, in);
      } else if (child.is_element()) {
        refuse(in.origin, fmt::format("{} 中不能有元素 {}。", element.name(), child.name()),
               fmt::format("An element {} cannot hold an element {}.", element.name(), child.name()));
      }
      paragraph.inlines.push_back(std::move(piece));
    }
    const bool labelled =
        std::any_of(paragraph.inlines.begin(), paragraph.inlines.end(), [](const Inline& one) { return one.label; });
    const bool has_lines = element.name() == "title" || element.name() == "cell" || labelled;
    remove_layout_space(paragraph.inlines, has_lines ? Lines::kept : Lines::joined);
    return paragraph;
  }

  std::optional<FontRole> read_font(const xml::Node& element, const Around& around) {
    const auto name = element.attribute("font");
    if (!name) return std::nullopt;
    const auto role = font_role_named(*name);
    if (!role) refuse(around.origin, fmt::format("没有字体 {}。", *name), fmt::format("There is no font {}.", *name));
    return role;
  }

  void read_list(const xml::Node& element, const Around& in) {
    const NodeId list = add_node(NodeRole::list, in.node, in.origin, in.language);
    const std::size_t blocks = document_.blocks.size();
    for (const xml::Node& item : element.elements()) {
      const Around at = inside(item, {list, in.origin, in.language});
      const NodeId entry = add_node(NodeRole::list_item, list, at.origin, at.language);
      const NodeId body = add_node(NodeRole::list_body, entry, at.origin, at.language);
      Paragraph paragraph = read_inlines(item, at, "body", body);
      remove_typed_indent(paragraph.inlines);
      if (paragraph.inlines.empty()) {
        forget_nodes_from(entry);
      } else {
        document_.blocks.emplace_back(std::move(paragraph));
      }
    }
    if (document_.blocks.size() == blocks) forget_nodes_from(list);
  }

  // A figure and its caption, side by side in one part of the structure: a reader that is read the words in place of a
  // figure hears nothing of what is inside it.
  void read_picture(const xml::Node& element, const Around& around) {
    Around in = around;
    in.node = add_node(NodeRole::section, around.node, in.origin, in.language);
    Figure figure;
    figure.origin = in.origin;
    figure.picture = element.attribute("digest").value_or("");
    figure.width = read_number(element, "width", {1, most_percent}, most_percent, in.origin);
    figure.node = add_node(NodeRole::figure, in.node, in.origin, in.language);
    nodes_[figure.node].alternative = on_one_line(element.attribute("alternative").value_or(""));
    const Picture* const picture = document_.pictures == nullptr ? nullptr : document_.pictures->find(figure.picture);
    // A draft shows what there is of it.
    if (picture == nullptr && !document_.info.draft) {
      refuse(in.origin, "picture 的 digest 不是 o:picture() 给出的。",
             "The digest of a picture is not one of o:picture().");
    }
    if (nodes_[figure.node].alternative.empty() && !document_.info.draft) {
      refuse(in.origin, "picture 没有 alternative。", "A picture has no alternative.");
    }
    if (picture == nullptr) forget_nodes_from(figure.node);
    for (const xml::Node& child : element.elements()) {
      if (child.name() == "caption") figure.caption = read_caption(child, in, picture != nullptr);
    }
    if (picture != nullptr) {
      document_.blocks.emplace_back(std::move(figure));
    } else if (!figure.caption.inlines.empty()) {
      document_.blocks.emplace_back(std::move(figure.caption));
    } else {
      forget_nodes_from(in.node);
    }
  }

  // All its texts are of the figure's node; what is said in its place is made of them.
  void read_chart(const xml::Node& element, const Around& around) {
    Around in = around;
    in.node = add_node(NodeRole::section, around.node, in.origin, in.language);
    Figure figure;
    figure.origin = in.origin;
    figure.width = read_number(element, "width", {1, most_percent}, most_percent, in.origin);
    figure.node = add_node(NodeRole::figure, in.node, in.origin, in.language);
    Chart& chart = figure.chart.emplace();
    const auto kind = element.attribute("kind");
    chart.kind = kind == "stacked" ? ChartKind::stacked : kind == "shares" ? ChartKind::shares : ChartKind::bars;
    chart.unit = on_one_line(element.attribute("unit").value_or(""));
    if (!chart.unit.empty() && chart.kind != ChartKind::shares) {
      chart.unit_line = {
          "chart-label", figure.node, in.origin, {{"单位：" + chart.unit, figure.node, in.language, {}}}};
    }
    for (const xml::Node& child : element.elements()) {
      if (child.name() == "caption") figure.caption = read_caption(child, in, true);
      if (child.name() == "series")
        chart.series.push_back(read_inlines(child, inside(child, in), "chart-label", figure.node));
      if (child.name() == "entry") chart.entries.push_back(read_entry(child, inside(child, in), figure.node));
    }
    const bool even = std::all_of(chart.entries.begin(), chart.entries.end(), [&](const ChartEntry& entry) {
      return entry.values.size() == std::max<std::size_t>(chart.series.size(), 1);
    });
    if (!even || chart.entries.empty()) {
      if (!document_.info.draft)
        refuse(in.origin, "chart 各项的 value 与 series 不一样多。",
               "The entries of a chart have not one value for each series.");
      return forget_nodes_from(in.node);
    }
    write_shares(chart);
    nodes_[figure.node].alternative = sentence_of(chart, text_of(figure.caption));
    document_.blocks.emplace_back(std::move(figure));
  }

  ChartEntry read_entry(const xml::Node& element, const Around& in, NodeId node) {
    ChartEntry entry;
    for (const xml::Node& child : element.elements()) {
      if (child.name() == "label") entry.label = read_inlines(child, inside(child, in), "chart-label", node);
      if (child.name() != "value") continue;
      const std::string text = on_one_line(child.text());
      entry.values.push_back({text, amount_of(text), {}});
    }
    return entry;
  }

  Paragraph read_caption(const xml::Node& element, const Around& around, bool of_figure) {
    const Around in = inside(element, around);
    return read_paragraph(element, in, "figure-caption", of_figure ? NodeRole::caption : NodeRole::paragraph);
  }

  void read_table(const xml::Node& element, const Around& around) {
    Around in = around;
    in.node = add_node(NodeRole::table, around.node, in.origin, in.language);
    Table table;
    table.node = in.node;
    table.origin = in.origin;
    table.orientation = orientation_named(element.attribute("orientation"));
    table.keep_together = element.attribute("keep-together") == "true";
    read_above(element, in, table);
    for (const xml::Node& child : element.elements()) {
      if (child.name() == "continued") {
        table.continued = read_inlines(child, inside(child, in), "continued", table.node);
      } else if (child.name() == "column") {
        table.columns.push_back({read_number(child, "width", {1, most_width}, 0, in.origin)});
      }
    }
    if (table.columns.empty() || table.columns.size() > most_columns) {
      refuse(in.origin, "table 的 column 应有 1 至 200 个。", "A table has 1 to 200 columns.");
      return;
    }
    GridFiller grid(static_cast<int>(table.columns.size()));
    for (const xml::Node& child : element.elements()) {
      if (child.name() == "head") {
        read_rows(child, NodeRole::table_head, in, table, grid);
        table.head_rows = static_cast<int>(table.rows.size());
      } else if (child.name() == "body") {
        read_rows(child, NodeRole::table_body, in, table, grid);
      }
    }
    if (grid.rows_reached() > static_cast<int>(table.rows.size())) {
      refuse(in.origin, "有单元格跨出表格的最后一行。", "A cell spans beyond the table's last row.");
    }
    if (has_errors(findings_)) return;  // only a complete grid has a header for every place
    associate_headers(table, nodes_);
    document_.blocks.emplace_back(std::move(table));
  }

  // Caption and unit lines are one Caption of the structure, a paragraph each.
  void read_above(const xml::Node& element, const Around& in, Table& table) {
    std::optional<NodeId> caption;
    for (const xml::Node& child : element.elements()) {
      if (child.name() != "caption" && child.name() != "unit-line") continue;
      if (!caption) caption = add_node(NodeRole::caption, in.node, in.origin, in.language);
      Around at = inside(child, in);
      at.node = *caption;
      table.above.push_back(
          read_paragraph(child, at, child.name() == "caption" ? "caption" : "unit-line", NodeRole::paragraph));
    }
  }

  void read_rows(const xml::Node& element, NodeRole role, const Around& around, Table& table, GridFiller& grid) {
    const NodeId group = add_node(role, around.node, around.origin, around.language);
    for (const xml::Node& row : element.elements()) {
      Around in = inside(row, around);
      in.node = add_node(NodeRole::table_row, group, in.origin, in.language);
      grid.begin_row();
      table.rows.push_back({in.node, row.attribute("keep-with-next") == "true"});
      for (const xml::Node& cell : row.elements()) read_cell(cell, in, table, grid);
      if (cells_ > most_cells) return;
      if (const int gap = grid.first_gap(grid.rows() - 1); gap >= 0) {
        refuse(in.origin, fmt::format("表格第 {} 行第 {} 列没有单元格。", grid.rows(), gap + 1),
               fmt::format("Row {} of the table has no cell in column {}.", grid.rows(), gap + 1));
      }
    }
  }

  void refuse_many_cells(OriginId origin) {
    findings_.push_back(
        {.code = code::xml_too_many_elements,
         .place = document_.origins->place(origin),
         .message = {fmt::format("表格的单元格超过 {} 个的上限。", most_cells),
                     fmt::format("The tables have more than {} cells, which is the limit.", most_cells)},
         .hint = {"请确认给对了文件，或分成几份记录。",
                  "Make sure that this is the right file, or divide it into several records."}});
  }

  void read_cell(const xml::Node& element, const Around& around, Table& table, GridFiller& grid) {
    const Around in = inside(element, around);
    if (++cells_ > most_cells) {
      if (cells_ == most_cells + 1) refuse_many_cells(in.origin);
      return;
    }
    const HeaderScope scope = scope_named(element.attribute("header"));
    TableCell cell;
    cell.origin = in.origin;
    cell.row_span = read_number(element, "row-span", {1, most_span}, 1, in.origin);
    cell.column_span = read_number(element, "column-span", {1, most_span}, 1, in.origin);
    cell.indent = read_number(element, "indent", {0, most_indent}, 0, in.origin);
    cell.upright = element.attribute("upright") == "true";
    if (element.attribute("vertical") == "top") cell.vertical = VerticalAlignment::top;
    cell.alignment = read_alignment(element, scope);
    const std::optional<int> column = grid.place(cell.row_span, cell.column_span);
    if (!column) {
      refuse(in.origin, fmt::format("表格第 {} 行的单元格放不下或与别的单元格重叠。", grid.rows()),
             fmt::format("A cell of row {} of the table has no room or overlaps another.", grid.rows()));
      return;
    }
    cell.row = grid.rows() - 1;
    cell.column = *column;
    cell.node = add_node(scope == HeaderScope::none ? NodeRole::data_cell : NodeRole::header_cell, in.node, in.origin,
                         in.language);
    nodes_[cell.node].scope = scope;
    nodes_[cell.node].row_span = static_cast<std::uint16_t>(cell.row_span);
    nodes_[cell.node].column_span = static_cast<std::uint16_t>(cell.column_span);
    const char* style = scope == HeaderScope::none  ? "table-cell"
                        : scope == HeaderScope::row ? "table-label"
                                                    : "table-head";
    cell.text = read_inlines(element, in, style, cell.node);
    read_continued(element, in, scope, cell);
    table.cells.push_back(std::move(cell));
  }

  static void read_continued(const xml::Node& element, const Around& in, HeaderScope scope, TableCell& cell) {
    auto words = element.attribute("continued");
    const bool marked = scope != HeaderScope::none && cell.row_span > 1 && in.language.starts_with("zh");
    if (!words && (!marked || cell.text.inlines.empty())) return;
    cell.continued = cell.text;
    if (words) {
      cell.continued.inlines = {{*std::move(words), cell.node, in.language, {}}};
    } else {
      cell.continued.inlines.push_back({"（续）", cell.node, in.language, cell.text.inlines.back().font});
    }
  }

  static Alignment read_alignment(const xml::Node& element, HeaderScope scope) {
    const auto name = element.attribute("align");
    if (name == "left") return Alignment::left;
    if (name == "right") return Alignment::right;
    if (name == "centre") return Alignment::centred;
    if (name == "decimal") return Alignment::decimal;
    return scope == HeaderScope::row ? Alignment::left : Alignment::centred;
  }

  const xml::Tree& tree_;
  std::string stylesheet_;
  DocumentParts document_;
  NodeTree nodes_;
  int cells_ = 0;
  Findings findings_;
};

}  // namespace

Result<Document> read_document(const xml::Tree& tree, std::shared_ptr<const OriginTable> origins,
                               SharedPictures pictures, const std::string& stylesheet, bool draft) {
  return Reader(tree, std::move(origins), std::move(pictures), stylesheet, draft).read();
}

}  // namespace banxin::compose
