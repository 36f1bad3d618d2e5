#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "forms/labels.h"
#include "import/found.h"
#include "import/hints.h"
#include "import/label_index.h"

namespace banxin::import {

using forms::Label;

// A grid whose cells are known as labels of the form's rows, heads of its columns, figures or anything else.
class LabelledGrid {
 protected:
  static constexpr int none = -1;

  LabelledGrid(const Grid& grid, const forms::Labels& labels, const LabelIndex& index, const Hints& hints);

  struct Facts {
    bool blank = false, figure = false, used = false;
    std::vector<Match> matches;
    const Label* row = nullptr;  // that the cell is the label of
    std::vector<Match> columns;  // that it may be the head of
    Sure sure = Sure::exact;
    bool is_label() const { return row != nullptr || !columns.empty(); }
  };
  // Heads over a cell, the nearest first.
  struct Above {
    std::vector<Match> columns;
    std::vector<const Label*> rows;
    const Cell* head = nullptr;  // of the first column
    bool ambiguous = false;
  };
  struct Head {
    int column, end;
    const Label* label;
  };

  std::size_t place(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.columns) + static_cast<std::size_t>(column);
  }
  int at(int row, int column) const { return at_[place(row, column)]; }
  const Cell& cell(int index) const { return grid_.cells[static_cast<std::size_t>(index)]; }
  Facts& facts(int index) { return facts_[static_cast<std::size_t>(index)]; }
  const Facts& facts(int index) const { return facts_[static_cast<std::size_t>(index)]; }
  // The cells of a row, each once, from the left; those that reach into it from above too.
  std::vector<int> cells_of(int row) const;
  Above above(int index) const;
  // The heads of a row's columns, of the nearest head rows above it, from the left.
  std::vector<Head> heads_over(int row, const Label& label) const;
  static bool are_apart(const std::vector<Head>& heads);
  // Whether there is a head for each of the row's columns, each over another place.
  static bool are_all(const std::vector<Head>& heads, const Label& label);
  bool is_under(int index, const std::vector<std::string>& words) const;

  static bool is_one_of(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }
  static bool has_cell(const Label& row, const Label& column) {
    return is_one_of(row.cells, column.id) || is_one_of(row.texts, column.id);
  }
  static bool has_figures(const Label& row) { return !row.column && !row.heading; }

  const Grid& grid_;
  std::vector<Facts> facts_;                                // by cell
  std::vector<bool> heads_;                                 // by row: it has heads of columns and no figures
  std::vector<std::pair<const Cell*, const Label*>> near_;  // labels that only resemble one of the form's
  std::set<const Label*> rows_;                             // that the grid has the labels of

 private:
  // A row of heads has no figures, and more heads of columns than labels of rows.
  bool is_head(int row) const;
  void give_role(std::size_t i);
  // The row of the form above it that it is a part of.
  const Label* parent_of(const Label& row) const;
  const Label* parent_at(const Label& row, const Label* before) const;
  // Of several rows of one wording, the one below the heading that came last; else the next in the form's order.
  void resolve_row(std::size_t i);
  const Match* next_in_form(const std::vector<Match>& matches) const;
  // Labels of rows are heads of columns where heads stand below them: 行政复议 over 结果维持.
  bool is_over_heads(const Cell& cell) const;
  void add(int one, Above& above) const;
  // In a text, a heading over several columns stands over the first of them alone.
  int label_at(int row, int column) const;
  bool no_figures(int row) const;
  // Rows of one table may divide its width differently. Where as many cells stand under as many heads, each is that of
  // its head; else the head with the greatest share of its width.
  void choose(int index, const std::map<int, int>& overlaps, Above& above) const;
  std::vector<int> unlabelled(int row) const;
  std::vector<int> heads_of(int row) const;

  const forms::Labels& labels_;
  std::vector<int> at_;  // cells by place
  std::map<const Label*, int> seen_;
  int time_ = 0, last_position_ = -1;
};

}  // namespace banxin::import
