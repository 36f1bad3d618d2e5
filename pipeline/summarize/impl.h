#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "forms/cells.h"
#include "forms/decimal.h"
#include "forms/labels.h"
#include "summarize/summarize.h"

namespace banxin::summarize {

// What the records say about one cell.
struct Total {
  forms::Decimal sum;
  std::size_t decimals = 0;  // the most that any of the figures has, trailing zeros included
  std::size_t known = 0;     // records with a figure
  std::size_t without = 0;   // records without one
  std::size_t blank = 0;     // of these, the unknown ones: blank, or a dash
  std::string mark;          // what those without a figure say, as long as they all say the same
  bool marks_differ = false;
  std::optional<std::string> unit;  // written in the cell itself; 0 is 0 in every unit
  bool units_differ = false;
  bool share = false;               // per cent: shares of different wholes have no sum
  std::vector<RelatedPlace> parts;  // the first few figures that are not 0

  // Whether the sum is that of all records: no figure is unknown, and all have the same unit.
  bool whole() const { return blank == 0 && !units_differ && !share; }
  std::string text() const;
};

// One row of the form, or a heading that holds figures in some records, and its cells.
struct Row {
  const forms::Label* label = nullptr;
  std::vector<std::size_t> cells;  // indices of Impl::ids
  std::vector<std::string> columns;
  std::vector<std::size_t> headings;  // indices of the rows that may replace it
  std::size_t records = 0;            // those that have the row
};

struct Source {
  std::string bureau;
  std::string sha512;
  std::vector<std::uint16_t> blanks;  // indices of Impl::ids
};

// A row of the bureaus' own.
struct OwnRow {
  std::size_t records = 0;
  RelatedPlace first;
};

// A bureau, as its record writes it, and where the record is.
struct Named {
  std::string bureau;
  Place place;
};

struct Sum::Impl {
  Impl(Form of_form, std::string of_year, forms::Labels of_rows);

  Form form;
  std::string year;
  forms::Labels labels;

  std::vector<Row> rows;         // in the form's order
  std::vector<std::string> ids;  // of cells, in the form's order
  std::vector<Total> totals;     // of each id

  std::vector<Source> sources;
  std::map<std::string, Named> places;  // of the records, by the key of the bureau's name
  std::set<std::string> missing;        // bureaus, as the list writes them
  std::size_t unusable = 0;             // records that could not be added
  std::map<std::string, OwnRow> own_rows;

  bool whole() const { return missing.empty() && unusable == 0; }
  // Whether the row is written: a heading only when it holds figures; a row unless such a heading replaces it.
  bool stands(const Row& row) const;
  // 收到申请数／总计: what the cell is called.
  std::string name(std::size_t cell) const;

  void add_figure(std::size_t cell, const forms::Cells& cells, Source& source);
};

// Bureaus' names in a row: all when they are few, else the first and their number.
Bilingual listed(const std::vector<std::string>& names);

}  // namespace banxin::summarize
