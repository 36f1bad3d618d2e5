#include "import/grid_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "base/unseen.h"
#include "import/labelled_grid.h"
#include "import/marks.h"

namespace banxin::import {
namespace {

constexpr int most_rows_to_head = 500;  // between a figure and its head

// The unit in brackets at the end of a head: 采购总金额（万元）.
std::string unit_of_head(std::string_view text, const Hints& hints) {
  for (const std::string& unit : hints.units) {
    if (text.ends_with("（" + unit + "）") || text.ends_with("(" + unit + ")") ||
        text.ends_with("单位：" + unit + "）")) {
      return unit;
    }
  }
  return {};
}

class GridReader : private LabelledGrid {
 public:
  GridReader(const Grid& grid, const forms::Labels& labels, const LabelIndex& index, const Hints& hints)
      : LabelledGrid(grid, labels, index, hints), hints_(hints) {}

  GridReading read() && {
    for (int r = 0; r < grid_.rows; ++r) read_row(r);
    for (std::size_t i = 0; i < facts_.size(); ++i) list_unused(i);
    reading_.near = std::move(near_);
    reading_.rows = std::move(rows_);
    return std::move(reading_);
  }

 private:
  void read_row(int row) {
    if (heads_[static_cast<std::size_t>(row)]) return;
    const Label* label = nullptr;  // with figures, of the cells on its right
    int label_cell = none;
    int own = none;  // words on the left that are no label
    std::vector<Item> items;
    for (const int one : cells_of(row)) {
      Facts& it = facts(one);
      if (it.row != nullptr) {
        last_seen_ = it.row;
        own = none;
        label = has_figures(*it.row) ? it.row : nullptr;
        label_cell = one;
        if (label != nullptr && label->cells.empty() && label->texts.empty()) read_direct(row, *label, one);
        continue;
      }
      if (it.is_label() || it.used || cell(one).row != row) continue;
      if (label != nullptr && label->cells.empty() && label->texts.empty()) continue;
      const bool unit = own != none && is_one_of(hints_.units, folded(cell(one).text));
      const bool words = !it.blank && !it.figure && !unit;
      const Above heads = above(one);
      const bool headed = std::any_of(heads.columns.begin(), heads.columns.end(),
                                      [](const Match& match) { return !match.label->heading; });
      const bool rows_above = std::any_of(heads.rows.begin(), heads.rows.end(),
                                          [](const Label* one_above) { return has_figures(*one_above); });
      if (words && !rows_above && (!headed || label == nullptr)) {
        own = one;
        continue;
      }
      if (label == nullptr && own != none) {
        read_own(one, own, heads);
      } else {
        items.push_back({one, label, label_cell, heads});
      }
    }
    for (std::size_t begin = 0; begin < items.size();) {
      std::size_t end = begin;
      while (end < items.size() && items[end].label == items[begin].label) ++end;
      read_values(row, std::span(items).subspan(begin, end - begin));
      begin = end;
    }
  }

  // A cell of a row, with the label beside it, where there is one, and what is above it.
  struct Item {
    int index;
    const Label* label;
    int label_cell;
    Above heads;
  };

  static std::vector<const Label*> rows_of(const Item& item) {
    if (item.label != nullptr) return {item.label};
    std::vector<const Label*> rows = item.heads.rows;
    std::erase_if(rows, [](const Label* one) { return !has_figures(*one); });
    return rows;
  }

  // Which row and column the paths of a cell lead to; null when they lead nowhere.
  static std::pair<const Label*, const Label*> target_of(const Item& item) {
    for (const Label* row : rows_of(item)) {
      for (const Match& column : item.heads.columns) {
        if (has_cell(*row, *column.label)) return {row, column.label};
      }
    }
    return {};
  }

  void read_values(int row, std::span<const Item> items) {
    if (std::all_of(items.begin(), items.end(), [](const Item& item) { return rows_of(item).empty(); })) return;
    const bool by_place = grid_.spans_known || items.front().label == nullptr;
    if (by_place && !is_sound(row, items))
      return divides_otherwise(row, items) ? read_in_order(row, items) : refuse_row(items);
    for (const Item& item : items) read_value(row, item);
  }

