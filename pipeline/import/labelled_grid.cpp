#include "import/labelled_grid.h"

#include "base/unseen.h"
#include "import/figure_reader.h"
#include "import/marks.h"

namespace banxin::import {
namespace {

constexpr int most_rows_up = 500;  // between a figure and its head

}  // namespace

LabelledGrid::LabelledGrid(const Grid& grid, const forms::Labels& labels, const LabelIndex& index, const Hints& hints)
    : grid_(grid), facts_(grid.cells.size()), labels_(labels) {
  at_.assign(static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns), none);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const Cell& cell = grid.cells[i];
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        if (at(r, c) == none) at_[place(r, c)] = static_cast<int>(i);
      }
    }
    Facts& facts = facts_[i];
    facts.blank = is_all_white(cell.text) && cell.fault == Cell::Fault::none;
    facts.figure = !facts.blank && (cell.fault != Cell::Fault::none || looks_like_figure(cell.text, hints));
    if (!facts.blank && !facts.figure) facts.matches = index.find(cell.text);
  }
  for (int r = 0; r < grid_.rows; ++r) heads_.push_back(is_head(r));
  for (std::size_t i = 0; i < facts_.size(); ++i) give_role(i);
  for (std::size_t i = 0; i < facts_.size(); ++i) resolve_row(i);
}

std::vector<int> LabelledGrid::cells_of(int row) const {
  std::vector<int> cells;
  for (int c = 0; c < grid_.columns; ++c) {
    const int one = at(row, c);
    if (one != none && (cells.empty() || cells.back() != one)) cells.push_back(one);
  }
  return cells;
}

bool LabelledGrid::is_head(int row) const {
  int columns = 0, rows = 0;
  for (const int one : cells_of(row)) {
    if (facts(one).figure) return false;
    const std::vector<Match>& matches = facts(one).matches;
    if (std::any_of(matches.begin(), matches.end(), [](const Match& it) { return it.label->column; })) ++columns;
    if (std::any_of(matches.begin(), matches.end(), [](const Match& it) { return !it.label->column; })) ++rows;
  }
  return columns > rows || (columns > 1 && columns == rows);
}

void LabelledGrid::give_role(std::size_t i) {
  Facts& facts = facts_[i];
  if (facts.matches.empty()) return;
  const auto columns_first = [](const Match& one) { return one.label->column; };
  const auto middle = std::stable_partition(facts.matches.begin(), facts.matches.end(), columns_first);
  const bool has_columns = middle != facts.matches.begin();
  const bool has_rows = middle != facts.matches.end();
  const bool head = heads_[static_cast<std::size_t>(grid_.cells[i].row)];
  facts.sure = facts.matches.front().sure;
  if (has_columns && (head || !has_rows)) {
    facts.columns.assign(facts.matches.begin(), middle);
    facts.matches.clear();
  } else {
    facts.matches.erase(facts.matches.begin(), middle);
  }
}

const Label* LabelledGrid::parent_of(const Label& row) const {
  const Label* parent = nullptr;
  for (const Label& one : labels_.all()) {
    if (&one == &row) return parent_at(row, parent);
    if (!one.column && one.table == row.table) parent = &one;
  }
  return nullptr;
}

const Label* LabelledGrid::parent_at(const Label& row, const Label* before) const {
  if (before == nullptr) return nullptr;
  for (int i = labels_.position(row.id).value_or(0) - 1; i >= 0; --i) {
    const Label& one = labels_.all()[static_cast<std::size_t>(i)];
    if (!one.column && one.table == row.table && one.level < row.level) return &one;
  }
  return nullptr;
}

void LabelledGrid::resolve_row(std::size_t i) {
  Facts& facts = facts_[i];
  if (facts.matches.empty() || !facts.columns.empty()) return;
  const Match* best = nullptr;
  int best_time = -1;
  bool tie = false;
  for (const Match& match : facts.matches) {
    const Label* parent = facts.matches.size() == 1 ? nullptr : parent_of(*match.label);
    const auto found = seen_.find(parent);
    const int time = parent == nullptr || found == seen_.end() ? 0 : found->second;
    if (time > best_time) {
      best = &match;
      best_time = time;
      tie = false;
    } else if (time == best_time) {
      tie = true;
    }
  }
  if (tie) best = next_in_form(facts.matches);
  if (best == nullptr) return;
  facts.row = best->label;
  facts.sure = best->sure;
  seen_[best->label] = ++time_;
  last_position_ = labels_.position(best->label->id).value_or(last_position_);
  if (best->sure == Sure::near) near_.emplace_back(&grid_.cells[i], best->label);
  rows_.insert(best->label);
}

const Match* LabelledGrid::next_in_form(const std::vector<Match>& matches) const {
  const Match* next = nullptr;
  for (const Match& match : matches) {
    const int position = labels_.position(match.label->id).value_or(0);
    if (position > last_position_ && (next == nullptr || position < *labels_.position(next->label->id))) next = &match;
  }
  return next;
}

