#include "import/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "forms/decimal.h"

namespace banxin::import {
namespace {

using record::Content;

std::string id_of(const Entry& entry) {
  return entry.column == nullptr ? entry.row->id : entry.row->id + "/" + entry.column->id;
}

Bilingual name_of_cell(const Entry& entry) {
  const std::string row = entry.row == nullptr ? std::string() : entry.row->name;
  if (entry.column == nullptr) return {row, row};
  const std::string both = row.empty() ? entry.column->name : row + "／" + entry.column->name;
  return {both, both};
}

Bilingual check_source() {
  return {"对照来源，在记录里填上正确的数。", "Compare with the source and enter the right figure in the record."};
}

}  // namespace

void TableCollector::add(GridReading reading) {
  last_tables_.clear();
  std::set<std::string> tables;
  for (const Entry& entry : reading.entries) tables.insert(entry.row->table);
  for (const OwnEntry& own : reading.own_rows) tables.insert(own.after->table);
  for (const forms::Label& label : labels_.all()) {
    if (tables.erase(label.table) > 0) last_tables_.push_back(label.table);
  }
  for (const auto& [cell, label] : reading.near) {
    report_.ask(code::import_label, cell->spot,
                {fmt::format("“{}”多半是“{}”。", shortened(cell->text), label->text),
                 fmt::format("\"{}\" is probably \"{}\".", shortened(cell->text), label->text)},
                {"核对；确是同一个意思的，banxin import --learn 给出要加到 labels.xml 的一行。",
                 "Check it; where it means the same, `banxin import --learn` gives the line to add to labels.xml."});
    report_.draft().learnt.push_back(fmt::format("<variant of=\"{}\">{}</variant>", label->id, cell->text));
  }
  for (auto& [spot, question] : reading.questions) {
    report_.ask(code::import_place, spot, std::move(question), check_source());
  }
  for (Leftover& leftover : reading.unused) report_.unused(std::move(leftover));
  rows_.insert(reading.rows.begin(), reading.rows.end());
  for (Entry& entry : reading.entries) keep(std::move(entry));
  for (OwnEntry& own : reading.own_rows) own_rows_.push_back(std::move(own));
}

void TableCollector::keep(Entry entry) {
  const auto [kept, fresh] = kept_.try_emplace(id_of(entry));
  if (fresh) {
    kept->second.entry = std::move(entry);
    return;
  }
  Kept& first = kept->second;
  if (first.entry.figure.written == entry.figure.written && entry.figure.sure != Sure::open) return;
  report_.ask(code::import_twice, entry.spot,
              {fmt::format("“{}”出现两次：{} 是“{}”，这里是“{}”；都没有采用。", name_of_cell(entry).zh,
                           where(first.entry.spot).zh, first.entry.source, entry.source),
               fmt::format("\"{}\" is there twice: \"{}\" at {}, \"{}\" here; neither was taken.",
                           name_of_cell(entry).en, first.entry.source, where(first.entry.spot).en, entry.source)},
              check_source(), id_of(entry));
  first.conflict = true;
}

bool TableCollector::has(const std::string& table) const {
  return std::any_of(kept_.begin(), kept_.end(),
                     [&table](const auto& one) { return one.second.entry.row->table == table; }) ||
         std::any_of(own_rows_.begin(), own_rows_.end(),
                     [&table](const OwnEntry& own) { return own.after->table == table; });
}

// A cell of a row in the form's order.
struct TableCollector::Part {
  Kept* kept = nullptr;  // null: the source has none
  std::optional<forms::Decimal> number = {};
  bool total = false;