  // Whether the cells of a row and the heads above them fit together: none without a head, no two under one, and, but
  // in a workbook, which writes no blank ones, a cell for each head. Else one is missing or too many, and all behind it
  // are out of place.
  bool is_sound(int row, std::span<const Item> items) const {
    std::set<std::pair<const Label*, const Label*>> seen;
    bool any = false;
    for (const Item& item : items) {
      const auto target = target_of(item);
      if (target.first == nullptr) {
        if (!facts(item.index).blank && !item.heads.ambiguous && !is_under_other_head(item.index)) return false;
      } else if (!seen.insert(target).second) {
        return false;
      }
      any = any || target.first != nullptr;
    }
    if (!any || !cell(items.front().index).spot.sheet.empty()) return true;
    if (items.front().label != nullptr) {
      const std::vector<Head> heads = heads_over(row, *items.front().label);
      return are_apart(heads) &&
             std::all_of(heads.begin(), heads.end(), [&](const Head& head) { return at(row, head.column) != none; });
    }
    std::map<const Label*, std::size_t> counts;
    for (const auto& [one, column] : seen) ++counts[one];
    return std::all_of(counts.begin(), counts.end(),
                       [](const auto& one) { return one.second == one.first->cells.size() + one.first->texts.size(); });
  }

  // A column that the form does not have, with a head of its own: 备注.
  bool is_under_other_head(int index) const {
    const Cell& value = cell(index);
    for (int r = value.row - 1; r >= std::max(0, value.row - most_rows_to_head); --r) {
      const int one = at(r, value.column);
      if (one != none && heads_[static_cast<std::size_t>(r)]) return !facts(one).blank && !facts(one).is_label();
    }
    return false;
  }

  // Rows of one table may divide its width differently: as many cells as heads, from the same column to the same
  // column.
  bool divides_otherwise(int row, std::span<const Item> items) const {
    if (items.front().label == nullptr) return false;
    const std::vector<Head> heads = heads_over(row, *items.front().label);
    if (heads.size() != items.size()) return false;
    const Cell& last = cell(items.back().index);
    return cell(items.front().index).column == heads.front().column &&
           last.column + last.column_span == heads.back().end;
  }

  void read_in_order(int row, std::span<const Item> items) {
    const std::vector<Head> heads = heads_over(row, *items.front().label);
    for (std::size_t i = 0; i < items.size(); ++i) {
      add_entry(items[i].index, *items[i].label, {heads[i].label, Sure::variant}, items[i].label_cell, items[i].heads);
    }
  }

  void refuse_row(std::span<const Item> items) {
    std::string figures;
    const Cell* first = nullptr;
    for (const Item& item : items) {
      Facts& it = facts(item.index);
      if (it.blank) continue;
      it.used = true;
      if (first == nullptr) first = &cell(item.index);
      if (!figures.empty()) figures += "、";
      figures += cell(item.index).text;
    }
    if (first == nullptr) return;
    const std::vector<const Label*> rows = rows_of(items.front());
    const std::string name = rows.empty() ? std::string("?") : rows.front()->name;
    ask(first->spot,
        {fmt::format("“{}”一行的格与上面的栏头对不上，多半错了位：{} 都没有采用。", name, shortened(figures)),
         fmt::format("The cells of the row \"{}\" do not fit the heads above them and are probably out of place: "
                     "none of {} was taken.",
                     name, shortened(figures))});
  }

  void read_value(int row, const Item& item) {
    const int index = item.index;
    const Label* label = item.label;
    const int label_cell = item.label_cell;
    const Above& heads = item.heads;
    const Cell& value = cell(index);
    const std::vector<const Label*> rows = rows_of(item);
    for (const Label* one : rows) {
      if (!grid_.spans_known && label_cell != none && one == label) {
        if (facts(index).blank) return;
        const Label* column = by_order(row, index, *one, label_cell);
        if (column == nullptr) return shifted(index, *one);
        const auto known = std::find_if(heads.columns.begin(), heads.columns.end(),
                                        [column](const Match& match) { return match.label == column; });
        return add_entry(index, *one, {column, known == heads.columns.end() ? Sure::variant : known->sure}, label_cell,
                         heads);
      }
      for (const Match& column : heads.columns) {
        if (has_cell(*one, *column.label)) return add_entry(index, *one, column, label_cell, heads);
      }
    }
    if (facts(index).blank || rows.empty()) return;
    facts(index).used = true;
    ask(value.spot,
        heads.ambiguous
            ? Bilingual{fmt::format("“{}”的“{}”在两个栏头之下，分不清属于哪一栏。", rows.front()->name, value.text),
                        fmt::format("\"{}\" of \"{}\" stands under two heads.", value.text, rows.front()->name)}
            : Bilingual{
                  fmt::format("“{}”的“{}”上面没有认得的栏头。", rows.front()->name, value.text),
                  fmt::format("\"{}\" of \"{}\" has no head that is known above it.", value.text, rows.front()->name)});
  }

