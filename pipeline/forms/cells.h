#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.h"
#include "forms/figure.h"
#include "forms/labels.h"
#include "xml/xml.h"

namespace banxin::forms {

// The figures of one record by the ids of their rows, or ROW/COLUMN where a row has several cells. Keeps nodes of the
// record and of the labels' blank record: both must outlive it.
class Cells {
 public:
  struct Cell {
    xml::Node node;
    Figure figure;        // malformed when the record has the id twice: nobody can say which one is meant
    std::string written;  // what the cell holds, without blanks around it
  };

  Cells(const xml::Tree& record, const Labels& labels);

  // A blank one without a node when the record leaves the cell out.
  const Cell& cell(std::string_view id) const;
  // The record's cell; the blank one of the form when the record leaves it out.
  xml::Node node(std::string_view id) const;
  // Place of the cell; of the table, or the record, when it leaves the cell out.
  Place place(std::string_view id) const;
  Place place_of(const xml::Node& node) const { return record_.place(node); }
  // Place of the table; of the record when it has none.
  Place place_of_table() const { return record_.place(table_); }

  // Rows of the bureau's own, in the record's order.
  const std::vector<xml::Node>& own_rows() const { return own_rows_; }

  // The other cells of its row, where the cell's column holds their sum (total="yes"); else none.
  std::vector<std::string> parts_of(std::string_view total) const;

  // The id under which a row or a cell is known; empty for any other node.
  std::string id_of(const xml::Node& node) const;

  // "received", "money/last-year": the label of the row, and of the column where it has one. Official, or short.
  std::string label(std::string_view id) const;
  std::string name(std::string_view id) const;
  // The unit of the column where it has one, else of the row.
  std::string unit(std::string_view id) const;
  // The cell with its label, figure and unit, for the list in a finding.
  RelatedPlace related(std::string_view id) const;
  // Whether the form has the row and, where one is named, the column.
  bool knows(std::string_view id) const;
  // Whether the form has words, not figures, in the cell's column.
  bool holds_text(std::string_view id) const;
  // Whether the record has the row, filled or not.
  bool has_row(std::string_view row) const { return cells_.contains(row); }

 private:
  void add(const std::string& id, const xml::Node& node);
  void read(const xml::Node& node, bool inside_table);

  const xml::Tree& record_;
  const Labels& labels_;
  xml::Node table_;
  TextMap<Cell> cells_;
  std::vector<xml::Node> own_rows_;
};

// The parts of an id: ROW/COLUMN. The column is empty when the id is a row's.
std::string_view row_of(std::string_view id);
std::string_view column_of(std::string_view id);

}  // namespace banxin::forms
