#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

#include "base/unseen.h"
#include "base/utf8.h"
#include "forms/placeholders.h"
#include "import/bureau_sheet.h"
#include "import/import.h"
#include "import/marks.h"
#include "import/narrative.h"
#include "record/identity.h"
#include "record/writer.h"

namespace banxin::import {
namespace {

using words::Matcher;

struct KnownForm {
  const Form* form;
  forms::Labels labels;
  LabelIndex index;
  std::size_t found = 0;  // labels and chapters, in known wordings

  KnownForm(const Form& one, forms::Labels read) : form(&one), labels(std::move(read)), index(labels) {}
};
using KnownForms = std::vector<std::unique_ptr<KnownForm>>;

// Of a form, so that it is known by them alone.
constexpr std::size_t fewest_labels_of_form = 5;

bool is_text(const Block& block) {
  return block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading || block.kind == Block::Kind::item;
}

bool is_workbook(const Found& found) {
  return std::any_of(found.blocks.begin(), found.blocks.end(),
                     [](const Block& block) { return !block.spot.sheet.empty(); });
}

// The cell that has a row to itself, by row; null where there is none or more than one.
std::vector<const Cell*> lone_cells(const Grid& grid) {
  std::vector<int> counts(static_cast<std::size_t>(grid.rows));
  std::vector<const Cell*> lone(static_cast<std::size_t>(grid.rows));
  for (const Cell& cell : grid.cells) {
    if (is_all_white(cell.text) && cell.fault == Cell::Fault::none) continue;
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      const auto row = static_cast<std::size_t>(r);
      lone[row] = ++counts[row] == 1 && cell.row_span == 1 ? &cell : nullptr;
    }
  }
  return lone;
}

// Which rows of a table are text and no part of one: a title, a heading, sentences, or lines before its first or behind
// its last row of several cells.
std::vector<bool> text_rows(const Grid& grid, const KnownForms& forms, std::vector<Matcher>& titles,
                            const Hints& hints) {
  const std::vector<const Cell*> lone = lone_cells(grid);
  const auto is_table = [](const Cell* cell) { return cell == nullptr; };
  const auto first = std::find_if(lone.begin(), lone.end(), is_table) - lone.begin();
  const auto last = lone.rend() - std::find_if(lone.rbegin(), lone.rend(), is_table) - 1;
  std::vector<bool> rows(lone.size());
  for (std::size_t r = 0; r < lone.size(); ++r) {
    if (lone[r] == nullptr) continue;
    const std::string& text = lone[r]->text;
    const bool label =
        std::any_of(forms.begin(), forms.end(), [&](const auto& one) { return !one->index.find_known(text).empty(); });
    if (label) continue;
    const bool outside = static_cast<std::ptrdiff_t>(r) < first || static_cast<std::ptrdiff_t>(r) > last;
    const auto is_chapter = [&](const auto& one) { return find_chapter(text, one->labels, hints).has_value(); };
    rows[r] = outside || text.find("。") != std::string::npos || read_title(text, titles) ||
              (looks_like_chapter({.text = text}) && std::any_of(forms.begin(), forms.end(), is_chapter));
  }
  return rows;
}

// Leaves out columns at the right and rows at the bottom that have nothing.
void trim(Grid& grid) {
  std::erase_if(grid.cells, [](const Cell& cell) {
    return is_all_white(cell.text) && cell.fault == Cell::Fault::none && !cell.head;
  });
  int rows = 0, columns = 0;
  for (const Cell& cell : grid.cells) {
    rows = std::max(rows, cell.row + cell.row_span);
    columns = std::max(columns, cell.column + cell.column_span);
  }
  grid.rows = std::min(grid.rows, rows);
  grid.columns = std::min(grid.columns, columns);
}

// A table with rows of text in it is several, with that text between them.
void add_parts(Block block, const KnownForms& forms, std::vector<Matcher>& titles, const Hints& hints,
               std::vector<Block>& to) {
  const std::vector<bool> texts = text_rows(block.grid, forms, titles, hints);
  if (std::none_of(texts.begin(), texts.end(), [](bool text) { return text; })) {
    to.push_back(std::move(block));
    return;
  }
  std::vector<Cell> cells = std::move(block.grid.cells);
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.row < b.row; });
  block.grid.cells.clear();
  Block part = block;
  int begin = 0;
  const auto end_part = [&](int end) {
    part.grid.rows = end - begin;
    trim(part.grid);
    if (!part.grid.cells.empty()) to.push_back(std::move(part));
    part = block;
    begin = end + 1;
  };
  int row = 0;
  for (Cell& cell : cells) {
    for (; row <= cell.row; ++row) {
      if (texts[static_cast<std::size_t>(row)]) end_part(row);
    }
    if (texts[static_cast<std::size_t>(cell.row)]) {
      if (!is_all_white(cell.text)) to.push_back({.text = cell.text, .spot = cell.spot});
      continue;
    }
    int end = cell.row + 1;
    while (end < cell.row + cell.row_span && !texts[static_cast<std::size_t>(end)]) ++end;
    cell.row_span = end - cell.row;
    cell.row -= begin;
    part.grid.cells.push_back(std::move(cell));
  }
  for (; row < block.grid.rows; ++row) {
    if (texts[static_cast<std::size_t>(row)]) end_part(row);
  }
  end_part(block.grid.rows);
}

