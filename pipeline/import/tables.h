#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "forms/decimal.h"
#include "forms/labels.h"
#include "import/draft.h"
#include "import/grid_reader.h"
#include "import/report.h"
#include "record/writer.h"

namespace banxin::import {

// The form's tables, out of all grids of a report.
class TableCollector {
 public:
  TableCollector(const forms::Labels& labels, Report& report) : labels_(labels), report_(report) {}

  void add(GridReading reading);
  // Whether any figure of the table was found. The id is empty in a form that has only one.
  bool has(const std::string& table) const;
  // Tables that the grid read last has figures of, in the form's order.
  const std::vector<std::string>& last_tables() const { return last_tables_; }

  // The record's table: each row of the form once. Reports values and what arithmetic says of them.
  record::Content::Table table(const std::string& id);

 private:
  struct Kept {
    Entry entry;
    bool conflict = false;
    bool unbalanced = false;  // with the other cells of its row
    bool out_of_place = false;
    std::vector<Bilingual> told;
  };

  void keep(Entry entry);
  struct Part;
  std::vector<Part> parts_of(const forms::Label& row);
  void check_sums(const forms::Label& row);
  void ask_for_split(const forms::Label& row, const std::vector<Part>& parts, const forms::Decimal& sum);
  void check_edges(const forms::Label& row);
  void check_order(const forms::Label& row);
  void spread(const std::string& table);
  void distrust(const std::vector<Part>& parts, const Bilingual& why);
  void ask_for_rows(const std::string& table);
  record::Content::Row row_of(const forms::Label& label);
  record::Content::Row own_row_of(const OwnEntry& own);
  const forms::Label* column(const std::string& id) const { return labels_.find(id); }

  const forms::Labels& labels_;
  Report& report_;
  std::map<std::string, Kept> kept_;  // by ROW or ROW/COLUMN
  std::vector<OwnEntry> own_rows_;
  std::vector<std::string> last_tables_;
  std::set<const forms::Label*> rows_;  // whose labels were found
  std::set<std::string> out_of_order_;  // tables whose columns stand in another order than the form's
};

}  // namespace banxin::import
