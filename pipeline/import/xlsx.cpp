#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "import/package.h"
#include "import/readers.h"

namespace banxin::import {
namespace {

// How a cell shows its number (ISO/IEC 29500-1, 18.8.30).
struct NumberFormat {
  bool general = true, percent = false, date = false;
  int decimals = 0;
};

NumberFormat built_in_format(int id) {
  switch (id) {
    case 1:
    case 3: return {.general = false};
    case 2:
    case 4: return {.general = false, .decimals = 2};
    case 9: return {.general = false, .percent = true};
    case 10: return {.general = false, .percent = true, .decimals = 2};
    default: break;
  }
  const bool date =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return {.general = !date, .date = date};
}

// Of the section for positive numbers, without what is in quotes or brackets.
NumberFormat read_format(std::string_view code) {
  std::string bare;
  char closing = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (closing != 0) {
      if (c == closing) closing = 0;
    } else if (c == ';') {
      break;
    } else if (c == '"' || c == '[') {
      closing = c == '[' ? ']' : '"';
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      bare += c;
    }
  }
  if (bare.empty() || bare == "General" || bare == "@") return {};
  if (bare.find_first_of("yYdDhHsS") != std::string::npos) return {.general = false, .date = true};
  NumberFormat format{.general = false, .percent = bare.find('%') != std::string::npos};
  if (const std::size_t point = bare.find('.'); point != std::string::npos) {
    for (std::size_t i = point + 1; i < bare.size() && (bare[i] == '0' || bare[i] == '#' || bare[i] == '?'); ++i) {
      ++format.decimals;
    }
  }
  return format;
}

// The day with this number, as the 1900 system counts them from 1899-12-30 on.
std::string day_of(double serial) {
  constexpr double most_serial = 2'958'465;  // 9999-12-31
  if (!(serial >= 1 && serial <= most_serial)) return {};
  // Days since 0000-03-01 (H. Hinnant, chrono-compatible low-level date algorithms).
  const long z = static_cast<long>(serial) - 25'569 + 719'468;
  const long era = z / 146'097;
  const long doe = z - era * 146'097;
  const long yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long mp = (5 * doy + 2) / 153;
  const long month = mp < 10 ? mp + 3 : mp - 9;
  return fmt::format("{:04}-{:02}-{:02}", yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1);
}

// A number as a workbook keeps it is a binary one, written with up to 17 digits; Excel shows 15 of them.
std::string shown_number(const std::string& written, const NumberFormat& format, Cell& cell, bool& rounded) {
  double value = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
  if (error != std::errc() || end != written.data() + written.size() || !std::isfinite(value)) return written;
  if (format.date) {
    cell.fault = Cell::Fault::date;
    const std::string day = day_of(value);
    return day.empty() ? written : day;
  }
  if (format.percent) {
    cell.fault = Cell::Fault::percent;
    return fmt::format("{:.{}f}%", value * 100, format.decimals);
  }
  if (!format.general) {
    std::string text = fmt::format("{:.{}f}", value, format.decimals);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    constexpr double tiny = 1e-9;
    rounded = std::abs(back - value) > tiny * std::max(1.0, std::abs(value));
    if (!rounded) return text;
  }
  constexpr int shown_digits = 15;
  std::string text = fmt::format("{:.{}g}", value, shown_digits);
  if (text.find('e') != std::string::npos) text = fmt::format("{:.0f}", value);
  rounded = rounded || (written.size() > static_cast<std::size_t>(shown_digits) + 2 && text != written);
  return text;
}

// Column 1 and row 4 of A4; 0 when it is no such name.
std::pair<int, int> place_of(std::string_view name) {
  int column = 0;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 3; ++i) column = column * 26 + (name[i] - 'A' + 1);
  return {column, number_of(std::string(name.substr(i)), 0)};
}

// The text of a string item or an inline string: runs are parts of it, phonetic ones are not.
std::string text_of(const xml::Node& item) {
  std::string text;
  for (const xml::Node& child : item.elements()) {
    if (child.name() == "t") text += child.text();
    if (child.name() != "r") continue;
    if (const auto part = child_of(child, "t")) text += part->text();
  }
  return text;
}

class WorkbookReader {
 public:
  WorkbookReader(const Package& package, FoundBuilder& to) : package_(package), to_(to) {}