// A table that a page parted goes on in the next one, when nothing stands between them.
void join_parted(std::vector<Block>& blocks) {
  std::vector<Block> joined;
  for (Block& block : blocks) {
    const bool goes_on = block.kind == Block::Kind::table && !joined.empty() &&
                         joined.back().kind == Block::Kind::table && joined.back().grid.columns == block.grid.columns &&
                         block.grid.spans_known && joined.back().spot.source == block.spot.source &&
                         joined.back().spot.sheet == block.spot.sheet;
    if (!goes_on) {
      joined.push_back(std::move(block));
      continue;
    }
    Grid& grid = joined.back().grid;
    for (Cell& cell : block.grid.cells) {
      cell.row += grid.rows;
      grid.cells.push_back(std::move(cell));
    }
    grid.rows += block.grid.rows;
  }
  blocks = std::move(joined);
}

// A title over two lines, as large type makes it.
void join_titles(std::vector<Block>& blocks, std::vector<Matcher>& titles) {
  constexpr std::size_t most = 200;  // bytes of a line
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    Block& first = blocks[i];
    Block& second = blocks[i + 1];
    if (!is_text(first) || !is_text(second) || first.text.size() > most || second.text.size() > most) continue;
    if (read_title(first.text, titles)) return;
    if (read_title(second.text, titles) || !read_title(first.text + second.text, titles)) continue;
    first.text += second.text;
    blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return;
  }
}

void number_sources(std::vector<Found>& sources) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (Block& block : sources[i].blocks) {
      block.spot.source = static_cast<int>(i);
      for (Cell& cell : block.grid.cells) cell.spot.source = static_cast<int>(i);
    }
  }
}

// All sources in the order of reading: text before workbooks.
std::vector<Block> in_order(std::vector<Found>& sources, const KnownForms& forms, std::vector<Matcher>& titles,
                            const Hints& hints) {
  std::vector<Block> blocks;
  for (const bool workbooks : {false, true}) {
    for (Found& source : sources) {
      if (is_workbook(source) != workbooks) continue;
      for (Block& block : source.blocks) {
        if (block.kind == Block::Kind::table) {
          add_parts(std::move(block), forms, titles, hints, blocks);
        } else {
          blocks.push_back(std::move(block));
        }
      }
    }
  }
  join_titles(blocks, titles);
  join_parted(blocks);
  return blocks;
}

// A sheet that has a row for each bureau, of the first source that has one.
std::optional<BureauSheet> find_bureau_sheet(const std::vector<Found>& sources, const KnownForm& form,
                                             const Hints& hints) {
  for (const Found& found : sources) {
    for (const Block& block : found.blocks) {
      if (block.kind != Block::Kind::table) continue;
      if (auto sheet = read_bureau_sheet(block.grid, form.labels, form.index, hints)) return sheet;
    }
  }
  return std::nullopt;
}

void count_labels(KnownForms& forms, const std::vector<Found>& sources, const std::vector<Block>& blocks,
                  const Hints& hints) {
  for (const auto& one : forms) {
    for (const Block& block : blocks) {
      if (block.kind == Block::Kind::table) one->found += labels_in(block.grid, one->index, hints);
      if (!is_text(block) || !looks_like_chapter(block)) continue;
      const auto chapter = find_chapter(block.text, one->labels, hints);
      if (chapter && chapter->sure != Sure::near) ++one->found;
    }
    if (const auto sheet = find_bureau_sheet(sources, *one, hints)) one->found = std::max(one->found, sheet->labels);
  }
}