  void ask(const Spot& spot, Bilingual question) { reading_.questions.emplace_back(spot, std::move(question)); }

  void add_entry(int index, const Label& label, const Match& column, int label_cell, const Above& heads) {
    const Label* one = column.label;
    Sure sure = std::max(column.sure, label_cell == none ? Sure::exact : facts(label_cell).sure);
    if (column.sure == Sure::near && heads.head != nullptr) note_near(*heads.head, *one);
    const Cell& value = cell(index);
    Entry entry{.row = &label, .column = one, .source = value.text, .spot = value.spot, .sure = sure};
    const std::string& unit = one->unit.empty() ? label.unit : one->unit;
    if (one->holds_text) {
      entry.figure.written = value.text;
    } else {
      entry.figure = read_figure(value, unit, hints_);
    }
    if (entry.figure.unit.empty() && unit.empty() && heads.head != nullptr && !facts(index).blank) {
      entry.figure.unit = unit_of_head(heads.head->text, hints_);
    }
    facts(index).used = true;
    reading_.entries.push_back(std::move(entry));
  }

  void note_near(const Cell& head, const Label& label) {
    const auto same = [&head](const auto& one) { return one.first == &head; };
    if (std::none_of(near_.begin(), near_.end(), same)) near_.emplace_back(&head, &label);
  }

  void shifted(int index, const Label& label) {
    facts(index).used = true;
    ask(cell(index).spot,
        {fmt::format("“{}”一行的格数与栏头不一，“{}”属于哪一栏说不清：没有采用。", label.name, cell(index).text),
         fmt::format(
             "The row \"{}\" has another number of cells than there are heads; which of them \"{}\" belongs to is not "
             "certain: it was not taken.",
             label.name, cell(index).text)});
  }

  std::vector<int> figures_beside(int row, int label_cell) const {
    std::vector<int> figures = cells_of(row);
    std::erase_if(figures, [&](int one) { return !facts(one).figure || cell(one).column <= cell(label_cell).column; });
    return figures;
  }

  // Whether in rows that have a figure under each head the figures stand in the columns of their heads.
  bool places_hold() const {
    bool held = false;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      const Label* label = facts_[i].row;
      if (label == nullptr || !has_figures(*label)) continue;
      const std::vector<Head> heads = heads_over(grid_.cells[i].row, *label);
      const std::vector<int> figures = figures_beside(grid_.cells[i].row, static_cast<int>(i));
      if (heads.empty() || heads.size() != figures.size()) continue;
      for (std::size_t k = 0; k < heads.size(); ++k) {
        if (cell(figures[k]).column != heads[k].column) return false;
      }
      held = true;
    }
    return held;
  }

  // In a text a cell that reaches over several places may have left none behind, and all that follow it stand further
  // to the left. A row with a figure for each head is read in their order; another one by its places, where those hold
  // in full rows. Null when nothing decides.
  const Label* by_order(int row, int index, const Label& label, int label_cell) {
    const std::vector<Head> heads = heads_over(row, label);
    const std::vector<int> figures = figures_beside(row, label_cell);
    if (!are_all(heads, label) || figures.size() > heads.size()) return nullptr;
    if (figures.size() == heads.size()) {
      // Where the places of the heads do not hold, their order must be the form's: else they are out of place
      // themselves.
      bool below = true, official = true;
      for (std::size_t k = 0; k < heads.size(); ++k) {
        below = below && cell(figures[k]).column == heads[k].column;
        official = official && k < label.cells.size() && heads[k].label->id == label.cells[k];
      }
      if (!below && !official) return nullptr;
      const auto nth = std::find(figures.begin(), figures.end(), index) - figures.begin();
      return static_cast<std::size_t>(nth) < heads.size() ? heads[static_cast<std::size_t>(nth)].label : nullptr;
    }
    if (!places_hold_) places_hold_ = places_hold();
    const auto under =
        std::find_if(heads.begin(), heads.end(), [&](const Head& head) { return head.column == cell(index).column; });
    return *places_hold_ && under != heads.end() ? under->label : nullptr;
  }

  void read_own(int index, int own, const Above& heads) {
    if (facts(index).blank) return;
    if (last_seen_ != nullptr && last_seen_->table.empty()) return read_own_direct(index, own);
    const auto column = std::find_if(heads.columns.begin(), heads.columns.end(),
                                     [](const Match& match) { return !match.label->heading; });
    if (column == heads.columns.end() || last_seen_ == nullptr) return;
    OwnEntry& entry = own_row(own);
    facts(index).used = true;
    const Cell& value = cell(index);
    Entry one{.column = column->label, .source = value.text, .spot = value.spot, .sure = Sure::open};
    one.figure = read_figure(value, column->label->unit, hints_);
    entry.cells.push_back(std::move(one));
  }