  Bilingual read() {
    const std::string book = Package::target_of(package_.relationships("", fault_), "officeDocument");
    const auto workbook = package_.tree(book, fault_);
    if (!workbook) return fault_or({"它没有工作簿部件", "it has no part for a workbook"});
    const auto relationships = package_.relationships(book, fault_);
    read_strings(Package::target_of(relationships, "sharedStrings"));
    read_formats(Package::target_of(relationships, "styles"));
    const auto sheets = child_of(workbook->root(), "sheets");
    if (!sheets) return fault_or({"它没有工作表", "it has no sheets"});
    for (const xml::Node& sheet : sheets->elements()) {
      const std::string id = sheet.attribute("id", relationship_namespace).value_or("");
      const auto target = std::find_if(relationships.begin(), relationships.end(),
                                       [&id](const Package::Relationship& one) { return one.id == id; });
      if (target == relationships.end() || target->external) continue;
      const std::string name = attribute_of(sheet, "name");
      const std::string state = attribute_of(sheet, "state");
      if (state == "hidden" || state == "veryHidden") {
        to_.remark(Remark::Kind::hidden_sheet, name, {.sheet = name});
        continue;
      }
      read_sheet(name, target->target);
      if (!fault_.empty() || !to_.fault().empty()) return fault_;
    }
    for (const std::string& part : package_.names_below("xl/charts/chart")) picture(Block::Kind::chart, part);
    for (const std::string& part : package_.names_below("xl/media/")) picture(Block::Kind::picture, part);
    return fault_;
  }

 private:
  struct Merge {
    int first_row, first_column, last_row, last_column;
  };

  Bilingual fault_or(const Bilingual& otherwise) const { return fault_.empty() ? otherwise : fault_; }

  void picture(Block::Kind kind, const std::string& part) { to_.add({.kind = kind, .text = part}); }

  void read_strings(const std::string& part) {
    const auto tree = part.empty() ? std::nullopt : package_.tree(part, fault_);
    if (!tree) return;
    for (const xml::Node& item : tree->root().elements()) strings_.push_back(text_of(item));
  }

  void read_formats(const std::string& part) {
    const auto tree = part.empty() ? std::nullopt : package_.tree(part, fault_);
    if (!tree) return;
    std::map<int, NumberFormat> own;
    if (const auto list = child_of(tree->root(), "numFmts")) {
      for (const xml::Node& one : list->elements()) {
        own[number_of(attribute_of(one, "numFmtId"), 0)] = read_format(attribute_of(one, "formatCode"));
      }
    }
    const auto cells = child_of(tree->root(), "cellXfs");
    if (!cells) return;
    for (const xml::Node& one : cells->elements()) {
      const int id = number_of(attribute_of(one, "numFmtId"), 0);
      const auto found = own.find(id);
      formats_.push_back(found == own.end() ? built_in_format(id) : found->second);
    }
  }

  void read_sheet(const std::string& name, const std::string& part) {
    const auto tree = package_.tree(part, fault_);
    if (!tree) return;
    std::vector<Cell> cells;
    if (const auto data = child_of(tree->root(), "sheetData")) {
      int row = 0;
      for (const xml::Node& one : data->elements()) {
        row = number_of(attribute_of(one, "r"), row + 1);
        read_row(one, row, name, cells);
        if (cells.size() > most_cells) {
          fault_ = {"它的格数超过 50000", "it has more than 50,000 cells"};
          return;
        }
      }
    }
    std::vector<Merge> merges;
    if (const auto list = child_of(tree->root(), "mergeCells")) {
      for (const xml::Node& one : list->elements()) add_merge(attribute_of(one, "ref"), merges);
    }
    add_grid(name, std::move(cells), merges);
  }

  static void add_merge(const std::string& range, std::vector<Merge>& merges) {
    const std::size_t colon = range.find(':');
    if (colon == std::string::npos) return;
    const auto [first_column, first_row] = place_of(std::string_view(range).substr(0, colon));
    const auto [last_column, last_row] = place_of(std::string_view(range).substr(colon + 1));
    if (first_row == 0 || first_column == 0 || last_row < first_row || last_column < first_column) return;
    merges.push_back({first_row, first_column, last_row, last_column});
  }

  void read_row(const xml::Node& node, int row, const std::string& sheet, std::vector<Cell>& cells) {
    const std::string hidden = attribute_of(node, "hidden");
    if (hidden == "1" || hidden == "true") {
      to_.remark(Remark::Kind::hidden_rows, {}, {.sheet = sheet, .row = row, .column = 1});
    }
    int column = 0;
    for (const xml::Node& one : node.elements()) {
      const int written = place_of(attribute_of(one, "r")).first;
      column = written > 0 ? written : column + 1;
      Cell cell{.row = row, .column = column, .spot = {.sheet = sheet, .row = row, .column = column}};
      read_value(one, cell);
      if (!cell.text.empty() || cell.fault != Cell::Fault::none) cells.push_back(std::move(cell));
    }
  }

