#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "desk/http.h"
#include "desk/record_text.h"
#include "forms/labels.h"
#include "forms/vocabulary.h"
#include "record/form.h"
#include "xml/xml.h"

namespace banxin::desk {

// What the desk needs to know of a form, read once from its folder.
struct FormData {
  Form form;
  forms::Labels labels;
  forms::Vocabulary vocabulary;
  std::string blank;  // the empty record of the form
};

// One thing that a clerk fills in. What it holds is a text of the record, never more.
struct Field {
  enum class Kind {
    line,        // one line of words
    paragraphs,  // each line a paragraph
    items,       // each line an item of a list
    figure,      // a cell of the form's table
  };
  Kind kind = Kind::line;
  std::string name;  // in the form that the browser sends; the same while the record's structure is
  Bilingual label;
  Bilingual hint = {};
  std::string value;                    // as shown; empty for a text that only holds the place
  std::vector<std::string> paths = {};  // of the record: what is found there is found in this field
};

// A part of a page, in the record's order.
struct Item {
  enum class Kind { field, section, end_of_section, statistics, own_table, end_of_own_table, new_row };
  Kind kind = Kind::field;
  int depth = 0;          // of a section
  std::size_t field = 0;  // its number; of a section that of its heading
  std::string path = {};
};

// What stands on one page of the desk: the particulars of the report, a chapter, the table beside the chapters.
struct Part {
  std::string key;  // in addresses: report, chapter-2, table
  Bilingual title;
  std::string path;  // of the record; empty for the report's particulars
  bool own = false;  // a chapter of the bureau's own
  std::vector<Field> fields;
  std::vector<Item> items;
  std::string version;  // of all that it shows: a save that began from another one is a conflict

  const Field* find(std::string_view name) const;
  // How many of its fields hold something.
  std::size_t filled() const;
};

// Where a figure stands in the tables of a form: ROW/COLUMN, or ROW where a row has one figure; rows of the bureau's
// own are +1, +2 … in the order of the record.
struct CellAddress {
  std::string row, column;
  std::string text() const { return column.empty() ? row : row + "/" + column; }
};

// A record as a clerk sees it. Keeps the form's data, which must outlive it.
class Draft {
 public:
  Draft(xml::Tree tree, const FormData& form);

  const xml::Tree& tree() const { return tree_; }
  const FormData& form() const { return form_; }
  const std::vector<Part>& parts() const { return parts_; }
  const Part* find(std::string_view key) const;
  // The part that something at this path of the record belongs to.
  const Part& part_of(std::string_view path) const;

  // The field of a part that a finding at this path is about: the one that holds it, or that is below it. Nothing when
  // it is about the part as a whole.
  static std::optional<std::size_t> field_at(const Part& part, std::string_view path);

  // What is changed when the fields of a part hold what was sent; names that the part does not have are left out.
  Edits edits(const Part& part, const Pairs& sent) const;
  // The name of a table's cell in the form that is sent.
  static std::string cell_name(const std::string& table_path, const CellAddress& address);

 private:
  friend class PartReader;

  xml::Tree tree_;
  const FormData& form_;
  std::vector<Part> parts_;
};

// As a paragraph is shown to be written: its text on one line; figures that the table gives as {received/total}.
std::string shown_text(const xml::Node& paragraph);

// Rows of the table in the order of the form, then those of the bureau's own; each cell's address and element. An
// element is nothing where the record leaves the cell out.
struct TableCellOf {
  CellAddress address;
  std::optional<xml::Node> node;
  bool holds_text = false;
};
std::vector<TableCellOf> cells_of(const xml::Node& statistics, const forms::Labels& labels);

// The lines of what was typed that are not blank, each without the white space around it.
std::vector<std::string> lines_of(std::string_view text);

}  // namespace banxin::desk
