#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "forms/labels.h"
#include "import/draft.h"
#include "import/figure_reader.h"
#include "import/hints.h"
#include "import/label_index.h"

namespace banxin::import {

// A cell of the form as one of the grids has it.
struct Entry {
  const forms::Label* row = nullptr;
  const forms::Label* column = nullptr;  // null in a form whose rows hold their figures directly
  ReadFigure figure = {};
  std::string source = {};
  Spot spot = {};
  Sure sure = Sure::exact;  // of the labels that lead to it
};

// A row of the bureau's own in one of the form's tables.
struct OwnEntry {
  const forms::Label* after = nullptr;
  std::string label = {};
  Spot spot = {};
  std::string unit = {};
  std::vector<Entry> cells = {};  // `row` is null
};

struct GridReading {
  std::vector<Entry> entries;
  std::vector<OwnEntry> own_rows;
  std::vector<Leftover> unused;
  std::vector<std::pair<const Cell*, const forms::Label*>> near;  // labels to be confirmed
  std::vector<std::pair<Spot, Bilingual>> questions;              // sentences
  std::set<const forms::Label*> rows;                             // that it has the labels of
};

// Reads a grid by the form's labels: of each cell its row path (labels beside it) and its column path (labels above it)
// say which one it is. Where it stands decides nothing (D-14).
GridReading read_grid(const Grid& grid, const forms::Labels& labels, const LabelIndex& index, const Hints& hints);

// How many different labels of the form the grid has in known wordings.
std::size_t labels_in(const Grid& grid, const LabelIndex& index, const Hints& hints);

}  // namespace banxin::import
