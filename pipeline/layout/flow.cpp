#include "layout/flow.h"

#include <array>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "base/overloaded.h"
#include "layout/block_measure.h"
#include "layout/chart.h"
#include "layout/findings.h"
#include "layout/place.h"
#include "layout/table_flow.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

constexpr std::size_t lines_kept = 2;  // of a paragraph, with what must not begin a page

class Flow {
 public:
  Flow(const ShapedDocument& document, const PageStyle& style, int tightness, PageBuilder& pages, Findings& findings)
      : document_(document), style_(style), tightness_(tightness), pages_(pages), findings_(findings) {
    texts_.resize(document.blocks().size());
    tables_.resize(document.blocks().size());
    figures_.resize(document.blocks().size());
    landscape_.resize(document.blocks().size());
  }

  void run() {
    for (std::size_t i = 0; i < document_.blocks().size(); ++i) {
      std::visit(overloaded{[this, i](const ShapedText& /*block*/) {
                              keep_together(i);
                              set_block(text_at(i), i + 1);
                              texts_[i].reset();
                            },
                            [this, i](const ShapedTable& /*block*/) {
                              keep_together(i);
                              set_table(i);
                              append(findings_, std::move(tables_[i]->findings));
                              tables_[i].reset();
                            },
                            [this, i](const ShapedFigure& figure) {
                              keep_together(i);
                              set_figure(i, figure);
                              figures_[i].reset();
                            },
                            [this, i](const ShapedPageBreak& block) {
                              if (i + 1 >= document_.blocks().size()) return;
                              if (block.to_foot) return go_to_foot(i + 1);
                              if (!pages_.cursor().at_top()) pages_.new_page();
                            }},
                 document_.blocks()[i]);
    }
  }

 private:
  // A table, with the findings for it if it is set as it is measured here.
  struct TableTrial {
    MeasuredTableBlock block;
    Findings findings;
  };

  MeasuredBlock& text_at(std::size_t i) {
    if (!texts_[i]) {
      texts_[i] = measure_block(*text_of(i), document_, pages_.style(), findings_);
      Findings told_elsewhere;
      const auto neighbour = [&](const ShapedText& text) {
        return measure_block(text, document_, pages_.style(), told_elsewhere);
      };
      const ShapedText* below = text_of(i + 1);
      if (below != nullptr && text_style(style_, *below).start_offset > 0) {
        MeasuredBlock block = neighbour(*below);
        stand_below(*texts_[i], block, pages_.style());
      }
      if (below != nullptr && texts_[i]->style->centred_on_next) {
        centre_above(*texts_[i], neighbour(*below), pages_.style());
      }
      if (below != nullptr && text_style(style_, *below).beside == Beside::last_line) {
        const std::size_t others = neighbour(*below).line_count();
        texts_[i]->lines_above = others - std::min(others, texts_[i]->line_count());
      }
      const ShapedText* above = i > 0 ? text_of(i - 1) : nullptr;
      if (above != nullptr && texts_[i]->style->start_offset > 0) {
        MeasuredBlock block = neighbour(*above);
        stand_below(block, *texts_[i], pages_.style());
      }
    }
    return *texts_[i];
  }

  // Null: block i is not text, or does not exist.
  const ShapedText* text_of(std::size_t i) const {
    if (i >= document_.blocks().size()) return nullptr;
    return std::visit(overloaded{[](const ShapedText& text) { return &text; },
                                 [](const ShapedTable& /*block*/) -> const ShapedText* { return nullptr; },
                                 [](const ShapedFigure& /*block*/) -> const ShapedText* { return nullptr; },
                                 [](const ShapedPageBreak& /*block*/) -> const ShapedText* { return nullptr; }},
                      document_.blocks()[i]);
  }
  // Null: block i is not a table, or does not exist.
  const ShapedTable* table_of(std::size_t i) const {
    if (i >= document_.blocks().size()) return nullptr;
    return std::visit(overloaded{[](const ShapedTable& table) { return &table; },
                                 [](const ShapedText& /*block*/) -> const ShapedTable* { return nullptr; },
                                 [](const ShapedFigure& /*block*/) -> const ShapedTable* { return nullptr; },
                                 [](const ShapedPageBreak& /*block*/) -> const ShapedTable* { return nullptr; }},
                      document_.blocks()[i]);
  }
  bool keeps_with_previous(std::size_t i) const {
    const ShapedText* text = text_of(i);
    return text != nullptr && text_style(style_, *text).keep_with_previous;
  }

  MeasuredTableBlock& table_at(std::size_t i) {
    if (!tables_[i]) tables_[i] = try_table(i, pages_.style(), tightness_);
    return tables_[i]->block;
  }