LabelledGrid::Above LabelledGrid::above(int index) const {
  const Cell& value = cell(index);
  std::map<int, int> overlaps;  // nearest heads, and over how many columns of the cell they are
  Above above;
  for (int c = value.column; c < value.column + value.column_span; ++c) {
    bool found = false;
    for (int r = value.row - 1; r >= std::max(0, value.row - most_rows_up); --r) {
      const int one = label_at(r, c);
      if (one == none) {
        if (found) break;
        continue;
      }
      if (!facts(one).columns.empty() && !found) ++overlaps[one];
      add(one, above);
      found = true;
    }
  }
  if (overlaps.size() > 1) choose(index, overlaps, above);
  return above;
}

bool LabelledGrid::is_over_heads(const Cell& cell) const {
  const int below = cell.row + cell.row_span;
  return heads_[static_cast<std::size_t>(cell.row)] || (below < grid_.rows && heads_[static_cast<std::size_t>(below)]);
}

void LabelledGrid::add(int one, Above& above) const {
  const Facts& it = facts(one);
  if (it.row != nullptr && is_over_heads(cell(one)) &&
      std::find(above.rows.begin(), above.rows.end(), it.row) == above.rows.end()) {
    above.rows.push_back(it.row);
  }
  for (const Match& match : it.columns) {
    const auto same = [&match](const Match& other) { return other.label == match.label; };
    if (std::any_of(above.columns.begin(), above.columns.end(), same)) continue;
    if (above.columns.empty()) above.head = &cell(one);
    above.columns.push_back(match);
  }
}

int LabelledGrid::label_at(int row, int column) const {
  const int one = at(row, column);
  if (one != none && !facts(one).blank) return facts(one).is_label() ? one : none;
  if (grid_.spans_known) return none;
  for (int c = column - 1; c >= 0; --c) {
    const int left = at(row, c);
    if (left == none || facts(left).blank) continue;
    const Facts& it = facts(left);
    const bool spans = it.row != nullptr || std::any_of(it.columns.begin(), it.columns.end(),
                                                        [](const Match& match) { return match.label->heading; });
    return spans && no_figures(row) ? left : none;
  }
  return none;
}

bool LabelledGrid::no_figures(int row) const {
  const std::vector<int> cells = cells_of(row);
  return std::none_of(cells.begin(), cells.end(), [this](int one) { return facts(one).figure; });
}

void LabelledGrid::choose(int index, const std::map<int, int>& overlaps, Above& above) const {
  const Cell& value = cell(index);
  const std::vector<int> in_row = unlabelled(value.row);
  const std::vector<int> heads = heads_of(cell(overlaps.begin()->first).row);
  int chosen = none;
  if (in_row.size() == heads.size()) {
    const auto nth = std::find(in_row.begin(), in_row.end(), index) - in_row.begin();
    if (static_cast<std::size_t>(nth) < heads.size()) chosen = heads[static_cast<std::size_t>(nth)];
    if (!overlaps.contains(chosen)) chosen = none;
  }
  if (chosen == none) {
    int most = 0;
    for (const auto& [one, share] : overlaps) {
      if (share > most)
        chosen = one;
      else if (share == most)
        chosen = none;
      most = std::max(most, share);
    }
  }
  above.ambiguous = chosen == none;
  if (chosen == none) return;
  above.columns = facts(chosen).columns;
  above.head = &cell(chosen);
}

std::vector<int> LabelledGrid::unlabelled(int row) const {
  std::vector<int> cells = cells_of(row);
  std::erase_if(cells, [this](int one) { return facts(one).is_label(); });
  return cells;
}

std::vector<int> LabelledGrid::heads_of(int row) const {
  std::vector<int> cells = cells_of(row);
  std::erase_if(cells, [this](int one) {
    const std::vector<Match>& columns = facts(one).columns;
    return columns.empty() ||
           std::all_of(columns.begin(), columns.end(), [](const Match& it) { return it.label->heading; });
  });
  return cells;
}

std::vector<LabelledGrid::Head> LabelledGrid::heads_over(int row, const Label& label) const {
  std::vector<Head> heads;
  for (int r = row - 1; r >= std::max(0, row - most_rows_up); --r) {
    if (!heads_[static_cast<std::size_t>(r)] && !heads.empty()) break;
    if (!heads_[static_cast<std::size_t>(r)]) continue;
    for (const int one : cells_of(r)) {
      for (const Match& match : facts(one).columns) {
        const auto same = [&match](const Head& head) { return head.label == match.label; };
        if (has_cell(label, *match.label) && std::none_of(heads.begin(), heads.end(), same)) {
          heads.push_back({cell(one).column, cell(one).column + cell(one).column_span, match.label});
        }
      }
    }
  }
  std::sort(heads.begin(), heads.end(), [](const Head& a, const Head& b) { return a.column < b.column; });
  return heads;
}

bool LabelledGrid::are_apart(const std::vector<Head>& heads) {
  const auto same_place = [](const Head& a, const Head& b) { return a.column == b.column; };
  return std::adjacent_find(heads.begin(), heads.end(), same_place) == heads.end();
}

bool LabelledGrid::are_all(const std::vector<Head>& heads, const Label& label) {
  return heads.size() == label.cells.size() + label.texts.size() && are_apart(heads);
}

bool LabelledGrid::is_under(int index, const std::vector<std::string>& words) const {
  const Cell& it = cell(index);
  for (int r = it.row - 1; r >= std::max(0, it.row - most_rows_up); --r) {
    const int one = at(r, it.column);
    if (one != none && is_one_of(words, folded(cell(one).text))) return true;
  }
  return false;
}

}  // namespace banxin::import
