#include "import/bureau_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/unseen.h"
#include "import/figure_reader.h"
#include "import/marks.h"

namespace banxin::import {
namespace {

using forms::Label;

constexpr int nothing = -1;
constexpr std::size_t fewest_heads = 3;  // labels of the form, of a sheet that has a row for each bureau

bool is_one_of(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What one head of several says, where it says two things: 本年新收／自然人.
std::vector<std::string> parts_of_head(std::string_view text) {
  std::vector<std::string> parts(1);
  constexpr std::array<std::string_view, 8> marks = {"／", "/", "－", "—", "-", "_", "：", ":"};
  while (!text.empty()) {
    const auto* const mark =
        std::find_if(marks.begin(), marks.end(), [text](auto one) { return text.starts_with(one); });
    if (mark != marks.end()) {
      parts.emplace_back();
      text.remove_prefix(mark->size());
    } else {
      parts.back() += text.front();
      text.remove_prefix(1);
    }
  }
  std::erase_if(parts, [](const std::string& part) { return is_all_white(part); });
  return parts;
}

// A cell of the form that the heads over a column lead to.
struct Target {
  const Label* row = nullptr;
  const Label* column = nullptr;
  Sure sure = Sure::exact;
};

class BureauSheetReader {
 public:
  BureauSheetReader(const Grid& grid, const forms::Labels& labels, const LabelIndex& index, const Hints& hints)
      : grid_(grid), labels_(labels), index_(index), hints_(hints) {
    at_.assign(static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns), nothing);
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      const Cell& cell = grid.cells[i];
      for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
        for (int c = cell.column; c < cell.column + cell.column_span; ++c) at_[place(r, c)] = static_cast<int>(i);
      }
    }
  }

  std::optional<BureauSheet> read() && {
    if (!find_heads()) return std::nullopt;
    for (int c = 0; c < grid_.columns; ++c) {
      if (c != names_) read_head(c);
    }
    ask_for_same_targets();
    ask_for_missing_columns();
    for (const Cell& cell : grid_.cells) {
      if (cell.row < first_head_ && !is_all_white(cell.text)) sheet_.above.push_back(cell.text);
    }
    for (int r = body_; r < grid_.rows; ++r) read_row(r);
    if (sheet_.rows.empty()) return std::nullopt;
    return std::move(sheet_);
  }