  bool is_blank() const { return kept == nullptr || kept->entry.figure.written.empty(); }
};

std::vector<TableCollector::Part> TableCollector::parts_of(const forms::Label& row) {
  std::vector<Part> parts;
  for (const std::string& cell : row.cells) {
    Part part{.total = column(cell) != nullptr && column(cell)->total};
    if (const auto found = kept_.find(row.id + "/" + cell); found != kept_.end() && !found->second.conflict) {
      part.kept = &found->second;
      part.number = forms::Decimal::parse(found->second.entry.figure.written);
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

void TableCollector::distrust(const std::vector<Part>& parts, const Bilingual& why) {
  for (const Part& part : parts) {
    if (part.kept == nullptr) continue;
    part.kept->unbalanced = true;
    part.kept->told.push_back(why);
  }
}

// A row that is full but for its first or its last cell has probably moved, unless its total confirms the others.
void TableCollector::check_edges(const forms::Label& row) {
  const std::vector<Part> parts = parts_of(row);
  const auto blanks = std::count_if(parts.begin(), parts.end(), [](const Part& part) { return part.is_blank(); });
  if (parts.size() < 3 || blanks != 1) return;
  const bool first = parts.front().is_blank();
  if (!first && !parts.back().is_blank()) return;
  forms::Decimal sum;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i].number) sum = sum + *parts[i].number;
  }
  const Part& last = parts.back();
  if (first && last.total && last.number && !last.number->is_zero() && sum == *last.number) return;
  Kept& beside = first ? *parts[1].kept : *parts[parts.size() - 2].kept;
  if (!beside.unbalanced) {
    report_.ask(code::import_place, beside.entry.spot,
                {fmt::format("“{}”一行只有{}一格空着：多半整行{}错了一格。", row.name, first ? "第" : "最后",
                             first ? "向右" : "向左"),
                 fmt::format("Of the row \"{}\" only the {} cell is blank: it has probably moved one column to the {}.",
                             row.name, first ? "first" : "last", first ? "right" : "left")},
                check_source(), id_of(beside.entry));
  }
  for (const Part& part : parts) {
    if (part.kept != nullptr) part.kept->out_of_place = true;
  }
  distrust(parts, {"这一行的格可能错了位。", "The cells of the row may be out of place."});
}

// Columns in another order than the form's: that their heads moved with their figures is for a person to say.
void TableCollector::check_order(const forms::Label& row) {
  const std::vector<Part> parts = parts_of(row);
  const Spot* last = nullptr;
  bool moved = false;
  for (const Part& part : parts) {
    if (part.kept == nullptr) continue;
    const Spot& spot = part.kept->entry.spot;
    const bool same_row = last != nullptr && last->source == spot.source && last->sheet == spot.sheet &&
                          last->table == spot.table && last->line == spot.line && last->row == spot.row;
    moved = moved || (same_row && spot.column < last->column);
    last = &spot;
  }
  if (!moved) return;
  if (out_of_order_.insert(row.table).second) {
    report_.ask(
        code::import_place, *last,
        {fmt::format("“{}”一行起，各栏的次序与表的不同：按栏头取了，请核对栏头没有单独错位。", row.name),
         fmt::format("From the row \"{}\" on the columns stand in another order than the form's: they were taken "
                     "by their heads; check that the heads have not moved alone.",
                     row.name)},
        check_source(), row.id);
  }
  distrust(parts, {"各栏的次序与表的不同。", "The columns stand in another order than the form's."});
}

// Where one row of the form is out of place, so are those beside it in the same row of the source.
void TableCollector::spread(const std::string& table) {
  const auto place = [](const Entry& entry) {
    const Spot& spot = entry.spot;
    return std::tuple(spot.source, spot.sheet, spot.table, spot.line, spot.row);
  };
  std::set<std::tuple<int, std::string, int, int, int>> moved;
  for (const auto& [id, kept] : kept_) {
    if (kept.out_of_place && kept.entry.row->table == table) moved.insert(place(kept.entry));
  }
  for (auto& [id, kept] : kept_) {
    if (kept.entry.row->table == table && moved.contains(place(kept.entry))) kept.unbalanced = true;
  }
}

// What the other cells of a row say of its total: the second witness.
void TableCollector::check_sums(const forms::Label& row) {
  const std::vector<Part> parts = parts_of(row);
  if (parts.size() < 3 || !parts.back().total) return;
  forms::Decimal sum;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i].number) sum = sum + *parts[i].number;
  }
  const bool whole = std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.number.has_value(); });
  const Part& last = parts.back();
  const Part& before = parts[parts.size() - 2];
  const bool no_total = !last.number && (last.kept == nullptr || last.kept->entry.figure.written.empty());
  if (no_total && before.number && !before.number->is_zero() && sum - *before.number <= *before.number) {
    report_.ask(
        code::import_arithmetic, before.kept->entry.spot,
        {fmt::format("“{}”一行没有总计，而“{}”的 {} 不小于前面各格之和 {}：这一行多半向左错了一格。", row.name,
                     before.kept->entry.column->name, before.number->text(), (sum - *before.number).text()),
         fmt::format(
             "The row \"{}\" has no total, and the {} under \"{}\" is no less than the sum of the cells before it, "
             "{}: the row has probably moved one column to the left.",
             row.name, before.number->text(), before.kept->entry.column->name, (sum - *before.number).text())},
        check_source(), id_of(before.kept->entry));
    for (const Part& part : parts) {
      if (part.kept != nullptr) part.kept->unbalanced = part.kept->out_of_place = true;
    }
    return;
  }
  // A bureau may give its totals alone: nothing stands beside them that could have moved.
  const bool alone =
      std::none_of(parts.begin(), parts.end() - 1, [](const Part& part) { return part.number.has_value(); });
  if (!last.number || alone) return;
  if (sum == *last.number) {
    for (const Part& part : parts) {
      if (whole) part.kept->told.push_back({"本行各格之和与总计相符。", "The cells of the row add up to its total."});
    }
    return;
  }
  for (const Part& part : parts) {
    if (part.kept != nullptr) part.kept->out_of_place = true;
  }
  distrust(parts,
           {fmt::format("本行各格之和是 {}，与总计 {} 不符。", sum.text(), last.number->text()),
            fmt::format("The cells of the row add up to {}, not to its total, {}.", sum.text(), last.number->text())});
  // A sum that nothing mends is for the form's rules; they do not judge a row with blanks.
  if (whole) return ask_for_split(row, parts, sum);
  report_.ask(
      code::import_arithmetic, last.kept->entry.spot,
      {fmt::format("“{}”一行各格之和是 {}，总计是 {}：来源里就不符，或者有的格错了位。", row.name, sum.text(),
                   last.number->text()),
       fmt::format("The cells of the row \"{}\" add up to {}, its total is {}: so it is in the source, or cells "
                   "are out of place.",
                   row.name, sum.text(), last.number->text())},
      check_source(), id_of(last.kept->entry));
}

