#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "forms/labels.h"
#include "import/found.h"
#include "import/grid_reader.h"
#include "import/hints.h"
#include "import/label_index.h"

namespace banxin::import {

// A row of a sheet that has one for each bureau (汇总表).
struct BureauRow {
  std::string bureau;
  Spot spot;
  GridReading reading;
};

struct BureauSheet {
  std::vector<BureauRow> rows;
  std::size_t labels = 0;          // of the form, in known wordings, that the heads name
  std::vector<std::string> above;  // texts over the table: its title, the year
  std::vector<Leftover> unused;    // of the whole sheet: totals, remarks
};

// Reads a grid whose first head is one for bureaus (hints.bureau_heads) and whose other heads are labels of the form,
// in one row or several: what all the heads over a cell say together leads to one cell of the form, else nothing is
// taken and a question asked of each bureau. A row of totals is no bureau. Nothing for a grid that is not such a sheet.
std::optional<BureauSheet> read_bureau_sheet(const Grid& grid, const forms::Labels& labels, const LabelIndex& index,
                                             const Hints& hints);

}  // namespace banxin::import
