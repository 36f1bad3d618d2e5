#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.h"
#include "base/unseen.h"
#include "import/narrative.h"

namespace banxin::import {
namespace {

using record::Content;

constexpr std::size_t fewest_labels = 3;  // of a grid that is one of the form's tables

// Lines to sign on are parted by full-width blanks.
std::string without_blanks_around(std::string text) {
  constexpr std::string_view wide = "　";
  for (std::size_t at = text.find(wide); at != std::string::npos; at = text.find(wide, at)) {
    text.replace(at, wide.size(), " ");
  }
  return std::string(trimmed(text));
}

Content::OwnTable own_table_of(const Grid& grid) {
  std::vector<int> at(static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns), -1);
  const auto place = [&grid](int r, int c) {
    return static_cast<std::size_t>(r) * static_cast<std::size_t>(grid.columns) + static_cast<std::size_t>(c);
  };
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const Cell& cell = grid.cells[i];
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        if (at[place(r, c)] < 0) at[place(r, c)] = static_cast<int>(i);
      }
    }
  }
  // The rows before the first cell that the file does not call a head; else the first row where it has no figure.
  int head_rows = 0;
  const bool marked = std::any_of(grid.cells.begin(), grid.cells.end(), [](const Cell& cell) { return cell.head; });
  const auto row_is_head = [&](int row) {
    return std::all_of(grid.cells.begin(), grid.cells.end(), [&](const Cell& cell) {
      return cell.row > row || cell.row + cell.row_span <= row || (marked ? cell.head : true);
    });
  };
  while (head_rows + 1 < grid.rows && marked && row_is_head(head_rows)) ++head_rows;
  if (!marked && grid.rows > 1) head_rows = 1;
  for (const Cell& cell : grid.cells) {
    if (cell.row < head_rows) head_rows = std::min(std::max(head_rows, cell.row + cell.row_span), grid.rows - 1);
  }
  Content::OwnTable table;
  for (int r = 0; r < grid.rows; ++r) {
    std::vector<Content::OwnCell> row;
    for (int c = 0; c < grid.columns; ++c) {
      const int index = at[place(r, c)];
      if (index < 0) {
        row.push_back({.text = "", .head = r < head_rows});
        continue;
      }
      const Cell& cell = grid.cells[static_cast<std::size_t>(index)];
      if (cell.row != r || cell.column != c) continue;
      const int limit = r < head_rows ? head_rows : grid.rows;
      row.push_back({.text = cell.text,
                     .row_span = std::min(cell.row_span, limit - r),
                     .column_span = cell.column_span,
                     .head = r < head_rows || cell.head});
    }
    (r < head_rows ? table.head : table.body).push_back(std::move(row));
  }
  return table;
}

bool is_layout(const Grid& grid) {
  if (grid.rows == 1 || grid.columns == 1) return true;
  return std::any_of(grid.cells.begin(), grid.cells.end(), [](const Cell& cell) {
    constexpr std::size_t long_text = 900;  // bytes, some 300 characters
    return cell.text.size() > long_text;
  });
}

}  // namespace

bool NarrativeBuilder::has_placed_table() const {
  const auto is_table = [](const Content::Block& one) { return std::holds_alternative<Content::Table>(one.is); };
  return content_.table || std::any_of(content_.chapters.begin(), content_.chapters.end(), [&](const auto& one) {
           return std::any_of(one.blocks.begin(), one.blocks.end(), is_table);
         });
}

// Of a form whose table has lines to sign on: 单位负责人：… 审核人：…
bool NarrativeBuilder::take_signing_line(const std::string& text, const Block& block) {
  if (!labels_.chapters().empty() || !has_placed_table()) return false;
  struct Part {
    std::size_t begin, value;
    const std::string* name;
  };
  std::vector<Part> parts;
  for (const auto& [label, name] : hints_.fields) {
    const std::string mark = label + "：";
    if (const std::size_t at = text.find(mark); at != std::string::npos) parts.push_back({at, at + mark.size(), &name});
  }
  std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.begin < b.begin; });
  if (parts.empty() || parts.front().begin != 0) return false;
  std::vector<std::pair<std::string, std::string>> fields;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = i + 1 < parts.size() ? parts[i + 1].begin : text.size();
    std::string written = without_blanks_around(text.substr(parts[i].value, end - parts[i].value));
    if (written.empty()) continue;
    if (*parts[i].name == "date") {
      auto day = day_of(written);
      if (!day) return false;
      written = *std::move(day);
    }
    fields.emplace_back(*parts[i].name, std::move(written));
  }
  for (auto& [name, written] : fields) {
    value(name.c_str(), {"表下的签署栏", "line for signing"}, written, block, Sure::exact);
    signing_.emplace_back(std::move(name), std::move(written));
  }
  return true;
}