// The form with most of its labels found; of two with equally many the one that serves the year.
KnownForm* choose_form(const KnownForms& forms, const Options& options, int year, Report& report) {
  KnownForm* best = nullptr;
  for (const auto& one : forms) {
    if (!options.form.empty()) {
      if (one->form->id == options.form) return one.get();
      continue;
    }
    if (best == nullptr || one->found > best->found ||
        (one->found == best->found && one->form->serves(year) && !best->form->serves(year))) {
      best = one.get();
    }
  }
  // A heading or two is no witness against the year.
  if (options.form.empty() && (best == nullptr || best->found < fewest_labels_of_form)) {
    const auto serving =
        std::find_if(forms.begin(), forms.end(), [year](const auto& one) { return one->form->serves(year); });
    if (serving != forms.end()) return serving->get();
  }
  if (best == nullptr || best->found == 0) return nullptr;
  for (const auto& one : forms) {
    constexpr std::size_t tenths = 9;
    const bool near = one.get() != best && one->found * 10 >= best->found * tenths;
    if (!near || (year != 0 && best->form->serves(year))) continue;
    report.ask(code::import_form, {},
               {fmt::format("像“{}”（认得标签 {} 个），也像“{}”（{} 个）：用了前一种。", best->form->name.zh,
                            best->found, one->form->name.zh, one->found),
                fmt::format("It looks like {} ({} labels found), and like {} ({}): the first was taken.",
                            best->form->id, best->found, one->form->id, one->found)},
               {"用的是后一种的，加 --form 再导入。", "Where it is the second, import again with --form."});
  }
  return best;
}

Bilingual remark_words(Remark::Kind kind) {
  switch (kind) {
    case Remark::Kind::deleted_text:
      return {"修订中删除的文字没有取", "text deleted under tracked changes was left out"};
    case Remark::Kind::hidden_text: return {"隐藏的文字没有取", "hidden text was left out"};
    case Remark::Kind::hidden_rows: return {"这一行是隐藏的，照样取了", "this row is hidden; it was taken"};
    case Remark::Kind::hidden_sheet: return {"隐藏的工作表没有取", "a hidden sheet was left out"};
    case Remark::Kind::macros: return {"文件里有宏，没有运行", "the file has macros; they were not run"};
    case Remark::Kind::external_link: return {"指向文件之外的链接没有打开", "a link to the outside was not followed"};
    case Remark::Kind::embedded:
      return {"嵌入的对象或格里的图片没有取", "an embedded object, or a picture in a cell, was left out"};
    case Remark::Kind::comments: return {"批注没有取", "comments were left out"};
    case Remark::Kind::text_box:
      return {"文本框里的文字接在所在段落后面", "the text of a text box follows its paragraph"};
    case Remark::Kind::rounded: return {"数按表格程序显示的样子取", "the number is as the workbook shows it"};
    case Remark::Kind::joined_lines:
      return {
          "各行在同一宽度断开，接成了段落；请看看分段对不对（接上的行数）",
          "lines that were broken at a width were put together into paragraphs; see whether they are right (how many)"};
  }
  return {};
}

void add_remarks(const std::vector<Found>& sources, Report& report) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const Remark& remark : sources[i].remarks) {
      Spot spot = remark.spot;
      spot.source = static_cast<int>(i);
      const Bilingual what = remark_words(remark.kind);
      const std::string detail = shortened(remark.detail);
      report.note(code::import_remark, spot,
                  {fmt::format("{}{}。", what.zh, detail.empty() ? "" : "：" + detail),
                   fmt::format("{}{}.", what.en, detail.empty() ? "" : ": " + detail)},
                  {"有用的，自己填进记录。", "Where it matters, enter it in the record."});
    }
  }
}