  TableTrial try_table(std::size_t i, const PageStyle& page, int tightness) const {
    TableTrial trial;
    trial.block = measure_block(*table_of(i), document_, page, tightness, trial.findings);
    return trial;
  }

  // Begins a new page if block i, and all that it must stay together with, does not fit on this one (CL-79), or if it
  // belongs on a page turned the other way.
  void keep_together(std::size_t i) {
    if (i < kept_until_) return;
    const std::optional<std::size_t> table = table_of_chain(i);
    pages_.set_landscape(table && is_landscape(*table));
    if (table && keep_whole(i, *table)) return;
    if (try_chain(i) || pages_.cursor().at_top()) return;
    pages_.new_page();
    try_chain(i);
  }

  // The table that the blocks from i on must stay together with, if any.
  std::optional<std::size_t> table_of_chain(std::size_t i) {
    if (i >= chain_end_) {
      const auto goes_on = [this](std::size_t k) {
        const ShapedText* text = text_of(k);
        return text != nullptr && text_style(style_, *text).keep_with_next;
      };
      chain_end_ = i;
      while (goes_on(chain_end_)) ++chain_end_;
    }
    return table_of(chain_end_) != nullptr ? std::optional(chain_end_) : std::nullopt;
  }

  // A table without a prescribed orientation is turned when only that, or that best, makes its cells fit.
  bool is_landscape(std::size_t i) {
    const ShapedTable& table = *table_of(i);
    if (table.orientation != Orientation::automatic) return table.orientation == Orientation::landscape;
    if (landscape_[i]) return *landscape_[i];
    tables_[i] = try_table(i, style_, tightness_);
    landscape_[i] = false;
    const TableFit::Verdict upright = tables_[i]->block.table.verdict;
    if (upright == TableFit::Verdict::good) return false;
    TableTrial turned = try_table(i, landscape_style(style_), tightness_);
    if (turned.block.table.verdict >= upright) return false;
    tables_[i] = std::move(turned);
    landscape_[i] = true;
    return true;
  }

  // Finds a place where the whole table fits with the blocks from i on: here or on the next page, as loose as possible.
  // A table that no page holds, or that need not be on a single page, is left as it was.
  bool keep_whole(std::size_t i, std::size_t table) {
    const ShapedTable& shaped = *table_of(table);
    if (!shaped.keep_together) return false;
    const auto rows = static_cast<std::int64_t>(shaped.rows.size());
    const Length below = height_below(table);
    std::array<std::optional<TableTrial>, tightest + 1> trials;
    if (shaped.orientation == Orientation::automatic)
      trials[static_cast<std::size_t>(tightness_)] = std::move(tables_[table]);
    const Cursor fresh(pages_.style());
    for (const bool here : {true, false}) {
      const Cursor& from = here ? pages_.cursor() : fresh;
      for (int tightness = tightness_; tightness <= tightest; ++tightness) {
        // Most tables that do not fit need not be measured.
        const Length least = tightened(pages_.style().table, tightness).minimum_row_height * rows;
        if (from.next_top() + least + below > from.bottom()) continue;
        std::optional<TableTrial>& trial = trials[static_cast<std::size_t>(tightness)];
        if (!trial) trial = try_table(table, pages_.style(), tightness);
        if (!fits_with(i, table, trial->block, whole_height(trial->block.table) + below, from)) continue;
        tables_[table] = std::move(trial);
        kept_until_ = table + 1;
        if (!here) pages_.new_page();
        return true;
      }
      if (pages_.cursor().at_top()) break;
      if (here && is_half_empty() && cut_here(i, table, trials)) return false;
    }
    tables_[table] = std::move(trials[static_cast<std::size_t>(tightness_)]);
    return false;
  }

  // Whether so much of the page would stay white, more than a third, that a table is rather cut (CL-86).
  bool is_half_empty() const {
    return pages_.cursor().bottom() - pages_.cursor().white_top() > pages_.style().area_height / 3;
  }

  // Whether the table can at least begin on this page, set as loose as that allows.
  bool cut_here(std::size_t i, std::size_t table, std::array<std::optional<TableTrial>, tightest + 1>& trials) {
    for (int tightness = tightness_; tightness <= tightest; ++tightness) {
      std::optional<TableTrial>& trial = trials[static_cast<std::size_t>(tightness)];
      if (!trial) trial = try_table(table, pages_.style(), tightness);
      const Length least = least_height(trial->block.table, pages_.style());
      if (!fits_with(i, table, trial->block, least, pages_.cursor())) continue;
      tables_[table] = std::move(trial);
      return true;
    }
    return false;
  }