// Captions without a table of the bureau's own are text.
void NarrativeBuilder::tell_captions() {
  for (const Block& block : std::exchange(captions_, {})) text(block);
}

void NarrativeBuilder::grid(const Block& block) {
  if (has_title_ && !title_) {
    for (const Cell& cell : block.grid.cells) {
      if (!is_all_white(cell.text))
        report_.unused({cell.text, cell.spot, {"在标题之前", "it stands before the title"}});
    }
    return;
  }
  if (second_report_) {
    report_.unused({"", block.spot, {"第二份报告的表", "it is a table of a second report"}});
    return;
  }
  if (labels_in(block.grid, index_, hints_) >= fewest_labels) {
    tell_captions();
    tables_.add(read_grid(block.grid, labels_, index_, hints_));
    return place_tables(block);
  }
  if (is_layout(block.grid)) {
    tell_captions();
    for (const Cell& cell : block.grid.cells)
      text({.kind = Block::Kind::paragraph, .text = cell.text, .spot = cell.spot});
    return;
  }
  own_table(block);
}

void NarrativeBuilder::own_table(const Block& block) {
  Content::OwnTable table = own_table_of(block.grid);
  for (const Block& one : std::exchange(captions_, {})) {
    int marks = 0;
    std::string ignored;
    const std::string written = restored(one, marks);
    const bool unit = whole_match(noise_, written, nullptr, ignored);
    std::string& to = unit ? table.unit : table.caption;
    if (!to.empty()) {
      text(one);
      continue;
    }
    to = written;
    value(unit ? "own-table/unit" : "own-table/caption",
          unit ? Bilingual{"表的单位", "unit of a table"} : Bilingual{"表的标题", "caption of a table"}, written, one,
          Sure::exact);
  }
  blocks().push_back({std::move(table)});
  report_.value({.part = "own-table",
                 .name = {"本单位自己的表", "a table of the bureau's own"},
                 .written = fmt::format("{}×{}", block.grid.rows, block.grid.columns),
                 .source = block.grid.cells.empty() ? std::string() : shortened(block.grid.cells.front().text),
                 .spot = block.spot});
}

// Where a form has no chapters of its own its table stands where the file has it.
void NarrativeBuilder::place_tables(const Block&) {
  if (!labels_.chapters().empty() || tables_.last_tables().empty() || has_placed_table()) return;
  if (in_chapters_ && !annex_) {
    content_.chapters.back().blocks.emplace_back().is = Content::Table{};
    path_.clear();
  } else {
    content_.table = Content::Table{};
  }
}

void NarrativeBuilder::write_tables() {
  std::set<std::string> ids;
  for (const forms::Label& label : labels_.all()) {
    if (!label.column) ids.insert(label.table);
  }
  for (const std::string& id : ids) {
    if (!tables_.has(id)) {
      const auto chapter = std::find_if(labels_.chapters().begin(), labels_.chapters().end(),
                                        [&id](const forms::ChapterLabel& one) { return one.table == id; });
      const std::string name = chapter == labels_.chapters().end() ? std::string("统计表") : chapter->text;
      report_.ask(code::import_table_missing, {},
                  {fmt::format("没有找到统计表“{}”，记录里各格空着。", name),
                   fmt::format("The table of \"{}\" was not found; all its cells are blank in the record.", name)},
                  {"表在另一个文件里的，把两个文件一起给出；是图片的，照着填进记录。",
                   "Where it is in another file, name both; where it is a picture, enter its figures in the record."});
    }
    Content::Table table = tables_.table(id);
    if (labels_.chapters().empty()) {
      table.attributes = signing_;
      Content::Table* to = content_.table ? &*content_.table : nullptr;
      for (Content::Chapter& chapter : content_.chapters) {
        for (Content::Block& block : chapter.blocks) {
          if (auto* placed = std::get_if<Content::Table>(&block.is)) to = placed;
        }
      }
      if (to == nullptr) {
        content_.table = std::move(table);
      } else {
        *to = std::move(table);
      }
      continue;
    }
    const auto owner = std::find_if(labels_.chapters().begin(), labels_.chapters().end(),
                                    [&id](const forms::ChapterLabel& one) { return one.table == id; });
    if (owner != labels_.chapters().end()) chapter_of(owner->id)->blocks.emplace_back().is = std::move(table);
  }
}

}  // namespace banxin::import
