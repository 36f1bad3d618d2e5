#include "layout/findings.h"

#include <cstdlib>
#include <string_view>

#include "base/codes.h"
#include "base/utf8.h"

namespace banxin::layout {
namespace {

constexpr std::size_t longest_quotation = 120;  // bytes

std::string with_three_decimals(std::int64_t thousandths) {
  const std::int64_t absolute = std::abs(thousandths);
  std::string decimals = std::to_string(absolute % 1000);
  decimals.insert(0, 3 - decimals.size(), '0');
  return (thousandths < 0 ? "-" : "") + std::to_string(absolute / 1000) + "." + decimals;
}

// A quotation of moderate length, cut between characters.
std::string quoted(std::string_view text) {
  if (text.size() <= longest_quotation) return std::string(text);
  std::size_t end = longest_quotation;
  while (end > 0 && continues_character(text[end])) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string line_text(const ShapedText& text, const Line& line) {
  const std::uint32_t begin = text.clusters[line.first].text.begin;
  const std::uint32_t end = text.clusters[line.last - 1].text.end;
  return quoted(std::string_view(text.text).substr(begin, end - begin));
}

// In ems with two decimals: "0.13".
std::string in_ems(Length gap, Length size) {
  const std::string decimals = with_three_decimals(divide_rounded(gap.units() * 100, size.units()) * 10);
  return decimals.substr(0, decimals.size() - 1);
}

Diagnostic finding(const ShapedDocument& document, OriginId origin, const char* code, Severity severity,
                   Bilingual message, Bilingual hint) {
  Diagnostic d;
  d.code = code;
  d.severity = severity;
  if (document.origins()) d.place = document.origins()->place(origin);
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

}  // namespace

std::string in_mm(Length length) {
  return with_three_decimals(divide_rounded(length.units() * 1000, Length::units_per_mm));
}

std::string in_points(Length length) {
  std::string s = with_three_decimals(divide_rounded(length.units() * 1000, Length::units_per_point));
  s.erase(s.find_last_not_of('0') + 1);
  if (s.back() == '.') s.pop_back();
  return s;
}

Diagnostic loose_line(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number,
                      Length gap, Length size) {
  const std::string n = std::to_string(number);
  const std::string t = line_text(text, line);
  const std::string g = in_ems(gap, size);
  return finding(document, text.origin, code::layout_loose_line, Severity::warning,
                 {"第 " + n + " 行“" + t + "”的字距拉大了 " + g + " 字，超过 0.10 字。",
                  "Line " + n + " \"" + t + "\" is stretched by " + g + " em a gap, more than 0.10 em."},
                 {"改写该处文字，使分行更匀。", "Reword the text there so that its lines come out more even."});
}

Diagnostic short_line(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number,
                      Length missing, Length size) {
  const std::string n = std::to_string(number);
  const std::string t = line_text(text, line);
  const std::string g = in_ems(missing, size);
  return finding(document, text.origin, code::layout_short_line, Severity::warning,
                 {"第 " + n + " 行“" + t + "”短 " + g + " 字，没有排满：其后的内容不可断开，拉开字距会太稀。",
                  "Line " + n +
                      " "
                      " + t + "
                      " is " +
                      g + " em short: what follows must not be parted, and its gaps would become too wide."},
                 {"改写该处文字，使分行更匀。", "Reword the text there so that its lines come out more even."});
}

Diagnostic tight_line(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number,
                      Length gap, Length size) {
  const std::string n = std::to_string(number);
  const std::string t = line_text(text, line);
  const std::string g = in_ems(gap, size);
  return finding(document, text.origin, code::layout_tight_line, Severity::warning,
                 {"第 " + n + " 行“" + t + "”的字距缩小了 " + g + " 字，标点已无可压缩。",
                  "Line " + n + " \"" + t + "\" is squeezed by " + g + " em a gap, beyond what its marks can give."},
                 {"改写该处文字，使分行更匀。", "Reword the text there so that its lines come out more even."});
}

Diagnostic forced_break(const ShapedDocument& document, const ShapedText& text, const Line& line, std::size_t number) {
  const std::string n = std::to_string(number);
  const std::string t = line_text(text, line);
  return finding(document, text.origin, code::layout_line_impossible, Severity::warning,
                 {"第 " + n + " 行“" + t + "”之后本不可断，因为整段放不下一行而强行断开。",
                  "No break is allowed after line " + n + " \"" + t +
                      "\", but the text up to the next one is longer than a line."},
                 {"在该处加空格，或改写。", "Add a space there, or reword it."});
}

Diagnostic impossible_line(const ShapedDocument& document, const ShapedText& text) {
  const std::string t = quoted(text.text);
  return finding(document, text.origin, code::layout_line_impossible, Severity::error,
                 {"“" + t + "”中有一个字符比行还宽。", "A single character of \"" + t + "\" is wider than its line."},
                 {"减小版面 style.xml 中的缩进或字号，或加宽表格的列。",
                  "Reduce indents or type size in style.xml, or widen the table's column."});
}

Diagnostic cell_overflow(const ShapedDocument& document, const ShapedCell& cell, Length smallest_size, Length room) {
  const std::string t = quoted(cell.text.text);
  const std::string size = in_points(smallest_size);
  const std::string wide = in_mm(room);
  return finding(
      document, cell.origin, code::layout_cell_overflow, Severity::error,
      {"单元格“" + t + "”用 " + size + " pt 也放不进 " + wide + " mm 宽的列。",
       "The cell \"" + t + "\" does not fit a column with " + wide + " mm of room, even at " + size + " pt."},
      {"缩短文字，或加宽版式中的列。", "Shorten the text, or widen the column in the form."});
}

Diagnostic more_overflow(const ShapedDocument& document, const ShapedTable& table, int count) {
  const std::string n = std::to_string(count);
  return finding(document, table.origin, code::layout_cell_overflow, Severity::error,
                 {"这张表还有 " + n + " 个单元格也放不下，没有逐一列出。",
                  "In this table " + n + " more cells do not fit; they are not listed."},
                 {"先改正已列出的各处。", "Correct those listed first."});
}

Diagnostic impossible_figure(const ShapedDocument& document, const ShapedFigure& figure) {
  return {.code = code::layout_figure_overflow,
          .place = document.origins()->place(figure.origin),
          .message = {"图表比一页还高。", "The chart is higher than a page."},
          .hint = {"减少项目或系列，或分成几张图。", "Leave out entries or series, or divide it into several charts."}};
}

}  // namespace banxin::layout
