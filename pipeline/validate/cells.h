#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "validate/figure.h"
#include "validate/labels.h"
#include "xml/xml.h"

namespace banxin::validate {

// The figures of one record by the ids of their rows, or ROW/COLUMN where a row has several cells. Keeps nodes of the
// record and of the labels' blank record: both must outlive it.
class Cells {
 public:
  Cells(const xml::Tree& record, const Labels& labels);

  // The record's cell; the blank one of the form when the record leaves it out.
  xml::Node node(std::string_view id) const;
  // Malformed when the record has the id twice: which one is meant nobody can say.
  Figure figure(std::string_view id) const;
  // Place of the cell; of the table, or the record, when it leaves the cell out.
  Place place(std::string_view id) const;
  // Place of the table; of the record when it has none.
  Place place_of_table() const { return record_.place(table_); }

  // Rows of the bureau's own, in the record's order.
  const std::vector<xml::Node>& own_rows() const { return own_rows_; }

  // The id under which a row or a cell is known; empty for any other node.
  std::string id_of(const xml::Node& node) const;

  // "received", "money/last-year": the label of the row, and of the column where it has one. Official, or short.
  std::string label(std::string_view id) const;
  std::string name(std::string_view id) const;
  std::string unit(std::string_view id) const;
  // The cell with its label, figure and unit, to list with a finding.
  RelatedPlace related(std::string_view id) const;
  // Whether the form has the row.
  bool knows(std::string_view id) const;

 private:
  struct Cell {
    xml::Node node;
    bool twice = false;
  };
  void add(const std::string& id, const xml::Node& node);
  void read(const xml::Node& node, bool inside_table);

  const xml::Tree& record_;
  const Labels& labels_;
  xml::Node table_;
  std::map<std::string, Cell, std::less<>> cells_;
  std::vector<xml::Node> own_rows_;
  std::map<std::string, std::string> column_ids_;  // of cells inside rows, by their paths
};

}  // namespace banxin::validate
