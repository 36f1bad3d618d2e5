#include "layout/flow.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "layout/balance.h"
#include "layout/findings.h"
#include "layout/table_flow.h"
#include "layout/text_style.h"

namespace banxin::layout {
namespace {

// A text block with its lines.
struct MeasuredBlock {
  const ShapedText* text = nullptr;
  const TextStyle* style = nullptr;
  Setting setting;
  std::vector<Line> lines;
};

// A table with what stands above it.
struct MeasuredTableBlock {
  std::vector<MeasuredBlock> above;
  MeasuredTable table;
};

// An empty block still takes a line.
std::size_t line_count(const MeasuredBlock& block) {
  return std::max<std::size_t>(1, block.lines.size());
}

class Flow {
 public:
  Flow(const ShapedDocument& document, const PageStyle& style, PageBuilder& pages, Findings& findings)
      : document_(document), style_(style), pages_(pages), findings_(findings) {
    texts_.resize(document.blocks.size());
    tables_.resize(document.blocks.size());
  }

  void run() {
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      const ShapedBlock& block = document_.blocks[i];
      if (std::holds_alternative<ShapedPageBreak>(block)) {
        if (!pages_.cursor().at_top() && i + 1 < document_.blocks.size()) pages_.new_page();
      } else if (std::holds_alternative<ShapedText>(block)) {
        keep_together(i);
        set_block(text_at(i));
        texts_[i].reset();
      } else {
        keep_together(i);
        set_table(table_at(i));
        tables_[i].reset();
      }
    }
  }

 private:
  Setting setting_of(const TextStyle& style) const {
    Setting setting;
    setting.size = style.size;
    setting.alignment = style.alignment;
    const bool from_left = style.alignment == Alignment::justified || style.alignment == Alignment::left;
    if (style.on_grid && from_left && style.size == style_.body_size) {
      setting.tracking = style_.cell_pitch() - style_.body_size;
    }
    // A centred line keeps its cells whole, so that both its ends are alike.
    setting.trim_edges = style_.trim_line_ends && style.alignment != Alignment::centred;
    setting.measure = style_.area_width - style_.cell_pitch() * (style.left_indent + style.right_indent);
    setting.first_measure = setting.measure - style_.cell_pitch() * (from_left ? style.first_indent : 0);
    return setting;
  }

  MeasuredBlock measure(const ShapedText& text) {
    MeasuredBlock block;
    block.text = &text;
    block.style = &text_style(style_, text);
    block.setting = setting_of(*block.style);
    BrokenText broken = block.style->balanced ? break_balanced(text, block.setting) : break_lines(text, block.setting);
    if (broken.overfull) findings_.push_back(impossible_line(document_, text));
    if (broken.resort == Resort::anywhere && !broken.overfull) report_forced_breaks(text, broken.lines);
    block.lines = std::move(broken.lines);
    return block;
  }

