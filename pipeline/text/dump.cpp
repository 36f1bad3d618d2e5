#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>
#include <variant>

#include "base/overloaded.h"
#include "text/text.h"

namespace banxin::text {
namespace {

const char* name_of(SqueezeClass squeeze) {
  switch (squeeze) {
    case SqueezeClass::none: return "none";
    case SqueezeClass::line_end_mark: return "line-end-mark";
    case SqueezeClass::word_space: return "word-space";
    case SqueezeClass::mark: return "mark";
    case SqueezeClass::han_western: return "han-western";
    case SqueezeClass::stop: return "stop";
    case SqueezeClass::label: return "label";
  }
  return "";
}

const char* name_of(StretchClass stretch) {
  switch (stretch) {
    case StretchClass::none: return "none";
    case StretchClass::gap: return "gap";
    case StretchClass::character: return "character";
  }
  return "";
}

class Dumper {
 public:
  std::string dump(const ShapedDocument& document) {
    origins_ = document.origins().get();
    line("document \"{}\"{}", document.info().title, document.info().draft ? ", draft" : "");
    const overloaded add_block{
        [this](const ShapedText& text) { add(text, "text"); }, [this](const ShapedTable& table) { add(table); },
        [this](const ShapedFigure& figure) { add(figure); },
        [this](const ShapedPageBreak& block) { line("{}", block.to_foot ? "page-foot" : "page-break"); }};
    for (const ShapedBlock& block : document.blocks()) std::visit(add_block, block);
    if (!document.page_number_before().empty()) add(document.page_number_before(), "page-number before");
    if (!document.page_number_after().empty()) add(document.page_number_after(), "page-number after");
    for (const ShapedText& digit : document.digits()) {
      if (!digit.empty()) add(digit, "digit");
    }
    line("dash-middle {:.3f}", document.dash_middle().to_em());
    if (!document.draft_stamp().empty()) add(document.draft_stamp(), "draft-stamp");
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  void add(const ShapedText& text, std::string_view what) {
    line("{} {} style {} line {} {} {:?}", what, text.node, text.style, origins_->place(text.origin).line,
         text.language, text.text);
    for (std::size_t i = 0; i < text.clusters.size(); ++i) add(text, i);
  }

  void add(const ShapedText& text, std::size_t i) {
    const Cluster& c = text.clusters[i];
    const TextRun& run = text.runs[c.run];
    fmt::format_to(std::back_inserter(out_), "  {:?} node {} face {}",
                   std::string_view(text.text).substr(c.text.begin, c.text.size()), run.node, run.face);
    for (std::uint32_t g = 0; g < c.glyph_count; ++g) {
      fmt::format_to(std::back_inserter(out_), " {}", text.glyphs[c.first_glyph + g].glyph);
    }
    fmt::format_to(std::back_inserter(out_), " advance {:.3f}", c.advance.to_em());
    if (c.shift != Em()) fmt::format_to(std::back_inserter(out_), " shift {:.3f}", c.shift.to_em());
    sides("pair", c.pair_before, c.pair_after);
    sides("edge", c.edge_before, c.edge_after);
    if (c.squeeze != SqueezeClass::none) sides(name_of(c.squeeze), c.squeeze_before, c.squeeze_after);
    if (c.gap != Em()) {
      fmt::format_to(std::back_inserter(out_), " gap {:.3f} ({:.3f})", c.gap.to_em(), c.gap_least.to_em());
    }
    if (c.stretch != StretchClass::none) fmt::format_to(std::back_inserter(out_), " stretch {}", name_of(c.stretch));
    if (c.space) out_ += " space";
    if (c.break_after == BreakKind::mandatory) out_ += " ||";
    if (c.break_after == BreakKind::allowed) out_ += " |";
    if (c.penalty != 0) fmt::format_to(std::back_inserter(out_), " {}", c.penalty);
    out_ += '\n';
  }

  void sides(std::string_view what, Em before, Em after) {
    if (before == Em() && after == Em()) return;
    fmt::format_to(std::back_inserter(out_), " {} {:.3f}/{:.3f}", what, before.to_em(), after.to_em());
  }

  void add(const ShapedTable& table) {
    line("table {} line {}: {} columns, {} rows, {} of them head", table.node, origins_->place(table.origin).line,
         table.column_shares.size(), table.rows.size(), table.head_rows);
    for (const ShapedText& text : table.above) add(text, "above");
    if (!table.continued.empty()) add(table.continued, "continued");
    for (const ShapedCell& cell : table.cells) {
      add(cell.text, fmt::format("cell {},{} span {}x{}", cell.row, cell.column, cell.row_span, cell.column_span));
      if (!cell.continued.empty()) add(cell.continued, "cell-continued");
    }
  }

  void add(const ShapedFigure& figure) {
    line("figure {} line {}: {} by {}, width {}%", figure.node, origins_->place(figure.origin).line, figure.columns,
         figure.lines, figure.width);
    if (figure.chart) {
      for (const ShapedText& name : figure.chart->series) add(name, "series");
      for (const ShapedChartEntry& entry : figure.chart->entries) {
        add(entry.label, "entry");
        for (const ShapedChartValue& value : entry.values) add(value.text, "value");
      }
    }
    if (!figure.caption.empty()) add(figure.caption, "caption");
  }

  const OriginTable* origins_ = nullptr;
  std::string out_;
};

}  // namespace

std::string dump(const ShapedDocument& document) {
  return Dumper().dump(document);
}

}  // namespace banxin::text