// One figure in two cells: joined, they make the row add up to its total.
void TableCollector::ask_for_split(const forms::Label& row, const std::vector<Part>& parts, const forms::Decimal& sum) {
  const forms::Decimal& total = *parts.back().number;
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    const auto joined = forms::Decimal::parse(parts[i].number->text() + parts[i + 1].number->text());
    if (!joined || sum - *parts[i].number - *parts[i + 1].number + *joined != total) continue;
    report_.ask(
        code::import_arithmetic, parts[i].kept->entry.spot,
        {fmt::format("“{}”一行各格之和是 {}，总计是 {}；“{}”的 {} 和“{}”的 {} 连成 {} 就相符：多半是一个数拆在两格里。",
                     row.name, sum.text(), total.text(), parts[i].kept->entry.column->name, parts[i].number->text(),
                     parts[i + 1].kept->entry.column->name, parts[i + 1].number->text(), joined->text()),
         fmt::format(
             "The cells of the row \"{}\" add up to {}, its total is {}; they agree when {} under \"{}\" and {} "
             "under \"{}\" are one figure, {}: it was probably split over two cells.",
             row.name, sum.text(), total.text(), parts[i].number->text(), parts[i].kept->entry.column->name,
             parts[i + 1].number->text(), parts[i + 1].kept->entry.column->name, joined->text())},
        check_source(), id_of(parts[i].kept->entry));
    return;
  }
}