  void report_forced_breaks(const ShapedText& text, const std::vector<Line>& lines) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (text.clusters[lines[i].last - 1].break_after == BreakKind::forbidden) {
        findings_.push_back(forced_break(document_, text, lines[i], i + 1));
      }
    }
  }

  MeasuredBlock& text_at(std::size_t i) {
    if (!texts_[i]) texts_[i] = measure(std::get<ShapedText>(document_.blocks[i]));
    return *texts_[i];
  }

  MeasuredTableBlock& table_at(std::size_t i) {
    if (!tables_[i]) {
      const auto& table = std::get<ShapedTable>(document_.blocks[i]);
      tables_[i].emplace();
      for (const ShapedText& text : table.above) tables_[i]->above.push_back(measure(text));
      tables_[i]->table = measure_table(table, document_, style_, findings_);
    }
    return *tables_[i];
  }

  // Begins a new page if block i, and all that it must stay together with, does not fit on this one (CL-79).
  void keep_together(std::size_t i) {
    if (i < kept_until_ || try_chain(i) || pages_.cursor().at_top()) return;
    pages_.new_page();
    try_chain(i);
  }

  // Looks at the blocks from i on that must stay together. False: they do not fit on this page; what of them does need
  // not be looked at again.
  bool try_chain(std::size_t i) {
    Cursor trial = pages_.cursor();
    bool goes_on = true;
    for (std::size_t k = i; goes_on && k < document_.blocks.size(); ++k) {
      if (!try_block(k, trial, goes_on)) {
        kept_until_ = std::max(i + 1, k);
        return false;
      }
      kept_until_ = k + 1;
    }
    return true;
  }

  // False: what must be kept of block i does not fit. `goes_on`: the block must not be the last on its page.
  bool try_block(std::size_t i, Cursor& trial, bool& goes_on) {
    const ShapedBlock& block = document_.blocks[i];
    goes_on = false;
    if (std::holds_alternative<ShapedPageBreak>(block)) return true;
    if (std::holds_alternative<ShapedTable>(block)) {
      MeasuredTableBlock& table = table_at(i);
      for (const MeasuredBlock& above : table.above) {
        if (!try_lines(above, line_count(above), trial)) return false;
      }
      return trial.next_top() + least_height(table.table, style_) <= trial.bottom();
    }
    const MeasuredBlock& text = text_at(i);
    goes_on = text.style->keep_with_next;
    return try_lines(text, goes_on ? line_count(text) : 1, trial);
  }

  static bool try_lines(const MeasuredBlock& block, std::size_t count, Cursor& trial) {
    trial.begin_block(*block.style);
    for (std::size_t k = 0; k < count; ++k) {
      const Length top = trial.next_line(*block.style);
      if (!trial.fits(top, block.style->size)) return false;
      trial.set_line(*block.style, top);
    }
    trial.end_block(*block.style);
    return true;
  }

  void set_table(const MeasuredTableBlock& block) {
    for (const MeasuredBlock& above : block.above) set_block(above);
    flow_table(block.table, style_, pages_);
  }

  void set_block(const MeasuredBlock& block) {
    pages_.cursor().begin_block(*block.style);
    for (std::size_t k = 0; k < line_count(block); ++k) {
      Length top = pages_.cursor().next_line(*block.style);
      if (!pages_.cursor().fits(top, block.style->size) || leaves_a_widow(block, k, top)) {
        if (!pages_.cursor().at_top()) pages_.new_page();
        top = pages_.cursor().next_line(*block.style);
      }
      if (k < block.lines.size()) place(block, k, top);
      pages_.cursor().set_line(*block.style, top);
    }
    pages_.cursor().end_block(*block.style);
  }

  // CL-78: whether only a last line of a character or two would stand on the next page if line k stays on this one.
  // Of a paragraph of three lines or more one line goes over with it; other lone lines are let be.
  bool leaves_a_widow(const MeasuredBlock& block, std::size_t k, Length top) const {
    if (k + 2 != block.lines.size() || k == 0) return false;
    Cursor trial = pages_.cursor();
    trial.set_line(*block.style, top);
    if (trial.fits(trial.next_line(*block.style), block.style->size)) return false;
    const Line& last = block.lines.back();
    const SetLine set = set_line(*block.text, block.setting, last);
    return set.width <= block.setting.size * 3;
  }

  void place(const MeasuredBlock& block, std::size_t k, Length top) {
    const Line& line = block.lines[k];
    const Setting& setting = block.setting;
    const SetLine set = set_line(*block.text, setting, line);
    report(block, k, set);
    const Length indents =
        style_.cell_pitch() * block.style->left_indent + (setting.measure - setting.measure_of(line.opening));
    const Length x =
        style_.area_left + indents + aligned(setting.alignment, setting.measure_of(line.opening), set.width);
    pages_.place(*block.text, setting, line, set, {x, baseline_of(style_, *block.style, top)}, top, {});
  }

  // What the limits of the setting do not allow.
  void report(const MeasuredBlock& block, std::size_t k, const SetLine& set) {
    const Length size = block.setting.size;
    const Line& line = block.lines[k];
    if (set.loosest > loosest_gap.at(size)) {
      findings_.push_back(loose_line(document_, *block.text, line, k + 1, set.loosest, size));
    }
    if (set.tightest * static_cast<std::int64_t>(set.clusters.size() - 1) > grid_rounding(block.setting)) {
      findings_.push_back(tight_line(document_, *block.text, line, k + 1, set.tightest, size));
    }
  }

  const ShapedDocument& document_;
  const PageStyle& style_;
  PageBuilder& pages_;
  Findings& findings_;
  // Measured when first looked at, let go when set.
  std::vector<std::optional<MeasuredBlock>> texts_;
  std::vector<std::optional<MeasuredTableBlock>> tables_;
  std::size_t kept_until_ = 0;  // blocks before this one are known to stay together, or cannot
};

}  // namespace

void flow_blocks(const ShapedDocument& document, const PageStyle& style, PageBuilder& pages, Findings& findings) {
  Flow(document, style, pages, findings).run();
}

}  // namespace banxin::layout