 private:
  std::size_t place(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.columns) + static_cast<std::size_t>(column);
  }
  const Cell* at(int row, int column) const {
    const int one = at_[place(row, column)];
    return one == nothing ? nullptr : &grid_.cells[static_cast<std::size_t>(one)];
  }
  bool is_blank(int row, int column) const {
    const Cell* cell = at(row, column);
    return cell == nullptr || (is_all_white(cell->text) && cell->fault == Cell::Fault::none);
  }

  // The rows of the heads, and the column of the bureaus' names.
  bool find_heads() {
    for (const Cell& cell : grid_.cells) {
      if (!is_one_of(hints_.bureau_heads, folded(cell.text))) continue;
      names_ = cell.column;
      body_ = cell.row + cell.row_span;
      // Heads in rows below, of which the head of the bureaus was not made one.
      while (body_ < grid_.rows && is_blank(body_, names_) && has_label(body_)) ++body_;
      first_head_ = cell.row;
      while (first_head_ > 0 && has_label(first_head_ - 1)) --first_head_;
      std::set<const Label*> found;
      for (int c = names_ + 1; c < grid_.columns; ++c) {
        for (const Named& one : named_over(c)) {
          if (one.match.sure != Sure::near) found.insert(one.match.label);
        }
      }
      sheet_.labels = found.size();
      return found.size() >= fewest_heads;
    }
    return false;
  }

  bool has_label(int row) const {
    for (int c = 0; c < grid_.columns; ++c) {
      if (is_blank(row, c) || looks_like_figure(at(row, c)->text, hints_)) continue;
      if (!index_.find_known(at(row, c)->text).empty()) return true;
    }
    return false;
  }

  // The labels that the heads over a column may be, from the top.
  struct Named {
    int level;
    Match match;
  };
  std::vector<Named> named_over(int column) const {
    std::vector<Named> named;
    int level = 0;
    const Cell* last = nullptr;
    for (int r = first_head_; r < body_; ++r) {
      const Cell* cell = at(r, column);
      if (cell == nullptr || cell == last || is_blank(r, column)) continue;
      last = cell;
      std::vector<Match> matches = index_.find(cell->text);
      if (!matches.empty()) {
        for (const Match& match : matches) named.push_back({level, match});
        ++level;
        continue;
      }
      for (const std::string& part : parts_of_head(cell->text)) {
        for (const Match& match : index_.find_known(part)) named.push_back({level, match});
        ++level;
      }
    }
    return named;
  }

  // How many of the rows of the form that a row is a part of are named by other heads.
  int parents_named(const Label& row, const std::vector<Named>& named) const {
    int count = 0;
    for (const Label* one = parent_of(row); one != nullptr; one = parent_of(*one)) {
      if (std::any_of(named.begin(), named.end(), [one](const Named& it) { return it.match.label == one; })) ++count;
    }
    return count;
  }

  static bool has_cell(const Label& row, const Label& column) {
    return is_one_of(row.cells, column.id) || is_one_of(row.texts, column.id);
  }

  // All cells of the form that the heads over a column may lead to, those that more of the heads speak for alone.
  std::vector<Target> targets_of(const std::vector<Named>& named) const {
    std::map<std::pair<const Label*, const Label*>, std::pair<int, Sure>> found;
    for (const Named& row : named) {
      const Label& label = *row.match.label;
      if (label.column || label.heading) continue;
      const int parents = 2 * parents_named(label, named);
      const auto add = [&](const Label* column, int weight, Sure sure) {
        const auto [known, fresh] = found.try_emplace({&label, column}, weight, sure);
        if (!fresh && weight > known->second.first) known->second = {weight, sure};
      };
      if (label.cells.empty() && label.texts.empty()) add(nullptr, parents, row.match.sure);
      for (const Named& column : named) {
        if (!column.match.label->column || column.level == row.level || !has_cell(label, *column.match.label)) continue;
        add(column.match.label, parents + (column.level > row.level ? 1 : 0),
            std::max(row.match.sure, column.match.sure));
      }
      // A row with one cell needs no head for it.
      if (label.cells.size() == 1 && label.texts.empty()) {
        add(labels_.find(label.cells.front()), parents, std::max(row.match.sure, Sure::variant));
      }
    }
    int most = -1;
    for (const auto& [target, weight] : found) most = std::max(most, weight.first);
    std::vector<Target> best;
    for (const auto& [target, weight] : found) {
      if (weight.first == most) best.push_back({target.first, target.second, weight.second});
    }
    return best;
  }

  void read_head(int column) {
    const std::vector<Named> named = named_over(column);
    std::vector<Target> targets = targets_of(named);
    if (targets.size() > 1) targets = below_last_parent(targets);
    if (targets.size() == 1) {
      targets_.emplace(column, targets.front());
      last_column_[targets.front().row] = column;
      for (const Named& one : named) {
        if (one.match.sure == Sure::near) near_.emplace_back(lowest_head(column), one.match.label);
      }
    } else if (named.empty() && is_one_of(hints_.number_heads, text_of(lowest_head(column)))) {
      numbers_.insert(column);
    }
  }

  // Of rows of one wording, whose heads stand in one row, the one that is a part of the row that came last.
  std::vector<Target> below_last_parent(const std::vector<Target>& targets) const {
    int last = nothing;
    std::vector<Target> best;
    for (const Target& target : targets) {
      const auto found = last_column_.find(parent_of(*target.row));
      if (found == last_column_.end() || found->second < last) continue;
      if (found->second > last) best.clear();
      last = found->second;
      best.push_back(target);
    }
    return best;
  }

  const Label* parent_of(const Label& row) const {
    for (int i = labels_.position(row.id).value_or(0) - 1; i >= 0; --i) {
      const Label& one = labels_.all()[static_cast<std::size_t>(i)];
      if (!one.column && one.table == row.table && one.level < row.level) return &one;
    }
    return nullptr;
  }

  const Cell* lowest_head(int column) const {
    for (int r = body_ - 1; r >= first_head_; --r) {
      if (!is_blank(r, column)) return at(r, column);
    }
    return nullptr;
  }
  static std::string text_of(const Cell* cell) { return cell == nullptr ? std::string() : folded(cell->text); }

  // Two columns for one cell of the form: neither is taken.
  void ask_for_same_targets() {
    std::map<std::pair<const Label*, const Label*>, int> first;
    std::set<int> twice;
    for (const auto& [column, target] : targets_) {
      const auto [known, fresh] = first.try_emplace({target.row, target.column}, column);
      if (!fresh) twice.insert({known->second, column});
    }
    for (const int column : twice) targets_.erase(column);
  }

  // Cells of a table of which others have a column: blank in every record.
  void ask_for_missing_columns() {
    std::set<std::string> tables;
    std::set<std::pair<const Label*, const Label*>> there;
    for (const auto& [column, target] : targets_) {
      tables.insert(target.row->table);
      there.insert({target.row, target.column});
    }
    std::string names;
    const auto look = [&](const Label& row, const Label* column) {
      if (there.contains({&row, column})) return;
      if (!names.empty()) names += "、";
      names += column == nullptr ? row.name : row.name + "／" + column->name;
    };
    for (const Label& row : labels_.all()) {
      if (row.column || row.heading || !tables.contains(row.table)) continue;
      rows_.insert(&row);
      if (row.cells.empty() && row.texts.empty()) look(row, nullptr);
      for (const std::vector<std::string>* cells : {&row.cells, &row.texts}) {
        for (const std::string& one : *cells) look(row, labels_.find(one));
      }
    }
    if (names.empty()) return;
    constexpr std::size_t most = 200;
    questions_.emplace_back(
        Spot{.sheet = grid_.cells.front().spot.sheet},
        Bilingual{fmt::format("没有哪一栏的栏头指明这些格，记录里空着：{}。", shortened(names, most)),
                  fmt::format("No column's heads lead to these cells, which are blank in the record: {}.",
                              shortened(names, most))});
  }

  void read_row(int row) {
    bool any = false;
    for (int c = 0; c < grid_.columns; ++c) any = any || (c != names_ && !is_blank(row, c));
    if (is_blank(row, names_) && !any) return;
    const Cell* name = is_blank(row, names_) ? nullptr : at(row, names_);
    const std::string text = text_of(name);
    const bool total = is_one_of(hints_.totals, text) || (name == nullptr && is_total_beside(row));
    constexpr std::size_t longest = 180;  // bytes of a name; what is longer is a remark
    const bool bureau = name != nullptr && !total && text.size() <= longest && text.find("。") == std::string::npos &&
                        !looks_like_figure(name->text, hints_) && (any || name->column_span == 1);
    if (!bureau) return leave_out(row, total);
    BureauRow one{.bureau = on_one_line(name->text), .spot = name->spot, .reading = {}};
    for (int c = 0; c < grid_.columns; ++c) {
      if (c != names_ && !is_blank(row, c)) read_value(*at(row, c), c, one.reading);
    }
    one.reading.rows = rows_;
    one.reading.near = near_;
    one.reading.questions.insert(one.reading.questions.begin(), questions_.begin(), questions_.end());
    sheet_.rows.push_back(std::move(one));
  }

  // 合计 in a column before that of the names: 序号.
  bool is_total_beside(int row) const {
    for (int c = 0; c < names_; ++c) {
      if (!is_blank(row, c) && is_one_of(hints_.totals, folded(at(row, c)->text))) return true;
    }
    return false;
  }

  void leave_out(int row, bool total) {
    for (int c = 0; c < grid_.columns; ++c) {
      const Cell* cell = at(row, c);
      if (is_blank(row, c) || cell->row != row || cell->column != c) continue;
      sheet_.unused.push_back({cell->text, cell->spot,
                               total ? Bilingual{"合计不是一个单位", "a total is no bureau"}
                                     : Bilingual{"这一行不是一个单位的", "the row is not that of a bureau"}});
    }
  }

  void read_value(const Cell& cell, int column, GridReading& reading) {
    if (numbers_.contains(column)) return;
    const auto found = targets_.find(column);
    if (found == targets_.end()) {
      const Cell* head = lowest_head(column);
      const std::string words = head == nullptr ? std::string() : head->text;
      reading.questions.emplace_back(
          cell.spot,
          Bilingual{
              fmt::format("“{}”上面的栏头“{}”不能确定是表的哪一格：没有采用。", shortened(cell.text), shortened(words)),
              fmt::format("The heads over \"{}\", \"{}\", do not lead to one cell of the form: it was not taken.",
                          shortened(cell.text), shortened(words))});
      reading.unused.push_back(
          {cell.text, cell.spot, {"栏头不能确定是表的哪一格", "its heads do not lead to one cell of the form"}});
      return;
    }
    const Target& target = found->second;
    Entry entry{
        .row = target.row, .column = target.column, .source = cell.text, .spot = cell.spot, .sure = target.sure};
    const bool words = target.column != nullptr && target.column->holds_text;
    const std::string& unit =
        target.column == nullptr || target.column->unit.empty() ? target.row->unit : target.column->unit;
    if (words) {
      entry.figure.written = cell.text;
    } else {
      entry.figure = read_figure(cell, unit, hints_);
    }
    reading.entries.push_back(std::move(entry));
  }

  const Grid& grid_;
  const forms::Labels& labels_;
  const LabelIndex& index_;
  const Hints& hints_;
  std::vector<int> at_;                        // cells by place
  int names_ = 0, first_head_ = 0, body_ = 0;  // the names' column; rows
  std::map<int, Target> targets_;              // by column
  std::map<const Label*, int> last_column_;    // that leads to a row
  std::set<int> numbers_;                      // columns that count the rows
  std::set<const Label*> rows_;                // of the tables that the sheet has
  std::vector<std::pair<const Cell*, const Label*>> near_;
  std::vector<std::pair<Spot, Bilingual>> questions_;
  BureauSheet sheet_;
};

}  // namespace

std::optional<BureauSheet> read_bureau_sheet(const Grid& grid, const forms::Labels& labels, const LabelIndex& index,
                                             const Hints& hints) {
  if (grid.rows < 2 || grid.columns < 2) return std::nullopt;
  return BureauSheetReader(grid, labels, index, hints).read();
}

}  // namespace banxin::import
