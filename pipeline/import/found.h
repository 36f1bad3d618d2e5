#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace banxin::import {

// Where something stands in a file that an office sent. What does not apply is 0 or empty; all counts begin at 1.
struct Spot {
  int source = 0;          // which of the files, from 0
  std::string sheet = {};  // of a workbook
  int line = 0;            // of a text
  int paragraph = 0;       // of a document
  int table = 0;
  int row = 0, column = 0;  // of a cell: in its sheet, or in its table as the file writes its cells

  bool operator==(const Spot&) const = default;
};

// 工作表“表一”B4 / sheet "表一", B4; 第3张表第7行第2格 / table 3, row 7, cell 2; 第12段 / paragraph 12.
Bilingual where(const Spot& spot);

struct Cell {
  // Why its text cannot be relied upon.
  enum class Fault { none, not_calculated, error, percent, date };

  std::string text = {};  // one line
  int row = 0, column = 0;
  int row_span = 1, column_span = 1;
  bool head = false;  // the file says so
  Fault fault = Fault::none;
  Spot spot = {};
};

// A table as a grid. Cells do not overlap; places that no cell covers are blank.
struct Grid {
  int rows = 0, columns = 0;
  std::vector<Cell> cells = {};  // by row, then column
  bool spans_known = true;       // false: of a text, in which a blank place may be part of a cell beside or above it
};

struct Block {
  // A caption is a paragraph that the file calls that of a table.
  enum class Kind { paragraph, heading, item, caption, table, picture, chart };

  Kind kind = Kind::paragraph;
  int level = 0;          // of a heading, as the file says
  std::string text = {};  // one line; of a picture or chart, what the file calls it
  Grid grid = {};
  Spot spot = {};
};

// What a reader left out or came across that a person should know of.
struct Remark {
  enum class Kind {
    deleted_text,  // of tracked changes
    hidden_text,
    hidden_rows,
    hidden_sheet,
    macros,
    external_link,  // not followed
    embedded,       // an OLE object
    comments,
    text_box,
    rounded,       // a number of more digits than the program that wrote it shows
    joined_lines,  // of a text that was broken at a width
  };
  Kind kind = Kind::hidden_text;
  std::string detail = {};
  Spot spot = {};
};

// What a file holds, as it holds it: blocks in reading order, each with its place. Nothing here says what they mean.
struct Found {
  std::string file;
  Bilingual kind;  // Word 文档（.docx） / a Word document (.docx)
  std::vector<Block> blocks;
  std::vector<Remark> remarks;
};

constexpr std::size_t most_cells = 50'000;  // of all tables of a file, the places that spans cover among them
constexpr std::size_t most_blocks = 20'000;
constexpr int most_columns = 256;

// One line for each block and cell: for dumps and tests.
std::string dump(const Found& found);

// As bytes, and back: how a reader's process hands its result over. Nothing for bytes that are no Found within the
// limits above.
std::string packed(const Found& found);
std::optional<Found> unpacked(std::string_view bytes);

}  // namespace banxin::import
