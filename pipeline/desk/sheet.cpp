#include "desk/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/overloaded.h"
#include "base/xml_text.h"
#include "record/record.h"

namespace banxin::desk {
namespace {

// Every statistics element of a record, wherever it stands.
std::vector<xml::Node> tables_in(const xml::Node& below) {
  std::vector<xml::Node> tables;
  for (const xml::Node& child : below.elements()) {
    if (record::is_element(child, "statistics")) tables.push_back(child);
    if (!record::is_element(child, "chapter")) continue;
    for (const xml::Node& inner : tables_in(child)) tables.push_back(inner);
  }
  return tables;
}

std::string table_of(const xml::Node& statistics) {
  return statistics.attribute("table").value_or("");
}

bool is_own(const xml::Node& row, const forms::Labels& labels) {
  if (record::is_element(row, "own-row")) return true;
  if (!record::is_element(row, "row")) return false;
  const forms::Label* label = labels.find(row.attribute("id").value_or(""));
  return label != nullptr && label->heading;
}

// What the marks stand for. They are figures, so that the stylesheet does with them what it does with figures.
class Marks {
 public:
  std::string next(std::string table, CellAddress address, bool label = false) {
    constexpr int first = 700'000'000;
    std::string mark = std::to_string(first + static_cast<int>(all_.size()));
    all_[mark] = {std::move(table), std::move(address), label};
    return mark;
  }
  struct Meaning {
    std::string table;
    CellAddress address;
    bool label = false;
  };
  const Meaning* find(const std::string& text) const {
    const auto found = all_.find(text);
    return found == all_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, Meaning> all_;
};

// A row of the draft's that the blank record does not have, with marks.
std::string marked_row(const xml::Node& row, const std::string& table, const std::vector<TableCellOf>& cells,
                       const std::string& row_id, Marks& marks) {
  const bool own = record::is_element(row, "own-row");
  std::string out = own ? "<own-row" : "<row";
  for (const xml::Node& attribute : row.attributes()) {
    if (!attribute.namespace_uri().empty()) continue;
    const std::string value =
        own && attribute.name() == "label" ? marks.next(table, {row_id, {}}, true) : attribute.text();
    out += fmt::format(" {}=\"{}\"", attribute.name(), xml_escaped(value));
  }
  out += ">";
  for (const TableCellOf& cell : cells) {
    if (cell.address.row != row_id) continue;
    const std::string mark = marks.next(table, cell.address);
    out += cell.address.column.empty()
               ? mark
               : fmt::format("<{0} id=\"{1}\">{2}</{0}>", cell.holds_text ? "text" : "cell", cell.address.column, mark);
  }
  return out + (own ? "</own-row>" : "</row>");
}

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const Inline& one : paragraph.inlines) text += one.text;
  return text;
}

// Nothing when no mark is in the table: it is not a form's.
std::optional<std::pair<std::string, Sheet>> read_table(const Table& table, const NodeTree& nodes, const Marks& marks) {
  Sheet sheet;
  std::optional<std::string> id;
  for (const Paragraph& line : table.above) {
    if (sheet.caption.empty()) sheet.caption = text_of(line);
  }
  sheet.head_rows = static_cast<std::size_t>(table.head_rows);
  sheet.rows.resize(table.rows.size());
  for (const TableCell& cell : table.cells) {
    const Node& node = nodes.at(cell.node);
    Sheet::Cell out{.node = cell.node,
                    .head = node.role == NodeRole::header_cell,
                    .of_row = node.scope == HeaderScope::row,
                    .upright = cell.upright,
                    .row_span = cell.row_span,
                    .column_span = cell.column_span,
                    .indent = cell.indent,
                    .text = text_of(cell.text),
                    .headers = node.headers,
                    .address = {},
                    .own_row = {}};
    if (const Marks::Meaning* meaning = marks.find(out.text); meaning != nullptr) {
      id = meaning->table;
      out.text.clear();
      if (meaning->label) {
        out.own_row = meaning->address.row;
      } else {
        out.address = meaning->address;
      }
    }
    sheet.rows.at(static_cast<std::size_t>(cell.row)).push_back(std::move(out));
  }
  if (!id) return std::nullopt;
  return std::pair(*id, std::move(sheet));
}

}  // namespace

bool has_own_rows(const xml::Tree& record, const forms::Labels& labels) {
  const auto tables = tables_in(record.root());
  return std::any_of(tables.begin(), tables.end(), [&labels](const xml::Node& table) {
    const auto rows = table.elements();
    return std::any_of(rows.begin(), rows.end(), [&labels](const xml::Node& row) { return is_own(row, labels); });
  });
}

Result<Sheets> make_sheets(const FormData& form, const xml::Tree* draft, const Compose& compose) {
  auto blank = xml::Tree::parse(form.blank, form.form.id);
  if (!blank) return blank.take_findings();
  Marks marks;
  Edits edits;
  for (const xml::Node& statistics : tables_in(blank->root())) {
    const std::string table = table_of(statistics);
    for (const TableCellOf& cell : cells_of(statistics, form.labels)) {
      if (cell.node) edits.texts[cell.node->xpath()] = marks.next(table, cell.address);
    }
    if (draft == nullptr) continue;
    for (const xml::Node& other : tables_in(draft->root())) {
      if (table_of(other) != table) continue;
      const std::vector<TableCellOf> cells = cells_of(other, form.labels);
      int own = 0;
      for (const xml::Node& row : other.elements()) {
        const bool added = record::is_element(row, "own-row");
        if (added) ++own;
        if (!is_own(row, form.labels)) continue;
        const std::string id = added ? "+" + std::to_string(own) : row.attribute("id").value_or("");
        edits.last[statistics.xpath()].push_back(marked_row(row, table, cells, id, marks));
      }
      break;
    }
  }
  auto document = compose(written(*blank, edits));
  if (!document) return document.take_findings();
  Sheets sheets;
  for (const Block& block : document->blocks()) {
    std::visit(overloaded{[&](const Table& table) {
                            if (auto sheet = read_table(table, *document->nodes(), marks))
                              sheets.insert(*std::move(sheet));
                          },
                          [](const Paragraph&) {}, [](const Figure&) {}, [](const PageBreak&) {}},
               block);
  }
  return sheets;
}

}  // namespace banxin::desk
