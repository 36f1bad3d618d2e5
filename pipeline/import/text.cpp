#include "base/text.h"

#include <algorithm>
#include <utility>

#include "base/unseen.h"
#include "base/utf8.h"
#include "import/broken_lines.h"
#include "import/readers.h"
#include "words/heading_number.h"

namespace banxin::import {
namespace {

using Kind = words::HeadingNumber::Kind;

// Without white space of any kind around it, that of Chinese typing among it.
std::string_view without_margins(std::string_view text) {
  while (!text.empty()) {
    std::string_view rest = text;
    const char32_t c = take_any_character(rest);
    if (!is_white_space(c) && !is_unseen(c)) break;
    text = rest;
  }
  std::size_t end = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const char32_t c = take_any_character(rest);
    if (!is_white_space(c) && !is_unseen(c)) end = text.size() - rest.size();
  }
  return text.substr(0, end);
}

bool has_number_of_chapter_or_section(std::string_view text) {
  const auto number = words::read_heading_number(text);
  return number && (number->kind == Kind::ideographs || number->kind == Kind::bracketed_ideographs);
}

bool ends_sentence(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？';
}

// A page that was copied as text may have all its paragraphs on one line, a blank between each two.
class LineSplitter {
 public:
  explicit LineSplitter(std::string_view line) : line_(line) {}

  std::vector<std::string_view> split() && {
    std::size_t at = 0;
    for (std::string_view rest = line_; !rest.empty();) {
      const char32_t c = take_any_character(rest);
      const std::size_t behind = line_.size() - rest.size();
      if (!is_white_space(c)) {
        last_ = c;
        sentence_ended_ = sentence_ended_ || ends_sentence(c);
        ++characters_;
      } else if (parts_at(without_margins(rest))) {
        end_piece(at);
        begin_ = behind;
      }
      at = behind;
    }
    end_piece(line_.size());
    return std::move(pieces_);
  }

 private:
  bool parts_at(std::string_view rest) const {
    constexpr int most_of_heading = 40;
    constexpr char32_t first_beyond_ascii = 0x80;
    if (rest.empty() || last_ < first_beyond_ascii) return false;
    if (ends_sentence(last_) || has_number_of_chapter_or_section(rest)) return true;
    return !sentence_ended_ && characters_ <= most_of_heading &&
           has_number_of_chapter_or_section(without_margins(line_.substr(begin_)));
  }

  void end_piece(std::size_t end) {
    if (const std::string_view piece = without_margins(line_.substr(begin_, end - begin_)); !piece.empty()) {
      pieces_.push_back(piece);
    }
    sentence_ended_ = false;
    characters_ = 0;
  }

  std::string_view line_;
  std::vector<std::string_view> pieces_;
  std::size_t begin_ = 0;
  char32_t last_ = 0;
  bool sentence_ended_ = false;
  int characters_ = 0;
};

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t end = line.find(separator);
    cells.push_back(without_margins(line.substr(0, end)));
    if (end == std::string_view::npos) break;
    line.remove_prefix(end + 1);
  }
  if (cells.size() > 1 && cells.back().empty()) cells.pop_back();
  return cells;
}

struct Row {
  int line = 0;
  std::vector<std::string_view> cells;
};

// Nothing for a line that is no row. A tab is a cell's end where there is no |.
std::vector<std::string_view> row_of(std::string_view line) {
  if (line.find('|') != std::string_view::npos) return cells_of(line, '|');
  if (without_margins(line).find('\t') != std::string_view::npos) return cells_of(line, '\t');
  return {};
}

bool is_ruling(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](std::string_view cell) {
    return cell.size() > 2 && cell.find_first_not_of("-:") == std::string_view::npos;
  });
}

void add_table(std::vector<Row>& rows, FoundBuilder& to) {
  if (rows.empty()) return;
  const bool framed = std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.cells.front().empty(); });
  Block block{.kind = Block::Kind::table, .spot = {.line = rows.front().line}};
  block.grid.spans_known = false;
  for (const Row& row : rows) {
    if (is_ruling(row)) continue;
    int column = 0;
    for (std::size_t i = framed && row.cells.size() > 1 ? 1 : 0; i < row.cells.size(); ++i, ++column) {
      if (row.cells[i].empty()) continue;
      block.grid.cells.push_back({.text = on_one_line(row.cells[i]),
                                  .row = block.grid.rows,
                                  .column = column,
                                  .spot = {.line = row.line, .column = static_cast<int>(i) + 1}});
      block.grid.columns = std::max(block.grid.columns, column + 1);
    }
    ++block.grid.rows;
  }
  rows.clear();
  if (!block.grid.cells.empty()) to.add(std::move(block));
}

// Two lines of a paragraph that was broken at a width: a word of letters is whole on each of them, a number may not be.
void add_line(std::string& paragraph, std::string_view line) {
  line = without_margins(line);
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!paragraph.empty() && !line.empty() && is_ascii(paragraph.back()) && is_ascii(line.front()) &&
      !(is_digit(paragraph.back()) && is_digit(line.front()))) {
    paragraph += ' ';
  }
  paragraph += line;
}

// A line of the file: a row of a table, or text.
struct Line {
  std::vector<std::string_view> cells;
  std::string_view text;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    Line line{.cells = row_of(one), .text = {}};
    if (line.cells.empty() && !without_margins(one).empty()) line.text = one;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

Reading read_text(std::string_view text) {
  FoundBuilder found;
  const std::vector<Line> lines = lines_of(text);
  std::vector<std::string_view> texts;
  texts.reserve(lines.size());
  for (const Line& line : lines) texts.push_back(line.text);
  const std::vector<bool> goes_on = broken_lines(texts);
  if (const auto first = std::find(goes_on.begin(), goes_on.end(), true); first != goes_on.end()) {
    const auto joined = std::count(goes_on.begin(), goes_on.end(), true);
    found.remark(Remark::Kind::joined_lines, std::to_string(joined),
                 {.line = static_cast<int>(first - goes_on.begin()) + 1});
  }
  std::vector<Row> rows;
  for (std::size_t i = 0; i < lines.size() && found.fault().empty(); ++i) {
    const int number = static_cast<int>(i) + 1;
    if (!lines[i].cells.empty()) {
      rows.push_back({number, lines[i].cells});
      continue;
    }
    if (lines[i].text.empty()) continue;
    add_table(rows, found);
    std::string paragraph;
    add_line(paragraph, lines[i].text);
    const bool broken = i + 1 < lines.size() && goes_on[i + 1];
    for (; i + 1 < lines.size() && goes_on[i + 1]; ++i) add_line(paragraph, lines[i + 1].text);
    // What was put together is one paragraph, whatever ends within it.
    const std::vector<std::string_view> pieces =
        broken ? std::vector<std::string_view>{paragraph} : LineSplitter(paragraph).split();
    for (const std::string_view piece : pieces) {
      found.add({.kind = Block::Kind::paragraph, .text = on_one_line(piece), .spot = {.line = number}});
    }
  }
  add_table(rows, found);
  Reading reading = std::move(found).finish();
  reading.found.kind = {"文本", "a text"};
  return reading;
}

}  // namespace banxin::import