  void read_own_direct(int index, int own) {
    const std::string text = folded(cell(index).text);
    const bool unit = is_one_of(hints_.units, text) || is_under(index, hints_.unit_heads);
    if (!unit && (!facts(index).figure || !is_under(index, hints_.figure_heads))) return;
    facts(index).used = true;
    OwnEntry& entry = own_row(own);
    if (unit) {
      entry.unit = text;
      return;
    }
    Entry one{.source = cell(index).text, .spot = cell(index).spot, .sure = Sure::open};
    one.figure = read_figure(cell(index), entry.unit, hints_);
    entry.cells.push_back(std::move(one));
  }

  OwnEntry& own_row(int own) {
    const Cell& label = cell(own);
    if (reading_.own_rows.empty() || reading_.own_rows.back().spot != label.spot) {
      facts(own).used = true;
      reading_.own_rows.push_back({.after = last_seen_, .label = label.text, .spot = label.spot});
    }
    return reading_.own_rows.back();
  }

  // A form whose rows hold one figure: of the cells beside the label, the one under a head for figures, or the only one
  // that is neither blank nor a unit.
  void read_direct(int row, const Label& label, int label_cell) {
    std::vector<int> beside;
    bool behind = false;
    for (const int one : cells_of(row)) {
      if (one == label_cell) {
        behind = true;
      } else if (behind) {
        if (facts(one).is_label()) break;
        beside.push_back(one);
      }
    }
    int chosen = none;
    bool headed = false;
    for (const int one : beside) {
      if (!is_under(one, hints_.figure_heads)) continue;
      headed = true;
      chosen = chosen == none ? one : chosen;
    }
    std::vector<int> candidates;
    for (const int one : beside) {
      const std::string text = folded(cell(one).text);
      const bool unit =
          text == label.unit || is_one_of(hints_.units, text) || text == "——" || is_under(one, hints_.unit_heads);
      if (unit) facts(one).used = true;
      if (!unit && !facts(one).blank) candidates.push_back(one);
    }
    if (!headed && candidates.size() == 1) chosen = candidates.front();
    if (!headed && candidates.size() > 1) {
      for (const int one : candidates) facts(one).used = true;
      return ask(cell(candidates[1]).spot, {fmt::format("“{}”旁边不止一个数。", label.name),
                                            fmt::format("\"{}\" has more than one figure beside it.", label.name)});
    }
    if (chosen == none) return;
    const Cell& value = cell(chosen);
    Entry entry{.row = &label, .source = value.text, .spot = value.spot, .sure = facts(label_cell).sure};
    entry.figure = read_figure(value, label.unit, hints_);
    facts(chosen).used = true;
    reading_.entries.push_back(std::move(entry));
  }

  void list_unused(std::size_t i) {
    const Facts& it = facts_[i];
    const Cell& cell = grid_.cells[i];
    if (it.blank || it.used || it.is_label()) return;
    const std::string text = folded(cell.text);
    for (const std::vector<std::string>* words :
         {&hints_.label_heads, &hints_.unit_heads, &hints_.figure_heads, &hints_.units}) {
      if (is_one_of(*words, text)) return;
    }
    if (text == "——") return;
    reading_.unused.push_back(
        {cell.text, cell.spot,
         it.figure ? Bilingual{"旁边和上面没有认得的标签", "no label that is known stands beside or above it"}
                   : Bilingual{"不是表里认得的标签", "it is no label of the form that is known"}});
  }

  const Hints& hints_;
  const Label* last_seen_ = nullptr;
  std::optional<bool> places_hold_;
  GridReading reading_;
};

}  // namespace

GridReading read_grid(const Grid& grid, const forms::Labels& labels, const LabelIndex& index, const Hints& hints) {
  return GridReader(grid, labels, index, hints).read();
}

std::size_t labels_in(const Grid& grid, const LabelIndex& index, const Hints& hints) {
  std::set<const Label*> found;
  for (const Cell& cell : grid.cells) {
    if (is_all_white(cell.text) || looks_like_figure(cell.text, hints)) continue;
    const std::vector<Match> matches = index.find_known(cell.text);
    if (matches.size() == 1) found.insert(matches.front().label);
    if (matches.size() > 1) found.insert(matches.back().label);
  }
  return found.size();
}

}  // namespace banxin::import
