#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "compose/document.h"
#include "desk/parts.h"

namespace banxin::desk {

// A table of the form as it is printed, with the place of each figure. Made by the form's own stylesheet from a record
// that holds a mark in each cell, so that the desk draws the table that the report will have, whatever form it is.
struct Sheet {
  struct Cell {
    NodeId node = 0;
    bool head = false, of_row = false, upright = false;
    int row_span = 1, column_span = 1, indent = 0;
    std::string text;
    std::vector<NodeId> headers;         // the cells that head it
    std::optional<CellAddress> address;  // where a figure goes
    std::string own_row;                 // of a row of the bureau's own: +1; it is its label
  };
  std::string caption;
  std::size_t head_rows = 0;
  std::vector<std::vector<Cell>> rows;
};
// By the table's id; empty for a form that has one table.
using Sheets = std::map<std::string, Sheet>;

// `compose` takes a record to its document, whatever is wrong with it. `draft`: a record whose own rows the tables
// have; null: none. Errors: those of composing.
using Compose = std::function<Result<Document>(std::string record)>;
Result<Sheets> make_sheets(const FormData& form, const xml::Tree* draft, const Compose& compose);

// Whether the record has rows that the form's own tables do not.
bool has_own_rows(const xml::Tree& record, const forms::Labels& labels);

}  // namespace banxin::desk
