#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "summarize/summarize.h"
#include "validate/cells.h"
#include "validate/decimal.h"
#include "validate/labels.h"

namespace banxin::summarize {

// What the records say of one cell.
struct Total {
  validate::Decimal sum;
  std::size_t decimals = 0;  // the most that any of the figures has, zeros at its end included
  std::size_t known = 0;     // records with a figure
  std::size_t without = 0;   // records without one
  std::size_t blank = 0;     // of these, those of which nobody knows: blank, or a dash
  std::string mark;          // what those without a figure say, as long as they all say the same
  bool marks_differ = false;
  std::optional<std::string> unit;  // written in the cell itself; what is 0 is so in every unit
  bool units_differ = false;
  std::vector<RelatedPlace> parts;  // the first few figures that are not 0

  // Whether the sum is that of all records: none is unknown, and all are of one unit.
  bool whole() const { return blank == 0 && !units_differ; }
  std::string text() const;
};

// One row of the form, or a heading that holds figures in some records, and its cells.
struct Row {
  const validate::Label* label = nullptr;
  std::vector<std::size_t> cells;  // indices of Impl::ids
  std::vector<std::string> columns;
  std::vector<std::size_t> headings;  // indices of the rows that may stand for it
  std::size_t records = 0;            // that have the row
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

struct Sum::Impl {
  Impl(Form of_form, std::string of_year, validate::Labels of_rows);

  Form form;
  std::string year;
  validate::Labels labels;

  std::vector<Row> rows;         // in the form's order
  std::vector<std::string> ids;  // of cells, in the form's order
  std::vector<Total> totals;     // of each id

  std::vector<Source> sources;
  std::map<std::string, Place> places;  // of the records, by bureau
  std::set<std::string> missing;
  std::size_t unusable = 0;  // records that could not be added
  std::map<std::string, OwnRow> own_rows;

  bool whole() const { return missing.empty() && unusable == 0; }
  // Whether the row is written: a heading only when it holds figures, a row not when such a heading stands for it.
  bool stands(const Row& row) const;
  // 收到申请数／总计: what the cell is called.
  std::string name(std::size_t cell) const;

  void add_figure(std::size_t cell, const validate::Cells& cells, Source& source);
  Findings check_same(const Record& record) const;
};

// The bureau's name without blanks at its ends.
std::string bureau_of(const Record& record);

// Bureaus' names in a row: all when they are few, else the first and their number.
Bilingual listed(const std::vector<std::string>& names);

}  // namespace banxin::summarize
