#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "import/found.h"

// One reader for each kind of file. They are given whole files in memory, open nothing and run in a process of their
// own (read.cpp), but for the reader of plain text. `source` counts the files of a report from 0.
namespace banxin::import {

// What a reader makes of a file: what it found, or why it could not.
struct Reading {
  Found found = {};
  Bilingual fault = {};  // a clause: 它加了密 / it is encrypted
};

// UTF-8. A line is a paragraph, a part of one where lines were broken at a width (broken_lines.h), or several where a
// blank stands behind a sentence or before a heading's number; lines of cells parted by | are tables.
Reading read_text(std::string_view text);
// UTF-8. `containers`: ids and classes of the elements in which portals keep a page's text, the likeliest first.
Reading read_html(std::string_view text, const std::vector<std::string>& containers);
Reading read_docx(std::string_view bytes);
Reading read_xlsx(std::string_view bytes);

// Builds a Found; what does not fit into its limits is refused.
class FoundBuilder {
 public:
  // Whether the limits of found.h are kept so far.
  const Bilingual& fault() const { return fault_; }
  // Blank text is left out, but for tables and pictures. Numbers the paragraphs and tables.
  void add(Block block);
  void remark(Remark::Kind kind, std::string detail = {}, Spot spot = {});
  int tables() const { return tables_; }
  Reading finish() &&;

 private:
  Found found_;
  Bilingual fault_;
  std::size_t places_ = 0;
  int paragraphs_ = 0, tables_ = 0;
};

// Places the cells of a table row by row, as HTML does, whatever their spans say; a span that reaches over a place that
// is taken, or out of the table, is cut.
class GridBuilder {
 public:
  void begin_row();
  // Columns to leave blank before the next cell (gridBefore of Word).
  void skip(int columns);
  void add(Cell cell);
  // Its rows end with the last one begun.
  Grid finish() &&;

 private:
  bool taken(int row, int column) const;

  Grid grid_;
  int row_ = -1, at_ = 0;
  std::vector<std::vector<bool>> taken_;
};

}  // namespace banxin::import