  void read_value(const xml::Node& node, Cell& cell) {
    const std::string type = attribute_of(node, "t");
    const auto value = child_of(node, "v");
    if (type == "inlineStr") {
      if (const auto string = child_of(node, "is")) cell.text = on_one_line(text_of(*string));
      return;
    }
    if (!value || value->text().empty()) {
      if (child_of(node, "f")) cell.fault = Cell::Fault::not_calculated;
      return;
    }
    const std::string written = value->trimmed_text();
    if (type == "s") {
      const auto index = static_cast<std::size_t>(number_of(written, 0));
      if (index < strings_.size()) cell.text = on_one_line(strings_[index]);
    } else if (type == "e") {
      cell.text = written;
      cell.fault = Cell::Fault::error;
    } else if (type == "str" || type == "b" || type == "d") {
      cell.text = on_one_line(written);
    } else {
      const auto style = static_cast<std::size_t>(number_of(attribute_of(node, "s"), 0));
      bool rounded = false;
      cell.text = shown_number(written, style < formats_.size() ? formats_[style] : NumberFormat{}, cell, rounded);
      if (rounded) to_.remark(Remark::Kind::rounded, written, cell.spot);
    }
  }

  // Rows and columns without anything in them are left out.
  void add_grid(const std::string& sheet, std::vector<Cell> cells, const std::vector<Merge>& merges) {
    std::set<int> rows, columns;
    for (const Cell& cell : cells) {
      rows.insert(cell.row);
      columns.insert(cell.column);
    }
    // The places of a merged cell that holds something are there too.
    constexpr int most_merged = 2000;
    std::map<std::pair<int, int>, const Merge*> merged;
    for (const Merge& merge : merges) merged.emplace(std::pair(merge.first_row, merge.first_column), &merge);
    for (const Cell& cell : cells) {
      const auto merge = merged.find({cell.row, cell.column});
      if (merge == merged.end()) continue;
      const Merge& to = *merge->second;
      if (to.last_row - to.first_row > most_merged || to.last_column - to.first_column > most_columns) continue;
      for (int r = to.first_row; r <= to.last_row; ++r) rows.insert(r);
      for (int c = to.first_column; c <= to.last_column; ++c) columns.insert(c);
    }
    const std::vector<int> row_list(rows.begin(), rows.end());
    const std::vector<int> column_list(columns.begin(), columns.end());
    const auto index_in = [](const std::vector<int>& all, int one) {
      return static_cast<int>(std::lower_bound(all.begin(), all.end(), one) - all.begin());
    };
    Block block{.kind = Block::Kind::table, .spot = {.sheet = sheet}};
    block.grid.rows = static_cast<int>(rows.size());
    block.grid.columns = static_cast<int>(columns.size());
    for (Cell& cell : cells) {
      const auto merge = merged.find({cell.row, cell.column});
      const int last_row = merge == merged.end() ? cell.row : merge->second->last_row;
      const int last_column = merge == merged.end() ? cell.column : merge->second->last_column;
      cell.row_span = std::max(1, index_in(row_list, last_row + 1) - index_in(row_list, cell.row));
      cell.column_span = std::max(1, index_in(column_list, last_column + 1) - index_in(column_list, cell.column));
      cell.row = index_in(row_list, cell.row);
      cell.column = index_in(column_list, cell.column);
    }
    block.grid.cells = std::move(cells);
    to_.add(std::move(block));
  }

  const Package& package_;
  FoundBuilder& to_;
  Bilingual fault_;
  std::vector<std::string> strings_;
  std::vector<NumberFormat> formats_;
};

}  // namespace

Reading read_xlsx(std::string_view bytes) {
  Bilingual fault;
  const auto package = Package::open(bytes, fault);
  if (!package) return {.fault = std::move(fault)};
  FoundBuilder found;
  package->remark_on_parts(found);
  fault = WorkbookReader(*package, found).read();
  if (!fault.empty()) return {.fault = std::move(fault)};
  Reading reading = std::move(found).finish();
  reading.found.kind = {"Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"};
  return reading;
}

}  // namespace banxin::import