  // Whether the blocks from i on, and this much of the table, fit below `trial`.
  bool fits_with(std::size_t i, std::size_t table, const MeasuredTableBlock& block, Length height, Cursor trial) {
    for (; i < table; ++i) {
      if (!try_lines(text_at(i), text_at(i).line_count(), trial)) return false;
    }
    return try_above(table, block, trial) && trial.next_top() + height <= trial.bottom();
  }

  // The room for what must be on the page of table i's last rows: the lines to sign on, say. None where no page has it.
  Length height_below(std::size_t i) {
    if (pages_.is_landscape()) return {};
    const Length top = pages_.style().area_top;
    Cursor trial(pages_.style());
    trial.set_area(top);
    const Length bottom = trial.em_bottom();
    for (std::size_t k = i + 1; keeps_with_previous(k); ++k) {
      if (!try_lines(text_at(k), text_at(k).line_count(), trial)) return {};
    }
    return trial.em_bottom() == bottom ? Length() : trial.em_bottom() - top;
  }

  // Looks at the blocks from i on that must stay together. False: they do not fit on this page; those of them that do
  // need not be looked at again.
  bool try_chain(std::size_t i) {
    Cursor trial = pages_.cursor();
    bool goes_on = true;
    for (std::size_t k = i; goes_on && k < document_.blocks().size(); ++k) {
      if (!try_block(k, trial, goes_on)) {
        kept_until_ = std::max(i + 1, k);
        return false;
      }
      kept_until_ = k + 1;
    }
    return true;
  }

  // False: the part of block i that must be kept together does not fit. `goes_on`: the block must not be the last on
  // its page.
  bool try_block(std::size_t i, Cursor& trial, bool& goes_on) {
    goes_on = false;
    return std::visit(overloaded{[&](const ShapedText& /*block*/) {
                                   const MeasuredBlock& text = text_at(i);
                                   goes_on = text.style->keep_with_next ||
                                             (keeps_with_previous(i + 1) && text.line_count() <= lines_kept);
                                   return try_lines(text, goes_on ? text.line_count() : 1, trial);
                                 },
                                 [&](const ShapedTable& /*block*/) {
                                   const MeasuredTableBlock& table = table_at(i);
                                   return try_above(i, table, trial) &&
                                          trial.next_top() + least_height(table.table, pages_.style()) <=
                                              trial.bottom();
                                 },
                                 [&](const ShapedFigure& figure) { return try_figure(figure_at(i, figure), trial); },
                                 [](const ShapedPageBreak& /*block*/) { return true; }},
                      document_.blocks()[i]);
  }

  MeasuredFigure& figure_at(std::size_t i, const ShapedFigure& figure) {
    if (!figures_[i]) figures_[i] = measure_block(figure, document_, pages_.style(), findings_);
    return *figures_[i];
  }

  // A figure is never parted from its caption.
  static bool try_figure(const MeasuredFigure& figure, Cursor& trial) {
    const Length bottom = trial.next_top() + figure.height;
    if (bottom > trial.bottom()) return false;
    trial.set_area(bottom);
    if (figure.caption && !try_lines(*figure.caption, figure.caption->line_count(), trial)) return false;
    trial.set_area(trial.white_top());
    return true;
  }

  void set_figure(std::size_t i, const ShapedFigure& figure) {
    const MeasuredFigure& block = figure_at(i, figure);
    const PageStyle& page = pages_.style();
    const Length top = pages_.cursor().next_top();
    const Point corner{page.area_left + (page.area_width - block.width) / 2, top};
    for (PageItem item : block.drawing) {
      shift(item, corner);
      pages_.items().push_back(std::move(item));
    }
    if (!figure.chart) {
      pages_.items().push_back(
          {.what = Image{.corner = corner, .width = block.width, .height = block.height, .picture = figure.picture},
           .node = figure.node,
           .origin = figure.origin});
    }
    pages_.cursor().set_area(top + block.height);
    if (!block.caption) return;
    set_block(*block.caption, document_.blocks().size());
    pages_.cursor().set_area(pages_.cursor().white_top());
  }

  // Block i is the table.
  bool try_above(std::size_t i, const MeasuredTableBlock& table, Cursor& trial) const {
    part_tables(i, trial);
    for (const MeasuredBlock& above : table.above) {
      if (!try_lines(above, above.line_count(), trial)) return false;
    }
    return true;
  }

