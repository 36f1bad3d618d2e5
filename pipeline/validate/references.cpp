#include "validate/references.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/codes.h"
#include "base/text.h"
#include "forms/terms.h"
#include "record/record.h"

namespace banxin::validate {
namespace {

constexpr std::size_t most_figure_digits = 60;  // of a figure that is calculated with; a record's have 18 at most

// The value of a reference, or why it has none.
struct Value {
  std::string text;
  std::optional<Diagnostic> fault;
};

// A sum of cells, or why there is none.
struct Sum {
  forms::Decimal figure;
  forms::Terms terms;
  std::optional<Diagnostic> fault;
};

class References {
 public:
  References(const xml::Tree& record, const forms::Labels& labels, const forms::Cells* previous)
      : record_(record), labels_(labels), previous_(previous) {}

  Resolved resolve() {
    visit(record_.root());
    if (texts_.empty()) return {record_, std::move(findings_)};
    return {record_.with_texts([this](const xml::Node& node) -> std::optional<std::string> {
              if (!record::is_element(node, "figure")) return std::nullopt;
              const auto found = texts_.find(node.xpath());
              return found == texts_.end() ? std::nullopt : std::optional(found->second);
            }),
            std::move(findings_)};
  }

 private:
  // The record's figures. Most records have no references, and need none.
  struct Figures {
    Figures(const xml::Tree& record, const forms::Labels& labels, const forms::Cells* previous)
        : cells(record, labels), reader(cells, previous) {}
    forms::Cells cells;
    forms::TermReader reader;
  };
  const Figures& figures() {
    if (!figures_) figures_ = std::make_unique<const Figures>(record_, labels_, previous_);
    return *figures_;
  }

  void visit(const xml::Node& node) {
    for (const xml::Node& child : node.elements()) {
      if (record::is_element(child, "figure")) {
        read(child);
      } else if (!record::is_element(child, "statistics") && !record::is_element(child, "extension")) {
        visit(child);
      }
    }
  }

  void read(const xml::Node& node) {
    Value value = value_of(node);
    const std::string content = node.text();
    const std::string_view written = trimmed(content);
    if (!value.fault && !written.empty() && written != value.text)
      value.fault = differs(node, shortened(written), shortened(value.text));
    if (value.fault) {
      findings_.push_back(*std::move(value.fault));
      if (written.empty()) texts_.emplace(node.xpath(), unresolved_figure);
    } else {
      texts_.emplace(node.xpath(), std::move(value.text));
    }
  }

  Value value_of(const xml::Node& node) {
    const std::string kind = node.attribute("as").value_or("value");
    const std::string cells = node.attribute("cell").value_or("");
    const Sum sum = sum_of(node, cells);
    if (sum.fault) return {{}, sum.fault};
    if (kind == "value") return {sum.terms.size() == 1 ? sum.terms.front().written : sum.figure.text(), {}};
    if (kind == "share") {
      const Sum whole = sum_of(node, node.attribute("of").value_or(""));
      if (whole.fault) return {{}, whole.fault};
      return percentage(node, sum.figure, whole);
    }
    if (kind != "change" && kind != "change-rate") {
      return {{},
              fault(code::reference_unknown, node,
                    {fmt::format("不知道 as=\"{}\" 要算什么。", shortened(kind)),
                     fmt::format("Nobody knows what as=\"{}\" should calculate.", shortened(kind))},
                    {"可用：value（原数，省去时如此）、share（占比）、change（增减）、change-rate（增减幅度）。",
                     "There are: value (the figure itself, also without it), share, change, change-rate."})};
    }
    const Sum before = sum_of(node, last_year(cells));
    if (before.fault) return {{}, before.fault};
    const forms::Decimal change = sum.figure - before.figure;
    const forms::Decimal size = change.is_negative() ? -change : change;
    if (kind == "change") return {(change.is_negative() ? "减少" : "增加") + size.text(), {}};
    Value rate = percentage(node, size, before);
    if (!rate.fault) rate.text.insert(0, change.is_negative() ? "下降" : "增长");
    return rate;
  }

  // The same ids in last year's record.
  static std::string last_year(const std::string& ids) {
    std::string all;
    for (const std::string& id : words_of(ids)) all += std::string(forms::last_year_prefix) + id + " ";
    return all;
  }

