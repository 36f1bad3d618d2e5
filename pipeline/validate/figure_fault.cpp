#include "validate/figure_fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "record/record.h"

namespace banxin::validate {
namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Digits and then other characters: 12件, 3.5万元.
bool has_tail(std::string_view text) {
  const std::size_t tail = text.find_first_not_of("0123456789.");
  return tail != std::string_view::npos && tail > 0;
}

struct Fault {
  Bilingual reason;
  Bilingual hint;
};

Fault fault_of(std::string_view text) {
  if (contains_any(text, {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "．"})) {
    return {{"用了全角数字", "it has full-width digits"}, {"改用半角数字，如 12。", "Write ASCII digits: 12."}};
  }
  if (has_digit(text) && contains_any(text, {",", "，", "'", "’"})) {
    return {{"有千位分隔号", "it has separators of thousands"}, {"去掉分隔号，如 1286。", "Leave them out: 1286."}};
  }
  if (contains_any(text, {"无", "没有", "〇", "零"})) {
    return {{"是文字", "it is words"},
            {"没有的填 0；不知道的空着。", "Write 0 where there were none; leave it blank where it is not known."}};
  }
  if (has_tail(text)) {
    return {
        {"数字之外还有别的字符", "it has more than digits"},
        {"只填数字，单位不写；金额以该行的单位计。", "Write digits alone, in the unit of the row, without naming it."}};
  }
  return {
      {"不是数", "it is not a figure"},
      {"填半角数字；没有的填 0，不知道的空着，不适用的填 /、- 或不适用。",
       "Write ASCII digits; 0 where there were none, nothing where it is not known, /, - or 不适用 where it does not "
       "apply."}};
}

// The name of the row or cell of a finding, and what it holds.
struct Written {
  std::string name;
  std::string text;
  std::string text_column;  // its id, where the form has words there
};

class FigureFaults {
 public:
  FigureFaults(const xml::Tree& record, const forms::Cells& cells) : cells_(cells) { visit(record.root()); }

  void explain(Diagnostic& finding) const {
    const auto found = written_.find(finding.place.xpath);
    if (found == written_.end()) return;
    const auto& [name, text, column] = found->second;
    // The same element may have another fault, in an attribute.
    if (finding.message.zh.find("“" + text + "”") == std::string::npos) return;
    if (!column.empty()) {
      finding.message = {fmt::format("{}这一栏写的是文字，不是统计数。", name),
                         fmt::format("{} is a column of text, not of figures.", name)};
      finding.hint = {fmt::format("写作 <text id=\"{}\">。", column), fmt::format("Write <text id=\"{}\">.", column)};
      return;
    }
    const auto [reason, hint] = fault_of(text);
    finding.message = {fmt::format("{}的统计数“{}”不能用：{}。", name, text, reason.zh),
                       fmt::format("The figure \"{}\" of {} cannot be used: {}.", text, name, reason.en)};
    finding.hint = hint;
  }

 private:
  // Rows and cells, whatever is around them, that hold something that is not a figure.
  void visit(const xml::Node& node) {
    for (const xml::Node& child : node.elements()) {
      const bool own = child.name() == "own-row";
      const bool cell = own || child.name() == "row" || child.name() == "cell";
      if (cell && child.namespace_uri() == record::namespace_uri && child.elements().empty()) {
        add(child, own);
      } else {
        visit(child);
      }
    }
  }

  void add(const xml::Node& node, bool own) {
    const std::string content = node.text();
    if (forms::read_figure(content).kind != forms::Figure::Kind::malformed) return;
    const std::string id = own ? std::string() : cells_.id_of(node);
    const std::string name = id.empty() ? forms::short_label(node.attribute("label").value_or("")) : cells_.name(id);
    const std::string shown = shortened(name.empty() ? node.name() : std::string_view(name));
    const std::string column(cells_.holds_text(id) ? forms::column_of(id) : std::string_view());
    written_.emplace(node.xpath(), Written{shown, std::string(trimmed(content)), column});
  }

  const forms::Cells& cells_;
  std::map<std::string, Written> written_;
};

}  // namespace

void explain_figures(Findings& findings, const xml::Tree& record, const forms::Cells& cells) {
  if (findings.empty()) return;
  const FigureFaults faults(record, cells);
  for (Diagnostic& finding : findings) faults.explain(finding);
}

}  // namespace banxin::validate