  static bool try_lines(const MeasuredBlock& block, std::size_t count, Cursor& trial) {
    begin_block(block, trial);
    for (std::size_t k = 0; k < count; ++k) {
      const Length top = trial.next_line(*block.style);
      if (!trial.fits(top, block.style->size)) return false;
      trial.set_line(*block.style, top);
    }
    end_block(block, trial);
    return true;
  }

  // The rules of a block: its upper edges are for the one who draws it.
  static std::optional<Length> begin_block(const MeasuredBlock& block, Cursor& cursor) {
    const TextStyle& style = *block.style;
    cursor.begin_block(style, block.line_count(), block.lines_above);
    if (style.ink_top > Length()) cursor.begin_at(cursor.top() + style.ink_top - above_ink(block));
    if (style.rule_above.weight == Length()) return std::nullopt;
    const Length rule = cursor.set_rule(style.rule_above);
    cursor.move_down(style.rule_above.distance);
    return rule;
  }
  static std::optional<Length> end_block(const MeasuredBlock& block, Cursor& cursor) {
    const TextRule& below = block.style->rule_below;
    const std::optional<Length> rule = below.weight > Length() ? std::optional(cursor.set_rule(below)) : std::nullopt;
    cursor.end_block(*block.style);
    return rule;
  }
  // From the top of the em box to that of the ink.
  static Length above_ink(const MeasuredBlock& block) {
    return (em_box_ascent - block.text->ink_top).at(block.setting.size);
  }

  void draw(const std::optional<Length>& top, const TextRule& rule, const MeasuredBlock& block) {
    if (!top) return;
    const PageStyle& page = pages_.style();
    pages_.items().push_back({.what = Area{{page.area_left, *top}, page.area_width, rule.weight, rule.colour},
                              .artifact = Artifact::rule,
                              .origin = block.text->origin});
  }

  // The texts from block i on, to the last, stand at the foot of an even page: of this one, or of the next that is
  // even. A blank page before that one has no number, and then it has none either (GB/T 9704, 7.4, 7.5; GW-61, GW-62,
  // GW-68).
  void go_to_foot(std::size_t i) {
    pages_.set_landscape(false);
    Cursor trial(style_);
    trial.begin_at(style_.area_top);
    const Length begin = trial.next_top();
    Length last_rule;
    for (; i < document_.blocks().size(); ++i) {
      if (text_of(i) == nullptr) continue;
      const MeasuredBlock& block = text_at(i);
      if (!try_lines(block, block.line_count(), trial)) break;
      last_rule = block.style->rule_below.weight;
    }
    // The last rule lies on the area's edge.
    const Length top = style_.area_top + style_.area_height + last_rule / 2 - (trial.em_bottom() - begin);
    const Cursor& here = pages_.cursor();
    if (pages_.page_count() % 2 == 1 || (!here.at_top() && here.next_top() > top)) {
      pages_.new_page();
      if (pages_.page_count() % 2 == 1) {
        pages_.end_numbers();
        pages_.new_page();
      }
    }
    pages_.cursor().begin_at(top);
    kept_until_ = document_.blocks().size();
  }

  void set_table(std::size_t i) {
    const MeasuredTableBlock& block = table_at(i);
    part_tables(i, pages_.cursor());
    even_white(i, block);
    for (const MeasuredBlock& above : block.above) set_block(above, document_.blocks().size());
    flow_table(block.table, pages_, height_below(i));
  }

  // A table right below another is a line away from it, so that its caption is nearer to its own (CL-87).
  void part_tables(std::size_t i, Cursor& cursor) const {
    if (i > 0 && table_of(i - 1) != nullptr && !cursor.at_top()) cursor.move_down(pages_.style().line_pitch());
  }

  // Text goes on at the next line of the grid, so that there would be more white below a table than above: the table
  // moves down by half of the difference (CL-87).
  void even_white(std::size_t i, const MeasuredTableBlock& block) {
    const ShapedText* next = text_of(i + 1);
    if (pages_.cursor().at_top() || next == nullptr || !text_style(style_, *next).on_grid) return;
    const Length above = pages_.cursor().next_top() - pages_.cursor().em_bottom();
    Cursor trial = pages_.cursor();
    for (const MeasuredBlock& text : block.above) {
      if (!try_lines(text, text.line_count(), trial)) return;
    }
    const Length bottom = trial.next_top() + whole_height(block.table);
    trial.set_area(bottom);
    const TextStyle& style = text_style(style_, *next);
    const Length line = trial.next_line(style);
    if (!trial.fits(line, style.size)) return;
    pages_.cursor().move_down(std::max(Length(), (line - bottom - above) / 2));
  }