// Rows that a table which was found does not have.
void TableCollector::ask_for_rows(const std::string& table) {
  std::string names;
  for (const forms::Label& label : labels_.all()) {
    if (label.column || label.heading || label.table != table || rows_.contains(&label)) continue;
    if (!names.empty()) names += "、";
    names += label.name;
  }
  if (names.empty()) return;
  constexpr std::size_t most = 200;
  report_.ask(code::import_table_missing, {},
              {fmt::format("来源的统计表里没有这些行，记录里空着：{}。", shortened(names, most)),
               fmt::format("The source's table does not have these rows; they are blank in the record: {}.",
                           shortened(names, most))},
              {"对照来源填上；标签写法不同的，banxin import 的页面列在没有用上的里面。",
               "Fill them in; a row under another label is among what was not used, on the page of the import."});
}

Content::Table TableCollector::table(const std::string& id) {
  Content::Table table{.id = id};
  if (has(id)) ask_for_rows(id);
  for (const forms::Label& label : labels_.all()) {
    if (label.column || label.table != id || label.heading) continue;
    check_sums(label);
    check_edges(label);
    check_order(label);
  }
  spread(id);
  for (const forms::Label& label : labels_.all()) {
    if (label.column || label.table != id) continue;
    if (!label.heading) table.rows.push_back(row_of(label));
    for (const OwnEntry& own : own_rows_) {
      if (own.after == &label) table.rows.push_back(own_row_of(own));
    }
  }
  return table;
}

Content::Row TableCollector::row_of(const forms::Label& label) {
  Content::Row row{.id = label.id, .label = label.text};
  const auto written = [this](const std::string& id, std::string& unit) -> std::string {
    const auto found = kept_.find(id);
    if (found == kept_.end()) return {};
    Kept& kept = found->second;
    ReadFigure& figure = kept.entry.figure;
    if (!figure.question.empty() && !kept.conflict) {
      report_.ask(code::import_figure, kept.entry.spot,
                  {name_of_cell(kept.entry).zh + "：" + figure.question.zh,
                   name_of_cell(kept.entry).en + ": " + figure.question.en},
                  check_source(), id);
    }
    Value value{.part = id,
                .name = name_of_cell(kept.entry),
                .written = kept.conflict ? std::string() : figure.written,
                .source = kept.entry.source,
                .spot = kept.entry.spot,
                .sure = kept.conflict || kept.unbalanced ? Sure::open : std::max(kept.entry.sure, figure.sure),
                .told = figure.told};
    value.told.insert(value.told.end(), kept.told.begin(), kept.told.end());
    unit = figure.unit;
    std::string text = value.written;
    report_.value(std::move(value));
    return text;
  };
  std::string unit;
  if (label.cells.empty() && label.texts.empty()) row.figure = written(label.id, unit);
  for (const std::vector<std::string>* cells : {&label.cells, &label.texts}) {
    for (const std::string& one : *cells) {
      Content::Cell cell{.id = one, .label = column(one)->text, .holds_text = cells == &label.texts};
      cell.figure = written(label.id + "/" + one, cell.unit);
      row.cells.push_back(std::move(cell));
    }
  }
  return row;
}

Content::Row TableCollector::own_row_of(const OwnEntry& own) {
  Content::Row row{.after = own.after->id, .label = own.label, .unit = own.unit};
  report_.ask(code::import_own_row, own.spot,
              {fmt::format("“{}”不是表里的行，作为单位自加的行放在“{}”后面。", shortened(own.label), own.after->name),
               fmt::format("\"{}\" is no row of the form; it stands as a row of the bureau's own after \"{}\".",
                           shortened(own.label), own.after->name)},
              {"核对：是表里的行而写法不同的，改成那一行。",
               "Check it: where it is a row of the form in other words, make it that row."});
  for (const Entry& entry : own.cells) {
    if (entry.column == nullptr) {
      row.figure = entry.figure.written;
    } else {
      row.cells.push_back({.id = entry.column->id, .label = entry.column->text, .figure = entry.figure.written});
    }
    report_.value({.part = "own-row:" + own.label,
                   .name = {own.label, own.label},
                   .written = entry.figure.written,
                   .source = entry.source,
                   .spot = entry.spot,
                   .sure = Sure::open,
                   .told = entry.figure.told});
  }
  return row;
}

}  // namespace banxin::import
