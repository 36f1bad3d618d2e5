#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/colour.h"
#include "base/length.h"
#include "base/lexicon.h"

namespace banxin {

// The kinds of face that a style asks for; a font profile says which files serve them (GB/T 9704-2012, 5.2.2 and 7).
enum class FontRole : std::uint8_t { song, fangsong, hei, kai, xiaobiaosong, latin, rare };
inline constexpr int font_role_count = 7;
const char* name_of(FontRole role);
std::optional<FontRole> font_role_named(std::string_view name);

// The em box (字面框) reaches this far above the baseline, and the rest of an em below: the design of Chinese faces
// (880 and -120 of 1000). Pages are measured by em boxes, whatever box a face's own tables claim.
inline constexpr Em em_box_ascent = Em::ratio(880, 1000);

// Decimal: figures of a table's column one below another by their decimal points, the widest in the middle.
enum class Alignment : std::uint8_t { justified, left, centred, right, decimal };

// How a table stands on its pages; automatic: landscape when its figures fit in no other way.
enum class Orientation : std::uint8_t { automatic, portrait, landscape };

// Where a block begins: below the block before it, or to the side of it, on the line that that one began on, or with
// its own last line on that one's last.
enum class Beside : std::uint8_t { none, first_line, last_line };

// A rule as wide as the type area (反线、分隔线), above or below a block. Weight zero: none.
struct TextRule {
  Length weight;
  Length distance;  // from the em boxes of the block, and of the one on its other side
  Colour colour = Colour::black;
};

// How one kind of text block is set. Indents count cells (字) of the grid; of a text off the grid, its own characters.
struct TextStyle {
  std::string name;
  FontRole font = FontRole::fangsong;
  bool own_western = false;  // letters and digits from that face too, in one weight with it; else from `latin`
  Length size;
  Alignment alignment = Alignment::justified;
  Length line_pitch;     // baseline to baseline inside the block
  bool on_grid = true;   // each line stands on a line of the page grid; else the block starts where the last ended
  int first_indent = 0;  // cells before the first line
  int left_indent = 0;   // cells before every line
  int right_indent = 0;  // cells behind every line
  // Cells from the first character of the block before to that of this one, both of one line and to the right; the one
  // or the other keeps its indent (GB/T 9704, 7.3.5.2). 0: each stands for itself.
  int start_offset = 0;
  int blank_lines_before = 0;  // grid lines left free; dropped at the top of a page
  int blank_lines_after = 0;
  bool keep_with_next = false;      // never the last thing on a page (CL-79)
  bool keep_with_previous = false;  // never the first on one: lines of the paragraph before go with it (GW-53)
  bool names = false;               // names organs: a long one parts between them, in balance (GW-54)
  bool balanced = false;            // several lines take a trapezium's or a lozenge's shape (GB/T 9704, 7.3.1)
  Colour colour = Colour::black;
  Length ink_top;        // of its first line's ink below the area's top, where there is room; zero: as it comes
  Length smallest_size;  // a block longer than a line is set smaller, down to this; zero: it is not
  Beside beside = Beside::none;
  // Its lines are centred on the one line of the block after it (GB/T 9704, 7.3.5.1).
  bool centred_on_next = false;
  Length centre, width;  // of a block that has a column of its own, from the area's left edge; zero: the whole area
  TextRule rule_above, rule_below;  // below a rule the grid begins anew
};

// Measures of tables, and how far they may give way: beside a figure that would not fit otherwise, and in a table that
// is set tighter to stand on one page. All rules are drawn centred on the edges of cells.
struct TableStyle {
  Length rule;       // weight of inner rules
  Length frame;      // weight of the outer frame
  Length padding_x;  // from a cell's edge to its text
  Length padding_y;
  Length minimum_row_height;
  Length smallest_size;  // of type; zero: it is never made smaller
  Length least_padding_x, least_padding_y, least_row_height;
};

struct PageNumberStyle {
  std::string text_style;  // a TextStyle's name
  std::string before;      // "— "
  std::string after;       // " —"
  Length dash_below_area;  // from the type area's bottom to the middle of the dash (GB/T 9704, 7.5)
  Length side_indent;      // from the outer edge of the type area
};

// A page style: layouts/<style>/style.xml read into numbers. Origin of the page: its top left corner, y downward.
struct PageStyle {
  std::string name;
  Length page_width, page_height;
  Length area_left, area_top, area_width, area_height;  // the type area (版心)
  int grid_lines = 22;                                  // lines that fill the area exactly
  int grid_cells = 28;                                  // characters of the body's size that fill a line exactly
  Length body_size;
  // Whether a full-width mark at a line's end gives up its blank half (GB/T 15834-2011, 5.1.10) so that its ink meets
  // the edge, or keeps its cell so that the columns stay in line.
  bool trim_line_ends = true;
  std::vector<TextStyle> text_styles;  // names are unique
  TableStyle table;
  PageNumberStyle page_number;
  Lexicon lexicon;

  // Baseline to baseline so that the first em box meets the area's top and the last its bottom.
  Length line_pitch() const { return (area_height - body_size) / (grid_lines - 1); }
  // Cell to cell so that the first em box meets the area's left edge and the last its right edge.
  Length cell_pitch() const { return (area_width - body_size) / (grid_cells - 1); }
  // What a style's indents count.
  Length indent_unit(const TextStyle& style) const { return style.on_grid ? cell_pitch() : style.size; }
  // Null when no style has the name.
  const TextStyle* find(std::string_view style_name) const;
};

}  // namespace banxin