  // `next`: the block after it.
  void set_block(const MeasuredBlock& block, std::size_t next) {
    draw(begin_block(block, pages_.cursor()), block.style->rule_above, block);
    for (std::size_t k = 0; k < block.line_count(); ++k) {
      Length top = pages_.cursor().next_line(*block.style);
      if (!pages_.cursor().fits(top, block.style->size) || leaves_a_widow(block, k, top) ||
          leaves_alone(block, k, top, next)) {
        if (!pages_.cursor().at_top()) pages_.new_page();
        top = pages_.cursor().next_line(*block.style);
      }
      if (k < block.lines.size()) place(block, k, top);
      pages_.cursor().set_line(*block.style, top);
    }
    draw(end_block(block, pages_.cursor()), block.style->rule_below, block);
  }

  // CL-78: whether only a last line of a character or two would be on the next page if line k stays on this one. In a
  // paragraph of three lines or more, one line goes over with it; other single lines are left alone.
  bool leaves_a_widow(const MeasuredBlock& block, std::size_t k, Length top) const {
    if (k + 2 != block.lines.size() || k == 0) return false;
    Cursor trial = pages_.cursor();
    trial.set_line(*block.style, top);
    if (trial.fits(trial.next_line(*block.style), block.style->size)) return false;
    const Line& last = block.lines.back();
    const SetLine set = set_line(*block.text, block.setting, last);
    return set.width <= block.setting.size * 3;
  }

  // Whether blocks that must not begin a page would begin one if line k and the last one stay on this one.
  bool leaves_alone(const MeasuredBlock& block, std::size_t k, Length top, std::size_t next) {
    if (k == 0 || k + lines_kept != block.line_count() || !keeps_with_previous(next)) return false;
    Cursor trial = pages_.cursor();
    for (std::size_t line = k;;) {
      trial.set_line(*block.style, top);
      if (++line == block.line_count()) break;
      top = trial.next_line(*block.style);
      if (!trial.fits(top, block.style->size)) return false;  // it goes with them anyway
    }
    trial.end_block(*block.style);
    for (; keeps_with_previous(next); ++next) {
      const MeasuredBlock& kept = text_at(next);
      if (!try_lines(kept, kept.line_count(), trial)) return true;
    }
    return false;
  }

  void place(const MeasuredBlock& block, std::size_t k, Length top) {
    const PageStyle& page = pages_.style();
    const Line& line = block.lines[k];
    const Setting& setting = block.setting;
    const SetLine set = set_line(*block.text, setting, line);
    report(block, k, set);
    const Length indents = block.left + (setting.measure - setting.measure_of(line.opening));
    const Length x = page.area_left + indents + aligned(setting.alignment, setting.measure_of(line.opening), set.width);
    pages_.place(*block.text, setting, line, set, {x, baseline_of(page, *block.style, top)}, top,
                 {Artifact::none, block.style->colour});
  }

  // Findings for what the limits of the setting do not allow.
  void report(const MeasuredBlock& block, std::size_t k, const SetLine& set) {
    const Length size = block.setting.size;
    const Line& line = block.lines[k];
    if (set.loosest > loosest_gap.at(size)) {
      findings_.push_back(loose_line(document_, *block.text, line, k + 1, set.loosest, size));
    }
    if (set.short_by > Length()) {
      findings_.push_back(short_line(document_, *block.text, line, k + 1, set.short_by, size));
    }
    // What is less than half a hundredth of an em is seen by nobody, and would be told of as 0.00.
    const bool visible = set.tightest * 200 >= size;
    if (visible && set.tightest * static_cast<std::int64_t>(set.clusters.size() - 1) > grid_rounding(block.setting)) {
      findings_.push_back(tight_line(document_, *block.text, line, k + 1, set.tightest, size));
    }
  }

  const ShapedDocument& document_;
  const PageStyle& style_;  // of upright pages
  const int tightness_;     // of tables, at least
  PageBuilder& pages_;
  Findings& findings_;
  // Measured when first looked at, released when set.
  std::vector<std::optional<MeasuredBlock>> texts_;
  std::vector<std::optional<TableTrial>> tables_;
  std::vector<std::optional<MeasuredFigure>> figures_;
  std::vector<std::optional<bool>> landscape_;  // for tables that may choose: known once they were looked at
  std::size_t kept_until_ = 0;                  // blocks before this one are known to stay together, or cannot
  std::size_t chain_end_ =
      0;  // the first block, from where it was last looked for, that need not be kept with the next one
};

}  // namespace

void flow_blocks(const ShapedDocument& document, const PageStyle& style, int tightness, PageBuilder& pages,
                 Findings& findings) {
  Flow(document, style, tightness, pages, findings).run();
}

}  // namespace banxin::layout
