#include "forms/cells.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "record/record.h"

namespace banxin::forms {

std::string_view row_of(std::string_view id) {
  return id.substr(0, id.find('/'));
}

std::string_view column_of(std::string_view id) {
  const std::size_t slash = id.find('/');
  return slash == std::string_view::npos ? std::string_view() : id.substr(slash + 1);
}

Cells::Cells(const xml::Tree& record, const Labels& labels) : record_(record), labels_(labels), table_(record.root()) {
  read(record.root(), false);
}

void Cells::add(const std::string& id, const xml::Node& node) {
  // The text of a row with cells belongs to the cells.
  const bool of_cells = node.name() == "row" && !node.elements().empty();
  const std::string text = node.text();
  const auto [place, fresh] =
      cells_.emplace(id, Cell{node, of_cells ? Figure() : read_figure(text), std::string(trimmed(text))});
  if (!fresh) place->second.figure = {Figure::Kind::malformed, {}};
}

// Rows are directly in a table, tables in the record or its chapters.
void Cells::read(const xml::Node& node, bool inside_table) {
  for (const xml::Node& child : node.elements()) {
    if (inside_table && record::is_element(child, "row")) {
      const std::string row = child.attribute("id").value_or("");
      add(row, child);
      for (const xml::Node& cell : child.elements()) {
        if (!record::is_element(cell, "cell")) continue;
        add(row + "/" + cell.attribute("id").value_or(""), cell);
      }
    } else if (inside_table && record::is_element(child, "own-row")) {
      own_rows_.push_back(child);
    } else if (record::is_element(child, "statistics")) {
      if (table_ == record_.root()) table_ = child;
      read(child, true);
    } else if (record::is_element(child, "chapter")) {
      read(child, false);
    }
  }
}

const Cells::Cell& Cells::cell(std::string_view id) const {
  static const Cell blank;
  const auto found = cells_.find(id);
  return found == cells_.end() ? blank : found->second;
}

xml::Node Cells::node(std::string_view id) const {
  const auto found = cells_.find(id);
  return found == cells_.end() ? labels_.blank_row(row_of(id)) : found->second.node;
}

Place Cells::place(std::string_view id) const {
  const auto found = cells_.find(id);
  return found == cells_.end() ? place_of_table() : record_.place(found->second.node);
}

std::vector<std::string> Cells::parts_of(std::string_view total) const {
  std::vector<std::string> parts;
  const std::string_view column = column_of(total);
  const Label* known = labels_.find(column);
  const Label* row = labels_.find(row_of(total));
  if (row == nullptr || known == nullptr || !known->total) return parts;
  for (const std::string& other : row->cells) {
    if (other != column) parts.push_back(row->id + "/" + other);
  }
  return parts;
}

std::string Cells::id_of(const xml::Node& node) const {
  if (record::is_element(node, "row")) return node.attribute("id").value_or("");
  if (!record::is_element(node, "cell") || !record::is_element(node.parent(), "row")) return {};
  return node.parent().attribute("id").value_or("") + "/" + node.attribute("id").value_or("");
}

std::string Cells::label(std::string_view id) const {
  const Label* row = labels_.find(row_of(id));
  std::string text = row == nullptr ? std::string(row_of(id)) : row->text;
  if (const std::string_view column = column_of(id); !column.empty()) {
    const Label* known = labels_.find(column);
    text += "／" + (known == nullptr ? std::string(column) : known->text);
  }
  return text;
}

std::string Cells::name(std::string_view id) const {
  const auto name_of = [this](std::string_view part) {
    const Label* known = labels_.find(part);
    return known == nullptr ? std::string(part) : known->name;
  };
  const std::string_view column = column_of(id);
  return name_of(row_of(id)) + (column.empty() ? "" : "／" + name_of(column));
}

std::string Cells::unit(std::string_view id) const {
  const Label* column = labels_.find(column_of(id));
  if (column != nullptr && !column->unit.empty()) return column->unit;
  const Label* row = labels_.find(row_of(id));
  return row == nullptr ? std::string() : row->unit;
}

RelatedPlace Cells::related(std::string_view id) const {
  const Cell& it = cell(id);
  const Figure::Kind kind = it.figure.kind;
  Bilingual shown = {shortened(it.written), shortened(it.written)};
  if (kind == Figure::Kind::number) {
    shown.zh += unit(id);
    shown.en += unit(id).empty() ? "" : " " + unit(id);
  } else if (kind == Figure::Kind::blank) {
    shown = reason_of(kind);
  }
  return {place(id), {label(id) + "：" + shown.zh, label(id) + ": " + shown.en}};
}

bool Cells::holds_text(std::string_view id) const {
  const Label* column = labels_.find(column_of(id));
  return column != nullptr && column->holds_text;
}

bool Cells::knows(std::string_view id) const {
  const Label* row = labels_.find(row_of(id));
  const std::string_view column = column_of(id);
  // For rows outside tables, labels.xml does not give the columns.
  if (row == nullptr || column.empty() || row->table.empty()) return row != nullptr;
  if (!row->cells.empty()) return std::find(row->cells.begin(), row->cells.end(), column) != row->cells.end();
  // A heading has the cells that an older form's row had there.
  const Label* known = labels_.find(column);
  return known != nullptr && known->column;
}

}  // namespace banxin::forms