void ask_for_unused_figures(Report& report, const Hints& hints) {
  std::size_t count = 0;
  const Leftover* first = nullptr;
  for (const Leftover& one : report.draft().unused) {
    if (!looks_like_figure(one.text, hints)) continue;
    ++count;
    if (first == nullptr) first = &one;
  }
  if (first == nullptr) return;
  report.ask(
      code::import_left_over, first->spot,
      {fmt::format("来源里有 {} 个数没有用上，第一个是“{}”。", count, shortened(first->text)),
       fmt::format("{} figures of the source were not used, the first of them \"{}\".", count, shortened(first->text))},
      {"--report 的页面列出了全部；该用的，填进记录。",
       "The page lists all: enter in the record those that belong there."});
}

Diagnostic no_report(const std::vector<Found>& sources, std::size_t labels) {
  std::size_t texts = 0, tables = 0, pictures = 0;
  for (const Found& found : sources) {
    for (const Block& block : found.blocks) {
      ++(is_text(block) ? texts : block.kind == Block::Kind::table ? tables : pictures);
    }
  }
  return {
      .code = code::import_no_report,
      .place = {.file = sources.empty() ? std::string() : sources.front().file},
      .message = {fmt::format(
                      "没有认出报告：有文字 {} 段、表 {} 张、图 {} 张，没有报告的标题，认得的标签和标题 {} 个。", texts,
                      tables, pictures, labels),
                  fmt::format(
                      "No report was recognised: {} paragraphs, {} tables, {} pictures; no title of a report, and "
                      "{} labels or headings that a form has.",
                      texts, tables, pictures, labels)},
      .hint = {
          "请确认给对了文件；网页的正文要由脚本取来的，在浏览器里打开，复制正文存成文本再导入。",
          "Make sure that this is the right file; where a page loads its text by script, open it in a browser, copy "
          "the text into a file and import that."}};
}

int number_in(const std::string& digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Result<KnownForms> load_forms(const std::vector<Form>& forms, const Options& options) {
  KnownForms known;
  for (const Form& form : forms) {
    if (!options.form.empty() && form.id != options.form) continue;
    if (!form.faults.empty()) {
      if (!options.form.empty()) return form.faults;
      continue;
    }
    auto labels = forms::Labels::load(form.folder + "/labels.xml");
    if (labels) {
      known.push_back(std::make_unique<KnownForm>(form, *std::move(labels)));
    } else if (!options.form.empty()) {
      return labels.take_findings();
    }
  }
  return known;
}

// All that a draft is made with.
struct Workshop {
  const Hints& hints;
  const KnownForm& form;
  int year = 0;  // 0: unknown
};

void complete(record::Content content, const Workshop& shop, Draft& draft) {
  const Form& form = *shop.form.form;
  content.form = form.id;
  content.year = std::to_string(shop.year != 0 ? shop.year : form.first_year);
  if (content.title.empty()) content.title = content.bureau + content.year + "年" + form.title_name();
  draft.form = content.form;
  draft.year = content.year;
  draft.bureau = content.bureau;
  draft.title = content.title;
  draft.record = record::write(content);
}

// The year that a text above a sheet names; 0 when none does.
int year_in(const std::vector<std::string>& texts) {
  constexpr std::string_view mark = "年";
  for (const std::string& text : texts) {
    const std::string plain = folded(text);
    const std::size_t at = plain.find(mark);
    constexpr std::size_t digits = 4;
    if (at == std::string::npos || at < digits) continue;
    const int year = number_in(plain.substr(at - digits, digits));
    if (year >= 2000 && year < 2100) return year;
  }
  return 0;
}

Draft draft_of(BureauRow row, const BureauSheet& sheet, const std::vector<Found>& sources, const Workshop& shop) {
  Draft draft;
  for (const Found& found : sources) draft.sources.push_back({found.file, found.kind});
  Report report(draft);
  record::Content content;
  content.bureau = row.bureau;
  report.value(
      {.part = "bureau", .name = {"单位", "bureau"}, .written = row.bureau, .source = row.bureau, .spot = row.spot});
  const auto same = [&row](const BureauRow& one) {
    return record::name_key(one.bureau) == record::name_key(row.bureau) && one.spot != row.spot;
  };
  if (const auto other = std::find_if(sheet.rows.begin(), sheet.rows.end(), same); other != sheet.rows.end()) {
    report.ask(code::import_twice, row.spot,
               {fmt::format("“{}”有两行，另一行在{}。", row.bureau, where(other->spot).zh),
                fmt::format("There are two rows of {}, the other at {}.", row.bureau, where(other->spot).en)},
               {"只留作数的一份记录。", "Keep the record that counts."});
  }
  if (shop.year == 0) {
    report.ask(code::import_title, row.spot,
               {"表上没有写年度，记录里的年度是这种表最早的。",
                "No year stands on the sheet: the record has the first of its form."},
               {"用 --year 给出年度再导入。", "Import again with --year."}, "/record/@year");
  }
  NarrativeBuilder narrative(shop.form.labels, shop.form.index, shop.hints, report, content, false);
  narrative.add(std::move(row.reading));
  narrative.finish();
  for (const Leftover& one : sheet.unused) report.unused(one);
  add_remarks(sources, report);
  complete(std::move(content), shop, draft);
  return draft;
}

Diagnostic many_reports(const std::string& file, std::size_t bureaus) {
  return {.code = code::import_many,
          .place = {.file = file},
          .message = {fmt::format("这是一个单位一行的表，有 {} 个单位，不是一份报告。", bureaus),
                      fmt::format("The sheet has a row for each of {} bureaus: it is not one report.", bureaus)},
          .hint = {"用 banxin import 文件 -o 文件夹/ 得出每个单位的记录。",
                   "Make a record of each bureau with `banxin import FILE -o FOLDER/`."}};
}

}  // namespace

