#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "import/numbering.h"
#include "import/package.h"
#include "import/readers.h"

namespace banxin::import {
namespace {

bool is_on(const xml::Node& node) {
  const std::string value = attribute_of(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

bool has_on(const xml::Node& node, std::string_view name) {
  const auto child = child_of(node, name);
  return child && is_on(*child);
}

int value_of(const xml::Node& node, std::string_view name, int otherwise) {
  const auto child = child_of(node, name);
  return child ? number_of(attribute_of(*child, "val"), otherwise) : otherwise;
}

// What a paragraph has from its style, or says itself.
struct ParagraphFacts {
  int level = -1;  // of a heading, from 0; -1: it is none
  int list = 0, list_level = 0;
  Block::Kind kind = Block::Kind::paragraph;  // by the name of its style: also an item of a list, or a caption
};

class Styles {
 public:
  Styles() = default;
  explicit Styles(const xml::Tree& tree) {
    for (const xml::Node& node : tree.root().elements()) {
      if (node.name() != "style") continue;
      Style& style = styles_[attribute_of(node, "styleId")];
      if (const auto base = child_of(node, "basedOn")) style.base = attribute_of(*base, "val");
      if (const auto properties = child_of(node, "pPr")) style.facts = facts_of(*properties, {});
      if (const auto name = child_of(node, "name")) {
        const std::string known = lower_case(attribute_of(*name, "val"));
        style.level = level_of_name(known);
        style.facts.kind = kind_of_name(known);
      }
    }
  }

  // Of a style, or those that it is based on. A cycle of styles ends.
  ParagraphFacts facts(const std::string& id) const {
    ParagraphFacts facts;
    std::string at = id;
    constexpr int most_steps = 20;
    for (int step = 0; step < most_steps; ++step) {
      const auto style = styles_.find(at);
      if (style == styles_.end()) break;
      const ParagraphFacts& own = style->second.facts;
      if (facts.level < 0) facts.level = own.level >= 0 ? own.level : style->second.level;
      if (step == 0) facts.kind = own.kind;
      if (facts.list == 0) {
        facts.list = own.list;
        facts.list_level = own.list_level;
      }
      at = style->second.base;
    }
    return facts;
  }

  // `facts` are those of its style.
  static ParagraphFacts facts_of(const xml::Node& properties, ParagraphFacts facts) {
    constexpr int body_text = 9;  // the outline level of text
    if (const int level = value_of(properties, "outlineLvl", -1); level >= 0)
      facts.level = level < body_text ? level : -1;
    if (const auto number = child_of(properties, "numPr")) {
      facts.list = value_of(*number, "numId", facts.list);
      facts.list_level = value_of(*number, "ilvl", 0);
    }
    return facts;
  }

 private:
  struct Style {
    std::string base;
    int level = -1;
    ParagraphFacts facts;
  };

  static std::string lower_case(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name;
  }

  // Names that Word gives, in files of every language. Its "List Paragraph" is what it makes of any text with a number.
  static Block::Kind kind_of_name(const std::string& name) {
    if (name == "caption") return Block::Kind::caption;
    return name == "list" || name.starts_with("list bullet") ? Block::Kind::item : Block::Kind::paragraph;
  }

  static int level_of_name(const std::string& name) {
    if (name == "title") return 0;
    for (const std::string_view word : {"heading ", "标题 "}) {
      if (name.starts_with(word)) return number_of(name.substr(word.size()), 0) - 1;
    }
    return -1;
  }

  std::map<std::string, Style> styles_;
};

class DocumentReader {
 public:
  DocumentReader(const Package& package, FoundBuilder& to) : package_(package), to_(to) {}

  Bilingual read() {
    const std::string part = Package::target_of(package_.relationships("", fault_), "officeDocument");
    const auto document = package_.tree(part, fault_);
    const auto body = document ? child_of(document->root(), "body") : std::nullopt;
    if (!body) return fault_.empty() ? Bilingual{"它没有正文部件", "it has no part for a document"} : fault_;
    const auto relationships = package_.relationships(part, fault_);
    for (const Package::Relationship& one : relationships) {
      if (one.external && one.type != "hyperlink") to_.remark(Remark::Kind::external_link, one.target);
    }
    if (const auto styles = package_.tree(Package::target_of(relationships, "styles"), fault_))
      styles_ = Styles(*styles);
    if (const auto list = package_.tree(Package::target_of(relationships, "numbering"), fault_)) {
      numbering_ = Numbering(*list);
    }
    blocks(*body);
    return fault_;
  }

 private:
  // Elements that only stand around others.
  static bool is_transparent(std::string_view name) {
    static const std::set<std::string_view> names = {"sdt",      "sdtContent", "ins",       "moveTo",
                                                     "smartTag", "customXml",  "hyperlink", "fldSimple",
                                                     "Choice",   "dir",        "bdo"};
    return names.contains(name);
  }

  bool full() const { return !to_.fault().empty(); }

  void blocks(const xml::Node& parent) {
    for (const xml::Node& node : parent.elements()) {
      if (full()) return;
      const std::string_view name = node.name();
      if (name == "p") {
        paragraph(node);
      } else if (name == "tbl") {
        table(node);
      } else if (name == "del" || name == "moveFrom") {
        to_.remark(Remark::Kind::deleted_text);
      } else if (name == "AlternateContent") {
        if (const auto choice = child_of(node, "Choice")) blocks(*choice);
      } else if (is_transparent(name)) {
        blocks(node);
      }
    }
  }

  ParagraphFacts facts_of(const xml::Node& node) const {
    const auto properties = child_of(node, "pPr");
    if (!properties) return styles_.facts({});
    const auto style = child_of(*properties, "pStyle");
    return Styles::facts_of(*properties, styles_.facts(style ? attribute_of(*style, "val") : std::string()));
  }

  void paragraph(const xml::Node& node) {
    const ParagraphFacts facts = facts_of(node);
    std::string text;
    runs(node, text);
    std::vector<Block> apart = std::exchange(apart_, {});
    Block block{.kind = facts.kind};
    if (facts.level >= 0) {
      block.kind = Block::Kind::heading;
      block.level = facts.level + 1;
    }
    if (facts.list > 0 && !is_blank(text)) {
      if (const auto number = numbering_.next(facts.list, facts.list_level)) {
        text.insert(0, number->text);
        if (number->bullet) block.kind = Block::Kind::item;
      }
    }
    // A line that was ended by hand is a paragraph of its own.
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      block.text = on_one_line(std::string_view(text).substr(0, end));
      text.erase(0, end == std::string::npos ? text.size() : end + 1);
      to_.add(block);
    }
    for (Block& one : apart) to_.add(std::move(one));
  }

  // The text of the runs below; line feeds where a line was ended by hand.
  void runs(const xml::Node& parent, std::string& text) {
    for (const xml::Node& node : parent.elements()) {
      const std::string_view name = node.name();
      if (name == "r") {
        run(node, text);
      } else if (name == "del" || name == "moveFrom") {
        to_.remark(Remark::Kind::deleted_text, shortened(node.text()));
      } else if (name == "AlternateContent") {
        if (const auto choice = child_of(node, "Choice")) runs(*choice, text);
      } else if (name == "oMath" || name == "oMathPara") {
        text += node.text();
      } else if (is_transparent(name)) {
        runs(node, text);
      }
    }
  }

  void run(const xml::Node& run, std::string& text) {
    if (const auto properties = child_of(run, "rPr"); properties && has_on(*properties, "vanish")) {
      return to_.remark(Remark::Kind::hidden_text, shortened(run.text()));
    }
    for (const xml::Node& node : run.elements()) piece(node, text);
  }

  void piece(const xml::Node& node, std::string& text) {
    const std::string_view name = node.name();
    if (name == "t") {
      text += node.text();
    } else if (name == "tab" || name == "ptab") {
      text += ' ';
    } else if (name == "br" || name == "cr") {
      const std::string type = attribute_of(node, "type");
      if (type.empty() || type == "textWrapping") text += '\n';
    } else if (name == "noBreakHyphen") {
      text += '-';
    } else if (name == "ruby") {
      if (const auto base = child_of(node, "rubyBase")) runs(*base, text);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      drawing(node, name == "object");
    } else if (name == "AlternateContent") {
      if (const auto choice = child_of(node, "Choice")) {
        for (const xml::Node& one : choice->elements()) piece(one, text);
      }
    }
  }

  // A picture, a chart, an object, or a box with text in it, which then stands behind the paragraph.
  void drawing(const xml::Node& node, bool object) {
    bool boxed = false;
    std::optional<Block::Kind> kind;
    std::string called;
    look_into(node, boxed, kind, called);
    if (object) to_.remark(Remark::Kind::embedded, called);
    if (kind || object) apart_.push_back({.kind = kind.value_or(Block::Kind::picture), .text = called});
  }

  void look_into(const xml::Node& node, bool& boxed, std::optional<Block::Kind>& kind, std::string& called) {
    for (const xml::Node& child : node.elements()) {
      const std::string_view name = child.name();
      if (name == "txbxContent") {
        if (!std::exchange(boxed, true)) to_.remark(Remark::Kind::text_box, shortened(child.text()));
        for (const xml::Node& one : child.elements()) {
          std::string text;
          if (one.name() == "p") runs(one, text);
          apart_.push_back({.text = on_one_line(text)});
        }
        continue;
      }
      if (name == "docPr") called = attribute_of(child, "descr");
      if (name == "blip" || name == "imagedata") kind = Block::Kind::picture;
      if (name == "chart") kind = Block::Kind::chart;
      look_into(child, boxed, kind, called);
    }
  }

  static bool holds_table(const xml::Node& node, bool inside) {
    const std::vector<xml::Node> children = node.elements();
    return std::any_of(children.begin(), children.end(), [inside](const xml::Node& child) {
      return (inside && child.name() == "tbl") || holds_table(child, inside || child.name() == "tc");
    });
  }

  void table(const xml::Node& node) {
    if (holds_table(node, false)) return layout_table(node);
    Block block{.kind = Block::Kind::table};
    open_.clear();
    table_row_ = 0;
    rows(node, block.grid);
    to_.add(std::move(block));
    for (Block& one : std::exchange(apart_, {})) to_.add(std::move(one));
  }

  // A table around tables only says where they stand on the page.
  void layout_table(const xml::Node& node) {
    for (const xml::Node& child : node.elements()) {
      if (child.name() == "tc") {
        blocks(child);
      } else if (child.name() == "tr" || is_transparent(child.name())) {
        layout_table(child);
      }
    }
  }

  void rows(const xml::Node& parent, Grid& grid) {
    for (const xml::Node& node : parent.elements()) {
      if (node.name() == "tr") {
        row(node, grid);
      } else if (is_transparent(node.name())) {
        rows(node, grid);
      }
    }
  }

  void row(const xml::Node& node, Grid& grid) {
    const auto properties = child_of(node, "trPr");
    if (properties && child_of(*properties, "del")) return to_.remark(Remark::Kind::deleted_text);
    int column = properties ? std::min(value_of(*properties, "gridBefore", 0), most_columns) : 0;
    const bool head = properties && has_on(*properties, "tblHeader");
    ++table_row_;
    table_column_ = 0;
    cells(node, grid, column, head);
    grid.columns = std::max(grid.columns, column);
    ++grid.rows;
    std::erase_if(open_, [&grid](const auto& one) {
      const Cell& cell = grid.cells[one.second];
      return cell.row + cell.row_span < grid.rows;
    });
  }

  void cells(const xml::Node& parent, Grid& grid, int& column, bool head) {
    for (const xml::Node& node : parent.elements()) {
      if (node.name() == "tc") {
        cell(node, grid, column, head);
      } else if (is_transparent(node.name())) {
        cells(node, grid, column, head);
      }
    }
  }

  void cell(const xml::Node& node, Grid& grid, int& column, bool head) {
    const auto properties = child_of(node, "tcPr");
    const int span = properties ? std::clamp(value_of(*properties, "gridSpan", 1), 1, most_columns) : 1;
    const auto merge = properties ? child_of(*properties, "vMerge") : std::nullopt;
    const auto beside = properties ? child_of(*properties, "hMerge") : std::nullopt;
    ++table_column_;
    if (column > most_columns) return;
    const int at = std::exchange(column, column + span);
    if (beside && attribute_of(*beside, "val") != "restart" && !grid.cells.empty()) {
      Cell& before = grid.cells.back();
      if (before.row == grid.rows && before.column + before.column_span == at) before.column_span += span;
      return;
    }
    const auto above = open_.find(at);
    if (merge && attribute_of(*merge, "val") != "restart" && above != open_.end()) {
      Cell& first = grid.cells[above->second];
      first.row_span = grid.rows - first.row + 1;
      return;
    }
    std::string text;
    cell_text(node, text);
    grid.cells.push_back({.text = on_one_line(text),
                          .row = grid.rows,
                          .column = at,
                          .column_span = span,
                          .head = head,
                          .spot = {.row = table_row_, .column = table_column_}});
    open_.erase(at);
    if (merge) open_[at] = grid.cells.size() - 1;
  }

  void cell_text(const xml::Node& parent, std::string& text) {
    for (const xml::Node& node : parent.elements()) {
      if (node.name() == "p") {
        const ParagraphFacts facts = facts_of(node);
        std::string one;
        runs(node, one);
        if (facts.list > 0 && !is_blank(one)) {
          if (const auto number = numbering_.next(facts.list, facts.list_level)) one.insert(0, number->text);
        }
        if (!text.empty()) text += '\n';
        text += one;
      } else if (is_transparent(node.name())) {
        cell_text(node, text);
      }
    }
  }

  const Package& package_;
  FoundBuilder& to_;
  Bilingual fault_;
  Styles styles_;
  Numbering numbering_;
  std::vector<Block> apart_;         // pictures and boxes of the paragraph at hand
  std::map<int, std::size_t> open_;  // cells that may go on below, by column
  int table_row_ = 0, table_column_ = 0;
};

}  // namespace

Reading read_docx(std::string_view bytes) {
  Bilingual fault;
  const auto package = Package::open(bytes, fault);
  if (!package) return {.fault = std::move(fault)};
  FoundBuilder found;
  package->remark_on_parts(found);
  fault = DocumentReader(*package, found).read();
  if (!fault.empty()) return {.fault = std::move(fault)};
  Reading reading = std::move(found).finish();
  reading.found.kind = {"Word 文档（.docx）", "a Word document (.docx)"};
  return reading;
}

}  // namespace banxin::import