  Value percentage(const xml::Node& node, const forms::Decimal& part, const Sum& whole) {
    if (whole.figure.is_zero()) {
      return {{},
              fault(code::reference_zero, node,
                    {fmt::format("算不出百分比：作为整体的{}是 0。", names(whole.terms).zh),
                     fmt::format("There is no percentage: the whole, {}, is 0.", names(whole.terms).en)},
                    {"整体为 0 时，请把这句话直接写成文字。", "Where the whole is 0, write the sentence without it."})};
    }
    const std::string decimals = node.attribute("decimals").value_or("1");
    const bool sound = decimals.size() == 1 && decimals[0] >= '0' && decimals[0] <= '6';
    const std::size_t places = sound ? static_cast<std::size_t>(decimals[0] - '0') : 1;
    return {quotient(part.shifted(2), whole.figure, places) + "%", {}};
  }

  Sum sum_of(const xml::Node& node, const std::string& ids) {
    Sum sum;
    for (const std::string& id : words_of(ids)) {
      if (!has_figure(id)) {
        sum.fault = unknown(node, id);
        return sum;
      }
      const forms::Term term = figures().reader.term(id);
      sum.terms.push_back(term);
      if (!term.figure.known() || term.figure.number.digits() > most_figure_digits) {
        sum.fault = blank(node, term);
        return sum;
      }
      sum.figure = sum.figure + term.figure.number;
    }
    if (sum.terms.empty()) sum.fault = unknown(node, "");
    return sum;
  }

  // Whether one figure has this name: a row of cells has several, a heading only where the record fills it in as a row.
  bool has_figure(const std::string& id) {
    if (!figures().reader.knows(id)) return false;
    const forms::Label* row = labels_.find(forms::row_of(id));
    if (row == nullptr || !forms::column_of(id).empty()) return true;
    return row->cells.empty() && (!row->heading || figures().cells.has_row(id));
  }

  static Bilingual names(const forms::Terms& terms) {
    Bilingual all;
    for (const forms::Term& term : terms) {
      const Bilingual name = name_of(term);
      add_to_row(all, name);
    }
    return all;
  }

  Diagnostic fault(const char* code, const xml::Node& node, Bilingual message, Bilingual hint) const {
    return {.code = code, .place = record_.place(node), .message = std::move(message), .hint = std::move(hint)};
  }

  Diagnostic unknown(const xml::Node& node, const std::string& written) const {
    const std::string id = shortened(written);
    return fault(code::reference_unknown, node,
                 {fmt::format("正文引用的格“{}”表里没有。", id),
                  fmt::format("The text refers to the cell \"{}\", which the form has not.", id)},
                 {"写成 行的代号/栏的代号，如表里 row 和 cell 的 id。",
                  "Write ROW/COLUMN, the ids of the table's row and cell."});
  }

  Diagnostic blank(const xml::Node& node, const forms::Term& term) const {
    const forms::Missing why = missing(term);
    if (term.last_year && term.cells == nullptr) {
      return fault(code::reference_no_previous, node,
                   {fmt::format("正文引用了{}，却没有给出上一年度的记录。", why.name.zh),
                    fmt::format("The text refers to {}, but no record of last year was given.", why.name.en)},
                   {"用 --previous 指明上一年度的记录。", "Name last year's record with --previous."});
    }
    Diagnostic finding =
        fault(code::reference_blank, node,
              {fmt::format("正文引用的{}没有数（{}）。", why.name.zh, why.reason.zh),
               fmt::format("The text refers to {}, which holds no figure ({}).", why.name.en, why.reason.en)},
              {"填上这一格；空白不当作 0。", "Fill in that cell: a blank is never taken as 0."});
    finding.related.push_back({why.place, {why.name.zh + "：" + why.reason.zh, why.name.en + ": " + why.reason.en}});
    return finding;
  }

  Diagnostic differs(const xml::Node& node, const std::string& written, const std::string& value) {
    Diagnostic finding =
        fault(code::reference_differs, node,
              {fmt::format("正文引用处写着“{}”，由表得出的却是“{}”。", written, value),
               fmt::format(R"(The reference contains "{}", but the table gives "{}".)", written, value)},
              {"改正表，或删去引用里面的文字，让它由表得出。",
               "Correct the table, or empty the reference so that the table fills it."});
    const std::string cells = node.attribute("cell").value_or("");
    const std::string whole = node.attribute("as") == "share" ? node.attribute("of").value_or("") : "";
    for (const forms::Term& term : figures().reader.read(fmt::format("{} {}", cells, whole)))
      finding.related.push_back(related(term));
    return finding;
  }

  const xml::Tree& record_;
  const forms::Labels& labels_;
  const forms::Cells* previous_;
  std::unique_ptr<const Figures> figures_;
  std::map<std::string, std::string> texts_;  // by the paths of the references
  Findings findings_;
};

}  // namespace

Resolved resolve_references(const xml::Tree& record, const forms::Labels& labels, const forms::Cells* previous) {
  return References(record, labels, previous).resolve();
}

}  // namespace banxin::validate