Result<std::vector<Draft>> make_drafts(std::vector<Found> sources, const std::vector<Form>& forms,
                                       const Options& options) {
  auto known = load_forms(forms, options);
  if (!known) return known.take_findings();
  if (known->empty()) return no_report(sources, 0);
  auto hints = Hints::load(known->front()->form->common_folder);
  if (!hints) return hints.take_findings();
  Draft draft;
  for (const Found& found : sources) draft.sources.push_back({found.file, found.kind});
  Report report(draft);
  std::vector<Matcher> titles = words::matchers_of(hints->titles);
  number_sources(sources);
  const std::vector<Found> as_found = sources;
  const std::vector<Block> blocks = in_order(sources, *known, titles, *hints);
  count_labels(*known, as_found, blocks, *hints);

  std::optional<Title> title;
  for (const Block& block : blocks) {
    if (is_text(block) && !title) title = read_title(block.text, titles);
  }
  int year = options.year != 0 ? options.year : title ? number_in(title->year) : 0;
  const KnownForm* form = choose_form(*known, options, year, report);
  if (form == nullptr || (!title && form->found < fewest_labels_of_form))
    return no_report(as_found, form == nullptr ? 0 : form->found);

  if (const auto sheet = find_bureau_sheet(as_found, *form, *hints)) {
    if (year == 0) year = year_in(sheet->above);
    std::vector<Draft> drafts;
    for (const BureauRow& row : sheet->rows) {
      drafts.push_back(draft_of(row, *sheet, as_found, {.hints = *hints, .form = *form, .year = year}));
      append(drafts.back().findings, draft.findings);
    }
    return drafts;
  }

  record::Content content;
  NarrativeBuilder narrative(form->labels, form->index, *hints, report, content, title.has_value());
  for (const Block& block : blocks) narrative.add(block);
  narrative.finish();
  add_remarks(as_found, report);
  ask_for_unused_figures(report, *hints);
  if (!title) {
    report.ask(code::import_title, {},
               {"没有找到报告的标题，单位和标题要自己填。",
                "No title of a report was found: the bureau and the title are for you to enter."},
               {"在记录里填上 bureau 和 title；年度可以用 --year 给出。",
                "Enter bureau and title in the record; the year can be given with --year."},
               "/record/title");
  }
  content.bureau = title ? title->bureau : std::string(forms::placeholder::bureau);
  complete(std::move(content), {.hints = *hints, .form = *form, .year = year}, draft);
  std::vector<Draft> drafts;
  drafts.push_back(std::move(draft));
  return drafts;
}

Findings check(const Form& form) {
  return Hints::load(form.common_folder).take_findings();
}

Result<Draft> make_draft(std::vector<Found> sources, const std::vector<Form>& forms, const Options& options) {
  const std::string file = sources.empty() ? std::string() : sources.front().file;
  auto drafts = make_drafts(std::move(sources), forms, options);
  if (!drafts) return drafts.take_findings();
  if (drafts->size() > 1) return many_reports(file, drafts->size());
  return std::move(drafts->front());
}

}  // namespace banxin::import
